"""What is asked of the prompt of a question: the prose and pictures above its answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.course.document import Fence, Picture, Prose
from builder.diagnostics import Diagnostic, Rule, Severity

NO_PROMPT = Rule("CRS080", "no-prompt", Severity.ERROR, "Without a question in words, learners cannot know what is asked.")
NO_LIST = Rule(
    "CRS102", "list-in-prompt", Severity.ERROR, "A list gives answers to choose from. This kind of question has no answers to choose from."
)


def require_words(fence: Fence, prompt: Sequence[Prose | Picture], faults: list[Diagnostic]) -> None:
    """Report a prompt without a paragraph: pictures and tables alone ask nothing."""
    if not any(isinstance(block, Prose) and block.kind == "paragraph" for block in prompt):
        faults.append(
            Diagnostic(
                NO_PROMPT,
                f"The question “{fence.id}” has no question text.",
                fence.place,
                "Type the question on its own line, under the line with the three colons.",
            )
        )


def refuse_lists(prompt: Iterable[Prose | Picture], hint: str, faults: list[Diagnostic]) -> None:
    """Report lists in the prompt of a kind that offers no answers to choose from."""
    lists = (block for block in prompt if isinstance(block, Prose) and block.kind == "list")
    faults.extend(Diagnostic(NO_LIST, "This kind of question has no list of answers.", block.place, hint) for block in lists)
