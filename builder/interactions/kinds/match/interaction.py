"""`match`: find the right partner for each; CMI type `matching`. Several sources may share a target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.course.blocks import Interaction
from builder.course.document import Fence, Item, Text
from builder.diagnostics import Checked, Diagnostic, Place, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.matching import Pair, Target, define_matching, lines_on_paper
from builder.interactions.paper_form import PairForm, Partner, Shape, letter_of
from builder.interactions.shuffling import shuffled

NAME = "match"

NO_PARTNER = Rule("CRS200", "no-partner", Severity.ERROR, "Each thing to match needs a partner, or learners cannot get it right.")
UNKNOWN_PARTNER = Rule(
    "CRS201",
    "unknown-partner",
    Severity.ERROR,
    "A code without words points to a partner with the same code in this question. No partner has this code.",
)
TWO_TEXTS = Rule(
    "CRS202", "two-texts-for-one-code", Severity.ERROR, "Learners' records name a partner only by its code, so one code can have only one text."
)
TWO_CODES = Rule(
    "CRS203", "two-codes-for-one-text", Severity.ERROR, "Learners would see the same words twice, and only one of them would count as right."
)
EXTRA_IS_PARTNER = Rule(
    "CRS204", "extra-is-a-partner", Severity.ERROR, "An extra is never right. If it is also a partner, it would be right somewhere."
)
_PAIR_BY_PAIR = "Type each pair on its own line, with an arrow between its two sides: `- this -> its partner`."


class Match(Interaction, frozen=True):
    """Pairs in the author's order; targets in the order in which they first appear, extras last."""

    pairs: tuple[Pair, ...]
    targets: tuple[Target, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `match`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    items = fence.items()
    reading.check_count(fence, items, 2, "pairs", faults, _PAIR_BY_PAIR)
    reading.check_items(items, faults)
    faults.extend(_check_sides(items))
    targets = _targets(fence, items, faults)
    if any(item.side is not None for item in items):  # else each pair is told of
        reading.check_count(fence, targets, 1, "partners", faults)
    if has_errors(faults):
        return Checked(None, tuple(faults))
    pairs = tuple(Pair(item.code, item.text, item.side.code, reading.feedback(item)) for item in items if item.side)
    interaction = Match(
        kind=NAME,
        definition=define_matching(reading.plain_prompt(prompt), pairs, targets),
        pairs=pairs,
        targets=targets,
        **asked,
    )
    return Checked(interaction, tuple(faults))


def _check_sides(items: tuple[Item, ...]) -> Iterator[Diagnostic]:
    for item in items:
        if item.ticked is not None:
            yield Diagnostic(reading.NEEDLESS_BOX, "Lines of a match do not have boxes.", item.place, "Delete the `[ ]`.")
        if item.side is None:
            message = f"“{item.text.plain}” has no partner."
            yield Diagnostic(NO_PARTNER, message, item.place, _partner_hint(item))


_BETWEEN = re.compile(r" [-–—=:|] |: | \| ")
"""What people type between the sides of a pair in place of an arrow."""


def _partner_hint(item: Item) -> str:
    """Return what to type for a pair without an arrow, made from its own words where they show where it belongs."""
    parts = _BETWEEN.split(item.text.plain, maxsplit=1)
    if len(parts) == 1 or not all(part.strip() for part in parts):
        return "Type an arrow and the partner after it: `- (a) this -> (x) its partner`."
    code = f"({item.code}) " if item.code else ""
    return f"Type an arrow between the two: `- {code}{parts[0].strip()} -> {parts[1].strip()}`."


def _targets(fence: Fence, items: tuple[Item, ...], faults: list[Diagnostic]) -> tuple[Target, ...]:
    """Gather the partners by code. The first text of a code counts; what does not agree is reported."""
    places = [(item.side.code, item.side.text, item.side.place) for item in items if item.side]
    texts: dict[str, Text] = {}
    for code, text, place in places:
        if text.plain and code in texts and _words(texts[code]) != _words(text):
            message = f"The code ({code}) stands for “{texts[code].plain}” and here for “{text.plain}”."
            faults.append(Diagnostic(TWO_TEXTS, message, place, "Give this partner a different code, or delete its words."))
        elif text.plain:
            texts.setdefault(code, text)
    extras = _extras(fence, texts, faults)
    for code, _text, place in places:
        if code and code not in texts:
            message = f"No partner in this question has the code ({code}) and words."
            faults.append(Diagnostic(UNKNOWN_PARTNER, message, place, f"Type its words after the code: `-> ({code}) words`."))
        elif not code:
            faults.append(Diagnostic(NO_PARTNER, "There is nothing after the arrow.", place, "Type the partner after the arrow."))
    order = [code for code in dict.fromkeys(code for code, _text, _place in places) if code in texts]
    targets = (*(Target(code, texts[code], extra=False) for code in order), *extras)
    _check_same_text(targets, faults)
    return targets


def _extras(fence: Fence, texts: dict[str, Text], faults: list[Diagnostic]) -> tuple[Target, ...]:
    extras: list[Target] = []
    coded: list[tuple[str, Place]] = []
    for label in fence.labelled("extra"):
        code, text = reading.split_code(label.text)
        if not text.plain:
            faults.append(
                Diagnostic(reading.EMPTY_ANSWER, "This extra has no words.", label.place, f"Type its words: `Extra: ({code or 'z'}) words`.")
            )
        elif code in texts:
            message = f"The extra ({code}) “{text.plain}” has the code of a partner."
            faults.append(Diagnostic(EXTRA_IS_PARTNER, message, label.text.place, "Give the extra a different code, or delete it."))
        else:
            extras.append(Target(code, text, extra=True))
            coded.append((code, label.text.place))
    reading.check_codes(coded, faults)
    return tuple(extras)


def _check_same_text(targets: tuple[Target, ...], faults: list[Diagnostic]) -> None:
    seen: dict[str, str] = {}
    for target in targets:
        words = _words(target.text)
        if seen.setdefault(words, target.code) != target.code:
            message = f"“{target.text.plain}” has two codes: ({seen[words]}) and ({target.code})."
            faults.append(Diagnostic(TWO_CODES, message, target.text.place, f"Type ({seen[words]}) here too, or change the words."))


def _words(text: Text) -> str:
    return " ".join(text.plain.split()).lower()


def draw_on_paper(question: Interaction) -> Shape:
    """Return pairs and partners. Partners have another order and other letters than the author's: those would give the pairs away."""
    assert isinstance(question, Match)
    partners = tuple(Partner(letter_of(index), target.code, target.text) for index, target in enumerate(shuffled(question.id, question.targets)))
    return PairForm(lines_on_paper(question.pairs), partners)


KIND = Kind(
    name=NAME,
    title="Match the pairs",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items", "sides"}),
    labels=frozenset({"extra"}),
    item_labels=frozenset({"feedback"}),
    also_called=frozenset({"matching", "match-pairs", "matching-pairs"}),
    perhaps_called=frozenset({"drag-and-drop", "drag-drop", "dragdrop"}),
)
