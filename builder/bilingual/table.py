"""A bilingual table as rows of cells: made from a translation, and read back with every fault told by its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.translations.matching import Translated
from builder.source.translations.passage import Passage, Sort, digest_words
from builder.source.translations.translation import Translation
from builder.source.translations.update import NewWords

BAD_ROW = Rule("SRC188", "bad-row", Severity.ERROR, "Copack writes words into a course only where it knows which words they translate.")
OLD_ROW = Rule(
    "SRC189", "old-row", Severity.WARNING, "The words of the first language differ from those of the course, so the translation may no longer fit."
)
NO_TABLE = Rule("SRC190", "no-table", Severity.ERROR, "Words are read from a table that `copack translate` made: by the ids in its first column.")

ID, REVIEWED, NOTES = "Id", "Reviewed", "Notes"
YES = frozenset({"yes", "y", "ie", "ydw", "x", "✓", "✔", "true", "1"})
"""What may stand in the column “Reviewed”."""
NO = frozenset({"", "no", "n", "na", "false", "0", "-"})

_NOTES: Mapping[Sort, str] = {
    "title": "A title.",
    "summary": "One sentence about the session.",
    "setting": "",
    "heading": "A heading.",
    "text": "",
    "list": "A list. Keep one line for each, with the sign that begins it.",
    "table": "A table. Keep the signs | and the line of dashes.",
    "quote": "A quotation. Keep the sign > before each line.",
    "gaps": "Between [[ and ]] is what learners type or choose. Keep codes such as (a) and boxes such as [x]. Behind each | is another word.",
    "answer": "An answer, a part of a pair, or a line of a question.",
    "label": "",
    "alternative": "What a picture shows, for people who cannot see it.",
}
_LABELS = {
    "hint": "A hint.",
    "if-right": "What learners read when they answered right.",
    "if-wrong": "What learners read when their answer was not right.",
    "feedback": "What learners read who chose the answer above.",
    "scale": "The steps of a scale. Keep the signs | and the number of steps.",
    "unit": "A unit, or a sign of money.",
    "caption": "The words under a picture or a table.",
    "description": "A picture or a table in words, for people who cannot see it.",
}
_ROOMS = {".facilitator": "For the person who runs the session.", ".handout.": "On a handout."}
"""By a part of what the ids of passages begin with."""
_STATES = {
    "missing": "New.",
    "changed": "The first language has changed. Does the translation still fit?",
    "draft": "Not reviewed yet.",
    "reviewed": "Reviewed.",
}
_MARKED = "Keep the signs around words, such as * and [ ]( ). Do not change the words in ( ) behind [ ]."


class Row(Struct, frozen=True):
    """A row as read. `number`: 1 is the first row of the table, which holds the names of the columns."""

    number: int
    cells: tuple[str, ...]


class ReadTable(Struct, frozen=True):
    """What a table says: new words by the ids of passages, what is wrong with its rows, and ids of passages of which it has no row."""

    words: Mapping[str, NewWords]
    diagnostics: tuple[Diagnostic, ...]
    absent: tuple[str, ...]
    rows: Mapping[str, int]


def make_rows(translation: Translation, first_language: str) -> list[tuple[str, ...]]:
    """Return the rows of a table, the names of the columns first: id, words, their translation so far, whether it is reviewed, notes.

    Nobody's yes stands in the table beforehand: words that are changed in it would pass for reviewed. What is reviewed and stays the same stays so.
    """
    rows: list[tuple[str, ...]] = [(ID, first_language, translation.language, REVIEWED, NOTES)]
    for each in translation.match.passages:
        words = each.words.words if each.words is not None else ""
        rows.append((each.origin.id, each.origin.words, words, "", _note(each)))
    return rows


def _note(each: Translated) -> str:
    origin = each.origin
    label = _LABELS.get(origin.id.rpartition("/")[2], "") if origin.sort == "label" else ""
    room = next((note for part, note in _ROOMS.items() if part in origin.id.partition("/")[0]), "")
    marked = _MARKED if "](" in origin.words or "*" in origin.words else ""
    return " ".join(part for part in (_STATES[each.state], room, label or _NOTES[origin.sort], marked) if part)


def read_rows(rows: Sequence[Row], translation: Translation, file: str) -> ReadTable:
    """Read the rows of a table that `make_rows` made and somebody filled in. `file`: its name, for messages.

    An empty cell changes nothing. Words that were translated from older words of the first language are taken, and told as changed.
    """
    passages = {each.origin.id: each for each in translation.match.passages}
    head = rows[0].cells if rows else ()
    expected = f"The names of its columns should be: {ID}, the first language, {translation.language}, {REVIEWED}, {NOTES}."
    hint = f"Type `copack translate --to {translation.language} --table FILE` to make a new table, and copy the words into it."
    if len(head) < 3 or head[0].strip().lower() != ID.lower() or head[2].strip().lower() != translation.language.lower():  # noqa: PLR2004
        fault = Diagnostic(NO_TABLE, f"“{file}” has no table of this language. {expected}", Place(file), hint)
        return ReadTable({}, (fault,), tuple(passages), {})
    words: dict[str, NewWords] = {}
    numbers: dict[str, int] = {}
    diagnostics: list[Diagnostic] = []
    for row in rows[1:]:
        if not any(cell.strip() for cell in row.cells):
            continue
        ident = row.cells[0].strip()
        faults = list(_check_row(row, ident, passages, numbers, file))
        diagnostics += faults
        if any(fault.rule.severity is Severity.ERROR for fault in faults):
            continue
        numbers[ident] = row.number
        if row.cells[2].strip():
            words[ident] = NewWords(row.cells[2].strip("\n").rstrip(), digest_words(row.cells[1]), reviewed=_says_yes(row))
    return ReadTable(words, tuple(diagnostics), tuple(ident for ident in passages if ident not in numbers), numbers)


def _check_row(row: Row, ident: str, passages: Mapping[str, Translated], seen: Mapping[str, int], file: str) -> Iterator[Diagnostic]:
    place = Place(file, row.number)
    if len(row.cells) < 3:  # noqa: PLR2004
        yield Diagnostic(BAD_ROW, f"Row {row.number} has {len(row.cells)} cells; it needs an id, the words and their translation.", place, _ROW_HINT)
    elif ident not in passages:
        yield Diagnostic(BAD_ROW, f"Row {row.number}: the course has no words with the id “{ident[:80]}”.", place, _ROW_HINT)
    elif ident in seen:
        message = f"Row {row.number} has the same id as row {seen[ident]}: “{ident}”."
        yield Diagnostic(BAD_ROW, message, place, "Delete one of the two rows.")
    elif _reviewed(row) not in YES | NO:
        message = f"Row {row.number}: “{_reviewed(row)[:80]}” in the column “{REVIEWED}” is neither yes nor no."
        yield Diagnostic(BAD_ROW, message, place, "Type yes, or leave the cell empty.")
    elif row.cells[2].strip() and digest_words(row.cells[1]) != passages[ident].origin.digest:
        message = f"Row {row.number}: the words that were translated are not those of the course: “{_shorten(passages[ident].origin)}”."
        yield Diagnostic(OLD_ROW, message, place, "Look whether the translation still fits the words in the course.")


_ROW_HINT = "Leave the first column as it is. If the row is not needed, delete it."


def _reviewed(row: Row) -> str:
    return row.cells[3].strip().lower() if len(row.cells) > 3 else ""  # noqa: PLR2004


def _says_yes(row: Row) -> bool:
    return _reviewed(row) in YES


def _shorten(passage: Passage) -> str:
    line = " ".join(passage.words.split())
    return line if len(line) <= 60 else f"{line[:60].rstrip()}…"  # noqa: PLR2004


def report_refused(ident: str, table: ReadTable, file: str) -> Diagnostic:
    """Return what to say of words that would be read as something else than the words of their passage."""
    number = table.rows.get(ident, 0)
    message = f"Row {number}: in a session, these words would be read as more than the words of “{ident}”."
    hint = "Type the same signs as in the first language: lines, bullets, bars, brackets. Do not type empty lines, or ::: or # before words."
    return Diagnostic(BAD_ROW, message, Place(file, number), hint)


def of_session(rows: Sequence[tuple[str, ...]], session: str) -> list[tuple[str, ...]]:
    """Return the first row of a table, and those that hold words of this session: of its pages, and of the files beside them."""
    return [rows[0], *(row for row in rows[1:] if row[0].partition("/")[0].partition(".")[0] == session)]
