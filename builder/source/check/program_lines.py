"""Lines that another program adds when a text is copied from it, and words that it parts at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.lazy_pattern import lazy_pattern
from builder.source.bind.course import BoundCourse
from builder.source.check.text_lines import KEEP, TextRun, runs_of_text
from builder.source.tree import grammar
from builder.source.tree.lines import BLANKS, Line

PROGRAM_LINE = Rule("SRC150", "program-line", Severity.WARNING, "Learners would read what the author of the text did not write for them.")
PARTED_WORD = Rule(
    "SRC151", "parted-word", Severity.WARNING, "Learners would see a space in the middle of the word, and screen readers read two words."
)

_SHOWN = 60
"""Characters of a line that a message shows."""
_LONGEST = 300
"""Characters of a line that are looked at."""


class _Origin(Struct, frozen=True):
    """What adds such lines.

    Attributes:
        what: as a message calls it.
        whole: a pattern of whole lines; `start` is one of how lines begin.
        labelled: what follows the start may be text for learners.

    """

    what: str
    whole: str = ""
    start: str = ""
    labelled: bool = False


_DATE = r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}"
_TIME = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?: ?[ap]\.?m\.?)?"

_EMAIL = _Origin(
    "a line of an e-mail",
    r"on .{6,80} wrote:|-{3,} ?(?:original|forwarded) message ?-{3,}|-- ?|begin forwarded message:",
    r"sent from my \w|sent from (?:outlook|mail|yahoo|samsung)|get outlook for|this e-?mail (?:and any|is confidential|may contain)",
)
_CONTENTS = _Origin("a line of a table of contents", "table of contents")
_ORIGINS = (
    _EMAIL,
    _Origin("the number of a page", r"page [0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?|[0-9]{1,4} (?:of|/) [0-9]{1,4}|[-–—] ?[0-9]{1,4} ?[-–—]"),
    _CONTENTS,
    _Origin(
        "a message of a chat",
        r"<media omitted>|(?:image|video|sticker|audio|gif|document) omitted|(?:you|this message was) deleted(?: this message)?\.?",
        rf"\[{_DATE},? {_TIME}\] [^:]{{1,60}}:|{_DATE},? {_TIME} [-–] [^:]{{1,60}}:",
        labelled=True,
    ),
    _Origin(
        "a line of a quiz on a learning platform",
        r"not yet answered|not answered|flag question|remove flag|clear my choice|marked out of [0-9.,]+|mark [0-9.,]+ out of [0-9.,]+|question text"
        r"|select one(?: or more)?:|check question|answer saved|edit question|your answer is (?:partially )?(?:in)?correct\.?",
    ),
    _Origin(
        "a line of a form program",
        r"mark only one oval\.?|\*? ?required(?: question)?|this is a required question|untitled (?:form|question|section)",
    ),
    _Origin("a line of a presentation", r"click to (?:add|edit) .{3,60}|slide [0-9]{1,4}(?: of [0-9]{1,4})?|speaker notes|lorem ipsum.*"),
    _Origin(
        "a note for those who build a course",
        r"[\[(]{1,2}(?:insert|image|picture|photo|video|audio|animation|screen|learner clicks?|user clicks?|click)\b[^\[\]()]{0,200}[\])]{1,2}",
        r"(?:voice[ -]?over|narrat(?:ion|or)|on[ -]?screen text|(?:developer|dev|programmer|programming|production|graphics?|media) notes?"
        r"|notes? (?:to|for) (?:the )?(?:developer|programmer|designer)|audio script|screen title|slide title|vo|ost) ?(?:\([^()]{0,40}\))? ?:"
        r"|screen [0-9]{1,4}(?: of [0-9]{1,4})? ?:",
        labelled=True,
    ),
    _Origin(
        "a sentence of a chatbot",
        r"(?:chatgpt|copilot|gemini|claude|you) said:|(?:copy|edit|copy code)",
        r"(?:sure|certainly|of course|absolutely|great question)[!,.] (?:here|below|i|this)\b"
        r"|here(?:'|’| i)s (?:a|the|your) (?:revised|improved|polished|simplified|draft)"
        r"|(?:would you like|do you want) me to\b|let me know if you(?:'d|’d| would)? like|i hope this helps|feel free to ask|as an ai\b",
    ),
    _Origin("a comment of a word processor", "", r"comment(?:ed)? \[[a-z]{1,2}[0-9]{0,3}\]|\[[a-z]{1,2}\](?=[^\s(\[:])|formatted: |deleted: "),
)

_PATTERN = lazy_pattern(
    "|".join(
        f"(?P<origin{index}>{'|'.join([*([f'(?:{origin.whole})$'] if origin.whole else []), *([f'(?:{origin.start})'] if origin.start else [])])})"
        for index, origin in enumerate(_ORIGINS)
    )
)
"""Of lines in small letters."""
_LEADERS = lazy_pattern(r"(?:\.{4}|…{2}|(?: \.){4}) {0,9}[0-9]{1,4}$")
_HEADER = lazy_pattern(r"[^\S\n]*(?P<name>from|sent|to|cc|bcc|subject|date|reply-to): ?\S", re.IGNORECASE)
_FEWEST_HEADERS = 2
_IN_A_QUESTION = frozenset({"select one:", "select one or more:"})
"""Lines that say something to learners of a question."""

_PARTED = lazy_pattern(r"(?<![\w-])(?P<start>[^\W\d_]{2,20})[-\u00ad\u2010\u00ac]$")
_GOES_ON = lazy_pattern(r"(?!(?:and|or|to|und|et)\b)(?P<end>[^\W\d_]{1,20})")


def check_program_lines(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of lines that look like those that a program adds, and of words that it parted."""
    for tree in course.trees():
        for run in runs_of_text(tree):
            yield from _check_words(run)
            if run.kept:
                continue
            yield from _check_headers(run.lines)
            for line in run.lines:
                yield from _check_line(line, in_question=run.kind is not None)


