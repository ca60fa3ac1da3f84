"""glossary.yaml: the words that a course explains."""

from __future__ import annotations

from collections.abc import Mapping

from builder.course.term import Term
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.files import Source
from builder.source.markdown.terms import Glossary, Terms, term_key
from builder.source.reading import DiagnosticReading
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import fill_entries
from builder.source.yaml.settings import GlossaryEntry

DUPLICATE_TERM = Rule("CRS129", "duplicate-term", Severity.ERROR, "Learners would find the same word twice, with two meanings.")


def read_glossary(source: Source) -> DiagnosticReading[Terms]:
    """Return the entries by id; `None` where the file is at fault, so that nothing is said of links to it."""
    if source.glossary is None:
        return Glossary() if source.complete else None
    document = yield from parse_document(source.glossary, empty_is_fine=True)
    if document is None:
        return None
    if document.root is None:
        return Glossary()
    entries, places = yield from fill_entries(document.root, GlossaryEntry)
    if entries is None:
        return None
    yield from _check_doubles(entries, places)
    return Glossary({ident: Term(ident, entry.term, entry.means, places[f"{ident}.term"]) for ident, entry in entries.items()})


def _check_doubles(entries: Mapping[str, GlossaryEntry], places: Mapping[str, Place]) -> DiagnosticReading[None]:
    first: dict[str, str] = {}
    for ident, entry in entries.items():
        earlier = first.setdefault(term_key(entry.term), ident)
        if earlier != ident:
            message = f"“{entry.term}” is explained twice: first under “{earlier}”."
            hint = "Delete one of them, or change the word so that learners see the difference."
            yield Diagnostic(DUPLICATE_TERM, message, places[f"{ident}.term"], hint)
