"""The words that an easy-read edition adds to the authored ones, in the languages of `publish.model.edition_words`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from publish.model.edition_words import added_words, words_language
from publish.model.nodes import Inline, Link, Metadata, Span, Style, Styled, Text
from publish.model.publication import GlossaryEntry, Picture
from publish.rendering.typst.rewriting import Rewriter

WORD_LIST_ID = "what-the-words-mean"
CREDITS_ID = "picture-credits"


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyWords:
    """Headings, the lines of the cover, and what stands under the pictures; "{}" is where a name or a title stands.

    `hard` is what stands before, between and after the word "bold" and the name of the list. `language` is that of the
    words where the document has another, "" where it is the document's own.
    """

    contents: str
    word_list: str
    credits: str
    version: str
    short: str
    publisher: str
    checked: str
    unchecked: str
    agreed: str
    disagreed: str
    bold: str
    hard: tuple[str, str, str]
    licence: str
    picture_needed: str = ""
    language: str = ""

    def marked(self, words: str) -> tuple[Inline, ...]:
        """Words of these as inlines, with their language where the document has another."""
        return self.with_language((Text(words),))

    def with_language(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Inlines of these words, with their language where the document has another."""
        return (Span(inlines, self.language),) if self.language else inlines


_WORDS = {
    "en": EasyWords(
        contents="What is in this document",
        word_list="What the words mean",
        credits="Pictures",
        version="This is an easy read version of “{}”.",
        short="This is a short easy read version of “{}”. There is a longer one, too.",
        publisher="It is by {}.",
        checked="People with a learning disability checked this document: {}.",
        unchecked="People with a learning disability have not yet checked this document.",
        agreed="We checked that it says the same as the full version: {}.",
        disagreed="We have not yet checked that it says the same as the full version.",
        bold="bold",
        hard=("Hard words are in ", ". We explain them in ", "."),
        licence="Licence: {}.",
    ),
    "ar": EasyWords(
        contents="ماذا يوجد في هذا المستند",
        word_list="ماذا تعني الكلمات",
        credits="الصور",
        version="هذه نسخة سهلة القراءة من «{}».",
        short="هذه نسخة قصيرة سهلة القراءة من «{}». توجد نسخة أطول أيضًا.",
        publisher="أعدّتها {}.",
        checked="راجع أشخاص من ذوي صعوبات التعلّم هذا المستند: {}.",
        unchecked="لم يراجع أشخاص من ذوي صعوبات التعلّم هذا المستند بعد.",
        agreed="تحققنا من أنه يقول ما تقوله النسخة الكاملة: {}.",
        disagreed="لم نتحقق بعد من أنه يقول ما تقوله النسخة الكاملة.",
        bold="خط عريض",
        hard=("الكلمات الصعبة مكتوبة ب", ". نشرحها في ", "."),
        licence="الترخيص: {}.",
    ),
    "bn": EasyWords(
        contents="এই নথিতে কী আছে",
        word_list="শব্দের মানে",
        credits="ছবি",
        version="এটি “{}”-এর সহজ পাঠ সংস্করণ।",
        short="এটি “{}”-এর একটি ছোট সহজ পাঠ সংস্করণ। একটি বড় সংস্করণও আছে।",
        publisher="এটি তৈরি করেছে {}।",
        checked="শেখার অসুবিধা আছে এমন মানুষেরা এই নথি দেখেছেন: {}।",
        unchecked="শেখার অসুবিধা আছে এমন মানুষেরা এখনও এই নথি দেখেননি।",
        agreed="এটি পুরো সংস্করণের মতো একই কথা বলে কি না আমরা দেখেছি: {}।",
        disagreed="এটি পুরো সংস্করণের মতো একই কথা বলে কি না আমরা এখনও দেখিনি।",
        bold="মোটা অক্ষরে",
        hard=("কঠিন শব্দ ", " লেখা। তাদের মানে আছে এখানে: ", "।"),
        licence="লাইসেন্স: {}।",
    ),
    "cy": EasyWords(
        contents="Beth sydd yn y ddogfen hon",
        word_list="Beth mae’r geiriau’n ei olygu",
        credits="Lluniau",
        version="Fersiwn hawdd ei ddeall o “{}” yw hwn.",
        short="Fersiwn byr, hawdd ei ddeall o “{}” yw hwn. Mae fersiwn hirach hefyd.",
        publisher="Pwy sydd wedi ei wneud: {}.",
        checked="Mae pobl ag anabledd dysgu wedi gwirio’r ddogfen hon: {}.",
        unchecked="Nid yw pobl ag anabledd dysgu wedi gwirio’r ddogfen hon eto.",
        agreed="Rydym wedi gwirio ei bod yn dweud yr un peth â’r fersiwn llawn: {}.",
        disagreed="Nid ydym wedi gwirio eto ei bod yn dweud yr un peth â’r fersiwn llawn.",
        bold="bras",
        hard=("Mae geiriau anodd mewn print ", ". Rydym yn eu hesbonio yn ", "."),
        licence="Trwydded: {}.",
    ),
    "es": EasyWords(
        contents="Qué hay en este documento",
        word_list="Qué significan las palabras",
        credits="Imágenes",
        version="Esta es una versión de lectura fácil de «{}».",
        short="Esta es una versión corta de lectura fácil de «{}». También hay una más larga.",
        publisher="La ha hecho {}.",
        checked="Personas con discapacidad intelectual han revisado este documento: {}.",
        unchecked="Las personas con discapacidad intelectual todavía no han revisado este documento.",
        agreed="Hemos comprobado que dice lo mismo que la versión completa: {}.",
        disagreed="Todavía no hemos comprobado que dice lo mismo que la versión completa.",
        bold="negrita",
        hard=("Las palabras difíciles están en ", ". Las explicamos en ", "."),
        licence="Licencia: {}.",
    ),
    "fr": EasyWords(
        contents="Ce qu’il y a dans ce document",
        word_list="Ce que les mots veulent dire",
        credits="Images",
        version="Ceci est une version facile à lire de « {} ».",
        short="Ceci est une version courte et facile à lire de « {} ». Il y a aussi une version plus longue.",
        publisher="Elle est faite par {}.",
        checked="Des personnes handicapées intellectuelles ont relu ce document : {}.",
        unchecked="Des personnes handicapées intellectuelles n’ont pas encore relu ce document.",
        agreed="Nous avons vérifié qu’il dit la même chose que la version complète : {}.",
        disagreed="Nous n’avons pas encore vérifié qu’il dit la même chose que la version complète.",
        bold="gras",
        hard=("Les mots difficiles sont en ", ". Nous les expliquons dans ", "."),
        licence="Licence : {}.",
    ),
    "pa": EasyWords(
        contents="ਇਸ ਦਸਤਾਵੇਜ਼ ਵਿੱਚ ਕੀ ਹੈ",
        word_list="ਸ਼ਬਦਾਂ ਦੇ ਅਰਥ",
        credits="ਤਸਵੀਰਾਂ",
        version="ਇਹ “{}” ਦਾ ਸੌਖਾ ਪੜ੍ਹਨ ਵਾਲਾ ਰੂਪ ਹੈ।",
        short="ਇਹ “{}” ਦਾ ਛੋਟਾ ਅਤੇ ਸੌਖਾ ਪੜ੍ਹਨ ਵਾਲਾ ਰੂਪ ਹੈ। ਇੱਕ ਲੰਮਾ ਰੂਪ ਵੀ ਹੈ।",
        publisher="ਇਹ {} ਨੇ ਬਣਾਇਆ ਹੈ।",
        checked="ਸਿੱਖਣ ਵਿੱਚ ਮੁਸ਼ਕਲ ਵਾਲੇ ਲੋਕਾਂ ਨੇ ਇਹ ਦਸਤਾਵੇਜ਼ ਦੇਖਿਆ ਹੈ: {}।",
        unchecked="ਸਿੱਖਣ ਵਿੱਚ ਮੁਸ਼ਕਲ ਵਾਲੇ ਲੋਕਾਂ ਨੇ ਇਹ ਦਸਤਾਵੇਜ਼ ਅਜੇ ਨਹੀਂ ਦੇਖਿਆ।",
        agreed="ਅਸੀਂ ਦੇਖਿਆ ਹੈ ਕਿ ਇਹ ਪੂਰੇ ਰੂਪ ਵਾਲੀ ਗੱਲ ਹੀ ਕਹਿੰਦਾ ਹੈ: {}।",
        disagreed="ਅਸੀਂ ਅਜੇ ਨਹੀਂ ਦੇਖਿਆ ਕਿ ਇਹ ਪੂਰੇ ਰੂਪ ਵਾਲੀ ਗੱਲ ਹੀ ਕਹਿੰਦਾ ਹੈ।",
        bold="ਮੋਟੇ ਅੱਖਰਾਂ",
        hard=("ਔਖੇ ਸ਼ਬਦ ", " ਵਿੱਚ ਹਨ। ਉਹਨਾਂ ਦੇ ਅਰਥ ਇੱਥੇ ਹਨ: ", "।"),
        licence="ਲਾਇਸੈਂਸ: {}।",
    ),
    "pl": EasyWords(
        contents="Co jest w tym dokumencie",
        word_list="Co znaczą słowa",
        credits="Obrazki",
        version="To jest łatwa do czytania wersja tekstu „{}”.",
        short="To jest krótka, łatwa do czytania wersja tekstu „{}”. Jest też dłuższa wersja.",
        publisher="Kto to napisał: {}.",
        checked="Osoby z niepełnosprawnością intelektualną sprawdziły ten dokument: {}.",
        unchecked="Osoby z niepełnosprawnością intelektualną jeszcze nie sprawdziły tego dokumentu.",
        agreed="Sprawdziliśmy, że mówi to samo co pełna wersja: {}.",
        disagreed="Jeszcze nie sprawdziliśmy, czy mówi to samo co pełna wersja.",
        bold="pogrubione",
        hard=("Trudne słowa są ", ". Wyjaśniamy je w części ", "."),
        licence="Licencja: {}.",
    ),
    "ur": EasyWords(
        contents="اس دستاویز میں کیا ہے",
        word_list="الفاظ کا مطلب",
        credits="تصاویر",
        version="یہ ”{}“ کا آسان پڑھائی والا نسخہ ہے۔",
        short="یہ ”{}“ کا مختصر اور آسان پڑھائی والا نسخہ ہے۔ ایک لمبا نسخہ بھی ہے۔",
        publisher="یہ {} نے بنایا ہے۔",
        checked="سیکھنے میں دشواری والے لوگوں نے یہ دستاویز دیکھی ہے: {}۔",
        unchecked="سیکھنے میں دشواری والے لوگوں نے یہ دستاویز ابھی نہیں دیکھی۔",
        agreed="ہم نے دیکھا ہے کہ یہ مکمل نسخے والی بات ہی کہتی ہے: {}۔",
        disagreed="ہم نے ابھی نہیں دیکھا کہ یہ مکمل نسخے والی بات ہی کہتی ہے۔",
        bold="موٹے حروف",
        hard=("مشکل الفاظ ", " میں ہیں۔ ان کا مطلب یہاں ہے: ", "۔"),
        licence="لائسنس: {}۔",
    ),
}


