"""Takes the ids of sessions, pages and questions as they are met: each well formed and used once, missing ones made."""

from __future__ import annotations

from builder.course import rules as sense
from builder.diagnostics import Place, Rule
from builder.source import grammar, rules
from builder.source.findings import Findings, Insertion
from builder.source.identifiers import ID_LENGTH, Ids
from builder.source.outline import RawFence

FIXABLE = "Take it away here. `copack check --fix` makes a free one."


def take_id(ident: str, place: Place, places: dict[str, Place], doubled: Rule, findings: Findings, hint: str = FIXABLE) -> None:
    """Report an id with a wrong form, or one that was met before; `places` remembers it."""
    if not grammar.ID.fullmatch(ident):
        message = f"“{ident}” cannot be an id." if len(ident) <= ID_LENGTH else f"“{ident}” is too long for an id: it has {len(ident)} characters."
        form = f"Use small letters a to z, digits and dashes, {ID_LENGTH} at most, with a letter or digit at both ends."
        findings.report(rules.BAD_ID, message, place, form)
    elif ident in places:
        first = places[ident]
        where = f"line {first.line}" if first.file == place.file else f"{first.file}, line {first.line}"
        findings.report(doubled, f"The id “{ident}” is used twice: first in {where}.", place, hint)
    else:
        places[ident] = place


def take_question_id(raw: RawFence, words: str, fallback: str, ids: Ids, findings: Findings) -> tuple[str, Place]:
    """Return the id of a question or a check and its place; a missing one is made from `words`."""
    place = raw.opening.place(raw.id_at, max(1, len(raw.id)))
    if raw.id:
        take_id(raw.id, place, ids.question_places, sense.DUPLICATE_QUESTION_ID, findings)
        return raw.id, place
    made = ids.new_question(words, fallback)
    message = f"This “{raw.name}” has no id."
    name = raw.opening.place(raw.name_at, len(raw.name))
    findings.report_missing(rules.MISSING_ID, message, name, Insertion(place, f" {made}"))
    ids.question_places[made] = place
    return made, place
