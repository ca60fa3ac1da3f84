"""A correction of typing put into a course that people have read, and its record into signoffs.yaml, so that their decisions go on to hold."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from builder.course.model import Course, Session
from builder.course.sign_offs import CorrectedPassage, Correction
from builder.diagnostics import Place
from builder.editorial.corrections import find_fault, trace_back
from builder.editorial.digest import digest_session, digest_words, version_word
from builder.source.accept import Suggestion, accept, number_passages
from builder.source.compile import compile_course
from builder.source.files import SIGN_OFFS_FILE, Source
from builder.source.reading import collect
from builder.source.write.yaml_edits import add_item, write_edited, yaml_text
from builder.source.yaml.document import parse_document
from builder.source.yaml.nodes import Sequence


class Corrected(Struct, frozen=True):
    """New texts of files by their paths; none, and why in plain words, where a correction cannot be made."""

    files: dict[str, str]
    refused: str = ""


class Slip(Struct, frozen=True):
    """What is mended: the session, the number of the passage on its page for reviewers, the words that it should have, and why."""

    session: str
    number: int
    words: str
    reason: str


def correct_typing(source: Source, course: Course, slip: Slip, typed_in_by: str, today: str) -> Corrected:
    """Return the files of a course with a correction and its record. Raises OSError for a large file that is gone."""
    session = next((each for each in course.sessions if each.id == slip.session), None)
    if session is None:
        return Corrected({}, f"There is no session “{slip.session}”")
    passages = number_passages(course, session.id)
    if not 1 <= slip.number <= len(passages):
        return Corrected({}, f"The session has no passage {slip.number}. Its passages are 1 to {len(passages)}")
    passage, words = passages[slip.number - 1], " ".join(slip.words.split())
    fault = find_fault(passage, words)
    if fault:
        return Corrected({}, f"{fault}. Change the words by hand, and ask people to read the session again")
    accepted = accept(source, course, session.id, [Suggestion(slip.number, digest_words(passage.words), words)])
    if accepted.refused:
        return Corrected({}, accepted.refused[slip.number])
    changed = compile_course(accepted.source, unproven=True).value
    assert changed is not None  # accept compiled it
    before, after = digest_session(course, session), digest_session(changed, _same(changed, session))
    mended = (CorrectedPassage(slip.number, passage.words, words),)
    record = Correction(session.id, before, after, mended, slip.reason, typed_in_by, today, Place(SIGN_OFFS_FILE))
    if not trace_back(replace(changed, corrections=(*changed.corrections, record)), _same(changed, session), record.after):
        return Corrected({}, "The words are in another place too, so more than this passage would change")
    sign_offs = _add_record(source, record)
    new = [each.file for old, each in zip(source.sessions, accepted.source.sessions, strict=True) if old.file.raw != each.file.raw]
    return Corrected({**{file.path: file.raw for file in new}, SIGN_OFFS_FILE: sign_offs})


def _same(course: Course, session: Session) -> Session:
    return next(each for each in course.sessions if each.id == session.id)


def _add_record(source: Source, record: Correction) -> str:
    """Return the text of signoffs.yaml with one more correction. What an author typed in the file stays."""
    assert source.sign_offs is not None  # it has the decision that the correction keeps
    document = collect(parse_document(source.sign_offs)).value
    records = document.root.get("corrections") if document is not None and document.root is not None else None
    item = "\n".join(_lines(record))
    if isinstance(records, Sequence) and records.items and not records.in_brackets and document is not None:
        indent = "\n" + " " * (records.place.column - 1)
        return write_edited(document, [add_item(document.lines, records, item.replace("\n", indent))])
    return f"{source.sign_offs.raw.rstrip()}\ncorrections:\n" + "".join(f"  {line}\n" for line in f"- {item}".split("\n"))


def _lines(record: Correction) -> Iterator[str]:
    """Yield the lines of a record as an item of a list; all but the first have the indent of its fields."""
    yield f"session: {yaml_text(record.session)}"
    yield f"  before: {version_word(record.before)} {record.before}"
    yield f"  after: {version_word(record.after)} {record.after}"
    yield "  passages:"
    for passage in record.passages:
        yield f"    - number: {passage.number}"
        yield f"      was: {yaml_text(passage.was)}"
        yield f"      now: {yaml_text(passage.now)}"
    yield f"  reason: {yaml_text(record.reason)}"
    yield f"  typed_in_by: {yaml_text(record.typed_in_by)}"
    yield f"  typed_in_on: {record.typed_in_on}"
