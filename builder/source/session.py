"""One session file: its top block and its pages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course import rules as sense
from builder.course.blocks import Block, Box, Interaction, inner, texts
from builder.course.document import Label, Prose, Text
from builder.course.model import Page, Session
from builder.diagnostics import Place
from builder.source import grammar, rules
from builder.source.blocks import Reader, truth
from builder.source.fields import fill
from builder.source.findings import Insertion, did_you_mean
from builder.source.forms import FACILITATOR, PAGE, SHORT_VERSION
from builder.source.ids import take_id
from builder.source.labels import split_head
from builder.source.lines import Line, Stretch, stretch
from builder.source.markdown import read_inline
from builder.source.outline import Outline, RawFence, RawPage
from builder.source.sense import check_page
from builder.source.settings import SessionFile
from builder.source.yaml import read_yaml

WORDS_A_MINUTE = 130
SECONDS_A_QUESTION = 30
MOST_MINUTES = 600


class _Timed(Struct, frozen=True):
    """A page with the seconds that it takes and whether the author gave its minutes."""

    page: Page
    seconds: float
    given: bool


def read_session(outline: Outline, reader: Reader) -> Session | None:
    """Return the session, or `None` where its top block is at fault. Everything wrong goes to the reader's findings."""
    settings, places = _read_top(outline, reader)
    pages = [_read_page(page, reader) for page in outline.pages]
    if not pages and outline.top is not None:
        hint = "Type a heading under the top block, `# My first page`, and text under it."
        reader.findings.report(rules.NO_PAGE, "The session has no page.", Place(outline.file), hint)
    if settings is None:
        return None
    hint = "Type another id here."
    take_id(settings.id, places["id"], reader.ids.session_places, sense.DUPLICATE_SESSION_ID, reader.findings, hint)
    _check_outcomes(settings, places, reader)
    timed = _share_minutes(pages, settings.minutes)
    return Session(settings.id, settings.title, settings.summary, settings.outcomes, tuple(timed), places["id"])


def _read_top(outline: Outline, reader: Reader) -> tuple[SessionFile | None, dict[str, Place]]:
    if outline.top is None:
        return None, {}
    node = read_yaml(outline.top, reader.findings, outline.file)
    return fill(node, SessionFile, reader.findings) if node is not None else (None, {})


def _check_outcomes(settings: SessionFile, places: dict[str, Place], reader: Reader) -> None:
    for index, outcome in enumerate(settings.outcomes):
        reader.used.add(outcome)
        if reader.outcomes is not None and outcome not in reader.outcomes:
            message = f"There is no outcome “{outcome}” in course.yaml."
            place = places[f"outcomes.{index}"]
            reader.findings.report(sense.UNKNOWN_OUTCOME, message, place, did_you_mean(outcome, sorted(reader.outcomes)))


def _read_page(raw: RawPage, reader: Reader) -> _Timed:
    findings = reader.findings
    labels, rest = split_head(raw.body, grammar.PAGE_LABELS, findings)
    heading = heading_of(raw)
    title = read_inline(heading, findings, links=False)
    place = raw.line.place(raw.heading_at, max(1, len(heading.text)))
    ident = _page_id(raw, labels, title, place, reader)
    for node in rest:
        if isinstance(node, Line):
            _check_late(node, reader)
    blocks = reader.read(rest, PAGE)
    check_page(blocks, findings)
    shown = any(not node.blank if isinstance(node, Line) else node.name != FACILITATOR or node.broken for node in rest)
    if not shown and (title.plain or raw.heading_at < len(raw.line.text)):
        message = f"The page “{title.plain}” is empty{' for learners' if rest else ''}."
        findings.report(rules.EMPTY_PAGE, message, place, "Type its text under the heading, or take the heading away.")
    seconds = sum(_seconds(blocks))
    minutes = _minutes(labels, reader)
    core = truth(labels, "core", findings, default=True)
    page = Page(ident, title, core, minutes or max(1, math.ceil(seconds / 60)), reader.key(labels), blocks, place)
    return _Timed(page, seconds, given=minutes is not None)


