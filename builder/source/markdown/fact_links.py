"""Links to facts, `[12 regional networks](fact:delivery-network)`: which words say a fact of facts.yaml. Learners get the words alone."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.suggestions import list_known, suggest_similar

UNCLEAR_FACT_LINK = Rule(
    "TRK024", "unclear-fact-link", Severity.ERROR, "By these links people find the pages to correct when a fact changes. This one would not be found."
)

LINK = "fact"
"""`[words](fact:id)` says that the words rest on the fact of this id."""


def is_fact_link(target: str) -> bool:
    """Tell whether the address of a link means a fact."""
    return target.lower() == LINK or target.lower().startswith(f"{LINK}:")


def read_fact_link(target: str) -> str:
    """Return the id of the fact that a link means; empty where none is typed."""
    return target.partition(":")[2].strip().lower()


def report_misplaced_fact(label: str, place: Place) -> Diagnostic:
    """Return what to say of a link to a fact in the value of a label that is no text for learners."""
    hint = "Delete the link and keep its words, or put it around words of ordinary text."
    return Diagnostic(UNCLEAR_FACT_LINK, f"A link to a fact cannot be in “{label}:”.", place, hint)


def report_wordless_fact(ident: str, place: Place) -> Diagnostic:
    """Return what to say of a link to a fact around no words."""
    hint = f"Type the words that say the fact in square brackets: `[12 regional networks](fact:{ident or 'id-of-the-fact'})`. Or delete the link."
    return Diagnostic(UNCLEAR_FACT_LINK, "This link to a fact is around no words.", place, hint)


def report_missing_fact(ident: str, place: Place, known: Sequence[str]) -> Diagnostic:
    """Return what to say of a link to a fact that facts.yaml does not have. `known`: the ids that it has."""
    if not known:
        hint = "Add the fact to facts.yaml, beside course.yaml. `copack new . --records` writes an empty one, with an example. Or delete the link."
        return Diagnostic(UNCLEAR_FACT_LINK, "The course has no facts yet.", place, hint)
    if not ident:
        hint = f"Type the id of a fact: `[words](fact:{known[0]})`. The ids are: {list_known(known)}."
        return Diagnostic(UNCLEAR_FACT_LINK, "This link to a fact has no id.", place, hint)
    near = suggest_similar(ident, known)
    hint = f"Did you mean `fact:{near}`?" if near else f"Type the id of a fact: `[words](fact:{known[0]})`. The ids are: {list_known(known)}."
    return Diagnostic(UNCLEAR_FACT_LINK, f"facts.yaml has no fact “{ident}”.", place, hint)
