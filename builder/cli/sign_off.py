"""`copack sign-off`: a reviewer's reply into the course and its record, or who has read which session."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.folder import course_folder
from builder.cli.terminal import show_diagnostics
from builder.editorial.roles import Decision

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.editorial.passages import Passage
    from builder.editorial.reply import Reply
    from builder.source.files import Source

FORM_ENDINGS = (".yaml", ".yml")


@click.command("sign-off")
@click.argument("path", type=click.Path(path_type=Path, exists=True), required=False)
@click.option("--course", type=click.Path(path_type=Path, exists=True, file_okay=False), help="The course's folder. Default: this folder.")
@click.option("--accept", metavar="NUMBERS", help="Put these suggested words into the course: all, none, or numbers of passages, such as 12,15.")
@click.option("--typed-by", metavar="NAME", default="", help="Who puts this into the record: you.")
@click.option("--role", default="", help="The role of the reviewer, if the reply does not say it.")
@click.option("--today", metavar="DATE", default="", help="The day for the record, in place of today.")
@click.option("--decision", type=click.Choice([each.value for each in Decision]), help="A decision without a reply, such as that of a meeting.")
@click.option("--read", "texts", type=(str, str), multiple=True, metavar="SESSION WORD", help="A text that was read, with its version word.")
@click.option("--date", default="", help="When it was decided, in your words.")
@click.option("--meeting", "present", default="", help="Who was at the meeting, by role: “3 service users, 1 carer”.")
@click.option("--disagreed", default="", help="What they did not agree about, and how it ended.")
@click.option("--correct", type=(str, int, str), metavar="SESSION NUMBER WORDS", help="Fix the typing of a passage, so that decisions still hold.")
@click.option("--reason", default="", help="Why the typing is fixed.")
def command(
    path: Path | None, course: Path | None, accept: str | None, typed_by: str, role: str, today: str,
    decision: str | None, texts: tuple[tuple[str, str], ...], date: str, present: str, disagreed: str,
    correct: tuple[str, int, str] | None, reason: str,
) -> int:
    """Read the reply or the typed form in the file PATH; without PATH, show who has read which session.

    You see what was said of each passage. Words that you accept go into the course, if the passage still reads as it did and nothing else changes.
    A decision goes into signoffs.yaml. With --decision you type one that came without a reply; it may be about several sessions.
    """
    if path is not None and path.is_dir():
        course, path = course or path, None
    today = today or datetime.now(UTC).date().isoformat()
    folder = course_folder(course, Path())
    found = _compile(folder)
    if found is None:
        return 1
    source, compiled = found
    if decision is not None:
        from builder.cli.sign_off_meeting import record_decision
        from builder.source.meeting_sign_off import Meeting

        _refuse_reply(path, accept)
        meeting = Meeting(dict(texts), role, Decision(decision), date, present, disagreed)
        return record_decision(folder, source, compiled, meeting, typed_by, today)
    if correct is not None:
        from builder.cli.sign_off_correction import record_correction

        _refuse_reply(path, accept)
        return record_correction(folder, source, compiled, (*correct, reason), typed_by, today)
    if texts or date or present or disagreed:
        raise click.UsageError("--read, --date, --meeting and --disagreed go with --decision.")
    if path is None:
        return _show_states(compiled)
    reply = _read(path, compiled)
    if reply is None:
        return 1
    numbers = _choose(reply, compiled, accept)
    return _carry_out(folder, source, compiled, reply, numbers, typed_by, role, today)


def _refuse_reply(path: Path | None, accept: str | None) -> None:
    if path is not None or accept is not None:
        raise click.UsageError("A reply brings its own decision. Type either the reply, or --decision or --correct.")


def _compile(folder: Path) -> tuple[Source, Course] | None:
    from builder.pipeline import compile_folder

    compilation = compile_folder(folder, unproven=True)
    if compilation.source is None or compilation.course is None:
        show_diagnostics(compilation.diagnostics, compilation.source)
        click.echo("Nothing was read or written. Fix the errors above first.", err=True)
        return None
    return compilation.source, compilation.course


def _show_states(course: Course) -> int:
    from builder.diagnostics.reporters import escape_controls
    from builder.editorial.sign_off import find_states

    for state in find_states(course):
        click.echo(f"{state.session} ({state.word})")
        for role in state.roles:
            told = role.state if role.record is None else f"{role.state}, typed in by {role.record.typed_in_by} on {role.record.typed_in_on}"
            earlier = f" (an earlier text: {role.earlier.decision})" if role.earlier is not None else ""
            click.echo(escape_controls(f"  {role.role}: {told}{earlier}"))
        if state.corrections and any(role.record is not None for role in state.roles):
            click.echo(f"  corrections of typing since then: {len(state.corrections)}")
    click.echo("\nThis is a record of what people told you. It is not a proof.")
    return 0


def _read(path: Path, course: Course) -> Reply | None:
    from builder.editorial.reply import MOST_BYTES, read_reply

    with path.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if path.suffix.lower() in FORM_ENDINGS:
        return _known(_read_form(path.name, content, course), course)
    checked = read_reply(content, path.name)
    show_diagnostics(checked.diagnostics, None)
    return _known(checked.value, course)


def _read_form(name: str, content: bytes, course: Course) -> Reply | None:
    from builder.source.accept import number_passages
    from builder.source.bind.paper_form import form_as_reply, read_paper_form
    from builder.source.files import Source, TextFile
    from builder.source.reading import collect
    from builder.source.tree.lines import split_lines

    text = content.decode("utf-8", "replace")
    file = TextFile(name, text, split_lines(text))
    read = collect(read_paper_form(file))
    show_diagnostics(tuple(read.diagnostics), Source(file, ()))
    if read.value is None:
        return None
    known = any(session.id == read.value.session for session in course.sessions)
    return form_as_reply(read.value, number_passages(course, read.value.session) if known else ())


def _known(reply: Reply | None, course: Course) -> Reply | None:
    """Return the reply if it is about this course and a session of it; else say so."""
    if reply is None:
        return None
    if reply.course != course.id:
        click.echo(f"The reply is about the course “{reply.course}”. This course is “{course.id}”.", err=True)
        return None
    if reply.session not in [session.id for session in course.sessions]:
        click.echo(f"The reply is about the session “{reply.session}”, which this course does not have.", err=True)
        return None
    return reply


def _choose(reply: Reply, course: Course, accept: str | None) -> list[int]:
    """Show what was said, and return the numbers of the suggestions to be put into the course."""
    from builder.diagnostics.reporters import escape_controls
    from builder.source.accept import find_passage, number_passages

    passages = number_passages(course, reply.session)
    suggested = [note.n for note in reply.notes if note.better]
    wanted = _parse_numbers(accept, suggested)
    ask = accept is None and sys.stdin.isatty()
    chosen: list[int] = []
    for note in reply.notes:
        passage = find_passage(passages, note.n, note.was)
        click.echo()
        for line in _describe(note.n, passage, note.better, note.comment, note.story):
            click.echo(escape_controls(line))
        if note.better and passage is not None and (note.n in wanted or (ask and click.confirm("Put these words into the course?", default=False))):
            chosen.append(note.n)
    if suggested and accept is None and not ask:
        click.echo(f"\nNo words were changed. To put them into the course, type --accept all, or --accept {','.join(map(str, suggested))}.")
    return chosen


def _parse_numbers(accept: str | None, suggested: Sequence[int]) -> frozenset[int]:
    if accept in {None, "none"}:
        return frozenset()
    if accept == "all":
        return frozenset(suggested)
    numbers = [part.strip() for part in str(accept).split(",")]
    if not all(number.isdecimal() and int(number) in suggested for number in numbers):
        known = ", ".join(map(str, suggested)) or "none"
        raise click.UsageError(f"“{accept}” does not name suggestions. Type all, none, or some of these numbers: {known}.")
    return frozenset(map(int, numbers))


def _describe(number: int, passage: Passage | None, better: str, comment: str, story: str) -> list[str]:
    if passage is None:
        lines = [f"{number}: this passage has other words now than those that were read."]
        lines += [f"  suggested: {better}"] if better else []
    else:
        lines = [f"{number}: {passage.place.file}:{passage.place.line}, {passage.role}"]
        lines += [f"  {line}" for line in difflib.ndiff([passage.words], [better]) if line[:1] in "+-"] if better else [f"  it says: {passage.words}"]
    lines += [f"  comment: {comment}"] if comment else []
    return lines + ([f"  story: {story}"] if story else [])


def _carry_out(
    folder: Path, source: Source, course: Course, reply: Reply, numbers: Sequence[int], typed_by: str, role: str, today: str
) -> int:
    """Write accepted words, then the decision; each file whole or not at all."""
    from builder.output.output_folder import write_together
    from builder.source.accept import Suggestion, accept
    from builder.source.files import SIGN_OFFS_FILE

    if reply.decision and not typed_by and not sys.stdin.isatty():
        if numbers:
            raise click.UsageError("Say who puts this decision into the record: --typed-by “your name or job”. Nothing was written.")
        click.echo(f"\nThe decision “{reply.decision}” was not recorded. To record it, type --typed-by and your name or job.")
        return 0
    suggestions = [Suggestion(note.n, note.was, note.better) for note in reply.notes if note.n in numbers]
    accepted = accept(source, course, reply.session, suggestions)
    for number, reason in accepted.refused.items():
        click.echo(f"{number}: not changed. {reason}. Change the words by hand.", err=True)
    files = {new.file.path: new.file.raw for old, new in zip(source.sessions, accepted.source.sessions, strict=True) if old.file.raw != new.file.raw}
    if reply.decision:
        who = typed_by or str(click.prompt("Who puts this into the record? Your name or job"))
        record = _make_record(accepted.source, reply, len(accepted.made), who, role, today)
        if record is None:
            return 1
        files[SIGN_OFFS_FILE] = record
    for path, text in files.items():
        with write_together((folder / path).parent) as staging:
            staging.write(Path(path).name, text.encode())
        click.echo(f"Written: {folder / path}")
    return 1 if accepted.refused else 0


def _make_record(source: Source, reply: Reply, made: int, typed_by: str, role: str, today: str) -> str | None:
    """Return the text of signoffs.yaml with this decision; `None` where that cannot be, which is then said."""
    from builder.source.new_sign_off import make_sign_off
    from builder.source.record_sign_off import record_sign_off

    if not (reply.role or role):
        raise click.UsageError("The reply does not say in which role the reviewer read the session. Type it: --role carer.")
    record = make_sign_off(source, reply, made, typed_by, role or reply.role, today)
    checked = record_sign_off(source, record)
    if checked.value is None and not checked.diagnostics:
        click.echo("This decision is in the record already. Nothing was written.", err=True)
    elif checked.value is None:
        show_diagnostics(checked.diagnostics, source)
        click.echo("The decision was not recorded: signoffs.yaml cannot be read. Nothing was written.", err=True)
    return checked.value
