"""What of an author's text may be shown: no HTML, no pictures in sentences, and links that lead somewhere and say where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from builder.course.document import TERM_TARGET
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source import rules
from builder.source.markdown.terms import Terms, find_term, is_term_link, report_missing_term
from builder.source.reading import Reading, Reference
from builder.source.tree.lines import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

UNKNOWN_TERM = Rule("CRS128", "unknown-term", Severity.ERROR, "Learners press the word to read what it means, but glossary.yaml does not explain it.")
RAW_HTML = Rule(
    "SRC070",
    "raw-html",
    Severity.WARNING,
    "Pages are plain text, so that they work on every platform and with screen readers. Copack does not show HTML tags.",
)
EMPTY_LINK = Rule("A11003", "empty-link", Severity.ERROR, "Learners cannot hear a link without words, and can hardly see it.", "WCAG 2.2 2.4.4")
VAGUE_LINK = Rule(
    "A11005",
    "vague-link",
    Severity.WARNING,
    "Many people hear a list of links without the text around them; these words do not say where the link goes.",
    "WCAG 2.2 2.4.4",
)
INSECURE_LINK = Rule(
    "TXT001", "insecure-link", Severity.WARNING, "An http: page can be changed on the way to the learner, and many work places block it."
)
BAD_LINK = Rule("TXT002", "bad-link", Severity.ERROR, "Only web pages, e-mail addresses, telephone numbers and pages of the course can be linked.")
LINK_IN_ANSWER = Rule(
    "TXT003", "link-in-answer", Severity.ERROR, "One click would do two things: follow the link, and choose the answer or open the section."
)

SCHEMES = {"https", "http", "mailto", "tel"}
_VAGUE = frozenset({"here", "click here", "this", "link", "this link", "more", "read more", "this page", "page"})


class Sanitiser:
    """Walks the tokens of a text, drops what may not be shown and tells of it, each at its own place."""

    def __init__(self, typed: Span, terms: Terms, *, links: bool) -> None:
        self.typed = typed
        self.text = typed.text
        self.terms = terms
        self.links = links
        self.cursor = 0
        self.tags = 0

    def sanitise(self, children: list[Token]) -> Reading[str]:
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
                opened.append((token, len(plain), self.cursor))
                if not (yield from self.accept(token, _words_of_link(children, index + 1))):
                    refused += 1
                    continue
            elif token.type == "link_close":
                link, start, cursor = opened.pop()
                yield from self.name(link, "".join(plain[start:]), cursor)
                if refused:
                    refused -= 1
                    continue
            plain.append(words_of(token))
            kept.append(token)
        children[:] = kept
        return "".join(plain)

    def leave_out(self, token: Token) -> Reading[None]:
        """Tell of an HTML tag or a picture within a text."""
        if token.type == "image":
            message = f"The picture “{token.attrGet('src')}” is inside a text."
            yield self.fault(rules.PICTURE_IN_TEXT, message, str(token.attrGet("src")), "Put the picture on a line of its own.")
        elif not (token.content.startswith("</") and self.tags):  # the end of a tag that is told already
            self.tags += 1
            message = f"“{token.content}” is an HTML tag. Learners do not see it."
            yield self.fault(RAW_HTML, message, token.content, "Delete it, or type `\\<` to show the sign.")

    def accept(self, link: Token, words: str) -> Reading[bool]:
        """Tell whether a link may stand; it is dropped otherwise, and its words stay."""
        target = unquote(str(link.attrGet("href")))
        scheme = target.partition(":")[0].lower() if ":" in target else ""
        if not self.links:
            yield self.fault(LINK_IN_ANSWER, f"A link to “{target}” cannot be here.", target, "Put the link into ordinary text.")
            return False
        if is_term_link(target):
            return (yield from self.explain(link, target, words))
        if target.startswith("#") and len(target) > 1:
            yield Reference("page", target[1:].lower(), self.find(target))
            link.attrSet("href", target.lower())
            return True
        if scheme == "http":
            hint = "Type https: in place of http:, and try whether the page opens."
            yield self.fault(INSECURE_LINK, f"“{target}” starts with http:.", target, hint)
        elif scheme not in SCHEMES or not target.partition(":")[2].strip("/"):
            hint = "Type a full address such as https://www.hra.nhs.uk/, or # and the id of a page of this course."
            yield self.fault(BAD_LINK, f"“{target}” cannot be linked.", target, hint)
            return False
        return True

    def explain(self, link: Token, target: str, words: str) -> Reading[bool]:
        """Point a link at the entry of the glossary that it means; tell whether there is one."""
        if self.terms is None or not words.strip():
            return True  # glossary.yaml or the empty link is reported
        term = find_term(target, words, self.terms)
        if term is None:
            message, hint = report_missing_term(target, words, self.terms)
            yield Diagnostic(UNKNOWN_TERM, message, self.find(f"]({target}", 2), hint)
            return False
        link.attrSet("href", TERM_TARGET + term.id)
        return True

    def name(self, link: Token, words: str, cursor: int) -> Reading[None]:
        """Tell of a link whose words say nothing. `cursor`: where the search for it begins."""
        target = str(link.attrGet("href"))
        bare = " ".join(words.split()).strip(" .,:;!").lower()
        if not bare:
            hint = f"Type words in the square brackets: `[the name of the page]({target})`."
            yield self.fault(EMPTY_LINK, f"The link to “{target}” has no words.", target, hint)
        elif bare in _VAGUE:
            message = f"The link says “{words.strip()}”, which does not tell where it goes."
            at = self.text.find(f"[{words}](", cursor)
            place = self.typed.place_at(at + 1, len(words)) if at >= 0 else self.find(target)
            yield Diagnostic(VAGUE_LINK, message, place, "Type the name of the page or of its owner in the square brackets.")

    def find(self, needle: str, skip: int = 0) -> Place:
        """Return the place of the next `needle`, less its first `skip` characters, from where the last one was found, else of the whole text."""
        at = self.text.find(needle, self.cursor)
        if at < 0:
            at = self.text.find(needle)
        if at < 0 or not needle:
            return self.typed.place
        self.cursor = at
        return self.typed.place_at(at + skip, len(needle) - skip)

    def fault(self, rule: Rule, message: str, needle: str, hint: str) -> Diagnostic:
        """Return a fault at the next place of `needle`."""
        return Diagnostic(rule, message, self.find(needle), hint)


def _words_of_link(children: Sequence[Token], start: int) -> str:
    """Return the plain words from a token up to the end of a link; links hold no links."""
    words: list[str] = []
    for at in range(start, len(children)):
        if children[at].type == "link_close":
            break
        words.append(words_of(children[at]))
    return "".join(words)


def words_of(token: Token) -> str:
    """Return the plain words of a token; none of one that is not shown."""
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""
