"""What makes an easy-read line hard by its grammar: clauses that could be sentences, passive verbs, nobody who acts.

An error is what can be mended without a change of meaning: clauses joined by “and” or “because” can stand alone, and
who is named behind “by” can come first. Other clauses are a warning; a condition belongs to its sentence, and is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from formats.easy_read.easy_lines import HEALTH, INCLUSION_EUROPE, Fault, sentences
from formats.easy_read.parser import Word, parsed

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_AUXILIARY = frozenset({"aux", "auxpass"})
_VERB = frozenset({"VB", "VBZ", "VBP", "VBD", "VBN", "VBG", "MD"})
_MOST_CLAUSES = 2
# A sentence that turns on one of these words means something else without its clause.
_KEPT = frozenset({"if", "when", "whenever", "once", "unless", "until", "till", "whether"})
_REASONS = {
    "because": "make it two sentences, the second as in “This is because …”",
    "although": "make it two sentences, the second with “But …”",
    "though": "make it two sentences, the second with “But …”",
    "whereas": "make it two sentences, the second with “But …”",
}
_POINTING = frozenset({"this", "that", "it"})
_IS = frozenset({"is", "was", "'s", "’s"})
_PARTED = "make it two sentences"
# By these something is done; they do nothing themselves.
_MEANS = frozenset(
    {"accident", "age", "air", "bus", "car", "chance", "computer", "date", "default", "drip", "email",
    "experience", "far", "hand", "infusion", "injection", "law", "letter", "letters", "mail", "means",
    "mistake", "month", "mouth", "name", "needle", "noon", "now", "phone", "plane", "post", "rail", "road",
    "sea", "telephone", "text", "then", "time", "today", "tomorrow", "touch", "train", "tube", "way", "week",
    "year"}
)  # fmt: skip
_LETS = frozenset(
    f"{verb}{ending}" for verb in ("help", "let", "make", "see", "hear", "feel", "watch") for ending in ("", "s")
)
_CALLED = frozenset({"called", "born"})
# With the verb right behind their “and” they say one thing: “come and go”, “wait and see”.
_ONE_WITH_NEXT = frozenset({"come", "comes", "go", "goes", "try", "wait", "waits"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its words, and what belongs to each of them."""

    text: str
    words: tuple[Word, ...]

    def children(self, place: int) -> Iterator[int]:
        return (at for at, word in enumerate(self.words) if word.head == place and at != place)

    def has(self, place: int, *dependencies: str) -> bool:
        return any(self.words[at].dependency in dependencies for at in self.children(place))

    def small(self, place: int) -> str:
        return self.words[place].text.casefold()

    def is_root(self, place: int) -> bool:
        return self.words[place].head == place

    def is_finite(self, place: int) -> bool:
        """Whether a word is the verb of a clause that could be a sentence: “takes”, “will take”.

        It has a subject, or shares that of the verb that it is joined to. The parser takes “stressed” in “They feel
        sad or stressed” for a verb, but gives it none.
        """
        word = self.words[place]
        if word.tag not in _VERB or word.dependency in _AUXILIARY:
            return False
        tags = [self.words[at].tag for at in self.children(place) if self.words[at].dependency in _AUXILIARY]
        if not _FINITE.intersection(tags or [word.tag]):
            return word.tag == "VB" and not tags and self._shares_subject(place)
        if word.dependency == "ccomp" and self.small(word.head) in _LETS:
            return False  # “helps your blood carry oxygen”
        return self.has(place, *_SUBJECTS) or self._shares_subject(place)

    def _shares_subject(self, place: int) -> bool:
        """Whether a verb is joined to one of the same time that has a subject: “they find them and destroy them”."""
        word = self.words[place]
        first = self.words[word.head]
        if word.dependency != "conj" or not self.is_finite(word.head):
            return False
        if self.small(word.head) in _ONE_WITH_NEXT and place == word.head + 2:
            return False
        if self.has(word.head, *_AUXILIARY) and not self.has(place, *_AUXILIARY):
            return False  # “can rest and drink”, “may be given or swallowed”: one “can”, one “may be” for both
        plain = {"VB", "VBP"}
        return self.has(place, *_AUXILIARY) or word.tag == first.tag or {word.tag, first.tag} == plain

    def opener(self, place: int) -> str:
        """The word that joins a clause to its sentence: “because”, “when”; "" where none does."""
        for at in self.children(place):
            word = self.words[at]
            if word.dependency == "mark" or (word.tag == "WRB" and word.dependency == "advmod"):
                return self.small(at)
        return ""