def easy_words(language: str) -> EasyWords:
    """The words for a document in a language (BCP 47 tag); English, marked as such, where there are none."""
    own = words_language(language)
    needed = added_words(language).picture_needed
    return replace(_WORDS[own or "en"], language="" if own else "en", picture_needed=needed)


class Unlinked(Rewriter):
    """Takes away links to sections: an easy-read edition has parts of its own."""

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The words alone where a link leads to a section, else the link."""
        return link.children if link.target is not None and link.target.startswith("#") else (link,)


def title(metadata: Metadata) -> str:
    """The edition's own title; the document's where none is written."""
    return metadata.easy_read_title or metadata.title


def picture_needed(concept: str, language: str) -> tuple[Inline, ...]:
    """What stands in the box where a picture is missing."""
    words = easy_words(language)
    return (*words.marked(words.picture_needed), *((Text(f": {concept}"),) if concept else ()))


def credit(picture: Picture, language: str) -> tuple[Inline, ...]:
    """Whose picture it is, and on what terms."""
    words = easy_words(language)
    return (Text(f"{picture.credit}. "), *words.marked(words.licence.format(picture.licence)))


def sorted_entries(entries: set[GlossaryEntry]) -> list[GlossaryEntry]:
    """Entries in the order of the alphabet, capitals no different."""
    return sorted(entries, key=lambda entry: (entry.term.casefold(), entry.term))


def meaning(entry: GlossaryEntry) -> tuple[Inline, ...]:
    """What stands under the first line that has a hard word: the term with a capital, and its meaning."""
    return (Styled(Style.STRONG, (Text(f"{entry.term[:1].upper()}{entry.term[1:]}:"),)), Text(f" {entry.meaning}"))
