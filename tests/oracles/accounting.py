"""Where each word of a course that builds has gone: shown to learners, held by the plan, a note, or in the place of a warning.

Written from the author's guide, not from the reader's code, so that the two can disagree: lines are told apart by patterns of this module's own,
and what learners see is read from the pages as HTML. Words are runs of letters and digits, and every sign that is no ASCII punctuation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

import msgspec

from builder.delivery import name_build_of
from builder.diagnostics import Diagnostic
from builder.interactions.registry import KINDS
from builder.pages.pages import Pages
from builder.pipeline import Compilation
from builder.printing.book import write_book
from builder.printing.facilitator_book import make_facilitator_book
from builder.printing.materials import PrintOptions, gather_materials
from builder.source.characters import canonical

SIGNS = "“”‘’–—…•·▪◦‣→⟶➔➜⇒☐☑☒✓✔："
"""Signs that authors type in place of ASCII ones: quotes, dashes, bullets, arrows, boxes, a wide colon."""

WORD = re.compile(rf"[^\W_]+|[^\s\w!-/:-@\[-`{{-~{SIGNS}]")
NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
FENCE = re.compile(r"^\s*:{3,}\s*(?P<name>[a-zA-Z-]+)?\s*(?P<id>[^\s:]*)[\s:]*$")
OPENING = re.compile(r"^\s*:{3,}\s*(?P<name>[a-zA-Z-]+)(?:\s+(?P<id>[a-z0-9-]*[0-9-][a-z0-9-]*)(?=\s))?\s+(?:[-–—]\s+)?(?P<rest>.*?)[\s:]*$")
"""A fence with more on its line than its id: a title, or a label."""
LABEL = re.compile(r"^\s*(?:[^\w\s]{1,2}\s*)?[*_]{0,2}[\"“”„'‘]?(?P<name>[^\W\d_][\w'’-]*(?: [\w'’-]+){0,2})[*_]{0,2}\s*[:：][*_]{0,2}(?P<value>.*)$")
LABEL_IN_ANSWER = re.compile(r"\s+(?i:feedback)\s*:\s")
"""A label behind the words of an answer, in the same line: the author's guide lets it stand there."""
BULLET = re.compile(r"^\s*(?:[-*+–•·▪◦‣\uf0b7]|[0-9]{1,3}[.)])\s*(?:\[\s*[^\]\s]?\s*\]|[☐☑☒✓✔])?\s*(?:\([a-zA-Z0-9]\)(?=\s))?")
CODE = re.compile(r"(?:^|(?<=##)|(?<=->)|(?<=→))\s*\([a-zA-Z0-9]\)(?=\s|$)")
GAP = re.compile(r"(?<!\\)\[\[.*?\]\]")
LINK = re.compile(r"!?\[(?P<words>[^\]]*)\]\(\s*(?P<target>[^)\s]*)\s*\)")
TAG = re.compile(r"</?(?:(?P<within>b|strong|i|em)|br|sub|sup)\s*/?>", re.IGNORECASE)
"""What is understood of HTML; the first may stand within a word."""
PARTS = re.compile(r"(?<!\\)(?:-+>|[—–=]>|[→⟶➔➜⇒])|\|")

YAML_KEY = re.compile(r"^\s*(?:-\s+)?[\w.-]+\s*:(?=\s|$)(?P<value>.*)$")
YAML_QUOTED = re.compile(r"^(\s*(?:\"[^\"]*\"|'[^']*'|“[^”]*”))\s+#.*$")
YAML_NOTE = re.compile(r"(?:^|\s)#.*$")

SETTINGS = frozenset(
    {"page", "core", "minutes", "key", "outcome", "points", "shuffle", "marks", "tolerance", "answer", "accept", "unit", "lines", "choose", "scale"}
    | {"outcomes", "questions", "area", "file", "address", "captions", "poster", "nation", "final", "draw", "tries", "partial"}
)
"""Labels whose values are not text for learners."""