def grammar_faults(text: str) -> Iterator[Fault]:
    """All that makes a line hard by its grammar, in the order of the rules."""
    for sentence in sentences(text):
        words = _Sentence(sentence, parsed(sentence))
        for rule in _RULES:
            yield from rule(words)


def _clauses(sentence: _Sentence) -> Iterator[Fault]:
    """A sentence with clauses that could be sentences, or with more than one beside its main clause."""
    clauses = [at for at in range(len(sentence.words)) if sentence.is_finite(at) and not _is_kept(sentence, at)]
    for place in clauses:
        if suggestion := _could_part(sentence, place):
            yield Fault("clauses", sentence.text, INCLUSION_EUROPE, suggestion)
            return
    if len(clauses) > _MOST_CLAUSES:
        suggestion = f"it has {len(clauses)} verbs, each with somebody who acts: say one thing in a sentence"
        yield Fault("clauses", sentence.text, INCLUSION_EUROPE, suggestion)
        return
    for place in clauses:
        if sentence.words[place].dependency in {"relcl", "advcl"} and not _is_reason(sentence, place):
            verb = sentence.words[place].text
            suggestion = f"the clause of “{verb}” makes it harder: make it a sentence of its own where you can"
            yield Fault("clauses", sentence.text, INCLUSION_EUROPE, suggestion, is_error=False)
            return


def _is_kept(sentence: _Sentence, place: int) -> bool:
    """Whether a clause belongs to a condition, which is never parted from what it limits."""
    while sentence.opener(place) not in _KEPT:
        if sentence.is_root(place):
            return False
        place = sentence.words[place].head
    return True


def _could_part(sentence: _Sentence, place: int) -> str:
    """How a clause could become a sentence of its own; "" for the main clause, and where that would be no gain."""
    word = sentence.words[place]
    match word.dependency:
        case "conj" if sentence.is_finite(word.head):
            return _at_conjunction(sentence, place)
        case "advcl" if not _is_reason(sentence, place):
            # “Do not stop because you feel well” says no reason for not stopping: parted, it would. Nor does that of
            # “It is a crime to hurt people because they are old” say why it is one.
            is_of_all = sentence.is_root(word.head) or sentence.is_finite(word.head)
            return "" if sentence.has(word.head, "neg") or not is_of_all else _REASONS.get(sentence.opener(place), "")
        case "ccomp" if sentence.is_finite(word.head) and _is_so(sentence, place):
            return f"{_PARTED}, the second with “So …”"
        case "relcl" if _is_beside(sentence, place):
            return f"{_PARTED}, the second with “It …” or “They …”"
        case _:
            return ""


def _at_conjunction(sentence: _Sentence, place: int) -> str:
    """How to part two clauses that a conjunction joins; "" where the second is a question: “and what it is for”."""
    joined = [
        sentence.small(at)
        for at in sentence.children(sentence.words[place].head)
        if sentence.words[at].dependency == "cc"
    ]
    asks = any(sentence.words[at].tag in {"WP", "WRB", "WDT"} for at in sentence.children(place))
    if not joined or asks:
        return ""
    at = f"the second with “{joined[0].capitalize()} …”" if joined[0] in {"or", "but"} else f"parted at “{joined[0]}”"
    return f"{_PARTED}, {at}{_condition(sentence)}"


