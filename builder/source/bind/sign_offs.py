"""signoffs.yaml: who read which text and what they decided."""

from __future__ import annotations

from builder.course.sign_offs import CorrectedPassage, Correction, SignOff, SignOffRecord
from builder.diagnostics import Place
from builder.source.files import Source
from builder.source.reading import DiagnosticReading
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import fill
from builder.source.yaml.settings import CorrectionEntry, SignOffEntry, SignOffsFile


def read_sign_offs(source: Source) -> DiagnosticReading[SignOffRecord]:
    """Return the records in the order in which they were typed; none where the file is at fault, which is then reported."""
    if source.sign_offs is None:
        return SignOffRecord()
    document = yield from parse_document(source.sign_offs, empty_is_fine=True)
    filled = (yield from fill(document.root, SignOffsFile)) if document is not None and document.root is not None else None
    if filled is None or filled.model is None:
        return SignOffRecord()
    signed = tuple(_sign_off(entry, filled.places[f"signoffs.{number}.role"]) for number, entry in enumerate(filled.model.signoffs))
    corrected = (_correction(entry, filled.places[f"corrections.{number}.session"]) for number, entry in enumerate(filled.model.corrections))
    return SignOffRecord(signed, tuple(corrected))


def _correction(entry: CorrectionEntry, place: Place) -> Correction:
    return Correction(
        entry.session,
        entry.before.partition(" ")[2],
        entry.after.partition(" ")[2],
        tuple(CorrectedPassage(each.number, each.was, each.now) for each in entry.passages),
        entry.reason,
        entry.typed_in_by,
        entry.typed_in_on,
        place,
    )


def _sign_off(entry: SignOffEntry, place: Place) -> SignOff:
    return SignOff(
        texts=_digests(entry.texts),
        role=entry.role,
        decision=entry.decision,
        typed_in_by=entry.typed_in_by,
        typed_in_on=entry.typed_in_on,
        place=place,
        date=entry.date,
        name=entry.name,
        meeting=entry.meeting,
        disagreed=entry.disagreed,
        changed=_digests(entry.changed),
    )


def _digests(texts: dict[str, str]) -> dict[str, str]:
    """Return the digests without the words that stand before them for the telephone."""
    return {session: text.partition(" ")[2] for session, text in texts.items()}
