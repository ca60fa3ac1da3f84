"""A review on paper, typed into a form: the same reply as one that comes by e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from builder.editorial.digest import digest_words
from builder.editorial.passages import Passage
from builder.editorial.reply import Note, Reply, clean_words
from builder.source.files import TextFile
from builder.source.reading import DiagnosticReading
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import fill
from builder.source.yaml.settings import PaperFormFile


def read_paper_form(file: TextFile) -> DiagnosticReading[PaperFormFile | None]:
    """Return what was typed; `None` where the file is at fault, which is then reported."""
    document = yield from parse_document(file)
    filled = (yield from fill(document.root, PaperFormFile)) if document is not None and document.root is not None else None
    return filled.model if filled is not None else None


def form_as_reply(form: PaperFormFile, passages: Sequence[Passage]) -> Reply:
    """Return a form as a reply. `passages`: those of the session as it is; a number that is not among them has no words to compare."""
    word, _blank, digest = form.text.partition(" ")
    words = {number: passage.words for number, passage in enumerate(passages, 1)}
    notes = tuple(
        Note(note.number, digest_words(words.get(note.number, "")), *map(clean_words, (note.better, note.comment, note.story)))
        for note in form.passages
    )
    return Reply(
        v=1, course=form.course, session=form.session, digest=digest, word=word, name=clean_words(form.name), consent=form.consent,
        role=clean_words(form.role), decision=form.decision or "", disagreed=clean_words(form.disagreed), meeting=clean_words(form.meeting),
        date=clean_words(form.date), notes=notes,
    )


def write_paper_form(course: str, session: str, word: str, digest: str) -> str:
    """Return an empty form for a session, to be typed into."""
    return f"""\
# What a reviewer wrote on paper about the session “{session}”. Type it in, then: copack sign-off THIS-FILE
# Check that the paper has the version word “{word}”. If it has another word, it is about another text.
course: {course}
session: {session}
text: {word} {digest}
role: ""
# approved, approved with changes, or not yet; leave it empty if nothing was decided
decision:
date: ""
# The name is kept only if the reviewer ticked that the record may give it.
name: ""
consent: no
meeting: ""
disagreed: ""
# One entry for each number with something written beside it, such as:
#   - number: 12
#     comment: "..."
#     better: "..."
passages: []
"""
