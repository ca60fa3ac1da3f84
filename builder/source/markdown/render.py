"""Author's prose as safe HTML and as plain words, and what in it cannot be shown."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from builder.course import rules as course_rules
from builder.course.document import TERM_TARGET, Text
from builder.diagnostics import Diagnostic, Place, Rule
from builder.source import rules
from builder.source.markdown.terms import Terms, find_term, is_term_link, miss_term
from builder.source.reading import Reading, Reference, read_all
from builder.source.tree.lines import BLANKS, Span, fold

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKED = re.compile(r"[\\`*_\[\]<&!]")
"""Without one of these a text is its own HTML."""

_TAGS = {
    "p",
    "em",
    "strong",
    "a",
    "br",
    "code",
    "ul",
    "ol",
    "li",
    "blockquote",
    "footer",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "h2",
    "h3",
}
_SCHEMES = {"https", "http", "mailto", "tel"}
_VAGUE = frozenset({"here", "click here", "this", "link", "this link", "more", "read more", "this page", "page"})


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    # What a course has no use for must not be taken for structure by chance; lines are told apart before we get here.
    parser.disable(["code", "fence", "hr", "reference", "html_block", "heading", "lheading", "entity"])
    parser.validateLink = _any_link  # type: ignore[method-assign]  # refused links are reported below, not shown as text
    return parser


def _any_link(url: str) -> bool:
    return url is not None


class Rendered(Struct, frozen=True):
    """Safe HTML and plain words of a piece of text; `tokens` are markdown-it's, of a list, a quote or a table."""

    html: str
    plain: str
    tokens: Sequence[Token] = ()


def read_inline(typed: Span, terms: Terms, *, links: bool = True) -> Reading[Text]:
    """Return the text of one paragraph, label or answer. `links`: whether links may stand in it."""
    rendered = yield from render_inline(typed.text, typed, terms, links=links)
    return Text(rendered.plain, rendered.html, typed.place)


def render_inline(source: str, typed: Span, terms: Terms, *, links: bool = True) -> Reading[Rendered]:
    """Return HTML and plain words of `source`; faults are looked up in `typed`, the same text as the author typed it."""
    lines = "\n".join(line.strip(BLANKS) for line in source.split("\n")) if "\n" in source else source.strip(BLANKS)
    if not _MARKED.search(lines):
        plain = fold(lines)
        return Rendered(html.escape(plain, quote=False), plain)
    parser = _parser()
    tokens = parser.parseInline(lines)
    judge = _Judge(typed, terms, links=links)
    plain = fold((yield from judge.judge(tokens[0].children or []))) if tokens else ""
    return Rendered(_clean(parser.renderer.render(tokens, parser.options, {})), plain)


def render_block(source: str, typed: Span, terms: Terms) -> Reading[Rendered]:
    """Return HTML, plain words and tokens of a list, a quote or a table."""
    parser = _parser()
    tokens = parser.parse(source)
    judge = _Judge(typed, terms, links=True)
    plain = yield from read_all(judge.judge(token.children or []) for token in tokens if token.type == "inline")
    _attribute(tokens)
    return Rendered(_clean(parser.renderer.render(tokens, parser.options, {})), fold(" ".join(plain)), tokens)


def _clean(rendered: str) -> str:
    import nh3

    return nh3.clean(rendered, tags=_TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes=_SCHEMES, strip_comments=True).strip()


PARAGRAPH = 3
"""Tokens of a paragraph: its opening, its text, its end."""


def _attribute(tokens: Sequence[Token]) -> None:
    """Make the last paragraph of a quote that starts with a dash a `footer`: who said it."""
    for index, token in enumerate(tokens):
        if token.type != "blockquote_close" or index <= PARAGRAPH or tokens[index - 1].type != "paragraph_close":
            continue
        opening, text = tokens[index - 3], tokens[index - 2]
        first = next((child for child in text.children or [] if child.content), None)
        dashed = re.match(r"(?:[—–]|--)\s*", first.content) if first is not None and first.type == "text" else None
        if first is not None and dashed and tokens[index - 4].type != "blockquote_open":
            first.content = "— " + first.content[dashed.end() :]
            opening.tag = tokens[index - 1].tag = "footer"


