"""`sort`: sort things into groups; CMI type `matching`: sources are the lines, targets the groups."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.answer_rows import LINE, AnswerRows, count_lines
from builder.course.blocks import Interaction
from builder.course.document import Fence, Group
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.matching import Pair, Target, define_matching, lines_on_paper
from builder.interactions.paper_form import PairForm, Partner, Shape, letter_of
from builder.interactions.shuffling import shuffled

NAME = "sort"

FEW_GROUPS = Rule("CRS230", "too-few-groups", Severity.ERROR, "With only one group, there is nothing to sort.")
EMPTY_GROUP = Rule("CRS231", "group-without-lines", Severity.ERROR, "A group without lines is an extra group. It must be typed as an extra.")
LINE_WITHOUT_GROUP = Rule(
    "CRS232", "line-without-group", Severity.ERROR, "The group above a line says where it belongs. This line has no group above it."
)
TEXT_IN_GROUP = Rule("CRS233", "text-in-group", Severity.ERROR, "Learners see only the names of groups, so a text under a name would not be shown.")
BOX_IN_GROUP = Rule("CRS234", "box-in-group", Severity.ERROR, "A line is right in its own group and wrong in all others. A box says nothing more.")

FEWEST = 2
MOST_RADIOS = 4
"""Groups that stand as radios below each line; more are in a list that opens."""

CARD, RADIO = 67, 58
"""px of a line's card without its groups and of a group below it, each with the space around it, where their words take one line (`widget.css`)."""
CHARACTERS_IN_CARD, CHARACTERS_IN_RADIO = 35, 25
"""On a line of the words of each, on a phone."""


class Sort(Interaction, frozen=True):
    """Groups in the author's order, extras last; lines as learners see them, mixed: the author types group by group."""

    lines: tuple[Pair, ...]
    groups: tuple[Target, ...]

    @property
    def has_radios(self) -> bool:
        """Whether the groups stand as radios, one below the other, and not in a list that opens."""
        return len(self.groups) <= MOST_RADIOS

    @property
    def answer_rows(self) -> AnswerRows:
        """A card for each line, with the groups as radios in it."""
        if not self.has_radios:
            return super().answer_rows
        radios = sum(RADIO + (count_lines(group.text.plain, CHARACTERS_IN_RADIO) - 1) * LINE for group in self.groups)
        return AnswerRows(tuple(line.text.plain for line in self.lines), CARD + radios, characters=CHARACTERS_IN_CARD)


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `sort`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    asked = reading.read_asked(fence, prompt, faults)
    written = fence.groups()
    faults.extend(_check_form(fence, written))
    items = [(item, group) for group in written for item in group.items()]
    if len(items) > reading.MOST_CODES:
        reading.check_count(fence, items, 1, "lines", faults)
    reading.check_items([item for item, _group in items], faults)
    groups = (*(Target(group.code, group.heading, extra=False) for group in written), *_extras(fence, faults))
    if len(groups) > reading.MOST_CODES:
        reading.check_count(fence, groups, 1, "groups", faults)
    reading.check_codes(((group.code, group.text.place) for group in groups), faults)
    reading.check_texts((group.text for group in groups), faults)
    if has_errors(faults):
        return Checked(None, tuple(faults))
    lines = tuple(Pair(item.code, item.text, group.code, reading.feedback(item)) for item, group in items)
    definition = define_matching(reading.plain_prompt(prompt), lines, groups)
    return Checked(Sort(kind=NAME, definition=definition, lines=shuffled(fence.id, lines), groups=groups, **asked), tuple(faults))


def _check_form(fence: Fence, written: tuple[Group, ...]) -> Iterator[Diagnostic]:
    if len(written) < FEWEST and not (written and any(fence.labelled("extra"))):
        message = f"The question “{fence.id}” has too few groups: {len(written)}. It needs at least {FEWEST}."
        yield Diagnostic(FEW_GROUPS, message, fence.place, "Start each group with its own line: `## (r) Name of the group`. Type its lines under it.")
    for item in fence.items() if written else ():
        message = f"“{item.text.plain}” is before the first group."
        yield Diagnostic(LINE_WITHOUT_GROUP, message, item.place, "Put it under the line with `##` and the name of its group.")
    for group in written:
        for block in group.prose():
            yield Diagnostic(
                TEXT_IN_GROUP, "This text is under the name of a group.", block.place, "Put it above the first `##`, or type `- ` before it."
            )
        if not group.items():
            hint = f"Type its lines under it, or delete it and type `Extra: ({group.code}) {group.heading.plain}`."
            yield Diagnostic(EMPTY_GROUP, f"Nothing belongs in the group “{group.heading.plain}”.", group.place, hint)
        for item in group.items():
            if item.ticked is not None:
                yield Diagnostic(BOX_IN_GROUP, "Lines of a group do not have boxes.", item.place, "Delete the box.")


def _extras(fence: Fence, faults: list[Diagnostic]) -> tuple[Target, ...]:
    extras: list[Target] = []
    for label in fence.labelled("extra"):
        code, text = reading.split_code(label.text)
        if text.plain:
            extras.append(Target(code, text, extra=True))
        else:
            hint = f"Type its name: `Extra: ({code or 'z'}) name`."
            faults.append(Diagnostic(reading.EMPTY_ANSWER, "This extra group has no name.", label.place, hint))
    return tuple(extras)


def draw_on_paper(question: Interaction) -> Shape:
    """Return the lines, mixed as on a screen, and the groups as their partners."""
    assert isinstance(question, Sort)
    groups = tuple(Partner(letter_of(index), group.code, group.text) for index, group in enumerate(question.groups))
    return PairForm(lines_on_paper(question.lines), groups)


KIND = Kind(
    name=NAME,
    title="Sort into groups",
    read=read,
    paper=draw_on_paper,
    coded=frozenset({"items", "groups"}),
    labels=frozenset({"extra"}),
    item_labels=frozenset({"feedback"}),
    also_called=frozenset({"sorting", "categorise", "categorize", "grouping"}),
    perhaps_called=frozenset({"drag-and-drop", "drag-drop", "dragdrop"}),
)
