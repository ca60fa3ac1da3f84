"""What is wrong with one line of YAML, and the line as it must be: judged by its own signs, as an author would."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.diagnostics import Rule, Severity
from builder.lazy_pattern import lazy_pattern
from builder.source.yaml.field_names import holding_fields, known_fields
from builder.source.yaml.quoting import closing_quote, find_escape, quote, unquote

YAML_SYNTAX = Rule(
    "SRC010",
    "yaml-syntax",
    Severity.ERROR,
    "The lines of course.yaml and of a session's top block have a strict form. This line does not follow it.",
)
YAML_ALIAS = Rule(
    "SRC012", "yaml-alias", Severity.ERROR, "The signs & and * at the start of a value have a meaning for programmers that no course needs."
)
YAML_TAG = Rule("SRC013", "yaml-tag", Severity.ERROR, "The sign ! at the start of a value has a meaning for programmers that no course needs.")

FIELD = re.compile(
    r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<word>[\w.-]+(?: +[\w.-]+){0,5}|\"[^\"]*\"|'[^']*'|<<)(?P<colon> *:)(?: +(?P<value>\S(?:.*\S)?))? *$"
)
"""A line with a word, a colon and perhaps a value. Every pattern here takes time in proportion to its line."""

ITEM = re.compile(r"(?P<indent> *)(?P<dash>-)(?: +(?P<value>\S(?:.*\S)?))? *$")
"""A line of a list without a word."""

BLOCK_TEXT = lazy_pattern(r"[|>][-+0-9]{0,2}(?: +#.*)?$")
"""A value whose text is in the lines under it."""

ROW_OF_SIGNS = lazy_pattern(r"\s*(?:\.{3,}|={3,}|\+{3,}|\*{3,}|_{3,}|#{3,}|~{3,}(?: *\w+)?|`{3,}(?: *\w+)?|[-–—]{2,}|[–—]|(?:[-*_=] ){2,}[-*_=])\s*$")
"""A line that is meant to divide the file: of Markdown, TOML, YAML itself, or a code block around it."""

_BULLET = lazy_pattern(r"(?P<indent> *)(?P<bullet>[–—•●▪◦‣·*+])(?P<space> *)(?=\S)")
_BULLET_FIELD = lazy_pattern(r"(?P<indent> *)(?P<mark>[–—•●▪◦‣·*+]) *(?P<word>\w+) *: *")
_BOLD_FIELD = lazy_pattern(r"(?P<indent> *)(?P<mark>\*\*|__|\*|_)(?P<word>[a-zA-Z]+)(?::(?P=mark)|(?P=mark) *:) *")
_BETWEEN_WORDS = lazy_pattern(r"[\[\](){},;#\"' ]")
_NO_SPACE_AFTER_DASH = lazy_pattern(r" *(?P<dash>-)(?=[^\s-])")
_OTHER_COLON = lazy_pattern(r" *(?:- +)?[\w.-]+(?P<colon> *[：﹕︓∶ː꞉；;=] *)")
_NO_SPACE_AFTER_COLON = lazy_pattern(r" *(?:- +)?(?P<word>[\w.-]+)(?P<colon>:)(?=[^\s/:])")
_NO_COLON = lazy_pattern(r" *(?:- +)?(?P<word>[A-Za-z_]+)(?P<gap> *[-–—,]? +|$)")
_COMMENT = lazy_pattern(r"(?:^|(?<= ))#.*$")


class Misspelling(Struct, frozen=True):
    """A fault of one line and what takes its place; `text` replaces the whole line, `None` where the line has to go."""

    rule: Rule
    message: str
    text: str | None


def judge_line(text: str, *, in_list: bool) -> Misspelling | None:
    """Return what is wrong with the signs of a line, or `None`. `in_list`: the line is where an item of a list may be."""
    return _judge_row(text) or judge_bullet(text, in_list=in_list) or judge_colon(text) or _judge_value_of(text)


def _syntax(message: str, text: str | None) -> Misspelling:
    return Misspelling(YAML_SYNTAX, message, text)


def _judge_row(text: str) -> Misspelling | None:
    return _syntax(f"A row of signs, “{text.strip()}”, cannot be here.", None) if ROW_OF_SIGNS.match(text) else None


def judge_bullet(text: str, *, in_list: bool) -> Misspelling | None:
    """Return what is wrong with the dash at the start of a line, or `None`."""
    if not in_list:
        return _judge_mark_of_field(text)
    dash = _NO_SPACE_AFTER_DASH.match(text)
    if dash:
        return _syntax("There is no space after the dash.", f"{text[: dash.end()]} {text[dash.end() :]}")
    bullet = _BULLET.match(text)
    if bullet:
        return _syntax(f"“{bullet['bullet']}” does not begin a line of a list here.", f"{bullet['indent']}- {text[bullet.end() :]}")
    return None


def _judge_mark_of_field(text: str) -> Misspelling | None:
    """Return what is wrong with a field that begins with a bullet, or whose word is marked as bold."""
    marked = _BOLD_FIELD.match(text) or _BULLET_FIELD.match(text)
    if marked is None or marked["word"].lower() not in known_fields():
        return None
    return _syntax(f"“{marked['mark']}” cannot be before a word here.", f"{marked['indent']}{marked['word']}: {text[marked.end() :]}".rstrip())


def judge_colon(text: str) -> Misspelling | None:
    """Return what is wrong with the colon after the first word of a line."""
    if FIELD.match(text):
        return None
    other = _OTHER_COLON.match(text)
    if other:
        message = f"“{other['colon'].strip()}” is not the colon that is needed after the first word."
        return _syntax(message, f"{text[: other.start('colon')]}: {text[other.end() :]}")
    close = _NO_SPACE_AFTER_COLON.match(text)
    if close:
        return _syntax(f"There is no space after the colon of “{close['word']}”.", f"{text[: close.end()]} {text[close.end() :]}")
    bare = _NO_COLON.match(text)
    if bare and bare["word"].lower() in known_fields():
        return _syntax(f"There is no colon after “{bare['word']}”.", f"{text[: bare.end('word')]}: {text[bare.end() :]}".rstrip())
    return None


def _judge_value_of(text: str) -> Misspelling | None:
    line = FIELD.match(text) or ITEM.match(text)
    if line is None or not line["value"]:
        return None
    start = line.start("value")
    word = line["word"] if line.re is FIELD else ""
    judged = judge_value(line["value"], holds_text=bool(word) and word in known_fields() - holding_fields())
    return Misspelling(judged.rule, judged.message, text[:start] + (judged.text or "")) if judged else None


def judge_value(value: str, *, holds_text: bool) -> Misspelling | None:
    """Return what is wrong with a value, and the value as it must be; `None` where it can be read. `holds_text`: it is no list."""
    sign = value[0]
    if sign in "\"'":
        return _judge_quoted(value)
    if sign in "[{":
        return _judge_brackets(value, holds_text=holds_text)
    if sign in "*&":
        return Misspelling(YAML_ALIAS, f"A value that begins with “{sign}” is not read.", quote(value))
    if sign == "!":
        return Misspelling(YAML_TAG, "A value that begins with “!” is not read.", quote(value))
    if sign in "@`%,]}" or re.match(r"[-?:](?:\s|$)", value) or (sign in "|>" and not BLOCK_TEXT.match(value)):
        return _syntax(f"A value cannot begin with “{sign}”, unless it is in quotes.", quote(value))
    words = _COMMENT.sub("", value)
    if re.search(r":(?:\s|$)", words):
        return _syntax("There is a second colon in this line.", quote(value))
    return None


def _judge_quoted(value: str) -> Misspelling | None:
    sign = value[0]
    end = closing_quote(value, 0)
    if end < 0:
        return _syntax("A quote is opened and never closed.", quote(unquote(value)))
    rest = value[end + 1 :]
    if rest.strip() in {",", ";", "."}:
        return _syntax(f"There is a “{rest.strip()}” after the closing quote.", value[: end + 1])
    if rest.strip() and not re.match(r"\s+#", rest):
        closed_later = value.rstrip().endswith(sign) and closing_quote(value, 0) < len(value.rstrip()) - 1
        words = unquote(value) if closed_later and sign == "'" else value
        message = "There is an apostrophe inside single quotes." if sign == "'" else "There is text after the closing quote."
        return _syntax(message, quote(words))
    if sign == '"' and find_escape(value[1:end]) >= 0:
        return _syntax("A backslash in double quotes has another meaning.", quote(value[1:end]) + rest)
    return None


def _judge_brackets(value: str, *, holds_text: bool) -> Misspelling | None:
    """Return what is wrong with a list in square brackets, or with words and values in curly ones, on one line."""
    closing = {"[": "]", "{": "}"}[value[0]]
    depth = 0
    index = 0
    while index < len(value):
        if value[index] in "\"'" and value[index - 1] in "[{, ":
            end = closing_quote(value, index)
            if end < 0:
                return _syntax("A quote is opened and never closed.", quote(value) if holds_text else _list_of_words(value))
            index = end
        depth += (value[index] in "[{") - (value[index] in "]}")
        if not depth:
            break
        index += 1
    if depth:
        if holds_text:
            return _syntax("A bracket is opened and never closed.", quote(value))
        comment = _COMMENT.search(value)
        inner = value[: comment.start()] if comment else value
        return _syntax("A bracket is opened and never closed.", inner.rstrip().rstrip(",") + closing + value[len(inner) :])
    rest = value[index + 1 :]
    if rest.strip() and not re.match(r"\s+#", rest):
        return _syntax(f"There is text after the closing “{value[index]}”.", quote(value) if holds_text else _list_of_words(value))
    return None


def _list_of_words(value: str) -> str:
    """Return a list in square brackets of the words of a value, whatever signs are between them."""
    return f"[{', '.join(word for word in _BETWEEN_WORDS.split(value) if word.strip('.'))}]"
