"""The patterns of the author syntax, line by line (docs/authors/syntax.md, Part 3)."""

from __future__ import annotations

import re

from builder.lazy_pattern import lazy_pattern
from builder.source.tree.block_schemas import BLOCKS
from builder.source.tree.lines import BLANK, BLANKS

S = BLANK + "*"

TOP_BLOCK = lazy_pattern(rf"^{S}(?:-{{3,}}|[–—]+){S}$")
CLOSING = lazy_pattern(rf"^{S}:{{3,}}{S}$")
OPENING = lazy_pattern(rf"^{S}:{{3,}}{S}(?P<name>[a-z][a-z0-9_-]*)(?:{BLANK}+(?P<id>[^\s:]+))?{S}(?::+{S})?$", re.IGNORECASE)
COLONS = lazy_pattern(rf"^{S}:{{3,}}(?P<rest>.*)$")
TWO_COLONS = lazy_pattern(rf"^{S}::(?!:){S}(?P<name>[a-z][a-z0-9_-]*)?(?![^:]*::[^\S\n]*[^\s:])(?P<rest>.*)$", re.IGNORECASE)
"""Two colons that open a line; not those of a title of GIFT, `::Story:: Must you tell?`."""
PAGE = lazy_pattern(rf"^ {{0,3}}#(?!#)(?:{BLANK}+|(?=[^\W\d_]))(?P<heading>.+)$")
EMPTY_PAGE = lazy_pattern(rf"^ {{0,3}}#{S}$")
HEADING = lazy_pattern(r"^ {0,3}(?P<signs>#{2,})")
"""How a heading inside a page begins; `heading_words` says where its words are."""
GROUP = lazy_pattern(rf"^{S}##(?!#)")
"""How the name of a group or a scene begins. In a question indents mean nothing, so it may stand anywhere in its line."""
NOTE = lazy_pattern(rf"^{S}<!--")

LABEL = lazy_pattern(
    rf"^{S}(?P<marks>[*_]{{0,3}})(?P<label>[^\W\d_][\w'’-]*(?:{BLANK}+[\w'’-]+){{0,3}}(?:{BLANK}*\([\w'’-]+(?:{BLANK}[\w'’-]+){{0,2}}\))?(?<!_))"
    rf"(?P<closed>[*_]{{0,3}}){S}(?:(?<![0-9])[:：]|[:：](?![0-9]))(?!//|\\)(?:[:：]|-(?={BLANK}))?(?P<after>[*_]{{0,3}}){S}(?P<value>.*)$",
    re.IGNORECASE,
)
"""A label: one to four words, perhaps with more in brackets, and a colon. The colon of a time (`10:30`) or of an address (`https://`) makes none."""

DECORATED = lazy_pattern(rf"^{S}(?:[-*+•]{BLANK}+|#{{1,6}}{S}|>{S}|[✅❌✔✓☑💡👉📝🔑ℹ⚠]\ufe0f?{S})(?=[*_]{{0,3}}[^\W\d_])")
"""What other tools put before a label: a bullet, the signs of a heading or a quote, a picture sign."""
_NAME = rf"(?P<label>[A-Z][\w'’]*(?:{BLANK}[\w'’]+){{0,2}}(?<!_))"
DASHED_LABEL = lazy_pattern(rf"^{S}(?P<marks>[*_]{{0,3}}){_NAME}(?P<closed>[*_]{{0,3}}){BLANK}+(?:[-–—=]|->|→){BLANK}+(?P<after>)(?P<value>.*)$")
_COLONS = "[:：;=∶꞉﹕︰]"
"""A colon, and what people hit or paste in place of one."""
QUOTED_LABEL = lazy_pattern(
    rf"^{S}(?P<marks>[*_]{{0,3}})[\"“”„«‹'‘`\[(<]{S}(?P<label>[^\W\d_][\w'’]*(?:{BLANK}[\w’]+){{0,2}}){S}"
    rf"(?:{_COLONS}{S}[\"”“»›'’`\])>]|[\"”“»›'’`\])>](?P<closed>[*_]{{0,3}}){S}{_COLONS})(?P<after>[*_]{{0,3}}){S}(?P<value>.*)$"
)
"""A label in quotes, brackets or backticks: `"Hint": ...`, `[Hint:] ...`."""
SLIPPED_LABEL = lazy_pattern(rf"^{S}(?P<marks>[*_]{{0,3}}){_NAME}(?P<closed>[*_]{{0,3}}){S}(?:[;=∶꞉﹕︰]|\|(?!.*\|)){S}(?P<after>)(?P<value>.*)$")
"""A label with another sign in place of its colon: `Hint; ...`."""
BULLETED_LABEL = lazy_pattern(
    rf"^{S}(?:[-*+•]|[0-9]{{1,2}}[.)]|[A-Za-z][.)]){BLANK}+(?:\[[ xX]?\]{BLANK}*)?"
    rf"(?P<marks>[*_]{{0,3}}){_NAME}(?P<closed>[*_]{{0,3}}){S}:(?P<after>[*_]{{0,3}}){S}(?P<value>.*)$"
)
"""A label after the number, the letter or the box of an answer: `4. Hint: ...`."""
BARE_LABEL = lazy_pattern(rf"^{S}(?P<marks>[*_]{{0,3}}){_NAME}(?P<closed>[*_]{{0,3}}){S}(?P<after>)(?P<value>)$")
"""The name of a label on a line of its own, without a colon: `**Hint**`."""
BOLD_LABEL = lazy_pattern(rf"^{S}(?P<marks>[*_]{{1,3}}){_NAME}(?P<closed>[*_]{{1,3}}){BLANK}+(?P<after>)(?P<value>[^\Wa-z_].*|[\"“‘'(].*)$")
"""The name of a label in bold or italic text and no colon, and words that begin anew: `**Hint** Think of it.`"""