MEANT = frozenset(
    {"yes", "no", "true", "false", "to", "within", "complete", "glossary", "all", "part", "decorative", "last", "try", "never", "one", "several"}
)
"""Words of settings that the course holds as a value of another form."""

AS_FEEDBACK = frozenset({"explanation", "note", "correct"})
"""Words of other tools that the author's guide names for `Feedback:` and `If right:` of a question."""

KNOWN = SETTINGS | {"title", "caption", "description", "feedback", "hint", "extra", "help", "picture", "if right", "if wrong"}


HARD_BLANK = "\u00a0"
FOR_ROOM = re.compile(r"^\s*:{3,}\s*facilitator\b", re.IGNORECASE)

QUESTIONS = frozenset(kind.name for kind in KINDS)


class Lost(msgspec.Struct, frozen=True):
    """Words of a line that are nowhere."""

    file: str
    line: int
    words: str


class _Run(msgspec.Struct, frozen=True):
    """Words that stand together in a line. `setting`: they may be held by the course without being shown. `room`: they are for facilitators."""

    line: int
    words: str
    setting: bool = False
    room: bool = False


class _Words(HTMLParser):
    """Collects what people see or hear of HTML, and what its attributes hold."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: list[str] = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_endtag(tag)
        for name, value in attrs:
            (self.seen if name in {"alt", "aria-label"} else self.attributes).append(f" {value or ''} ")

    def handle_endtag(self, tag: str) -> None:
        self.seen.append("" if tag in {"em", "strong", "code"} else " ")


def find_lost_words(compilation: Compilation, pages: Pages) -> list[Lost]:
    """Return the words of a course without errors that are neither shown, printed for facilitators nor held, noted or reported, file by file."""
    source, course, plan = compilation.source, compilation.course, compilation.plan
    assert source is not None
    assert course is not None
    assert plan is not None
    parser = _Words()
    for html in (*pages.shells.values(), *pages.views.values(), *(page.html for session in pages.sessions for page in session.pages)):
        parser.feed(html)
    on_pages, in_room = _join("".join(parser.seen)), ""
    if any(_is_for_room(file.path) or any(FOR_ROOM.match(canonical(line)) for line in file.lines) for file in source.texts()):
        book = make_facilitator_book(gather_materials(course, name_build_of(source), PrintOptions()))
        in_room = _join("  ".join(visible_words(write_book(book).decode())))
    held = _join(" ".join([*parser.attributes, *_texts(msgspec.to_builtins(course, enc_hook=str)), *_texts(msgspec.to_builtins(plan, enc_hook=str))]))
    lost: list[Lost] = []
    for file in source.texts():
        reported = set(_reported_lines(compilation.diagnostics, file.path))
        runs = list(_runs_of_session(file.lines) if file.path.endswith(".md") else _runs_of_yaml(file.lines, 1))
        wanted = Counter((run.words, run.room) for run in runs if not run.setting)
        for run in runs:
            seen = in_room if run.room or _is_for_room(file.path) else on_pages
            missing = _missing_settings(run, held, seen) if run.setting else seen.count(run.words) < wanted[run.words, run.room]
            if run.words.strip() and run.line not in reported and missing:
                lost.append(Lost(file.path, run.line, run.words.strip()))
    return lost


def _is_for_room(path: str) -> bool:
    """Tell whether a file is printed for facilitators and is on no page."""
    return path.endswith("/facilitator.md") or "/handouts/" in path


def _missing_settings(run: _Run, *known: str) -> bool:
    """Tell whether a word of a setting is nowhere. Numbers, letters of answers and yes or no are held as values, not as words."""
    words = (word for word in run.words.split() if word.lower() not in MEANT and not word.isdecimal() and len(word) > 1)
    return not all(any(f" {word} " in text for text in known) for word in words)


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return WORD.findall(canonical(text))


def visible_words(html: str) -> list[str]:
    """Return the words that people see or hear of HTML, in order."""
    parser = _Words()
    parser.feed(html)
    return words_of("".join(parser.seen))


def _join(text: str) -> str:
    """Return the words of a text with two blanks between them, so that runs that touch are each counted."""
    return f" {'  '.join(words_of(text))} "


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in plain values, keys included."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f" {key} "
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    else:
        yield f" {re.sub('<[^>]*>', ' ', value) if isinstance(value, str) else value} "


def _reported_lines(diagnostics: Iterable[Diagnostic], path: str) -> Iterator[int]:
    return (found.place.line for found in diagnostics if found.place is not None and found.place.file == path)


def _runs_of_session(lines: Iterable[str]) -> Iterator[_Run]:
    text = NOTE.sub(lambda note: re.sub(r"[^\n]", " ", note[0]), "\n".join(lines))
    plain = text.split("\n")
    first = next((at for at, line in enumerate(plain) if line.strip()), 0)
    end = next((at for at in range(first + 1, len(plain)) if re.fullmatch(r"\s*(?:-{3,}|[–—]+)\s*", canonical(plain[at]))), first)
    yield from _runs_of_yaml(plain[first + 1 : end], first + 2)
    fences: list[str] = []
    for number, line in enumerate(plain[end + 1 :], end + 2):
        fence, opening = FENCE.match(canonical(line)), OPENING.match(canonical(line))
        if fence and not fence["name"]:
            del fences[-1:]
        elif fence or opening:
            found = fence or opening
            assert found is not None
            fences.append(found["name"].lower())
            yield _run(number, found["id"] or "", setting=True)
        if opening and not fence:
            yield from _runs_in_fence(number, opening["rest"], fences)
        elif not fence:
            yield from _runs_in_fence(number, line, fences)


def _runs_in_fence(number: int, line: str, fences: Sequence[str]) -> Iterator[_Run]:
    """Yield the words of a line of text; those for facilitators are in their book."""
    label, around = LABEL.match(canonical(line).replace(HARD_BLANK, " ")), fences[-1] if fences else ""
    name = " ".join(label["name"].split()).lower() if label else ""
    setting = name in SETTINGS or (name == "feedback" and around == "check")
    understood = name in KNOWN or (name in AS_FEEDBACK and around in QUESTIONS)
    words = label["value"] if label and understood else line
    if around in QUESTIONS and BULLET.match(words):
        words = LABEL_IN_ANSWER.sub(" | ", words, count=1)
    for run in _runs_of_line(number, words, setting=setting):
        yield msgspec.structs.replace(run, room="facilitator" in fences)


def _runs_of_line(number: int, line: str, *, setting: bool) -> Iterator[_Run]:
    typed = BULLET.sub(" ", TAG.sub(lambda tag: "" if tag["within"] else " ", canonical(line)))
    for gap in GAP.findall(typed):
        yield from (
            _run(number, re.sub(r"^\s*(?:\([a-z0-9]\)\s)?\s*(?:\[.?\])?\s*(?:\([a-z0-9]\)\s)?", "", part), setting=True)
            for part in re.sub(r"^\[\[|\]\]$", "", gap).split("|")
        )
    for link in LINK.finditer(typed):
        yield _run(number, link["target"], setting=True)
    typed = LINK.sub(lambda link: f" | {link['words']} | ", GAP.sub(" | ", typed))
    for part in PARTS.split(CODE.sub(" ", typed)):
        yield _run(number, CODE.sub(" ", part), setting=setting)


def _runs_of_yaml(lines: Iterable[str], first: int) -> Iterator[_Run]:
    for number, line in enumerate(lines, first):
        line_key = YAML_KEY.match(canonical(line))
        value = line_key["value"] if line_key else canonical(line)
        bare = YAML_QUOTED.sub(r"\1", value) if YAML_QUOTED.match(value) else YAML_NOTE.sub("", value)
        for part in re.split(r",(?=[^\]]*\])", bare):
            yield _run(number, part, setting=True)


def _run(line: int, text: str, *, setting: bool = False) -> _Run:
    return _Run(line, _join(text), setting)
