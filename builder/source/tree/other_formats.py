"""Lines in the formats of other tools that have no meaning here and may not be shown: GIFT, cloze, JSON, LiaScript, Respondus, MkDocs, LaTeX."""

from __future__ import annotations

import re

_S = r"[^\S\n]*"
_GIFT = re.compile(rf"(?<!\\)\{{{_S}(?:[=~]|(?:T|F|TRUE|FALSE){_S}[#}}]|%-?[0-9])")
_GIFT_OPEN = re.compile(rf"(?<!\\)\{{{_S}$")
_GIFT_TITLE = re.compile(rf"^{_S}::[^:]+::")
_GIFT_ANSWER = re.compile(rf"^{_S}(?:[=~](?:%-?[0-9.]+%)?{_S}[^\s=~-].*|\}}{_S})$")
_CLOZE = re.compile(r"\{[0-9]*:(?:MULTICHOICE|MULTIRESPONSE|SHORTANSWER|NUMERICAL|MC|SA|NM|MCH|MCV|MR|MW|SAC|CASESENSITIVE)[A-Z_]*:", re.IGNORECASE)
_LIASCRIPT = re.compile(rf"^{_S}\[\[(?:[?!+*]|<[^>]*>)\]\]|^{_S}\*{{4,}}{_S}$")
_RESPONDUS = re.compile(rf"^{_S}[@~]{{1,2}}{_S}[^\s@~].*$")

_JSON = re.compile(
    rf"^{_S}(?:[\[{{]{_S})?\"(?:question|prompt|stem|options|answers?|choices|correct\w*|explanation|rationale|hint|feedback|type|points|difficulty)\"{_S}:{_S}"
    r"(?:[\"\[{]|(?:true|false|null)\b|-?[0-9])",
    re.IGNORECASE,
)

_ANSWER = re.compile(r"(?P<sign>[=~])(?:%(?P<percent>-?[0-9.]+)%)?(?P<text>(?:\\.|[^=~#{}\\])+)")


def is_other_question(text: str, *, fenced: bool = True) -> bool:
    """Tell whether a line is a question in the format of another tool. `fenced`: it is in a question, where more is certain."""
    patterns = (_GIFT, _GIFT_TITLE, _CLOZE, _JSON, *((_GIFT_OPEN, _LIASCRIPT) if fenced else ()))
    return any(pattern.search(text) for pattern in patterns)


def is_other_answer(text: str) -> bool:
    """Tell whether a line after the question is an answer or feedback in the format of another tool."""
    return bool(_GIFT_ANSWER.match(text) or _RESPONDUS.match(text))


def answers_of(text: str) -> list[str]:
    """Return the answers that a line in GIFT holds, each as its line would be typed here: `- [x] Yes`."""
    whole = text.partition("{")[2] if "{" in text else text
    return [f"- [{'x' if _is_right(match) else ' '}] {match['text'].strip()}" for match in _ANSWER.finditer(whole) if match["text"].strip()]


def _is_right(match: re.Match[str]) -> bool:
    percent = match["percent"]
    return float(percent) > 0 if percent and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", percent) else match["sign"] == "="


_LATEX = re.compile(rf"^{_S}\\(?:item|section|subsection|question|choice|CorrectChoice)\b")
_KEY = re.compile(
    rf"^{_S}(?:[✅✔]\ufe0f?{_S})?[*_]{{0,3}}(?:correct )?(?:answer|ans)[*_]{{0,3}}{_S}:[*_]{{0,3}}{_S}"
    rf"(?:\(?[A-H]\)?[.:]?(?:(?<=[.):]){_S}\S.*|[*_]{{0,3}}{_S})|(?:true|false)[*_.]{{0,3}}{_S})$",
    re.IGNORECASE,
)
_KEY_SENTENCE = re.compile(rf"^{_S}the (?:correct|right) answers? (?:is|are)(?::|{_S}['\"]){_S}\S", re.IGNORECASE)
"""As Moodle says it under an answered question."""
_KEY_LIST = re.compile(
    rf"^{_S}(?:answer )?(?:key|answers){_S}:{_S}[0-9]{{1,2}}[.):-]?{_S}[A-Ha-h]\b(?:{_S}[,;])?(?:(?<=[,;A-Ha-h])[^\S\n]+)?[0-9]", re.IGNORECASE
)
_MARKED_RIGHT = re.compile(
    rf"(?<!\\)[(\[](?:the )?correct(?: answer| option)?[)\]]{_S}$|(?<!\\)(?:<-|←|⬅\ufe0f?){_S}correct(?: answer)?{_S}$", re.IGNORECASE
)
_LETTERED = re.compile(rf"^{_S}(?:[-*•]{_S})?[*_]{{0,3}}\(?[A-Ha-h][.)]")
_TICK_AT_END = re.compile(rf"(?<!\\)(?:[✅✔✓]\ufe0f?|(?<=\w)\*){_S}$")


def is_latex(text: str) -> bool:
    """Tell whether a line begins with a command of LaTeX."""
    return bool(_LATEX.match(text))


def is_answer_key(text: str) -> bool:
    """Tell whether a line outside a question says which answer is right: a line for that alone, or an answer with a mark behind it."""
    if _KEY.match(text) or _KEY_SENTENCE.match(text) or _KEY_LIST.match(text):
        return True
    return bool(_MARKED_RIGHT.search(text) or (_LETTERED.match(text) and _TICK_AT_END.search(text)))
