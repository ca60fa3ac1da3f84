"""Slots: each is there, is shown, and stands where other words change nothing that is taught or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from builder.course.blocks import Block, Box, Check, Interaction
from builder.course.document import Prose, Text
from builder.course.slots import CONTACT, EVALUATION, HELP, SHOWN_IN_HELP, SLOT_TARGET
from builder.course.walk import texts, walk
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.bind.slots import HELP_BLOCK
from builder.source.suggestions import did_you_mean

UNKNOWN_SLOT = Rule("CRS400", "unknown-slot", Severity.ERROR, "Only a slot of course.yaml has words to show here.")
MISPLACED_SLOT = Rule(
    "CRS401",
    "misplaced-slot",
    Severity.ERROR,
    "Each organisation puts its own words into a slot. What is asked, marked and named must be the same everywhere.",
)
UNUSED_SLOT = Rule(
    "CRS402", "unused-slot", Severity.WARNING, "An organisation that fills this slot expects that learners see its words, but no page shows them."
)
UNKNOWN_LOCAL_SLOT = Rule("CRS403", "unknown-local-slot", Severity.ERROR, "Learners would not see these words: the course has no place for them.")
UNSAFE_ADDRESS = Rule(
    "CRS404", "unsafe-local-address", Severity.ERROR, "In a slot, only https: pages, e-mail addresses and telephone numbers become links."
)
TWO_CONTACTS = Rule("CRS408", "two-contacts", Severity.ERROR, "Learners look for help in one place. Two contacts would contradict each other.")
NO_FORM_ADDRESS = Rule("CRS409", "no-form-address", Severity.ERROR, "Learners open the form by this address.")
HELP_IN_TEXT = Rule(
    "CRS410",
    "help-inside-text",
    Severity.ERROR,
    "Help in an emergency differs by nation. On lines of its own, learners see it at once.",
)

_UNSAFE = re.compile(
    r"\b(?:(?!https:)[a-z][a-z0-9+.-]{1,30}://|(?:javascript|vbscript|data|file|blob|about|ftp|http|callto|sms|intent):)(?=\S)\S*", re.IGNORECASE
)
_ADDRESS = re.compile(r"\bhttps://[^\s/]+\.[^\s/]+|\bwww\.[^\s/]+\.[^\s/]+", re.IGNORECASE)
_LINKED = re.compile(rf'href="{re.escape(SLOT_TARGET)}([^"]*)"')


def check_slots(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of slots that pages name and course.yaml does not, and of those that no page shows."""
    if course.file is None or not course.source.complete:
        return
    slots, named = list_slots(course), set[str]()
    for reference in course.references("slot"):
        named.add(reference.id)
        if reference.id not in slots:
            example = f"Add it to course.yaml, under `slots:`, with neutral words: `{reference.id}: the person who gave you this course`."
            hint = did_you_mean(reference.id, tuple(slots)) if slots else example
            yield Diagnostic(UNKNOWN_SLOT, f"course.yaml has no slot “{reference.id}”.", reference.place, hint)
    shown = {*SHOWN_IN_HELP, *({EVALUATION} if course.source.evaluation is not None else ())}
    for ident in slots if course.trees_are_sound else ():
        if ident not in named | shown:
            message, hint = f"No page shows the slot “{ident}”.", f"Type `::: local {ident}` and `:::` on a page, or delete the slot."
            yield Diagnostic(UNUSED_SLOT, message, course.file.places[f"slots.{ident}"], hint)
    if course.file.values.get("contact") and CONTACT in slots:
        message = "The course has a `contact:` and a slot “contact”."
        yield Diagnostic(TWO_CONTACTS, message, course.file.places["contact"], "Delete this line. The slot’s words are in its place.")
    yield from _check_addresses(slots, course.file.places)


def list_slots(course: BoundCourse) -> Mapping[str, str]:
    """Return the slots of course.yaml with their neutral words, as far as they are sound."""
    slots = course.file.values.get("slots") if course.file is not None else None
    return slots if isinstance(slots, dict) else {}