def _check_line(line: Line, *, in_question: bool) -> Iterator[Diagnostic]:
    text = line.text.strip(BLANKS)
    match = _PATTERN.match(text[:_LONGEST].lower())
    if text[-1:].isdigit() and _LEADERS.search(text):
        yield _report(line, _CONTENTS)
    elif match is not None and not (in_question and text.lower() in _IN_A_QUESTION):
        yield _report(line, _ORIGINS[int((match.lastgroup or "").removeprefix("origin"))])


def _check_headers(lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Tell of the heads of an e-mail, of which one alone may be a sentence."""
    if len(lines) < _FEWEST_HEADERS:
        return
    heads = [match["name"].lower() if (match := _HEADER.match(line.text)) else "" for line in lines]
    for index, name in enumerate(heads):
        beside = {*heads[max(0, index - 1) : index + _FEWEST_HEADERS]} - {"", name}
        if name and beside:
            yield _report(lines[index], _EMAIL)


def _report(line: Line, origin: _Origin) -> Diagnostic:
    text = line.text.strip(BLANKS)
    message = f"“{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}” looks like {origin.what}."
    hint = "If learners should not read it, delete the line."
    if origin.labelled and ": " in text:
        hint += " If they should read what follows the colon, delete the words up to there."
    hint += f" If they should read it as it is, type `{KEEP}` in a line of its own above it."
    return Diagnostic(PROGRAM_LINE, message, line.whole, hint)


def _check_words(run: TextRun) -> Iterator[Diagnostic]:
    for line, below in pairwise(run.lines):
        start = _PARTED.search(line.raw.rstrip(BLANKS)) if line.raw.rstrip(BLANKS)[-1:] in "-\u00ad\u2010\u00ac" else None
        end = _GOES_ON.match(below.text.lstrip(BLANKS)) if start is not None else None
        if start is None or end is None or not end["end"].islower() or grammar.label_of(below.text):
            continue
        parts = start["start"], end["end"]
        message = f"The word “{parts[0]}-{parts[1]}” is parted at the end of the line."
        place = line.place(len(line.text.rstrip(BLANKS)) - 1)
        yield Diagnostic(PARTED_WORD, message, place, f"Type it on one line: `{''.join(parts)}`, or `{'-'.join(parts)}` if the word has a hyphen.")
