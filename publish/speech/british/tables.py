"""What the rules look up: units, signs, abbreviations, months, and the words that decide between two readings."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH_FORMS: dict[str, int] = {form: number for number, name in enumerate(MONTHS, 1) for form in (name, name[:3])} | {
    "Sept": 9
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NAMES = """
kg,kgs,KG kilogram|g,gm,gms gram|mg,mgs,MG milligram|mcg,mcgs,µg,μg,ug microgram|ng nanogram|pg picogram
L,l litre|dL,dl decilitre|mL,ml,mls,ML millilitre|mcL,µL,μL,µl,μl,uL microlitre|fL femtolitre|cc cubic centimetre
cl,cL centilitre|kW kilowatt|kWh kilowatt hour|mA milliampere
km kilometre|m metre|cm,cms centimetre|mm,mms millimetre|µm,μm micrometre|nm nanometre
m² square metre|cm² square centimetre|mm² square millimetre|m³ cubic metre|cm³ cubic centimetre|mm³ cubic millimetre
mol mole|mmol millimole|µmol,μmol,umol micromole|nmol nanomole|pmol picomole|mEq milliequivalent|mosmol,mOsm milliosmole
IU,iu,i.u. international unit|mIU milli-international unit|U,u,unit,units unit|mU milliunit
kcal kilocalorie|kJ kilojoule|kPa kilopascal|Gy gray|cGy centigray|mSv millisievert|mGy milligray
MB megabyte|KB,kB kilobyte|GB gigabyte|dB decibel|kV kilovolt
hr,hrs,h hour|min,mins minute
sec,secs,s second|wk,wks week|mth,mths,mo,mos month|yr,yrs,y year|tsp,tsps teaspoon|tbsp,tbsps tablespoon
lb,lbs pound|oz ounce
"""
UNITS: dict[str, tuple[str, str]] = {
    form: (words, f"{words}s")
    for entry in _NAMES.strip().replace("\n", "|").split("|")
    for forms, words in (entry.split(" ", 1),)
    for form in forms.split(",")
} | {
    "mmHg": ("millimetre of mercury", "millimetres of mercury"),
    "mm Hg": ("millimetre of mercury", "millimetres of mercury"),
    "ms": ("millisecond", "milliseconds"),
    "gtt": ("drop", "drops"),
    "gal": ("gallon", "gallons"),
    "deg C": ("degree Celsius", "degrees Celsius"),
    "deg. C": ("degree Celsius", "degrees Celsius"),
    "degC": ("degree Celsius", "degrees Celsius"),
    "deg F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "mph": ("mile per hour", "miles per hour"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "ºC": ("degree Celsius", "degrees Celsius"),  # the ordinal sign, typed for the degree
    "° C": ("degree Celsius", "degrees Celsius"),
    "˚C": ("degree Celsius", "degrees Celsius"),  # the ring, typed for the degree
    "℃": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "st": ("stone", "stone"),
    "ft": ("foot", "feet"),
}
"""Singular and plural of each written form; in hearing, their words must be right to the letter."""

MEASURES = UNITS | {
    "bpm": ("beat per minute", "beats per minute"),
    "fl. oz": ("fluid ounce", "fluid ounces"),
    "fl.oz": ("fluid ounce", "fluid ounces"),
    "fl oz": ("fluid ounce", "fluid ounces"),
    "MU": ("million units", "million units"),
    "MIU": ("million international units", "million international units"),
    "Fr": ("French", "French"),
    "ppm": ("part per million", "parts per million"),
    "cmH2O": ("centimetre of water", "centimetres of water"),
    "cmH₂O": ("centimetre of water", "centimetres of water"),
}
"""All units, with those whose words are everyday words too."""

WRITTEN_SHORT = (
    "wk",
    "wks",
    "mth",
    "mths",
    "yr",
    "yrs",
    "hr",
    "hrs",
    "mins",
    "secs",
    "tsp",
    "tbsp",
    "lbs",
    "mg",
    "ml",
    "mcg",
    "µg",
    "μg",
)
"""Units that are also read in full where no number stands before them."""

SHORT_UNITS = frozenset(["kg", "cm", "mm", "km", "nm", "lb", "ft", "ng", "pg", "dl", "dL", "mL", "mph", "bpm", "ppm"])
"""Units without a vowel that are read in full where no number stands before them: "weight in kg"."""

UTTERED = frozenset(
    ["hmm", "mmm", "shh", "psst", "brr", "grr", "tsk", "pst", "nth", "ng", "br", "ph", "rh", "ll", "ve", "nd", "rd"]
)
"""What is said without a vowel, and names: Ng, Br J Haematol."""

COUNTED = (
    "day",
    "night",
    "week",
    "month",
    "year",
    "dose",
    "person",
    "patient",
    "cell",
    "minute",
    "nostril",
    "hour",
    "litre",
    "kilogram",
)
FORMS = ("puff", "spray", "tablet", "capsule", "sachet", "drop", "spoonful", "patch", "actuation", "serving", "portion")
"""What a dose is given in: under a stroke behind a unit only, as "nasal drops/spray" is no rate."""

PER: dict[str, str] = {unit: words[0] for unit, words in MEASURES.items()} | {word: word for word in (*COUNTED, *FORMS)}
PER["d"] = "day"
"""What may stand under a stroke."""

CURRENCIES: dict[str, tuple[str, str]] = {
    "£": ("pound", "pounds"), "$": ("dollar", "dollars"), "€": ("euro", "euros"), "¥": ("yen", "yen"),
}  # fmt: skip
CURRENCY_CODES: dict[str, tuple[str, str]] = {
    "GBP": CURRENCIES["£"], "EUR": CURRENCIES["€"], "USD": ("U.S. dollar", "U.S. dollars"),
}  # fmt: skip
MAGNITUDES = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "bn": "billion", "tn": "trillion"}
MANY = {3: "hundreds", 4: "thousands", 5: "tens of thousands", 6: "hundreds of thousands"}
"""By how many digits: 1,000s are thousands."""

PEOPLE = (
    r"(?:people|persons|patients|adults|children|babies|infants|women|men|boys|girls|males|females|users|smokers|carers|"
    r"cases|births|pregnancies|deaths|donors|students|families|households|Britons|teenagers|workers|relatives|parents)\b"
)
"""Who is counted: "1/10 patients" is one in ten, "1.2m people" are no metres."""

LABELS = (
    r"(?:phases?|grades?|stages?|types?|class(?:es)?|levels?|categor(?:y|ies)|groups?|tiers?|steps?|parts?|cycles?|weeks?|"
    r"days?|tables?|figures?|sections?|chapters?|pages?|courses?|trials?|lines?|questions?|schedules?|zones?|platforms?)"
)
"""What is numbered: "phase 2/3" is no fraction."""

NUMBERED = (
    r"(?:charity|commission|compan(?:y|ies)|regist(?:ration|ered|ry)|reg|batch|lot|phone|tele?phone|tel|fax|account|ref|reference|room|"
    r"ward|bed|flat|unit|order|policy|nhs|hospital|licen[cs]e|item|article|model|serial|part|hosp|version|file|case|issue|use|"
    r"a/c|id|vat|and wales|house|platform|gate|bus|page|form|leaflet|passport|membership|reading|question|step|table|"
    r"figure|patient|study|sample|test|tablets?|tabs?|capsules?|pills?|doses?|drops?|inhalers?|injections?|syringes?|pens?)"
)
"""After which "no." is a number, not the word."""

NUMBER_WORDS = (
    r"\b(?:number|numbers|nos?\.?|code|codes|ref\.?|reference|isbn|issn|id|pmid|pin|vat|lot|batch|licen[cs]e|"
    r"ext\.?|extension|card ending(?: in)?|box|bleep|pager|vat reg\.?)(?:\W{0,2}|: )(?:[A-Z]{2} )?"
    r"(?:\d[\d -]*(?:,| and| or) )?"
)
"""After which digits are a code."""

SPEAKER_VERBS = frozenset(
    """
    am had have do did feel felt go went get got know knew think thought take took need needed want wanted play played
    start started prefer preferred like liked chose choose love loved hate hated hope hoped believe believed
    understand understood remember remembered see saw hear heard live lived used tell told said say ask asked came
    come became become began begin found find gave give keep kept left lost made make met meet read ran run sat slept
    spent stopped suffered tried try wish woke worry worried write wrote decided realised realized noticed expected
    expect reached entered received stayed passed learned learnt called enjoy enjoyed eat ate drink drank sleep walked
    worked struggle struggled cried cope coped managed recommend suggest mean meant mention mentioned describe
    described talk talked speak spoke visited lay fell broke brought bought built thanked trust trusted follow
    followed sang rested returned rang phoned also never always really usually often sometimes just still finally
    simply actually personally truly too cannot couldn't can't didn't don't wouldn't won't hadn't wasn't haven't
    """.split()  # noqa: SIM905
)
"""What says that "I" before it is the person who speaks."""

EITHER_VERBS = frozenset(["was", "will", "would", "can", "could", "may", "might", "must", "shall", "should"])
"""What may follow the person and the numeral alike: "stage I can be treated", "at this stage I can walk"."""

FUNCTION_WORDS = frozenset(
    """
    and or but nor is are has does in on of at to by for with without from than as if when while where which who that
    because although unless until before after under over during through between not only i.e. e.g. be been being
    """.split()  # noqa: SIM905
)
LABELLED = (
    r"(?:disease|diseases|cancers?|tumou?rs?|lymphomas?|leuk\w+|diabetes|diabetic|hypersensitivity|stud(?:y|ies)|trials?|"
    r"testing|collagen|errors?|reactions?|melanomas?|carcinomas?|sarcomas?|injur(?:y|ies)|patients?|people|allerg\w+|"
    r"interferons?|antigens?|molecules?|doses?|drugs?|devices?|medicines?|receptors?|mutations?|inhibitors?|survivors?|"
    r"endometrial|ovarian|breast|lung|bowel|skin|cells?|fibres?|respiratory|heart|hearing|muscles?|obesity|prolapse|ulcers?|failure|disorder|bipolar|symptoms?|"
    r"\w+(?:oma|omas|osis|itis|aemia|emia|uria|pathy|trophy|tion|sion|ment|ness|ity|ism|syndrome|genic|plasia))"
)
"""What a stage, type or phase is of."""

SYMBOLS: dict[str, str] = {
    "&": "and", "%": "per cent", "‰": "per thousand", "≥": "greater than or equal to", "≤": "less than or equal to",
    "⩾": "greater than or equal to", "⩽": "less than or equal to", ">": "greater than", "<": "less than",
    "=": "equals", "≠": "is not equal to", "≈": "about", "~": "about", "∼": "about", "±": "plus or minus",
    "+": "plus", "−": "minus", "×": "times", "÷": "divided by", "→": "leads to", "←": "comes from", "↑": "increased",
    "↓": "decreased", "@": "at", "#": "number", "№": "number", "°": "degrees", "º": "degrees", "£": "pounds",
    "$": "dollars", "€": "euros", "§": "section", "©": "copyright", "®": "registered", "™": "trade mark",
    "\\": "backslash", "_": "underscore", "^": "to the power of", "α": "alpha", "β": "beta", "γ": "gamma",
    "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda",
    "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "ς": "sigma", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Ξ": "xi", "Π": "pi",
    "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega", "µ": "micro", "μ": "mu", "∞": "infinity", "√": "square root of",
    "✓": "check mark", "✔": "check mark", "✅": "check mark", "✗": "cross", "✘": "cross", "✕": "cross", "❌": "cross",
    "⚠": "warning", "🚫": "not allowed", "⛔": "not allowed", "♀": "women", "♂": "men",
    "☎": "telephone", "📞": "telephone", "✉": "e-mail",
}  # fmt: skip
"""A sign that carries meaning, also where it is drawn as an emoji: a cross left out turns a warning into advice."""

YES, NO = frozenset("✓✔✅☑🗸"), frozenset("✗✘✕❌✖🗴❎")
"""In a table cell, where nothing else stands in it."""

ABBREVIATIONS: dict[str, str] = {
    "e.g.": "for example", "eg": "for example", "i.e.": "that is", "ie": "that is", "etc.": "et cetera",
    "etc": "et cetera", "et al.": "and others", "et al": "and others", "vs.": "versus", "vs": "versus",
    "v.": "versus", "approx.": "approximately", "approx": "approximately", "Dr": "Doctor", "Dr.": "Doctor",
    "Drs": "Doctors", "Prof": "Professor", "Prof.": "Professor", "Mr": "Mister", "Mr.": "Mister", "Ms": "Miz",
    "Mx": "Mix", "Jr": "Junior",
    "Mrs": "Missus", "Mrs.": "Missus", "Fig.": "figure", "fig.": "figure", "Figs.": "figures", "Ltd": "Limited",
    "Inc.": "Incorporated", "Dept": "Department", "dept": "department", "Dept.": "Department", "cf.": "compare",
    "N/A": "not applicable", "n/a": "not applicable", "vol.": "volume", "Vol.": "Volume", "pp.": "pages",
    "ed.": "edition", "eds.": "editors", "mRNA": "messenger R.N.A.", "PhD": "P.H.D.", "w/o": "without", "w/": "with",
    "c/o": "care of", "w/c": "week commencing", "w/e": "week ending", "w/b": "week beginning",
    "s/he": "she or he", "C/O": "care of", "hrly": "hourly", "Yr": "Year", "w/end": "weekend",
    "w/ends": "weekends", "h/o": "history of",
    "w/v": "weight by volume", "w/w": "weight by weight", "v/v": "volume by volume", "what3words": "what three words",
    "Sec.": "section", "App.": "appendix", "ver.": "version", "Lvl": "Level", "lvl": "level", "Qtr": "Quarter",
    "jct": "junction", "TEL.": "telephone", "TEL:": "telephone:", "Gt.": "Great", "am/pm": "a.m. or p.m.",
    "siRNA": "S.I.R.N.A.", "miRNA": "M.I.R.N.A.", "cfDNA": "C.F.D.N.A.", "ctDNA": "C.T.D.N.A.",
    "vit.": "vitamin", "Rev.": "Reverend", "hosp.": "hospital", "Rm": "Room", "Gt": "Great", "wt": "weight",
    "ht": "height", "y/o": "year old", "and/or": "and or", "esp.": "especially",
    "incl.": "including", "excl.": "excluding", "temp.": "temperature", "appt": "appointment", "mths": "months",
    "F/U": "follow-up", "f/u": "follow-up",
    "exc.": "excluding", "hols": "holidays", "cert.": "certificate", "Bldg": "Building", "appt.": "appointment",
    "avg": "average", "Ext": "extension",
    "soln": "solution", "inj.": "injection", "std.": "standard", "chol.": "cholesterol", "sat. fat": "saturated fat",
    "vit": "vitamin", "vits": "vitamins", "pw": "per week", "pcm": "per calendar month",
    "max.": "maximum", "min.": "minimum", "Max.": "Maximum", "Min.": "Minimum", "ext.": "extension",
    "Ext.": "Extension",
    "no. of": "number of", "No. of": "Number of", "nos.": "numbers", "tel.": "telephone", "Tel.": "Telephone",
    "tel:": "telephone:", "Tel:": "Telephone:", "-ve": "negative", "+ve": "positive", "−ve": "negative",
    "Hb": "H.B.", "FRCPath": "F.R.C. Path", "MRCPath": "M.R.C. Path", "plts": "platelets",
    "wkly": "weekly", "mthly": "monthly", "Univ.": "University", "Univ": "University", "Flr": "Floor",
    "Hosp": "Hospital",
    "KCl": "K.C.L.", "N/saline": "normal saline", "PrEP": "prep",
    "MBChB": "M.B.C.H.B.", "aGvHD": "acute G.V.H.D.", "cGvHD": "chronic G.V.H.D.",
    "EudraCT": "Eudra C.T.", "MenACWY": "Men A.C.W.Y.", "MenB": "Men B", "MenC": "Men C", "pO₂": "P.O. two",
    "p.a.": "per year", "neg": "negative", "neg.": "negative", "Plt": "platelets", "Plts": "platelets",
    "viz.": "namely", "edn.": "edition", "edn": "edition", "Jct": "Junction", "O/E": "on examination", "Hx": "history",
    "hx": "history",
    "PMHx": "past medical history", "Dx": "diagnosis", "R/V": "review", "d/w": "discussed with", "CoV": "Cov",
    "CHA₂DS₂-VASc": "Chads Vasc", "CHA2DS2-VASc": "Chads Vasc", "SUVmax": "S.U.V. max",
    "HbA1c": "H.B.A. one c", "NaCl": "N.A.C.L.", "pH": "P.H.", "Rd": "Road",
}  # fmt: skip
_NEVER_CAPITAL = frozenset(["v.", "ed.", "eds."])  # V. Smith, Ed. Jones
ABBREVIATIONS |= {
    form[0].upper() + form[1:]: words[0].upper() + words[1:]
    for form, words in ABBREVIATIONS.items()
    if form[0].islower() and form not in _NEVER_CAPITAL and form[0].upper() + form[1:] not in ABBREVIATIONS
}

LATIN: dict[str, str] = {
    "od": "once a day", "bd": "twice a day", "bid": "twice a day", "tds": "three times a day",
    "tid": "three times a day", "qds": "four times a day", "qid": "four times a day", "prn": "as needed",
    "nocte": "at night", "mane": "in the morning", "stat": "immediately", "po": "by mouth", "om": "every morning",
    "eod": "every other day", "hs": "at bedtime", "ac": "before food", "pc": "after food",
}  # fmt: skip
"""Prescription Latin, as the NHS explains it to patients."""

SURELY_LATIN = frozenset(["od", "bd", "tds", "qds", "prn", "nocte"])
"""Forms that are no English word; the others, and capitals, are Latin after a dose only."""

STREETS: dict[str, str] = {
    "St": "Street", "Ave": "Avenue", "Av": "Avenue", "Rd": "Road", "Sq": "Square", "Ln": "Lane", "Gdns": "Gardens",
    "Cres": "Crescent", "Terr": "Terrace", "Pl": "Place", "Blvd": "Boulevard", "Dr": "Drive",
    "Cl": "Close", "Ct": "Court",
}  # fmt: skip

EVERYDAY: frozenset[str] = frozenset(
    """
    NIL MOUTH REACH TELL SPEAK TODAY VISIT CLEAN HAND HANDS FACE COVER WEAR MASK BRING LIST DOOR PUSH PULL EXIT FLOOR
    ABOUT LONG LIFE GOOD BEST WELL BACK COLD COUGH FEVER BABY CHILD WOMEN HEAD PLAN CHECK LOOK KNOW SHOW EYES SKIN NOSE
    APPLY SPRAY MAY CAUSE WAY SEAL FEEL SUCK DRUG DRUGS DRY COOL SIGHT PLACE LIGHT CLOSE MY APP APPS TOUCH BURN SWIM MIX
    WIPE RUB SCAN STOP SHOUT START JOIN THE AND TO OF IN ON IF IS DO YES NO NOT OR BUT FOR BY AT BE ANY SOME BOTH
    EACH EVERY ONLY MUST NEVER ONCE TWICE ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN DAY DAYS WEEK WEEKS MONTH
    YEAR HOUR HOURS NIGHT TIME TIMES MORE MOST LESS LEAST THAN TAKE TAKEN DOSE DOSES FOOD MEAL MEALS WATER MILK EAT
    DRINK DRIVE KEEP AWAY WITH FROM YOUR YOU WE THIS THAT HAVE HAS WILL OVER UNDER UP DOWN LEFT RIGHT HIGH LOW HELP CALL
    READ WHEN WHAT HOW WHY NEW SAME VERY SAFE PLEASE NEED STAY HOME ALSO THEN INTO AFTER UNTIL PILL PAIN BLOOD LIVER
    HEART CARE SEEK GO GET OUT OFF FULL GIVE AVOID ASK CHEW CRUSH SHAKE STORE WASH RINSE WAIT TEXT RING USE CAN FIRST
    LAST EMPTY WHOLE HALF ALONE AGAIN THEY THERE WHERE WHICH THESE FREE OPEN NAME LARGE SMALL EASY RISK SLEEP NOW SMOKE
    STILL HOLD PRESS TURN EYE LOT BIN LEG BED BAG NOTE NOTES TEST ARE WAS WERE BEEN THEIR THEM THOSE SUCH SOON ELSE
    SINCE WHILE ABLE OUR OWN LATE LATER EARLY BELOW ABOVE NEAR NEXT SIDE FRONT INSIDE EVEN MIGHT SHALL COULD WOULD DOES
    DID DONE MAKE MADE GIVEN TRY MOVE WALK STAND SIT REST WORK WORKS LEAVE ENTER ARRIVE REPLY SEND WRITE ORDER BOOK
    PHONE OFFER PAY ADVICE RULE RULES STAFF QUIET QUEUE LADIES GENTS FIRE ALARM GLASS GLOVE FALL FALLS DOUBT DEATH DIE
    DYING HARM HURT BURNS ITCH RASH SWELL FAINT DIZZY SICK FELT BREATH WORSE WORST BAD BEGIN ENDS UPSET ALERT ADULT
    ADULTS TEENS INFANT PARENT MEN GIRL GIRLS BOYS ELDERLY CUP BOTTLE PACK PACKS BOX STRIP LABEL TABLET FRIDGE FREEZE
    FROZEN WARM HEAT SUN SHARP SHARPS NEEDLE DROPS DROP CREAM PATCH LIQUID ORAL GEL FLUID FLUIDS LEAK SPILL THROW LOCK
    GUARD RETURN UNUSED ALERTS SUGAR FRUIT BREAD NUTS EGGS MEAT JUICE ALCOHOL WINE BEER RARE COMMON SEVERE MILD URGENT
    EXTRA SINGLE DOUBLE TOTAL AGED BLUE GREEN WHITE BLACK BROWN PINK YELLOW GREY GUIDE FACTS INFORM FORM FORMS LEARN
    STUDY TRIAL TRIALS TESTS CLINIC TRUST TEAM NURSE DOCTOR LIVE LIVES YEARS MINUTE USED USING USER EITHER OTHER OTHERS
    ANOTHER WHOSE TAKES
    """.split()  # noqa: SIM905
)
"""Short words of warnings, which stay words in capitals."""

SAID_AS_WORDS: frozenset[str] = EVERYDAY | frozenset(
    """
    APGAR NEWS QALY QALYS BLED FAST AIDS BUPA DEET MELD PIP PALS MODY RICE TENS CAR CAT CHOP COBRA COSHH COVID DEXA ESMO
    FISH FLAG HER JAMA LASER MIND NATO NICE NOTCH PET PICC PIN SARS SIM MIDAS SALT SIGN
    """.split()  # noqa: SIM905
)
"""Capitals that are read as a word; every other short run of capitals is read letter by letter."""

WORDS_AMONG_CAPITALS: frozenset[str] = frozenset(
    """
    IT US WHO AM AN AS ME HE SHE HIS LOT FIT HIP LEG ARM EAR EYE BED AGE AID BIN END BILL RED SEE SET PUT WIN LIT LET
    ILL LIE LIVE MEN OLD LAST RUN CUT HIT HOT TIE TOP TEST TIP BUS LEAD LINE TAP BATH CARD SORE TOE TOES FEET NAIL NAILS
    TEA GUM GUMS TOOTH TEETH LUNG LUNGS BONE BONES NECK BACK KNEE RIB RIBS GUT EAT AIR AREA MAIN NEWS ROOM
    ACT ADD AGO BAR BAG BAGS BIT SOS DUE ERROR FACT FED FEE FIX GAP GAS HIGH JOB KEY KIT LAB LAW LID MAP MET OIL PAD PAN
    PART PAST PEN PER POT RAN RAW SAD SAW SON TOO TRUE TUBE VAN VIA WET YET LAY
    """.split()  # noqa: SIM905
)
"""Capitals that are a word in a line of capitals, and elsewhere may be letters: US, WHO, ARM."""

EMERGENCY: frozenset[str] = frozenset({"101", "105", "111", "112", "116123", "116 123", "999"})

LETTERED = frozenset({"uk", "nhs", "eu", "nih", "www", "bmj", "nejm", "html", "pdf", "php", "doi"})
"""Parts of an address that are read letter by letter."""

ADDRESS_MARKS = {
    ".": "dot", "/": "slash", "-": "hyphen", "_": "underscore", "@": "at", "?": "question mark", "=": "equals",
    "&": "and", "#": "hash", "%": "per cent", "+": "plus", ":": "colon", "~": "tilde", "(": "open bracket",
    ")": "close bracket", ";": "semicolon", ",": "comma",
}  # fmt: skip

CHROMOSOME_CHANGES = {
    "t": "t", "dic": "dic", "inv": "inversion", "del": "deletion", "der": "derivative", "dup": "duplication",
    "ins": "insertion", "add": "addition", "iso": "isochromosome", "i": "isochromosome",
}  # fmt: skip
