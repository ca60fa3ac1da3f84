"""`choose-several`: every right answer and no other; CMI type `choice`."""

from __future__ import annotations

from builder.course.document import Fence
from builder.course.model import Interaction
from builder.diagnostics import Checked, Diagnostic, has_errors
from builder.interactions.kind import Kind
from builder.interactions.reading import ANSWER_RULES, Option, define_choice, read_asked, read_options, require_prompt

NAME = "choose-several"


class ChooseSeveral(Interaction, frozen=True):
    """A question with one right answer or more. `options` stand in the author's order."""

    options: tuple[Option, ...]


def read(fence: Fence) -> Checked[Interaction]:
    """Read the fence as a `choose-several`."""
    faults: list[Diagnostic] = []
    prompt = fence.prose()
    require_prompt(fence, prompt, faults)
    asked = read_asked(fence, prompt, faults)
    options = read_options(fence, faults)
    if has_errors(faults):
        return Checked(None, tuple(faults))
    interaction = ChooseSeveral(
        kind=NAME,
        definition=define_choice(prompt, options, most_chosen=len(options)),
        options=options,
        **asked,
    )
    return Checked(interaction, tuple(faults))


KIND = Kind(
    name=NAME,
    title="Choose all that are right",
    read=read,
    coded=frozenset({"items"}),
    labels=frozenset(),
    item_labels=frozenset({"feedback"}),
    rules=ANSWER_RULES,
)