def _condition(sentence: _Sentence) -> str:
    kept = next((sentence.opener(at) for at in range(len(sentence.words)) if sentence.opener(at) in _KEPT), "")
    return f", and say the “{kept}” in both where it holds for both" if kept else ""


def _is_so(sentence: _Sentence, place: int) -> bool:
    """Whether a clause is the first of “You feel ill, so you go to bed”, whose second the parser calls the main one."""
    main = sentence.words[place].head
    return place < main and any(sentence.small(at) == "so" for at in sentence.children(main) if place < at < main)


def _is_reason(sentence: _Sentence, place: int) -> bool:
    """Whether a clause is all that its sentence tells: “This is because you need rest”."""
    main = sentence.words[place].head
    subject = next((at for at in sentence.children(main) if sentence.words[at].dependency == "nsubj"), None)
    return sentence.small(main) in _IS and subject is not None and sentence.small(subject) in _POINTING


def _is_beside(sentence: _Sentence, place: int) -> bool:
    """Whether a relative clause adds something new: after a comma, or after what a thing is: “a drug that …”."""
    noun = sentence.words[sentence.words[place].head]
    start = min((at for at in sentence.children(place)), default=place)
    comma = start > 0 and sentence.words[start - 1].text == ","
    verb = noun.head
    is_what_it_is = (
        noun.dependency == "attr"
        and sentence.is_root(verb)
        and sentence.small(verb) in {"is", "are"}
        and sentence.has(verb, "nsubj")
        and sentence.small(start) in {"that", "which", "who"}
    )
    return comma or is_what_it_is


def _passive(sentence: _Sentence) -> Iterator[Fault]:
    """Verbs whose subject acts not: an error where who acts is named, because it can come first."""
    for place, word in enumerate(sentence.words):
        if not sentence.has(place, "auxpass") or word.text.casefold() in _CALLED:
            continue
        agent = _agent(sentence, place)
        if agent:
            yield Fault("passive", sentence.text, INCLUSION_EUROPE, f"begin with who does it: “{agent}”")
        else:
            yield Fault("passive", sentence.text, INCLUSION_EUROPE, "say who does it", is_error=False)
        return


def _agent(sentence: _Sentence, place: int) -> str:
    for by in sentence.children(place):
        if sentence.words[by].dependency != "agent":
            continue
        for who in sentence.children(by):
            if sentence.words[who].dependency == "pobj" and sentence.words[who].tag not in {"CD", "VBG"}:
                return "" if sentence.small(who) in _MEANS else sentence.words[who].text
    return ""


def _two_ideas(sentence: _Sentence) -> Iterator[Fault]:
    """Two things to do in a sentence: “Stop the tablets and phone us”."""
    for place, word in enumerate(sentence.words):
        if word.dependency != "conj" or word.tag != "VB" or sentence.words[word.head].tag != "VB":
            continue
        first_has_more = any(
            word.head < at < place and sentence.words[at].dependency in {"dobj", "prep"}
            for at in sentence.children(word.head)
        )
        if first_has_more and sentence.has(place, "dobj", "prep"):
            yield Fault(
                "one-idea", sentence.text, INCLUSION_EUROPE, "say one thing to do in a sentence", is_error=False
            )
            return


def _nobody(sentence: _Sentence) -> Iterator[Fault]:
    """Nobody who acts: “It is important to drink water”."""
    for place, word in enumerate(sentence.words):
        if word.tag == "JJ" and word.dependency == "acomp" and sentence.small(word.head) in {"is", "be"}:
            subject = any(sentence.small(at) == "it" for at in sentence.children(word.head))
            acts = sentence.has(word.head, "xcomp") or sentence.has(place, "xcomp")
            if subject and acts:
                said = f"say who does it, as in “You should …”: “it is {word.text} to” names nobody"
                yield Fault("who-acts", sentence.text, HEALTH, said, is_error=False)
                return


_RULES: tuple[Callable[[_Sentence], Iterator[Fault]], ...] = (_clauses, _passive, _two_ideas, _nobody)
