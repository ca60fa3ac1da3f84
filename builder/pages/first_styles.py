"""The style rules that the first page needs; the whole sheet comes after them, in its own order, and has the last word.

So nothing depends on the choice but how a page looks until the whole sheet is here, and a rough reading of selectors will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLASSES = re.compile(r'\bclass="([^"]*)"')
_TAGS = re.compile(r"<([a-z][a-z0-9]*)")
_NEGATION = re.compile(r":not\([^()]*(?:\([^()]*\)[^()]*)*\)")
_CLASS = re.compile(r"\.((?:[A-Za-z0-9_-]|\\.)+)")
_NO_ELEMENT = re.compile(r"\[[^\[\]]*\]|::?[a-z-]+|[.#](?:[A-Za-z0-9_-]|\\.)+")
_ELEMENT = re.compile(r"[a-z][a-z0-9]*")
_PARTS = re.compile(r"""[{}]|"[^"]*"|'[^']*'""")
_COMMA = re.compile(r",(?![^(]*\))")
_ASKED_FOR = re.compile(r"<(section|div)[^>]*\bdata-(?:ask|problem)[^>]*>.*?</\1>", re.DOTALL)
_LATER = re.compile(r'<(a|div)[^>]*\bdata-(?:action="back"|slot="welcome")[^>]*>.*?</\1>', re.DOTALL)
_PRESSED = re.compile(r":(?:active|disabled|hover)\b|::-moz-")
_LATER_GROUPS = ("@media print", "@media(forced-colors", "@supports")


def shown_first(shell: str) -> str:
    """Return the template of the shell without what shows only after an action of the learner or a failure, to whoever comes back, or on later pages.

    The whole sheet is here by then.
    """
    return _LATER.sub("", _ASKED_FOR.sub("", shell))


def select_first(css: str, html: str) -> str:
    """Return the rules of a minified sheet that an HTML text may need on a screen: those whose classes and elements all occur in it.

    How a control looks under a pointer, the frames of forced colours and the margins beside a notch come with the whole sheet; the focus comes
    at once.
    """
    classes = {f".{name}" for names in _CLASSES.findall(html) for name in names.split()}
    return "".join(_select(css, classes | set(_TAGS.findall(html))))


def _select(css: str, used: set[str]) -> Iterator[str]:
    for head, body in split_rules(css):
        if head.startswith(_LATER_GROUPS):
            continue
        if head.startswith("@media"):
            inner = "".join(_select(body, used))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            wanted = [selector for selector in _COMMA.split(head) if _needs(selector) <= used and not _PRESSED.search(_NEGATION.sub("", selector))]
            if wanted:
                yield f"{','.join(wanted)}{{{body}}}"


def _needs(selector: str) -> set[str]:
    positive = _NEGATION.sub("", selector)
    classes = {f".{name}".replace("\\", "") for name in _CLASS.findall(positive)}
    return classes | set(_ELEMENT.findall(_NO_ELEMENT.sub(" ", positive)))


def split_rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and between the braces of each outermost rule."""
    depth, start, opened = 0, 0, 0
    for part in _PARTS.finditer(css):
        if part[0] == "{":
            depth += 1
            if depth == 1:
                opened = part.start()
        elif part[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened], css[opened + 1 : part.start()]
                start = part.end()
