"""One session file: its top block and its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block, Box
from builder.course.document import Label, Picture
from builder.course.learning_time import find_unmeasured, page_minutes, page_seconds
from builder.course.model import Page
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.interactions.reading import split_outcomes
from builder.source import rules
from builder.source.bind.blocks import read_blocks
from builder.source.bind.cover import read_cover
from builder.source.bind.labels import first_text, read_key, read_labels, read_truth, refer_to_outcomes
from builder.source.bind.last_time import check_asked_once
from builder.source.bind.stated_minutes import compare_minutes, report_unmeasured
from builder.source.markdown.prose import Context
from builder.source.markdown.render import read_inline
from builder.source.reading import DiagnosticReading, Reading, Reference, collect, read_all
from builder.source.tree import grammar
from builder.source.tree.block_schemas import FACILITATOR, PAGE
from builder.source.tree.lines import Line
from builder.source.tree.session import PageNode, SessionTree
from builder.source.yaml.fill import Filled, fill
from builder.source.yaml.parse import read_yaml
from builder.source.yaml.settings import SessionFile

EMPTY_PAGE = Rule("SRC042", "empty-page", Severity.ERROR, "Learners would see a heading and nothing else.")

MOST_MINUTES = 600


class BoundSession(Struct, frozen=True):
    """A session as far as it could be read.

    Attributes:
        tree: where it comes from.
        top: its top block; `None` where there is none, or no YAML in it.
        pages: every page, whatever is wrong on it.
        references: the pages and outcomes that it names.
        cover: the picture of its cover; `None` where there is none, or none that can be shown.

    """

    tree: SessionTree
    top: Filled[SessionFile] | None
    pages: tuple[Page, ...]
    references: tuple[Reference, ...]
    cover: Picture | None


class _TimedPage(Struct, frozen=True):
    """A page with the seconds that it takes and whether the author gave its minutes."""

    page: Page
    seconds: float
    given: bool


def read_session(tree: SessionTree, context: Context) -> DiagnosticReading[BoundSession]:
    """Return the session, as far as it could be read."""
    collected = collect(_read_session(tree, context))
    yield from collected.diagnostics
    top, cover, pages = collected.value
    return BoundSession(tree, top, pages, collected.references, cover)


def _read_session(tree: SessionTree, context: Context) -> Reading[tuple[Filled[SessionFile] | None, Picture | None, tuple[Page, ...]]]:
    top = yield from _read_top(tree)
    cover = (yield from read_cover(top, context)) if top is not None else None
    context = replace(context, session=str(top.values.get("id", "")) if top is not None else "")
    timed = yield from read_all(_read_page(page, context) for page in tree.pages)
    yield from check_asked_once([block for each in timed for block in each.page.blocks])
    minutes = top.values.get("minutes") if top is not None else None
    if top is None or not isinstance(minutes, int):
        return top, cover, tuple(_share_minutes(timed, None))
    yield from compare_minutes("session", minutes, sum(each.page.estimate for each in timed), top.places["minutes"])
    return top, cover, tuple(_share_minutes(timed, minutes))


def _read_top(tree: SessionTree) -> Reading[Filled[SessionFile] | None]:
    if tree.top is None or tree.top.closing is None:
        return None
    node = yield from read_yaml(tree.top.lines, tree.file)
    if node is None:
        return None
    top = yield from fill(node, SessionFile)
    outcomes = top.values.get("outcomes", ())
    for index, outcome in enumerate(outcomes if isinstance(outcomes, tuple) else ()):
        yield Reference("outcome", outcome, top.places[f"outcomes.{index}"])
    return top


def _read_page(node: PageNode, context: Context) -> Reading[_TimedPage]:
    labels = yield from read_labels(node.head, grammar.PAGE_LABELS, context)
    for label_node, label in zip(node.head.labels, labels, strict=True):
        yield from refer_to_outcomes(label_node, label)
    heading = node.heading
    title = yield from read_inline(heading, context.terms, links=False)
    place = node.line.place(node.heading_at, max(1, len(heading.text)))
    content = node.head.content
    yield from _check_late(content)
    every = yield from read_blocks(content, PAGE, context)
    blocks = tuple(block for block in every if not _is_note(block))
    shown = any(not inner.blank if isinstance(inner, Line) else inner.name != FACILITATOR or inner.broken for inner in content)
    if not shown and (title.plain or node.heading_at < len(node.line.text)):
        message = f"The page “{title.plain}” is empty{' for learners' if content else ''}."
        yield Diagnostic(EMPTY_PAGE, message, place, "Type its text under the heading, or delete the heading.")
    ident = first_text(labels, "page")
    seconds = page_seconds(blocks, context.source.files)
    minutes = yield from _read_minutes(labels, page_minutes(seconds))
    if first_text(labels, "minutes") is None:
        yield from report_unmeasured(find_unmeasured(blocks, context.source.files))
    page = Page(
        id=ident.plain.lower() if ident is not None else "",
        title=title,
        core=(yield from read_truth(labels, "core", default=True)),
        minutes=minutes or page_minutes(seconds),
        estimate=page_minutes(seconds),
        outcomes=split_outcomes(labels),
        key=(yield from read_key(labels)),
        blocks=blocks,
        notes=tuple(block for block in every if _is_note(block)),
        left_as_is=first_text(labels, "plain english"),
        place=place,
    )
    return _TimedPage(page, seconds, given=minutes is not None)


def _is_note(block: Block) -> bool:
    """Tell whether a block is for facilitators alone, so that no learner gets it."""
    return isinstance(block, Box) and block.name == FACILITATOR


def _check_late(content: Iterable[object]) -> DiagnosticReading[None]:
    """Tell of a line further down that is word for word a label of a page."""
    for line in content:
        label = grammar.label_of(line.text) if isinstance(line, Line) else None
        if not isinstance(line, Line) or label is None:
            continue
        name, start, value = label
        typed = line.text[value:].strip().lower()
        if (name == "page" and grammar.ID.fullmatch(typed)) or (name == "core" and typed in {"yes", "no"}):
            message = f"“{line.text.strip()}” is after the text of the page."
            yield Diagnostic(rules.LATE_LABEL, message, line.place(start, len(name)), "Put it directly under the heading of the page.")


def _read_minutes(labels: Sequence[Label], estimate: int) -> DiagnosticReading[int | None]:
    text = first_text(labels, "minutes")
    if text is None:
        return None
    if re.fullmatch(r"[0-9]{1,3}", text.plain) and 1 <= int(text.plain) <= MOST_MINUTES:
        minutes = int(text.plain)
        yield from compare_minutes("page", minutes, estimate, text.place)
        return minutes
    hint = f"Type a whole number from 1 to {MOST_MINUTES}: `Minutes: 4`."
    yield Diagnostic(rules.BAD_LABEL_VALUE, f"“{text.plain}” is not a number of minutes.", text.place, hint)
    return None


def _share_minutes(pages: Sequence[_TimedPage], minutes: int | None) -> list[Page]:
    """Share the author's minutes of a session among the pages that have none of their own, by what they hold; at least one each."""
    free = [index for index, timed in enumerate(pages) if not timed.given]
    if minutes is None or not free:
        return [timed.page for timed in pages]
    left = max(len(free), minutes - sum(timed.page.minutes for timed in pages if timed.given))
    whole = sum(pages[index].seconds for index in free) or 1
    spare = left - len(free)
    exact = {index: spare * pages[index].seconds / whole for index in free}
    shares = {index: int(share) for index, share in exact.items()}
    for index in sorted(exact, key=lambda index: shares[index] - exact[index])[: spare - sum(shares.values())]:
        shares[index] += 1
    return [timed.page if timed.given else replace(timed.page, minutes=1 + shares[index]) for index, timed in enumerate(pages)]
