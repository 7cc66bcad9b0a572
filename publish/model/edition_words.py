"""The words that editions add of their own, in the languages of their readers.

A language that is not here gets English, which must then be marked as English.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from publish.model.languages import language_and_script
from publish.model.nodes import Inline, PartialDate, Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedWords:
    """What stands over contents, notes and pages for own notes, before numbers of notes and pages, and in the imprint.

    In words with "{}" a number, a name or a date stands. `months` are as they stand after a day, `alone` where they
    stand without one, "" where that is no different. `language` is that of the words where the document has another, ""
    where it is the document's own.
    """

    contents: str
    notes: str
    own_notes: str
    note: str
    page: str
    back: str
    video: str
    picture_needed: str
    cover: str
    title_page: str
    landmarks: str
    page_list: str
    about: str
    published: str
    contacts: str
    dates: str
    last_reviewed: str
    updated: str
    next_review: str
    version: str
    stock_code: str
    other_formats: str
    ask: str
    online: str
    qr_code: str
    large_print: str
    print_page: str
    volume: str
    in_volume: str
    months: str
    alone: str = ""
    day: str = "{day} {month} {year}"
    month: str = "{month} {year}"
    first: str = "1"
    language: str = ""

    def marked(self, words: str) -> tuple[Inline, ...]:
        """Words of these as inlines, with their language where the document has another."""
        return (Span((Text(words),), self.language),) if self.language else (Text(words),)

    def date(self, date: PartialDate) -> str:
        """A date in words: "30 June 2023", or "March 2026" where no day is known."""
        if date.day is None:
            return self.month.format(month=(self.alone or self.months).split()[date.month - 1], year=date.year)
        day = self.first if date.day == 1 else str(date.day)
        return self.day.format(day=day, month=self.months.split()[date.month - 1], year=date.year)


_ENGLISH = AddedWords(
    contents="Contents",
    notes="Notes",
    own_notes="Your notes",
    note="note",
    page="page",
    back="Back to where note {} is mentioned",
    video="Video:",
    picture_needed="Picture needed",
    cover="Cover",
    title_page="Title page",
    landmarks="Landmarks",
    page_list="Pages",
    about="About this publication",
    published="Published by {}.",
    contacts="How to reach us:",
    dates="Review dates:",
    last_reviewed="Last reviewed: {}",
    updated="Updated: {}",
    next_review="Next review due: {}",
    version="Version: {}",
    stock_code="Stock code: {}",
    other_formats="In other formats",
    ask="To ask for this in large print or in another format, call us:",
    online="Read it online:",
    qr_code="QR code that opens {}",
    large_print="Large print, {} point",
    print_page="print page {}",
    volume="Volume {} of {}",
    in_volume="volume {}",
    months="January February March April May June July August September October November December",
)
_WORDS = {
    "en": _ENGLISH,
    "ar": AddedWords(
        contents="المحتويات",
        notes="الملاحظات",
        own_notes="ملاحظاتك",
        note="ملاحظة",
        page="صفحة",
        back="العودة إلى موضع الملاحظة {}",
        video="فيديو:",
        picture_needed="مطلوب صورة",
        cover="الغلاف",
        title_page="صفحة العنوان",
        landmarks="معالم",
        page_list="الصفحات",
        about="عن هذا المنشور",
        published="الناشر: {}.",
        contacts="كيف تتواصل معنا:",
        dates="تواريخ المراجعة:",
        last_reviewed="آخر مراجعة: {}",
        updated="آخر تحديث: {}",
        next_review="المراجعة القادمة: {}",
        version="الإصدار: {}",
        stock_code="رمز الطلب: {}",
        other_formats="بصيغ أخرى",
        ask="لطلب هذا المنشور بحروف كبيرة أو بصيغة أخرى، اتصل بنا:",
        online="اقرأه على الإنترنت:",
        qr_code="رمز QR يفتح {}",
        large_print="حروف كبيرة، {} نقطة",
        print_page="صفحة الطبعة {}",
        volume="الجزء {} من {}",
        in_volume="الجزء {}",
        months="يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
    "bn": AddedWords(
        contents="সূচিপত্র",
        notes="টীকাসমূহ",
        own_notes="আপনার নোট",
        note="টীকা",
        page="পৃষ্ঠা",
        back="টীকা {} যেখানে আছে সেখানে ফিরে যান",
        video="ভিডিও:",
        picture_needed="ছবি প্রয়োজন",
        cover="প্রচ্ছদ",
        title_page="শিরোনাম পৃষ্ঠা",
        landmarks="নির্দেশক",
        page_list="পৃষ্ঠাগুলি",
        about="এই প্রকাশনা সম্পর্কে",
        published="প্রকাশক: {}।",
        contacts="আমাদের সঙ্গে যোগাযোগ:",
        dates="পর্যালোচনার তারিখ:",
        last_reviewed="সর্বশেষ পর্যালোচনা: {}",
        updated="হালনাগাদ: {}",
        next_review="পরবর্তী পর্যালোচনা: {}",
        version="সংস্করণ: {}",
        stock_code="অর্ডার কোড: {}",
        other_formats="অন্যান্য বিন্যাসে",
        ask="বড় অক্ষরে বা অন্য বিন্যাসে এটি পেতে আমাদের ফোন করুন:",
        online="অনলাইনে পড়ুন:",
        qr_code="QR কোড, যা {} খোলে",
        large_print="বড় অক্ষর, {} পয়েন্ট",
        print_page="মুদ্রিত পৃষ্ঠা {}",
        volume="খণ্ড {}, মোট {}",
        in_volume="খণ্ড {}",
        months="জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    ),
    "cy": AddedWords(
        contents="Cynnwys",
        notes="Nodiadau",
        own_notes="Eich nodiadau",
        note="nodyn",
        page="tudalen",
        back="Yn ôl at nodyn {} yn y testun",
        video="Fideo:",
        picture_needed="Angen llun",
        cover="Clawr",
        title_page="Tudalen deitl",
        landmarks="Tirnodau",
        page_list="Tudalennau",
        about="Am y cyhoeddiad hwn",
        published="Cyhoeddwr: {}.",
        contacts="Sut i gysylltu â ni:",
        dates="Dyddiadau adolygu:",
        last_reviewed="Adolygwyd ddiwethaf: {}",
        updated="Diweddarwyd: {}",
        next_review="Adolygiad nesaf: {}",
        version="Fersiwn: {}",
        stock_code="Cod archebu: {}",
        other_formats="Mewn fformatau eraill",
        ask="I ofyn am hwn mewn print bras neu mewn fformat arall, ffoniwch ni:",
        online="Darllenwch ef ar-lein:",
        qr_code="Cod QR sy’n agor {}",
        large_print="Print bras, {} pwynt",
        print_page="tudalen brint {}",
        volume="Cyfrol {} o {}",
        in_volume="cyfrol {}",
        months="Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
    ),
    "es": AddedWords(
        contents="Índice",
        notes="Notas",
        own_notes="Sus notas",
        note="nota",
        page="página",
        back="Volver al lugar de la nota {}",
        video="Vídeo:",
        picture_needed="Falta la imagen",
        cover="Cubierta",
        title_page="Portada",
        landmarks="Puntos de referencia",
        page_list="Páginas",
        about="Sobre esta publicación",
        published="Publicado por {}.",
        contacts="Cómo ponerse en contacto con nosotros:",
        dates="Fechas de revisión:",
        last_reviewed="Última revisión: {}",
        updated="Actualización: {}",
        next_review="Próxima revisión: {}",
        version="Versión: {}",
        stock_code="Código de pedido: {}",
        other_formats="En otros formatos",
        ask="Para pedir esta publicación en letra grande o en otro formato, llámenos:",
        online="Léala en línea:",
        qr_code="Código QR que abre {}",
        large_print="Letra grande, {} puntos",
        print_page="página impresa {}",
        volume="Volumen {} de {}",
        in_volume="volumen {}",
        months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        day="{day} de {month} de {year}",
        month="{month} de {year}",
    ),
    "fr": AddedWords(
        contents="Sommaire",
        notes="Notes",
        own_notes="Vos notes",
        note="note",
        page="page",
        back="Retour à l’appel de la note {}",
        video="Vidéo :",
        picture_needed="Image à fournir",
        cover="Couverture",
        title_page="Page de titre",
        landmarks="Repères",
        page_list="Pages",
        about="À propos de cette publication",
        published="Publié par {}.",
        contacts="Comment nous joindre :",
        dates="Dates de révision :",
        last_reviewed="Dernière révision : {}",
        updated="Mise à jour : {}",
        next_review="Prochaine révision : {}",
        version="Version : {}",
        stock_code="Code de commande : {}",
        other_formats="Dans d’autres formats",
        ask="Pour demander cette publication en gros caractères ou dans un autre format, appelez-nous :",
        online="À lire en ligne :",
        qr_code="Code QR qui ouvre {}",
        large_print="Gros caractères, {} points",
        print_page="page imprimée {}",
        volume="Volume {} sur {}",
        in_volume="volume {}",
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        first="1er",
    ),
    "pa": AddedWords(
        contents="ਵਿਸ਼ਾ ਸੂਚੀ",
        notes="ਟਿੱਪਣੀਆਂ",
        own_notes="ਤੁਹਾਡੇ ਨੋਟ",
        note="ਟਿੱਪਣੀ",
        page="ਪੰਨਾ",
        back="ਟਿੱਪਣੀ {} ਵਾਲੀ ਥਾਂ ਤੇ ਵਾਪਸ",
        video="ਵੀਡੀਓ:",
        picture_needed="ਤਸਵੀਰ ਚਾਹੀਦੀ ਹੈ",
        cover="ਕਵਰ",
        title_page="ਸਿਰਲੇਖ ਪੰਨਾ",
        landmarks="ਨਿਸ਼ਾਨ",
        page_list="ਪੰਨੇ",
        about="ਇਸ ਪ੍ਰਕਾਸ਼ਨ ਬਾਰੇ",
        published="ਪ੍ਰਕਾਸ਼ਕ: {}।",
        contacts="ਸਾਡੇ ਨਾਲ ਸੰਪਰਕ:",
        dates="ਸਮੀਖਿਆ ਦੀਆਂ ਤਾਰੀਖਾਂ:",
        last_reviewed="ਪਿਛਲੀ ਸਮੀਖਿਆ: {}",
        updated="ਅੱਪਡੇਟ: {}",
        next_review="ਅਗਲੀ ਸਮੀਖਿਆ: {}",
        version="ਸੰਸਕਰਣ: {}",
        stock_code="ਆਰਡਰ ਕੋਡ: {}",
        other_formats="ਹੋਰ ਰੂਪਾਂ ਵਿੱਚ",
        ask="ਇਹ ਵੱਡੇ ਅੱਖਰਾਂ ਜਾਂ ਕਿਸੇ ਹੋਰ ਰੂਪ ਵਿੱਚ ਲੈਣ ਲਈ ਸਾਨੂੰ ਫ਼ੋਨ ਕਰੋ:",
        online="ਆਨਲਾਈਨ ਪੜ੍ਹੋ:",
        qr_code="QR ਕੋਡ ਜੋ {} ਖੋਲ੍ਹਦਾ ਹੈ",
        large_print="ਵੱਡੇ ਅੱਖਰ, {} ਪੁਆਇੰਟ",
        print_page="ਛਪਿਆ ਪੰਨਾ {}",
        volume="ਭਾਗ {}, ਕੁੱਲ {}",
        in_volume="ਭਾਗ {}",
        months="ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    ),
    "pl": AddedWords(
        contents="Spis treści",
        notes="Przypisy",
        own_notes="Twoje notatki",
        note="przypis",
        page="strona",
        back="Powrót do miejsca przypisu {}",
        video="Film:",
        picture_needed="Brak obrazu",
        cover="Okładka",
        title_page="Strona tytułowa",
        landmarks="Punkty orientacyjne",
        page_list="Strony",
        about="O tej publikacji",
        published="Wydawca: {}.",
        contacts="Jak się z nami skontaktować:",
        dates="Daty przeglądu:",
        last_reviewed="Ostatni przegląd: {}",
        updated="Aktualizacja: {}",
        next_review="Następny przegląd: {}",
        version="Wersja: {}",
        stock_code="Kod zamówienia: {}",
        other_formats="W innych formatach",
        ask="Aby poprosić o tę publikację dużym drukiem lub w innym formacie, zadzwoń do nas:",
        online="Czytaj w internecie:",
        qr_code="Kod QR, który otwiera {}",
        large_print="Duży druk, {} punktów",
        print_page="strona druku {}",
        volume="Tom {} z {}",
        in_volume="tom {}",
        months="stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        alone="styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    ),
    "ur": AddedWords(
        contents="فہرست",
        notes="حواشی",
        own_notes="آپ کے نوٹس",
        note="حاشیہ",
        page="صفحہ",
        back="حاشیہ {} کے مقام پر واپس",
        video="ویڈیو:",
        picture_needed="تصویر درکار ہے",
        cover="سرورق",
        title_page="عنوان کا صفحہ",
        landmarks="نشانات",
        page_list="صفحات",
        about="اس اشاعت کے بارے میں",
        published="ناشر: {}۔",
        contacts="ہم سے رابطہ:",
        dates="نظرثانی کی تاریخیں:",
        last_reviewed="گزشتہ نظرثانی: {}",
        updated="تازہ کاری: {}",
        next_review="اگلی نظرثانی: {}",
        version="ورژن: {}",
        stock_code="آرڈر کوڈ: {}",
        other_formats="دیگر شکلوں میں",
        ask="اسے بڑے حروف یا کسی اور شکل میں حاصل کرنے کے لیے ہمیں فون کریں:",
        online="آن لائن پڑھیں:",
        qr_code="QR کوڈ جو {} کھولتا ہے",
        large_print="بڑے حروف، {} پوائنٹ",
        print_page="طباعت کا صفحہ {}",
        volume="جلد {}، کل {}",
        in_volume="جلد {}",
        months="جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    ),
}
_SCRIPTS = {"pa": "Guru"}  # where a language has several, the script of the words here
_MARKED_ENGLISH = replace(_ENGLISH, language="en")

PICTURES_NEEDED = frozenset(words.picture_needed for words in _WORDS.values())
"""What stands for the text alternative of a picture that is still to come, in every language."""


def words_language(language: str) -> str:
    """The language of the words for a document in a language (BCP 47 tag): its first part, "" where there are none."""
    base, script = language_and_script(language) or ("", "")
    return base if base in _WORDS and _SCRIPTS.get(base, script) == script else ""


def added_words(language: str) -> AddedWords:
    """The words for a document in a language (BCP 47 tag)."""
    return _WORDS.get(words_language(language), _MARKED_ENGLISH)


def months() -> frozenset[str]:
    """The names of the months in all these languages, as dates have them."""
    return frozenset(name for words in _WORDS.values() for name in f"{words.months} {words.alone}".split())
