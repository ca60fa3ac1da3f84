"""What of an author's text may be shown: no HTML tags, no pictures in sentences, links that lead somewhere and say where, no left-over markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from builder.course.document import TERM_TARGET
from builder.course.slots import SLOT_TARGET
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import replace_span
from builder.source import rules
from builder.source.markdown.addresses import link_addresses
from builder.source.markdown.emphasis import keep_products
from builder.source.markdown.fact_links import is_fact_link, read_fact_link, report_wordless_fact
from builder.source.markdown.html_tags import instead_of, read_tags
from builder.source.markdown.language_marks import is_language_mark, read_language_mark, report_bad_language
from builder.source.markdown.leftover_hints import as_typed, describe
from builder.source.markdown.leftovers import find_leftovers, visible_words
from builder.source.markdown.link_targets import judge_target
from builder.source.markdown.link_words import bare_words, is_vague, report_empty_link, report_vague_link
from builder.source.markdown.nesting import check_words
from builder.source.markdown.parser import typed_address
from builder.source.markdown.slot_links import is_slot_link, read_slot_link, report_other_words
from builder.source.markdown.terms import Terms, find_term, is_term_link, report_missing_term
from builder.source.markdown.token_words import words_of, words_of_link
from builder.source.reading import Reading, Reference
from builder.source.tree.lines import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

UNKNOWN_TERM = Rule("CRS128", "unknown-term", Severity.ERROR, "Learners press the word to read what it means, but glossary.yaml does not explain it.")
RAW_HTML = Rule(
    "SRC070",
    "raw-html",
    Severity.WARNING,
    "Pages are plain text, so that they work on every platform and with screen readers. Copack shows the words inside this HTML tag without it.",
)
LOST_HTML = Rule(
    "SRC140",
    "lost-html",
    Severity.ERROR,
    "Pages are plain text. Without this HTML tag, learners would miss something: a link, a picture, a row, or words.",
)
LEFTOVER_MARKUP = Rule("SRC142", "leftover-markup", Severity.ERROR, "Learners would see these signs between the words, and hear them read out.")
LINK_TITLE = Rule(
    "SRC147", "link-title", Severity.ERROR, "A link shows only the words in its square brackets, so learners would not see these words."
)
LINK_IN_ANSWER = Rule(
    "TXT003", "link-in-answer", Severity.ERROR, "One click would do two things: follow the link, and choose the answer or open the section."
)


class Sanitiser:
    """Walks the tokens of a text, drops what may not be shown and tells of it, each at its own place.

    Attributes:
        dropped: what was typed and is not shown, piece by piece of the text at hand: addresses of links, notes, tags.
        facts: ids of the facts that the texts say, in order.

    """

    def __init__(self, typed: Span, terms: Terms, *, links: bool) -> None:
        self.typed = typed
        self.text = typed.text
        self.terms = terms
        self.links = links
        self.cursor = 0
        self.tags = 0
        self.dropped: list[str] = []
        self.facts: list[str] = []

    def sanitise(self, text: Token) -> Reading[str]:
        """Change the tokens of a text in place and return their plain words."""
        children = text.children or []
        whole = not any(token.type == "image" for token in children)  # a picture is told, and its words are no text
        self.dropped = []
        before = self.cursor
        shown = yield from self.leave_out(children)
        self.cursor = before
        if self.links:
            shown = link_addresses(shown)
        plain: list[str] = []
        kept: list[Token] = []
        opened: list[tuple[Token, int, int]] = []
        refused = 0
        for index, token in enumerate(shown):
            if token.type == "link_open":
                opened.append((token, len(plain), self.cursor))
                target = str(token.attrGet("href"))
                speaks = is_language_mark(target)
                if not (yield from self.speak(token, target) if speaks else self.accept(token, words_of_link(shown, index + 1))):
                    refused += 1
                    continue
            elif token.type == "link_close":
                link, start, cursor = opened.pop()
                token.tag = link.tag
                if link.tag == "a":
                    yield from self.name(link, "".join(plain[start:]), cursor)
                self.dropped.append(typed_address(link))
                if refused:
                    refused -= 1
                    continue
            plain.append(words_of(token))
            kept.append(token)
        yield from self.check_leftovers(kept)
        text.children = [token.copy(type="text") if token.type == "text_special" else token for token in kept]
        if whole:
            yield from check_words(text.content, "".join(plain), self.dropped, self.typed.place)
        return "".join(plain)

    def leave_out(self, children: Sequence[Token]) -> Reading[list[Token]]:
        """Return the tokens without tags, notes and pictures; tell of those that are missed."""
        shown: list[Token] = []
        for token, use in keep_products(read_tags(children)):
            if token.type == "image":
                message = f"The picture “{token.attrGet('src')}” is inside a text."
                yield self.fault(rules.PICTURE_IN_TEXT, message, str(token.attrGet("src")), "Put the picture on a line of its own.")
            elif use in {"silent", "lossy"}:
                yield from self.report_tag(token, lossy=use == "lossy")
            elif use != "note":
                shown.append(token)
            if use in {"mark", "break"}:
                self.dropped.append(token.markup)
            elif use != "words":
                self.dropped.append(token.content)
        return shown

    def report_tag(self, token: Token, *, lossy: bool) -> Reading[None]:
        """Tell of an HTML tag; not of the end of one that is told already."""
        if token.content.startswith("</") and self.tags:
            return
        self.tags += 1
        hint = instead_of(token.content)
        if lossy:
            yield self.fault(LOST_HTML, f"“{token.content}” is an HTML tag that a course cannot show.", token.content, hint)
        else:
            yield self.fault(RAW_HTML, f"“{token.content}” is an HTML tag. Learners do not see it.", token.content, hint)
        self.cursor += len(token.content)  # the same tag may stand behind it

    def check_leftovers(self, shown: Sequence[Token]) -> Reading[None]:
        """Tell of markup that is left over in the words."""
        for leftover in find_leftovers(visible_words(shown)):
            message, hint = describe(leftover)
            self.cursor = max(self.cursor, self.text.find(as_typed(leftover) + leftover.after, self.cursor))
            place = self.find(as_typed(leftover))
            yield Diagnostic(LEFTOVER_MARKUP, message, place, hint, (replace_span(place, ""),) if leftover.deleted else ())

    def accept(self, link: Token, words: str) -> Reading[bool]:
        """Tell whether a link may stand; it is dropped otherwise, and its words stay."""
        target = unquote(str(link.attrGet("href")))
        if is_slot_link(target):
            return (yield from self.place_slot(link, target, words))
        if not self.links and not is_fact_link(target):
            yield self.fault(LINK_IN_ANSWER, f"A link to “{target}” cannot be here.", target, "Put the link into ordinary text.")
            return False
        title = link.attrGet("title")
        if title:
            hint = "Put them into the text, or delete them with their quotation marks."
            yield self.fault(LINK_TITLE, f"The words “{title}” in the link are not shown.", str(title).partition("\n")[0], hint)
        if is_fact_link(target):
            return (yield from self.note_fact(link, target, words))
        if is_term_link(target):
            return (yield from self.explain(link, target, words))
        if target.startswith("#") and len(target) > 1:
            yield Reference("page", target[1:].lower(), self.find(target))
            link.attrSet("href", target.lower())
            return True
        typed = typed_address(link).removeprefix("](").removesuffix(")") or target
        return (yield from judge_target(target, typed, self.find))

    def speak(self, link: Token, target: str) -> Reading[bool]:
        """Turn a link into words of another language, which are no link; tell whether the language is one."""
        language = read_language_mark(target)
        if not language:
            yield report_bad_language(target, self.find(target))
            return False
        link.tag, link.attrs = "span", {"lang": language}
        return True

    def note_fact(self, link: Token, target: str, words: str) -> Reading[bool]:
        """Note which fact the words of a link say. The link is dropped, and its words stay."""
        link.tag = ""  # nothing is said of its words as of those of a link
        ident = read_fact_link(target)
        if not words.strip() or link.markup == "autolink":
            yield report_wordless_fact(ident, self.find(target))
        else:
            yield Reference("fact", ident, self.find(f"({target}" if ident else f"({target})", 1))
            self.facts.append(ident)
        return False

    def place_slot(self, link: Token, target: str, words: str) -> Reading[bool]:
        """Turn a link into the slot that it means; tell of words that would not be shown."""
        ident, lost = read_slot_link(target, words)
        if not ident:
            return True  # the link without words is reported
        place = self.find(f"]({target}", 2) if target.partition(":")[2].strip() else self.find(words)
        if lost:
            yield report_other_words(ident, lost, place)
        yield Reference("slot", ident, place)
        link.attrSet("href", SLOT_TARGET + quote(ident, safe=""))
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
        if not bare_words(words):
            yield report_empty_link(target, self.find(target))
        elif is_vague(words):
            at = self.text.find(f"[{words}](", cursor)
            yield report_vague_link(words, self.typed.place_at(at + 1, len(words)) if at >= 0 else self.find(target))

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
