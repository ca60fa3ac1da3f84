"""Passive sentences that hide who acts, or name them last. Only two shapes are told, because many passives are right.

“You are asked” and “your name is kept safe” put first whom they are about, and stay. Told are “The form must be returned”, of which nobody
knows who has to act, and “The plan was written by Asha”, which says the same with more words than “Asha wrote the plan”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.editorial.passages import Passage
from builder.editorial.reading import list_words, split_sentences
from builder.editorial.texts import list_texts

PASSIVE = Rule(
    "TXT037",
    "passive-sentence",
    Severity.NOTE,
    "A sentence that says who does what is shorter, and readers know who has to act.",
    "NHS digital service manual: use the active voice",
)

_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being"})
_BETWEEN = frozenset({"not", "also", "always", "never", "often", "only", "then", "now", "still", "first", "all", "both", "being", "been"})
_DUTIES = (("must",), ("should",), ("has", "to"), ("have", "to"), ("had", "to"), ("need", "to"), ("needs", "to"), ("ought", "to"))
_IRREGULAR = frozenset(
    (
        *("begun", "broken", "brought", "built", "bought", "caught", "chosen", "cut", "dealt", "done", "drawn", "driven", "eaten", "felt", "found"),
        *("forgotten", "given", "gone", "heard", "held", "hidden", "hurt", "kept", "known", "laid", "led", "left", "lent", "lost", "made", "meant"),
        *("met", "overseen", "paid", "put", "read", "rewritten", "run", "said", "seen", "sent", "set", "shown", "shut", "spent", "spoken", "split"),
        *("sworn", "taken", "taught", "thought", "told", "understood", "undertaken", "withdrawn", "won", "worn", "written"),
    )
)
_STATES = frozenset(
    (
        *("allowed", "ashamed", "bored", "concerned", "confused", "dedicated", "delighted", "disabled", "embarrassed", "excited", "experienced"),
        *("frightened", "interested", "limited", "pleased", "prepared", "qualified", "related", "relaxed", "retired", "satisfied", "scared"),
        *("skilled", "supposed", "surprised", "tired", "used", "worried"),
    )
)
"""They end as participles do, and after “be” mostly say how somebody is."""

_NO_AGENT = frozenset(
    (
        *("accident", "chance", "choice", "courier", "default", "email", "e-mail", "fax", "hand", "itself", "letter", "law", "letters", "mail"),
        *("mistake", "now", "phone", "post", "rank", "telephone", "text", "then", "today", "tomorrow", "video"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "noon", "midnight", "night", "day"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
    )
)
"""Words after “by” that say when or how."""

_ARTICLES = frozenset({"a", "an", "the"})

_NEAR = 5
"""So many words after the participle may stand before “by”."""


def advise_on_passives(passage: Passage) -> Iterator[Diagnostic]:
    """Tell of each sentence of a passage that hides who has to act, or names them after “by”."""
    for sentence in chain.from_iterable(map(split_sentences, list_texts(passage))):
        found = find_passive(sentence)
        if found is not None:
            phrase, duty = found
            message = f"“{phrase}” does not say who has to do it." if duty else f"“{phrase}” names at the end who does it."
            hint = "Say who does it, and begin with them: “Asha writes the plan”, “Please return the form”."
            yield Diagnostic(PASSIVE, message, passage.place, hint)


def find_passive(sentence: str) -> tuple[str, bool] | None:
    """Return the first such phrase of a sentence, and whether it is a duty of nobody; `None` where there is none, and in a question."""
    if sentence.rstrip("”’\"')").endswith("?"):
        return None
    typed = list_words(sentence)
    words = [word.lower() for word in typed]
    for start, word in enumerate(words):
        end = _participle(words, start) if word in _BE else None
        if end is None:
            continue
        by = _find_agent(words, end)
        if by is not None:
            return " ".join(typed[start : by + 1 + (words[by] in _ARTICLES)]), False
        duty = _find_duty(words, start)
        if duty is not None:
            return " ".join(typed[duty : end + 1]), True
    return None


def _participle(words: Sequence[str], start: int) -> int | None:
    """Return where the participle of a form of “be” stands; `None` where another word follows."""
    at = start + 1
    while at < len(words) and (words[at] in _BETWEEN or words[at].endswith("ly")):
        at += 1
    return at if at < len(words) and _is_participle(words[at]) else None


def _is_participle(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("ed") and not word.endswith("eed") and word not in _STATES)


def _find_agent(words: Sequence[str], participle: int) -> int | None:
    """Return where the word after “by” stands, if it can be somebody: no time, no manner, nothing that is done."""
    for at in range(participle + 1, min(participle + _NEAR + 2, len(words) - 1)):
        if words[at] == "by" and words[at - 1] not in {"and", "or"} and _can_act(words[at + 1]):
            return at + 1
    return None


def _can_act(word: str) -> bool:
    return word not in _NO_AGENT and not word.endswith("ing") and not word[:1].isdigit()


def _find_duty(words: Sequence[str], be: int) -> int | None:
    """Return where the duty before “be” begins: “must”, “has to”; `None` where there is none."""
    if words[be] != "be":
        return None
    at = be - 1 if words[be - 1] in _BETWEEN and be else be
    for duty in _DUTIES:
        start = at - len(duty)
        if start >= 0 and tuple(words[start:at]) == duty:
            return start
    return None
