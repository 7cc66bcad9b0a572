"""What several ears come to, when they do not agree."""

import time
from dataclasses import replace
from difflib import SequenceMatcher

import pytest

from publish.speech.listening.chapter_hearing import hear_chapter
from publish.speech.listening.choice import Wordings
from publish.speech.listening.hearing import HeardPiece, Listener, Sound
from publish.speech.listening.hot_words import hot_words
from publish.speech.listening.tokens import tokens
from publish.speech.listening.trial import Trial, words_to_hear
from publish.speech.script import Chapter, Part, Sentence
from publish.speech.wording import wording

TEXTS = ("The dose is 38 mg.", "It will be given in this way.", "Rest as well as you can.", "Rest as well as you can.")
RIGHT = "The dose is 38 mg. It will be given in this way. Rest as well as you can. Rest as well as you can."


class Ears(Listener):
    """A quick, a strict and a close ear that have heard these words, of a sound that says others.

    Of two texts the one that has fewer tokens otherwise is likelier, by `nats` for each.
    """

    def __init__(self, *heard, sound, nats=10.0):
        self._written = heard
        self._sound = tokens(sound)
        self._nats = nats

    def hear(self, sound, hot_words):
        return (HeardPiece(self._written[0], 0.0, 10.0),)

    def hear_again(self, sound, hot_words, numbers):
        return (HeardPiece(self._written[1], 0.0, 10.0),)

    def hear_closely(self, sound, numbers):
        return (HeardPiece(self._written[2], 0.0, 10.0),)

    def likelihoods(self, sound, number, texts):
        return {text: -self._nats * self._otherwise(tokens(text)) for text in texts}

    def _otherwise(self, found):
        blocks = SequenceMatcher(None, found, self._sound, autojunk=False).get_matching_blocks()
        return max(len(found), len(self._sound)) - sum(block.size for block in blocks)


def chapter(*texts):
    return Chapter("a", "A", 2, tuple(Sentence(one, wording(one, ()), "n", "a", Part.TEXT, 0.3) for one in texts))


def untrue(*heard, sound):
    result = hear_chapter(chapter(*TEXTS), Sound(b""), Ears(*heard, sound=sound), ())
    return [number for number, sentence in enumerate(result.sentences) if not sentence.true], len(result.foreign)


NUMBER = RIGHT.replace("38", "39")
NOT = RIGHT.replace("will be", "will not be")
ONCE = RIGHT.removesuffix(" Rest as well as you can.")
EXTRA = RIGHT.replace("Rest", "Children may come to the library every Saturday. Rest", 1)
OTHER_EXTRA = RIGHT.replace("Rest", "Chilly men sank below lively eerie batter pay. Rest", 1)
SHORTER = RIGHT.replace(" in this way", "")
RESPELT = RIGHT.replace(" in this way", " endless whey")
DOUBLED = RIGHT.replace("given", "given given")
RUN_TOGETHER = RIGHT.replace("Rest as well", "Restaswell")
TWICE = RIGHT.replace("It will", "It will be given in this way. It will")
MISHEARD_TWICE = RIGHT.replace("It will be given", "It will be given in this way. We will be live in")
BEFORE = RIGHT.replace("Rest as well", "Rest after as well", 1)
NONSENSE = "Thank you for watching."