def find_unsafe_address(words: str) -> str:
    """Return the first address in words for a slot that may be no link; empty where there is none."""
    unsafe = _UNSAFE.search(words)
    return unsafe[0] if unsafe is not None else ""


def has_web_address(words: str) -> bool:
    """Tell whether words for a slot hold the address of a web page."""
    return _ADDRESS.search(words) is not None


def _check_addresses(words: Mapping[str, str], places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    for ident, text in words.items():
        unsafe = find_unsafe_address(text)
        if unsafe:
            message = f"“{unsafe}” cannot be in the slot “{ident}”."
            hint = "Type an address that begins with https://, an e-mail address or a telephone number. Or delete it."
            yield Diagnostic(UNSAFE_ADDRESS, message, places[f"slots.{ident}"], hint)


# ---------------------------------------------------------------- where slots stand


def check_slot_places(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of slots in questions, checks, headings and names: there the words of an organisation would change what is asked or recorded."""
    for session in course.sessions:
        for page in session.pages:
            yield from _report_places([page.title], "the name of a page")
    asked = [block for block in course.blocks() if isinstance(block, Interaction | Check)]
    inside = {id(inner) for question in asked for inner in walk((question,))}
    seen: set[int] = set()
    for block in (*course.blocks(), *course.facilitator_blocks()):
        if id(block) not in seen:
            seen.add(id(block))
            yield from _check_block(block, in_question=id(block) in inside)


def _check_block(block: Block, *, in_question: bool) -> Iterator[Diagnostic]:
    where = "a question or a check" if in_question else "a heading, a title or a label"
    if isinstance(block, Prose) and (in_question or block.kind == "heading"):
        yield from _report_places([Text(block.plain, block.html, block.place)], where)
    elif isinstance(block, Prose) and block.kind != "heading":
        yield from _check_help(block)
    elif not isinstance(block, Prose):
        free = {text.place for text in block.labelled("help")} if isinstance(block, Box) and not in_question else frozenset[Place]()
        if isinstance(block, Box) and block.name == HELP_BLOCK:
            return
        yield from _report_places((text for text in texts(block) if text.place not in free), where)


def _report_places(named: Iterable[Text], where: str) -> Iterator[Diagnostic]:
    for text in named:
        slot = _LINKED.search(text.html)
        if slot is not None:
            hint = f"Put `[{slot[1]}](local:)` into ordinary text on the page, or type words that are right everywhere."
            yield Diagnostic(MISPLACED_SLOT, f"The slot “{slot[1]}” cannot be in {where}.", text.place, hint)


def _check_help(block: Prose) -> Iterator[Diagnostic]:
    alone = block.html == f'<p><a href="{SLOT_TARGET}{HELP}">{HELP}</a></p>' and block.kind == "paragraph"
    if not alone and HELP in _LINKED.findall(block.html):
        hint = f"Delete `[{HELP}](local:)`, and type `::: local {HELP}` and `:::` on two lines under this text."
        yield Diagnostic(HELP_IN_TEXT, f"The slot “{HELP}” is inside a text.", block.place, hint)


# ---------------------------------------------------------------- local.yaml


def check_local_words(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of words in local.yaml that learners would not see, or that are not safe."""
    if course.local is None or course.file is None:
        return
    typed, slots = course.local.values.get("slots"), list_slots(course)
    words, places = (typed if isinstance(typed, dict) else {}), course.local.places
    for ident in words:
        if ident not in slots:
            hint = did_you_mean(ident, tuple(slots)) if slots else "Delete this line: course.yaml has no `slots:`."
            yield Diagnostic(UNKNOWN_LOCAL_SLOT, f"The course has no slot “{ident}”.", places[f"slots.{ident}"], hint)
    yield from _check_addresses(words, places)
    form = words.get(EVALUATION, "")
    if form and EVALUATION in slots and not has_web_address(form) and not find_unsafe_address(form):
        hint = "Type the address of the form, such as `evaluation: https://forms.northtown.nhs.uk/course`. Or delete this line."
        yield Diagnostic(NO_FORM_ADDRESS, f"“{form}” has no address of a web page.", places[f"slots.{EVALUATION}"], hint)
