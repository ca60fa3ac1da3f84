"""Answers that are sent though no check marks them (`record_also`): who lists one is told, and nobody is promised what is not so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.course import rules as sense
from builder.course.blocks import Block, Interaction, texts, walk
from builder.course.document import Prose
from builder.course.model import Page, Session
from builder.diagnostics import Place
from builder.source.findings import Findings
from builder.source.settings import CourseFile

_ANONYMOUS = re.compile(r"\banonym\w*", re.IGNORECASE)


def check_sent(settings: CourseFile, places: Mapping[str, Place], sessions: Sequence[Session], findings: Findings) -> None:
    """Tell what `record_also` means, and refuse the word "anonymous" on a page whose answers have a name on them (tracking contract 5)."""
    if settings.record != "answers":
        return
    told: set[str] = set()
    for page in (page for session in sessions for page in session.pages):
        sent = [name for name in map(_name, _questions(page)) if name in settings.record_also]
        if sent and not _refuse_promises(page, findings):
            for name in sent:
                if name not in told:
                    place = places[f"record_also.{settings.record_also.index(name)}"]
                    message = f"Answers to “{name}” are sent to the platform with the learner's name."
                    hint = "Nothing needs to change: learners read it before their first answer. If the name must not be there, take the line away."
                    findings.report(sense.SENT_WITH_NAME, message, place, hint)
                told.add(name)


def _questions(page: Page) -> Iterator[Interaction]:
    return (block for block in walk(page.blocks) if isinstance(block, Interaction))


def _name(question: Interaction) -> str:
    """Return the author's id: on the page of a form the session's stands before it."""
    return question.id.rpartition(".")[2]


def _refuse_promises(page: Page, findings: Findings) -> bool:
    refused = False
    for words, place in _written(page.blocks):
        found = _ANONYMOUS.search(words)
        if found:
            message = f"“{found[0]}” stands on a page whose answers are sent with the learner's name."
            findings.report(sense.ANONYMOUS, message, place, "Say what is true: who gets the answers, and that the name is attached.")
            refused = True
    return refused


def _written(blocks: Iterable[Block]) -> Iterator[tuple[str, Place]]:
    """Yield every text that learners read in some blocks, with its place."""
    for block in walk(blocks):
        if isinstance(block, Prose):
            yield block.plain, block.place
        else:
            yield from ((text.plain, text.place) for text in texts(block))
