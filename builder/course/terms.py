"""terms.yaml: what was agreed with the service users and carers who help to make the course, before they begin."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from builder.course.record_values import Date, Words


class Terms(Struct, frozen=True, forbid_unknown_fields=True):
    """What everybody who helps is offered and can rely on; never what one person got.

    Attributes:
        agreed_on: the day; `agreed_with`: whom, by role or group; `look_again`: the day of the next look.
        payment: what all are offered for their time, or that there is no payment.
        expenses: what is paid back, how, and how soon.
        care: replacement care for those whom carers look after.
        support: who helps them, before, during and afterwards.
        credit: how they are named, if they want to be.
        withdrawing: how somebody stops, and what happens to their words and their name.
        disagreements: how they end, and who decides.

    """

    agreed_on: Date = ""
    agreed_with: Annotated[str, Meta(max_length=250, description="by role or group, such as: our group of carers; no names")] = ""
    look_again: Date = ""
    payment: Annotated[str, Meta(max_length=4000, description="what all are offered, or that there is none; never what one person got")] = ""
    expenses: Words = ""
    care: Words = ""
    support: Words = ""
    credit: Words = ""
    withdrawing: Words = ""
    disagreements: Words = ""


TERMS = {
    "payment": ("Payment", "What all are offered for their time, or that there is no payment"),
    "expenses": ("Expenses", "What is paid back, how to claim it, and how soon it comes"),
    "care": ("Replacement care", "Who pays for care while a carer is away"),
    "support": ("Support", "Who helps before, during and after, and what each person needs to take part"),
    "credit": ("Credit", "How people are named, if they want to be, and where"),
    "withdrawing": ("Stopping", "How to stop at any time, and what happens to words and name then"),
    "disagreements": ("Disagreements", "How they end, and who decides"),
}
"""By field of `Terms`, its heading and what belongs there, in the order of the sheet."""