class _Judge:
    """Walks the tokens of a text, drops what may not be shown and tells of it, each at its own place."""

    def __init__(self, typed: Span, terms: Terms, *, links: bool) -> None:
        self.typed = typed
        self.terms = terms
        self.links = links
        self.cursor = 0
        self.tags = 0

    def judge(self, children: list[Token]) -> Reading[str]:
        """Change `children` in place and return their plain words."""
        plain: list[str] = []
        kept: list[Token] = []
        opened: list[tuple[Token, int, int]] = []
        refused = 0
        for index, token in enumerate(children):
            if token.type in {"html_inline", "image"}:
                yield from self.leave_out(token)
                continue
            if token.type == "link_open":
                opened.append((token, len("".join(plain)), self.cursor))
                if not (yield from self.accept(token, _words_of_link(children[index + 1 :]))):
                    refused += 1
                    continue
            elif token.type == "link_close":
                link, start, cursor = opened.pop()
                yield from self.name(link, "".join(plain)[start:], cursor)
                if refused:
                    refused -= 1
                    continue
            plain.append(_words(token))
            kept.append(token)
        children[:] = kept
        return "".join(plain)

    def leave_out(self, token: Token) -> Reading[None]:
        """Tell of an HTML tag or a picture within a text."""
        if token.type == "image":
            message = f"The picture “{token.attrGet('src')}” stands inside a text."
            yield self.fault(rules.PICTURE_IN_TEXT, message, str(token.attrGet("src")), "Put the picture on a line of its own.")
        elif not (token.content.startswith("</") and self.tags):  # the end of a tag that is told already
            self.tags += 1
            message = f"“{token.content}” is an HTML tag; it is left out."
            yield self.fault(rules.RAW_HTML, message, token.content, "Take it away, or type `\\<` to show the sign.")

    def accept(self, link: Token, words: str) -> Reading[bool]:
        """Tell whether a link may stand; it is dropped otherwise, and its words stay."""
        target = unquote(str(link.attrGet("href")))
        scheme = target.partition(":")[0].lower() if ":" in target else ""
        if not self.links:
            yield self.fault(rules.LINK_IN_ANSWER, f"A link to “{target}” cannot stand here.", target, "Put the link into ordinary text.")
            return False
        if is_term_link(target):
            return (yield from self.explain(link, target, words))
        if target.startswith("#") and len(target) > 1:
            yield Reference("page", target[1:].lower(), self.find(target))
            link.attrSet("href", target.lower())
            return True
        if scheme == "http":
            hint = "Type https: in place of http:, and try whether the page opens."
            yield self.fault(rules.INSECURE_LINK, f"“{target}” starts with http:.", target, hint)
        elif scheme not in _SCHEMES or not target.partition(":")[2].strip("/"):
            hint = "Type a whole address such as https://www.hra.nhs.uk/, or # and the id of a page of this course."
            yield self.fault(rules.BAD_LINK, f"“{target}” cannot be linked.", target, hint)
            return False
        return True

    def explain(self, link: Token, target: str, words: str) -> Reading[bool]:
        """Point a link at the entry of the glossary that it means; tell whether there is one."""
        if self.terms is None or not words.strip():
            return True  # glossary.yaml or the empty link is reported
        term = find_term(target, words, self.terms)
        if term is None:
            message, hint = miss_term(target, words, self.terms)
            yield Diagnostic(course_rules.UNKNOWN_TERM, message, self.find(f"]({target}", 2), hint)
            return False
        link.attrSet("href", TERM_TARGET + term.id)
        return True

    def name(self, link: Token, words: str, cursor: int) -> Reading[None]:
        """Tell of a link whose words say nothing. `cursor`: where the search for it begins."""
        target = str(link.attrGet("href"))
        bare = " ".join(words.split()).strip(" .,:;!").lower()
        if not bare:
            hint = f"Type words in the square brackets: `[the name of the page]({target})`."
            yield self.fault(rules.EMPTY_LINK, f"The link to “{target}” has no words.", target, hint)
        elif bare in _VAGUE:
            message = f"The link says “{words.strip()}”, which does not tell where it goes."
            at = self.typed.text.find(f"[{words}](", cursor)
            place = self.typed.place_at(at + 1, len(words)) if at >= 0 else self.find(target)
            yield Diagnostic(rules.VAGUE_LINK, message, place, "Type the name of the page or of its owner in the square brackets.")

    def find(self, needle: str, skip: int = 0) -> Place:
        """Return the place of the next `needle`, less its first `skip` characters, from where the last one was found, else of the whole text."""
        at = self.typed.text.find(needle, self.cursor)
        if at < 0:
            at = self.typed.text.find(needle)
        if at < 0 or not needle:
            return self.typed.place
        self.cursor = at
        return self.typed.place_at(at + skip, len(needle) - skip)

    def fault(self, rule: Rule, message: str, needle: str, hint: str) -> Diagnostic:
        return Diagnostic(rule, message, self.find(needle), hint)


def _words_of_link(following: Sequence[Token]) -> str:
    """Return the plain words up to the end of a link; links hold no links."""
    words: list[str] = []
    for token in following:
        if token.type == "link_close":
            break
        words.append(_words(token))
    return "".join(words)


def _words(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""
