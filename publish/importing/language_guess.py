"""Which language a text is in, where its file does not say, or says what its letters cannot be.

A guess from the script, and in the Latin and Cyrillic scripts from the commonest small words. What is guessed is said
in the report, so that a person confirms it.
"""

from __future__ import annotations

import re
from collections import Counter

HOUSE_LANGUAGE = "en-GB"
"""What is taken where neither a file nor its text tells another one."""

_SCRIPTS = (
    ("ar", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ru", "\u0400-\u052f"),
    ("hy", "\u0530-\u058f"),
    ("ka", "\u10a0-\u10ff"),
    ("am", "\u1200-\u137f"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"),
    ("th", "\u0e00-\u0e7f"),
    ("my", "\u1000-\u109f"),
    ("km", "\u1780-\u17ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("ja", "\u3040-\u30ff"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
)
"""Languages by the letters that only they, or they first of all, are written in."""

_LETTERS = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPTS}
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_MOST = 0.6  # share of the letters from which a script is that of the text
_KANA = 0.05  # share of kana from which a text of Chinese characters is Japanese
_FEWEST = 20  # words, or letters of a script that is not Latin, from which a guess is made
_SHARE = 0.12  # of the words that have to be small words of the language
_LEAD = 1.3  # times as many as of any other language
_WORD = re.compile(r"[^\W\d_]+")
_SISTERS = {
    "ar": {"ar", "fa", "ur", "ps", "ku", "ckb", "sd", "ug", "pa", "ks", "dv", "az"},
    "he": {"he", "iw", "yi", "ji"},
    "ru": {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "uz", "cnr", "bs"},
    "hi": {"hi", "mr", "ne", "sa", "mai", "bho", "kok", "doi", "ks", "sd"},
    "bn": {"bn", "as", "mni"},
    "am": {"am", "ti", "gez", "om"},
    "zh": {"zh", "ja", "yue", "cmn", "nan", "wuu", "ko"},
}
"""Languages that are written in the same letters."""

_SMALL = {
    "en": "the of and to in is you that it for on are with as or be this your not have from can if",
    "cy": "y yr a ac yn i o ei eu mae sydd gan am ar hyn wedi gyda eich chi os neu bod nad dim",
    "ga": "an na agus a ar go is i do le tá bhí sé sí nó den leis seo mar ach ní",
    "gd": "an na agus a air gu is ann tha e i le seo ach no do bha gum nan nam",
    "fr": "le la les des de et en un une est que vous pour dans du au aux avec ou pas sur ne votre par",
    "de": "der die das und in den von zu mit ist sie nicht ein eine für auf im dem oder sich auch werden wenn",
    "nl": "de het een en van in is dat op te niet zijn met voor u of aan als bij uw kan",
    "es": "el la los las de que y en un una es por con para no su se del al o como más si",
    "ca": "el la els les de que i en un una és per amb no del al o com més si aquest són",
    "pt": "o a os as de que e em um uma é por com para não se do da no na ou mais são como",
    "it": "il la le di che e in un una è per con non si del della i gli o più sono se come",
    "ro": "și de la în a cu pe este sunt nu o un sau pentru care din să dacă se mai",
    "pl": "i w na z się do nie jest że o to jak lub od po dla są przez może jeśli za",
    "cs": "a v se na je že s z do o k i pro jako by nebo jsou při může pokud není",
    "sk": "a v sa na je že s z do o k aj pre ako by alebo sú pri môže ak nie",
    "hr": "i u je se na da za su od s ili koji kao ne može ako što iz te biti",
    "hu": "a az és hogy nem is egy van vagy ha meg ez de mint csak el lehet akkor",
    "lt": "ir yra kad į su iš tai ar kaip bet jei nuo į jūs gali būti apie per dėl",
    "lv": "un ir ar no par uz ka vai kas ja jūs var tiek lai pie bet nav",
    "et": "ja on ei et kui see ka või mis oma ning võib teie kas siis",
    "fi": "ja on ei se että tai kun jos myös voi ovat sen mutta kuin ole niin",
    "sv": "och i att det som en på är av för med till den inte om eller har du kan ett",
    "da": "og i at det som en på er af for med til den ikke om eller har du kan et",
    "nb": "og i at det som en på er av for med til den ikke om eller har du kan et deg",
    "tr": "ve bir bu için ile de da olarak veya olan çok daha gibi ne kadar ise değil sonra",
    "sq": "dhe të në e i një për me nuk është që nga ose si se do mund janë",
    "so": "iyo waa in ka ku oo aan ah la u si ay uu ee haddii ama leh laga",
    "vi": "và của là có các không được cho một trong với này khi người bạn để hoặc những",
    "id": "dan yang di untuk dengan ini dari tidak pada adalah atau akan dalam anda dapat ke jika",
    "tl": "ang ng sa na at ay mga ito kung o para hindi may ka iyong isang kay",
    "sw": "na ya wa kwa ni katika za la au kama hii cha kuwa lakini yako hiyo",
    "uk": "і в у на що не з до та є як або за від це для якщо ви при може",
    "ru": "и в на не что с по как это для к от из или при у вы если может",
    "bg": "и на да се в за от не с е са по при или това може като ви ако",
    "sr": "и у је се на да за су од са или који као не може ако што из те",
    "fa": "و در به از که این است را با برای می آن یا شما های تا اگر",
    "ur": "اور کے کی میں سے ہے کو کا ہیں آپ یہ پر نہیں کہ یا اگر ہو",
    "ar": "في من على أن أو إلى هذا ما لا مع عن إذا التي هذه كان قد هو",
}
"""Small words by language: those that make up a fifth or more of any running text."""

_STOP = {language: frozenset(words.split()) for language, words in _SMALL.items()}


def script_of(text: str) -> str:
    """The language that a text's letters stand for, where most are not Latin; "" where they are, or are too few."""
    if text.isascii():
        return ""
    latin = len(_LATIN.findall(text))
    counts = {language: len(letters.findall(text)) for language, letters in _LETTERS.items()}
    total = latin + sum(counts.values())
    if counts["zh"] and counts["ja"] > _KANA * (counts["zh"] + counts["ja"]):
        counts["ja"] += counts.pop("zh")
    language, count = max(counts.items(), key=lambda counted: counted[1])
    return language if count and count >= _MOST * total else ""


def guessed(text: str) -> str:
    """The language that a text seems to be in, "" where it does not show."""
    script = script_of(text)
    if script and len(_LETTERS[script].findall(text)) < _FEWEST:
        return ""
    if script and script not in {"ar", "ru"}:
        return script
    among = _SISTERS.get(script, set())
    named = [language for language in _STOP if (language in among if script else not script_of(_SMALL[language]))]
    words = Counter(word.casefold() for word in _WORD.findall(text))
    total = words.total()
    found = sorted(((sum(words[word] for word in _STOP[language]), language) for language in named), reverse=True)
    (best, language), (second, _) = found[0], found[1]
    sure = total >= _FEWEST and best >= _SHARE * total and best >= _LEAD * second
    return language if sure else script


def contradicts(language: str, text: str, fewest: int = _FEWEST) -> str:
    """The language by the script, where a text of so many letters cannot be in the language it is said to be in."""
    script = script_of(text)
    primary = language.casefold().split("-")[0]
    if not script or len(_LETTERS[script].findall(text)) < fewest:
        return ""
    if primary in _SISTERS.get(script, {script}):
        return ""
    known = primary in _STOP or primary in _LETTERS or any(primary in sisters for sisters in _SISTERS.values())
    return (guessed(text) or script) if known else ""