@pytest.mark.parametrize(
    ("heard", "sound", "found"),
    [
        ((RIGHT, NONSENSE, NONSENSE), RIGHT, ([], 0)),
        ((NUMBER, RIGHT, NONSENSE), RIGHT, ([], 0)),
        ((NUMBER, NUMBER, NUMBER), NUMBER, ([0], 0)),
        ((NUMBER, NUMBER, NUMBER), RIGHT, ([], 0)),
        ((NOT, RIGHT, RIGHT), RIGHT, ([], 0)),
        ((NOT, RIGHT, RIGHT), NOT, ([1], 0)),
        ((NOT, NOT, NOT), RIGHT, ([], 0)),
        ((NOT, NONSENSE, NOT), NOT, ([1], 0)),
        ((BEFORE, RIGHT, RIGHT), RIGHT, ([], 0)),
        ((BEFORE, RIGHT, RIGHT), BEFORE, ([2], 0)),
        ((ONCE, ONCE, RIGHT), RIGHT, ([], 0)),
        ((ONCE, ONCE, ONCE), ONCE, ([3], 0)),
        ((SHORTER, SHORTER, SHORTER), SHORTER, ([1], 0)),
        ((SHORTER, SHORTER, RIGHT), RIGHT, ([], 0)),
        ((SHORTER, RESPELT, SHORTER), RIGHT, ([], 0)),
        ((SHORTER, SHORTER, SHORTER), RIGHT, ([], 0)),
        ((DOUBLED, DOUBLED, DOUBLED), DOUBLED, ([1], 0)),
        ((DOUBLED, RIGHT, RIGHT), RIGHT, ([], 0)),
        ((RUN_TOGETHER, RUN_TOGETHER, RUN_TOGETHER), RIGHT, ([], 0)),
        ((TWICE, MISHEARD_TWICE, TWICE), TWICE, ([], 1)),
        ((EXTRA, EXTRA, EXTRA), EXTRA, ([], 1)),
        ((EXTRA, NONSENSE, EXTRA), EXTRA, ([], 1)),
        ((EXTRA, OTHER_EXTRA, RIGHT), RIGHT, ([], 0)),
    ],
    ids=[
        "what the quick ear hears right is believed",
        "a number that one ear hears right is right",
        "a number that no ear hears right is wrong where it is the less likely one",
        "a number that no ear hears right is no finding where it is the likelier one",
        "a negation that only the quick ear hears is none where the script is likelier without it",
        "a negation that only the quick ear hears is there where the script is less likely without it",
        "a negation that all ears hear is no finding where the script is likelier without it",
        "an ear that hears nonsense acquits nobody",
        "a decisive word that only the quick ear hears otherwise is right where it is the likelier one",
        "a decisive word that only the quick ear hears otherwise is wrong where it is the less likely one",
        "a repetition that the close ear hears is there",
        "a repetition that no ear hears is missing",
        "words for which no ear hears anything are missing",
        "words that one ear hears are there",
        "words that one ear hears in another spelling are there",
        "words for which no ear hears anything are there where they are clearly the likelier ones",
        "a word that all ears hear twice is said twice",
        "a word that only the quick ear hears twice is said once",
        "words that run together are there",
        "a sentence said twice is there twice, whichever of the two an ear takes for the foreign one",
        "foreign words that all ears hear are there",
        "foreign words are not acquitted by nonsense",
        "foreign words that every ear hears otherwise are misheard",
    ],
)
def test_ears_that_disagree_come_to_one_result(heard, sound, found):
    result = untrue(*heard, sound=sound)
    assert result[1] == found[1]
    assert result[0] == found[0] or (found[0] == [3] and result[0] == [2]), "which of two equal sentences is no matter"


@pytest.mark.parametrize(
    ("heard", "sound", "true", "doubts"),
    [
        ((NUMBER, NUMBER, NUMBER), RIGHT, True, [("38", "39")]),
        ((NUMBER, NUMBER, NUMBER), NUMBER, False, []),
        ((NUMBER, RIGHT, RIGHT), NUMBER, True, []),
        ((BEFORE, BEFORE, BEFORE), RIGHT, True, [("", "after")]),
        ((NOT, RIGHT, RIGHT), NOT, True, [("", "not")]),
    ],
    ids=[
        "a number that no ear hears right and that is hardly likelier is in doubt",
        "a number that no ear hears right and that is hardly less likely is wrong",
        "a number that one ear hears right is not asked for",
        "a decisive word that all ears hear and that is hardly less likely is in doubt",
        "a negation that one ear hears and that is hardly likelier is in doubt",
    ],
)
def test_a_choice_within_the_margin_is_a_doubt_unless_all_ears_are_against_the_script(heard, sound, true, doubts):
    sentences = hear_chapter(chapter(*TEXTS), Sound(b""), Ears(*heard, sound=sound, nats=1.0), ()).sentences
    assert all(sentence.true for sentence in sentences) == true
    disputes = [doubt.dispute for sentence in sentences for doubt in sentence.doubts]
    assert {(dispute.written, dispute.instead) for dispute in disputes} == set(doubts)


def test_an_ear_that_breaks_off_proposes_nothing_where_another_one_hears_the_rest():
    texts = ("Iron and you.", "Take it before food.", "Ask your nurse or your pharmacist.")
    ears = Ears(texts[0], " ".join(texts), " ".join(texts), sound=texts[0])  # so the shorter text is the likelier one
    assert all(sentence.true for sentence in hear_chapter(chapter(*texts), Sound(b""), ears, ()).sentences)


NAMES = ("By Bendari, Sraidi and Khoubila.", "Genetic abnormalities.")
WITHOUT = "By Bendari and Khoubila. Genetic abnormalities."


@pytest.mark.parametrize(
    ("sound", "nats", "references", "true", "doubts"),
    [
        (" ".join(NAMES), 5.0, True, True, []),
        (WITHOUT, 1.0, True, True, [("sraidi", "")]),
        (WITHOUT, 5.0, True, False, []),
        (WITHOUT, 1.0, False, False, []),
    ],
    ids=[
        "a name that no ear hears is there where it is clearly likelier",
        "a name in a reference that is hardly less likely is in doubt",
        "a name in a reference that is clearly less likely is missing",
        "a name in the text that is hardly less likely is missing",
    ],
)
def test_a_word_for_which_no_ear_hears_anything_is_asked_for(sound, nats, references, true, doubts):
    ears = Ears(WITHOUT, WITHOUT, WITHOUT, sound=sound, nats=nats)
    (first, _) = hear_chapter(replace(chapter(*NAMES), references=references), Sound(b""), ears, ()).sentences
    assert first.true == true
    assert [(doubt.dispute.written, doubt.dispute.instead) for doubt in first.doubts] == doubts