CODE = lazy_pattern(rf"(?:\((?P<code>[a-z0-9])\)|(?P<sign>[©®]))(?={BLANK}|\n|$)", re.IGNORECASE)
SIGN_CODES = {"©": "c", "®": "r"}
ESCAPABLE_SIGNS = "→⟶➔➜⇒←⬅：©®•·▪▫◦‣●○◯■◆◇►▶▸➢➤❖⁃∙◉⚫⚪–—−‐‑﹣－§»›✓✔✗✘✅❌☐☑☒□¨🔘🗹▢◻⬜✖"
"""Signs beyond ASCII that mean something here: a backslash before one takes its meaning away, as Markdown has it for the others."""
PICTURE_SIGNS = r"\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
"""Small pictures, for a class of characters: lines that begin with one make a list where others beside them do."""
ESCAPED_START = lazy_pattern(rf"\\(?:[{PICTURE_SIGNS}]|[oØü](?={BLANK})|[0-9](?=\ufe0f?\u20e3))")
"""A backslash at the start of a line before what makes a list line in company: a small picture, a letter that Word has as a bullet, a key."""
ARROW = lazy_pattern(r"(?<!\\)(?<!\\[-—–=])(?:-->|->|—>|–>|=>|[→⟶➔➜⇒])")

PICTURE = lazy_pattern(rf"^{S}!\[(?P<alt>[^\]]*)\]\((?={S}[^\s)])(?P<path>[^()]*(?:\([^()]*\)[^()]*)*)\){S}$")
PICTURE_START = lazy_pattern(rf"^{S}!\[")
TABLE_DASHES = lazy_pattern(rf"^{S}(?:\|{S})?:?[-–—]+:?{S}(?:\|{S}:?[-–—]+:?{S})*(?:\|{S})?$")
DASHES = lazy_pattern(rf"^{S}(?:(?:[-–—]{S}){{3,}}|(?:\*{S}){{3,}}|(?:_{S}){{3,}})$")
CODE_FENCE = lazy_pattern(rf"^{S}(?:`{{3,}}|~{{3,}})")
QUOTE = lazy_pattern(rf"^{S}>")

GAP_OPENS = lazy_pattern(r"(?<!\\)\[{2,}")

ID = lazy_pattern(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")

PAGE_LABELS = frozenset({"page", "core", "minutes", "outcomes", "key", "plain english"})
BLOCK_LABELS = {name: schema.labels for name, schema in BLOCKS.items()}
BLOCK_NAMES = tuple(BLOCKS)
PICTURE_LABELS = frozenset({"caption", "description"})
SHORT_LABELS = frozenset(
    {"page", "core", "minutes", "outcomes", "key", "plain english", "keep", "title", "final", "nation", "outcome", "points", "review", "questions"}
)
"""Labels whose value ends with the line; the text of any other goes on over the next lines of its paragraph."""


def mask_notes(text: str) -> str:
    """Return a text with blanks where notes stand, `<!-- ask Sam -->`: their signs and words mean nothing. Linear in its length."""
    pieces: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start + 2)) >= 0:
        is_note = text[start - 1 : start] != "\\"
        stop = end + 3 if is_note else start + 4
        pieces += (text[done:start], " " * (stop - start) if is_note else text[start:stop])
        done = stop
    return "".join(pieces) + text[done:]


def heading_words(text: str, start: int) -> tuple[int, int]:
    """Return where the words of a heading begin and end, given where its signs end: without blanks around them, and without closing signs.

    Stripped, not matched: a pattern with blanks on both sides of optional signs looks at a long line again and again.
    """
    first = len(text) - len(text[start:].lstrip(BLANKS))
    last = len(text.rstrip(BLANKS).rstrip("#").rstrip(BLANKS))
    return first, max(first, last)


def label_of(text: str) -> tuple[str, int, int] | None:
    """Return (name in lower case with single blanks, index of the name, index of the value) of a line that looks like a label."""
    match = LABEL.match(text)
    if not match:
        return None
    return label_name(match["label"]), match.start("label"), match.start("value")


def label_name(typed: str) -> str:
    """Return the name of a label as it is looked up: in lower case, with single blanks and straight apostrophes."""
    return " ".join(typed.split()).lower().replace("’", "'")
