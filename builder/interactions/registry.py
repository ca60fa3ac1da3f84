"""Every kind that can be built, in the order of the author's guide. A new kind costs its room and one line here."""

from __future__ import annotations

from builder.course.blocks import Interaction
from builder.interactions.kind import Kind
from builder.interactions.kinds.checklist import KIND as CHECKLIST
from builder.interactions.kinds.choose_gaps import KIND as CHOOSE_GAPS
from builder.interactions.kinds.choose_one import KIND as CHOOSE_ONE
from builder.interactions.kinds.choose_several import KIND as CHOOSE_SEVERAL
from builder.interactions.kinds.fill_gaps import KIND as FILL_GAPS
from builder.interactions.kinds.match import KIND as MATCH
from builder.interactions.kinds.number import KIND as NUMBER
from builder.interactions.kinds.picture_spots import KIND as PICTURE_SPOTS
from builder.interactions.kinds.poll import KIND as POLL
from builder.interactions.kinds.put_in_order import KIND as PUT_IN_ORDER
from builder.interactions.kinds.rating import KIND as RATING
from builder.interactions.kinds.reflection import KIND as REFLECTION
from builder.interactions.kinds.scenario import KIND as SCENARIO
from builder.interactions.kinds.sort import KIND as SORT
from builder.interactions.kinds.true_or_false import KIND as TRUE_OR_FALSE
from builder.interactions.paper_form import PaperForm

KINDS: tuple[Kind, ...] = (
    CHOOSE_ONE,
    CHOOSE_SEVERAL,
    MATCH,
    FILL_GAPS,
    TRUE_OR_FALSE,
    PUT_IN_ORDER,
    SORT,
    CHOOSE_GAPS,
    NUMBER,
    PICTURE_SPOTS,
    SCENARIO,
    REFLECTION,
    RATING,
    POLL,
    CHECKLIST,
)


def find(name: str) -> Kind | None:
    """Return the kind that authors call `name`, or `None`."""
    return next((kind for kind in KINDS if kind.name == name), None)


def find_paper_form(question: Interaction) -> PaperForm:
    """Return a question as it is asked on paper."""
    kind = find(question.kind)
    assert kind is not None, question.kind
    return PaperForm(question, kind.paper(question), kind.judged)