def test_the_script_is_offered_as_said_as_written_and_in_figures():
    asked = []

    class Asking(Ears):
        def likelihoods(self, sound, number, texts):
            asked.extend(texts)
            return super().likelihoods(sound, number, texts)

    hear_chapter(chapter(*TEXTS), Sound(b""), Asking(NUMBER, NUMBER, NUMBER, sound=NUMBER), ())
    rest = "It will be given in this way. Rest as well as you can. Rest as well as you can."
    expected = {f"The dose is {words} mg. {rest}" for words in ("38", "thirty-eight", "3 8", "39", "3 9")}
    assert set(asked) == expected


@pytest.mark.parametrize(
    ("written", "said", "heard"),
    [
        ("Take 7 tablets.", "Take 70 tablets.", "Take seven tablets."),
        ("Do not stop.", "Do stop.", "Do not stop."),
        ("Dose: –", "Dose: none given.", "Dose: none given."),
        ("Take ⁽5 mg⁾A day.", "Take five milligrams a day.", "Take five milligrams a day."),
        ("Imatinib helps.", "Ih-mat-in-ib helps.", "Ih-mat-in-ib helps."),
    ],
)
def test_what_is_heard_is_compared_with_the_words_of_the_source(written, said, heard):
    assert words_to_hear(Sentence(written, wording(said, ()), "n", "a", Part.TEXT, 0.3)) == heard


def test_of_equal_sentences_in_a_row_any_may_be_the_one_to_hear_again():
    again = "Rest as well as you can."
    trial = Trial.of(
        chapter("Blood is red.", again, again, again, "Sleep well."),
        [HeardPiece(f"Blood is red. {again}", 0.0, 10.0), HeardPiece(f"{again} Sleep well.", 10.0, 20.0)],
    )
    missed = [sentence for sentence in range(5) if trial.unmet(sentence)]
    assert missed
    assert {trial.pieces(sentence, 2) for sentence in missed} == {range(2)}


def test_the_ears_are_told_only_rare_words_that_the_publisher_knows():
    texts = ["Vincristine or daunorubicin, not 5 milligrams of blood each month."]
    known = frozenset({"vincristine", "not", "blood", "month", "milligrams"})
    assert hot_words(texts, known) == "Vincristine"
    assert hot_words(texts, frozenset()) == ""


def test_a_number_is_asked_for_whole_where_only_a_digit_of_it_met():
    heard = [HeardPiece("Use the forms P13D or P9D.", 0.0, 10.0)]
    trial = Trial.of(chapter("Use the forms P11D or P9D."), heard)
    (span,) = trial.spans
    assert [trial.expected[i].text for i in span.said] == ["1", "1"]
    assert [trial.heard[j].token.text for j in span.heard] == ["1", "3"]


def test_a_number_at_the_end_of_a_piece_is_asked_for_too():
    heard = "Rest well. The dose is 39."
    ears = Ears(heard, heard, heard, sound="Rest well. The dose is 38.")
    (_, dose) = hear_chapter(chapter("Rest well.", "The dose is 38."), Sound(b""), ears, ()).sentences
    assert [(doubt.dispute.written, doubt.dispute.instead) for doubt in dose.doubts] == [("38", "39")]


HELPS = "Iron helps your blood carry oxygen every day."
CAUSE = "It can cause hair loss."
SOFT = "Use a soft brush twice a day and rinse."
RISES = "Call us if your temperature rises."
DRUG = "You will have imatinib at home."
LETTERS = "Fill in the form B.F. at home."


