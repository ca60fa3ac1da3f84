"""`sort`: sort things into groups; CMI type `matching`: sources are the lines, targets the groups."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.blocks import Interaction
from builder.course.document import Fence, Group
from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.interactions import reading
from builder.interactions.kind import Kind
from builder.interactions.matching import Pair, Target, define_matching
from builder.interactions.shuffling import shuffled

NAME = "sort"

FEW_GROUPS = Rule("CRS230", "too-few-groups", Severity.ERROR, "With a single group there is nothing to sort.")
EMPTY_GROUP = Rule(
    "CRS231", "group-without-lines", Severity.ERROR, "A group into which nothing belongs is an extra. If it is meant so, it is typed so."
)
LINE_WITHOUT_GROUP = Rule("CRS232", "line-without-group", Severity.ERROR, "The group above a line says where it belongs. This line has none.")
TEXT_IN_GROUP = Rule("CRS233", "text-in-group", Severity.ERROR, "Learners see groups as names to choose from, without a text of their own.")
BOX_IN_GROUP = Rule("CRS234", "box-in-group", Severity.ERROR, "A line is right in its own group and wrong in all others. A box says nothing more.")

FEWEST = 2


class Sort(Interaction, frozen=True):
    """Groups in the author's order, extras last; lines as learners see them, mixed: the author types group by group."""

    lines: tuple[Pair, ...]
    groups: tuple[Target, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `sort`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    reading.require_prompt(fence, prompt, faults)
    asked = reading.read_shared_fields(fence, prompt, faults)
    written = fence.groups()
    faults.extend(_check_form(fence, written))
    items = [(item, group) for group in written for item in group.items()]
    if len(items) > reading.MOST_CODES:
        reading.check_count(fence, items, 1, "lines", faults)
    reading.check_codes(((item.code, item.code_place) for item, _group in items), faults)
    reading.check_texts((item.text for item, _group in items), faults)
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
        message = f"The question “{fence.id}” has too few groups: {len(written)}. It needs {FEWEST} at least."
        yield Diagnostic(FEW_GROUPS, message, fence.place, "Start each group with a line of its own: `## (r) Name of the group`. Its lines follow.")
    for item in fence.items() if written else ():
        message = f"“{item.text.plain}” stands before the first group."
        yield Diagnostic(LINE_WITHOUT_GROUP, message, item.place, "Put it under the line with `##` and the name of its group.")
    for group in written:
        for block in group.prose():
            yield Diagnostic(
                TEXT_IN_GROUP, "This text stands under the name of a group.", block.place, "Put it above the first `##`, or type `- ` before it."
            )
        if not group.items():
            hint = f"Type its lines under it, or take it away and type `Extra: ({group.code}) {group.heading.plain}`."
            yield Diagnostic(EMPTY_GROUP, f"Nothing belongs in the group “{group.heading.plain}”.", group.place, hint)
        for item in group.items():
            if item.ticked is not None:
                yield Diagnostic(BOX_IN_GROUP, "A line of a group has no box.", item.place, "Take the box away.")


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


KIND = Kind(
    name=NAME,
    title="Sort into groups",
    read=read,
    coded=frozenset({"items", "groups"}),
    labels=frozenset({"extra"}),
    item_labels=frozenset({"feedback"}),
)
