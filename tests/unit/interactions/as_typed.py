"""A question as word processors and phones leave it, read beside the same question as its author meant it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.course.blocks import Interaction
from builder.source.compile import compile_course
from builder.source.fix import fix
from tests.unit.source.author import PAGE, TOP, found, question_of, source_of

Slips = Sequence[tuple[str, str]]
"""What was meant, and what came out of the word processor."""


def meaning(question: Interaction) -> tuple[object, ...]:
    """What learners get and records say of a question, without its places in the file."""
    told = [text.html if text else "" for text in (question.hint, question.if_right, question.if_wrong)]
    prompt = [getattr(block, "html", None) or getattr(block, "file", None) for block in question.prompt]
    return question.kind, question.id, question.definition, question.parts, question.outcomes, prompt, *told


def with_slips(clean: str, slips: Slips) -> str:
    """Type the slips; each must have something to spoil."""
    for meant, typed in slips:
        assert meant in clean, meant
        clean = clean.replace(meant, typed)
    return clean


def messages(question: str) -> list[tuple[str, str, str]]:
    """(code, message, hint) of each fault of a question."""
    return [(one.rule.code, one.message, one.hint) for one in found(TOP + PAGE + question)]


def assert_read_as_meant(clean: str, slips: Slips, media: dict[str, bytes] | None = None) -> None:
    """The question with its slips means what the clean one means, and nothing is reported."""
    typed = with_slips(clean, slips)
    compiled = compile_course(source_of(TOP + PAGE + typed, media=media))
    assert compiled.diagnostics == ()
    assert meaning(question_of(typed, media=media)) == meaning(question_of(clean, media=media))


def assert_fixed(typed: str, lines: Iterable[str], media: dict[str, bytes] | None = None) -> None:
    """`copack check --fix` writes the lines, adds no others, and has nothing to do the second time."""
    (change,) = fix(source_of(TOP + PAGE + typed, media=media))
    written = change.new.removeprefix(TOP + PAGE)
    assert [line for line in written.splitlines() if line not in typed.splitlines()] == list(lines)
    assert fix(source_of(TOP + PAGE + written, media=media)) == ()
    assert compile_course(source_of(TOP + PAGE + written, media=media)).diagnostics == ()