@pytest.mark.parametrize(
    ("text", "heard", "sound", "true"),
    [
        (HELPS, HELPS.replace("helps", "harms"), HELPS.replace("helps", "harms"), False),
        (HELPS, HELPS.replace("helps", "harms"), HELPS, True),
        (HELPS, HELPS.replace("helps your", "homsior"), HELPS.replace("helps your", "homsior"), False),
        (SOFT.replace("brush", "toothbrush"), SOFT.replace("brush", "tooth brush"), SOFT, True),
        (CAUSE, CAUSE.replace("cause", "cure"), CAUSE.replace("cause", "cure"), False),
        (SOFT, SOFT.replace("soft ", ""), SOFT.replace("soft ", ""), False),
        (SOFT, SOFT.replace("Use a", "Use"), SOFT.replace("Use a", "Use"), True),
        (SOFT, SOFT.replace("soft", "soft old"), SOFT.replace("soft", "soft old"), False),
        (RISES, RISES.replace("rises", "drops"), RISES.replace("rises", "drops"), False),
        (DRUG, DRUG.replace("imatinib", "a mat in it"), DRUG.replace("imatinib", "a mat in it"), True),
        (LETTERS, LETTERS.replace("B.F.", "beef"), LETTERS.replace("B.F.", "beef"), True),
    ],
    ids=[
        "another ordinary word that was said",
        "another ordinary word that was only heard",
        "two words that were said as one that is none",
        "two words that are written as one",
        "another word that might be the same in another spelling",
        "a word of four letters that was not said",
        "an article that was not said",
        "a word of three letters that was added",
        "another word at the end of all",
        "a rare word that the ears do not know",
        "letters",
    ],
)
def test_an_ordinary_word_is_wrong_where_every_ear_heard_another_one_that_is_clearly_likelier(text, heard, sound, true):
    (sentence,) = hear_chapter(chapter(text), Sound(b""), Ears(heard, heard, heard, sound=sound), ()).sentences
    assert (sentence.true, sentence.doubts) == (true, ())


@pytest.mark.parametrize(
    ("text", "otherwise", "missed", "added"),
    [
        ("Take 12 tablets.", "Take 21 tablets.", "12", "21"),
        ("A baby has 0.15 mg.", "A baby has 0.51 mg.", "15", "51"),
        ("Ring 0113 496 0742.", "Ring 0113 496 0724.", "01134960742", "01134960724"),
        ("Take your dose at 6pm with food.", "Take your dose at 6am with food.", "pm", "am"),
        ("Come to see us on Tuesday.", "Come to see us on Thursday.", "tuesday", "thursday"),
        ("The clinic moves in March.", "The clinic moves in May.", "march", "may"),
        ("Ask your haematologist.", "Ask your dermatologist.", "hematologist", "dermatologist"),
        ("You will have imatinib at home.", "You will have nilotinib at home.", "imatinib", "nilotinib"),
    ],
)
def test_what_differs_only_in_order_or_in_a_day_or_a_name_is_found(text, otherwise, missed, added):
    (sentence,) = hear_chapter(
        chapter(text), Sound(b""), Ears(otherwise, otherwise, otherwise, sound=otherwise), ()
    ).sentences
    assert (" ".join(sentence.missed), " ".join(sentence.added)) == (missed, added)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("I am well on Mondays.", "I am well on Monday."),
        ("Your platelets are few.", "Your platelet are few."),
        ("You will have imatinib at home.", "You will have imatanib at home."),
        ("Take your dose at 6pm.", "Take your dose at 6:00 P.M."),
    ],
)
def test_another_form_or_spelling_of_a_day_or_a_name_is_the_same(text, heard):
    (sentence,) = hear_chapter(chapter(text), Sound(b""), Ears(heard, heard, heard, sound=heard), ()).sentences
    assert sentence.true


def test_the_names_in_references_are_heard_as_the_ears_can():
    said = replace(chapter(HELPS), references=True)
    heard = HELPS.replace("helps", "harms")
    (sentence,) = hear_chapter(said, Sound(b""), Ears(heard, heard, heard, sound=heard), ()).sentences
    assert sentence.true


def test_an_ordinary_word_that_one_ear_heard_is_right():
    other = RIGHT.replace("Rest", "Sleep", 1)
    number = other.replace("38", "39")
    result = hear_chapter(chapter(*TEXTS), Sound(b""), Ears(number, RIGHT, RIGHT, sound=other), ())
    assert [sentence.true for sentence in result.sentences] == [True] * 4


def test_a_long_sentence_is_cut_in_time_that_grows_with_its_length():
    long = " ".join(["Take the tablet with water and rest for 3 days"] * 200) + "."
    start = time.process_time()
    wordings = Wordings([(long, long)])
    heard = HeardPiece(long.replace("water", "milk", 1), 0.0, 20.0)
    trial = Trial.of(chapter(long), [heard])
    assert [(dispute.written, dispute.instead) for dispute in wordings.disputes(trial, trial.spans[0])] == [
        ("water", "milk")
    ]
    assert time.process_time() - start < 30, "2,000 words took minutes when each place looked at all of them"


@pytest.mark.parametrize("heard", [f"{RIGHT} Not 7.", f"Not 7. {RIGHT}"], ids=["at the end", "at the beginning"])
def test_words_beyond_the_script_are_asked_about(heard):
    result = hear_chapter(chapter(*TEXTS), Sound(b""), Ears(heard, heard, heard, sound=heard), ())
    assert [sentence.added for sentence in result.sentences if sentence.added] == [("not", "7")]