def heading_of(raw: RawPage) -> Stretch:
    """Return the words of a page's heading, without closing # signs."""
    words = re.sub(r"\s+#+\s*$", "", raw.line.text)
    return stretch([(raw.line, raw.heading_at)]).part(0, max(0, len(words) - raw.heading_at))


def _page_id(raw: RawPage, labels: Sequence[Label], title: Text, place: Place, reader: Reader) -> str:
    label = next((label for label in labels if label.name == "page"), None)
    if label is not None:
        ident = label.text.plain.lower()
        if ident:
            take_id(ident, label.text.place, reader.ids.page_places, sense.DUPLICATE_PAGE_ID, reader.findings)
        return ident
    made = reader.ids.new_page(title.plain)
    reader.ids.page_places[made] = place
    message = f"The page “{title.plain}” has no id."
    insertion = Insertion(raw.line.place(), f"Page: {made}", new_line=True)
    reader.findings.report_missing(rules.MISSING_ID, message, place, insertion)
    return made


def _check_late(line: Line, reader: Reader) -> None:
    """Report a line further down that is word for word a label of a page."""
    label = grammar.label_of(line.text)
    if label is None:
        return
    name, start, value = label
    typed = line.text[value:].strip().lower()
    if (name == "page" and grammar.ID.fullmatch(typed)) or (name == "core" and typed in {"yes", "no"}):
        message = f"“{line.text.strip()}” stands after the text of the page."
        reader.findings.report(rules.LATE_LABEL, message, line.place(start, len(name)), "Put it right under the heading of the page.")


def _minutes(labels: Sequence[Label], reader: Reader) -> int | None:
    for label in labels:
        if label.name == "minutes" and label.text.plain:
            typed = label.text.plain
            if re.fullmatch(r"[0-9]{1,3}", typed) and 1 <= int(typed) <= MOST_MINUTES:
                return int(typed)
            message = f"“{typed}” is not a number of minutes."
            reader.findings.report(rules.BAD_LABEL_VALUE, message, label.text.place, f"Type a whole number from 1 to {MOST_MINUTES}: `Minutes: 4`.")
    return None


def _seconds(blocks: Iterable[Block]) -> Iterator[float]:
    """Yield the seconds of each piece: words at reading pace, and half a minute a question (author syntax, "A page").

    The short version of a page is read in place of the full one, so it takes no time of its own.
    """
    for block in blocks:
        if isinstance(block, Interaction):
            definition = block.definition
            parts = (*definition.choices, *definition.sources, *definition.targets)
            yield _reading(definition.description) + sum(_reading(part.text) for part in parts) + SECONDS_A_QUESTION
        elif not (isinstance(block, Box) and block.name == SHORT_VERSION):
            yield _reading(block.plain if isinstance(block, Prose) else " ".join(text.plain for text in texts(block)))
            yield from _seconds(inner(block))


def _reading(words: str) -> float:
    return len(words.split()) * 60 / WORDS_A_MINUTE


def _share_minutes(pages: Sequence[_Timed], minutes: int | None) -> list[Page]:
    """Share the author's minutes of a session among the pages that have none of their own, by what they hold; at least one each."""
    free = [timed for timed in pages if not timed.given]
    if minutes is None or not free:
        return [timed.page for timed in pages]
    left = max(len(free), minutes - sum(timed.page.minutes for timed in pages if timed.given))
    whole = sum(timed.seconds for timed in free) or 1
    spare = left - len(free)
    exact = {timed.page.id: spare * timed.seconds / whole for timed in free}
    shares = {ident: int(share) for ident, share in exact.items()}
    for ident in sorted(exact, key=lambda one: shares[one] - exact[one])[: spare - sum(shares.values())]:
        shares[ident] += 1
    return [timed.page if timed.given else replace(timed.page, minutes=1 + shares[timed.page.id]) for timed in pages]


def known_ids(outline: Outline) -> tuple[set[str], set[str]]:
    """Return the ids of pages and of questions and checks that stand in a file, well formed or not."""
    pages: set[str] = set()
    for page in outline.pages:
        for node in page.body:
            if isinstance(node, RawFence):
                break
            label = grammar.label_of(node.text)
            if label is not None and label[0] == "page":
                pages.add(node.text[label[2] :].strip().lower())
    return pages, {fence.id for fence in outline.fences() if fence.id}
