"""The kinds of markup that may be left over in the words that learners would see, each with what to type in its place."""

from __future__ import annotations

from msgspec import Struct


class Leftover(Struct, frozen=True):
    """A kind of markup that may be left over.

    Attributes:
        name: in snake case; the name of a group of the pattern of all kinds.
        pattern: a regular expression; it looks at each character of a text a bounded number of times.
        what: what it is, after "“**” is".
        hint: what to type.
        escapable: a backslash before each of its signs shows them as they are.
        deleted: it is mended by deleting it, and nothing else.

    """

    name: str
    pattern: str
    what: str
    hint: str
    escapable: bool = True
    deleted: bool = False


_LINK = "Type the words in square brackets and the address in round ones, without spaces: `[the HRA](https://www.hra.nhs.uk/)`."
_AFTER_WORDS = "Type the address after the words: `[words](address)`."
_BOLD = "For bold text type two stars on both sides, right beside the words: `**words**`. Else delete them."
_NO_SIGNS = "Delete the signs. For bold text type `**words**`."
_ADDRESS = r"(?:https?:|www\.|mailto:|tel:|#|\ufffc)"

LEFTOVERS: tuple[Leftover, ...] = (
    Leftover(
        "callout", r"^\[![A-Za-z]+\][+-]?", "the start of a box in another tool", "Type `::: callout` on a line above the text and `:::` below it."
    ),
    Leftover(
        "footnote",
        r"\[\^[^\[\]\n]{1,60}\]:?|\^\[[^\[\]\n]+\]",
        "a footnote, which a course does not have",
        "Put the note into the text, in round brackets.",
    ),
    Leftover("wiki_link", r"!?\[\[[^\[\]\n]+\]\]", "a link of another tool", "Type `[words](#page-id)` for a page of this course."),
    Leftover(
        "definition", r"^\[[^\[\]\n]+\]:[ \t]*(?:" + _ADDRESS + r"|<|/|\w+\.\w)\S*", "the address of a link, apart from its words", _AFTER_WORDS
    ),
    Leftover("reference", r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]", "a link whose address is somewhere else", _AFTER_WORDS),
    Leftover("swapped_link", r"\([^()\n]+\)\[" + _ADDRESS + r"[^\[\]\n]*\]", "a link with its brackets swapped", _LINK),
    Leftover("spaced_link", r"\[[^\[\]\n]*\]\([^()\n]*\)", "a link, but Copack cannot read its address", _LINK),
    Leftover(
        "parted_link",
        r"\[[^\[\]\n]+\][ \t\n]{1,3}\(" + _ADDRESS + r"[^()\n]*\)",
        "a link with a space between its brackets",
        "Delete the space between `]` and `(`.",
    ),
    Leftover("piped_link", r"\[[^\[\]|\n]+\|" + _ADDRESS + r"[^\[\]\n]*\]|\[\ufffc[ ]+[^\[\]\n]+\](?!\()", "a link of another tool", _LINK),
    Leftover("bbcode", r"\[/[A-Za-z*]{1,12}\]|\[(?:url|img|color|size|font|quote|youtube)=[^\[\]\n]*\]", "a mark of a web forum", _NO_SIGNS),
    Leftover(
        "shortcode",
        r"\[[A-Za-z][\w-]{1,20}(?:[ ]+[\w-]{1,30}=(?:\"[^\"\[\]\n]*\"|[^\s\"\[\]]+)){1,9}[ ]*/?\](?!\()",
        "a command of another tool",
        "Delete it, with its square brackets.",
        deleted=True,
    ),
    Leftover(
        "citation",
        r":contentReference\[[^\[\]\n]*\](?:\{[^{}\n]*\})?|【[^】\n]{0,40}†[^】\n]{0,80}】",
        "a reference that a chatbot left",
        "Delete it. If it stood for a source, type the source in words.",
        escapable=False,
        deleted=True,
    ),
    Leftover("bold", r"(?<!\*)\*\*(?!\*)|(?<![\w*])\*{3,}(?=\w)|(?<!_)__(?!_)", "a sign of bold text that makes nothing bold", _BOLD),
    Leftover(
        "italic",
        r"(?<![\w*])\*(?=[^\W_])|(?<![\w/.@_])_(?=[^\W_])",
        "a sign of italic text that never ends",
        "Type the same sign right after the last word, or delete it.",
    ),
    Leftover("code", r"`+", "the start of code that never ends", "Type the same sign after the last word of the code, or delete it."),
    Leftover(
        "struck",
        r"~~|(?<![\w~])~(?=[^\s~])[^~\n]{0,80}[^\s~]~(?![\w~])",
        "a sign of struck text, which is not shown",
        "Delete the signs, and the words if they are no longer true.",
    ),
    Leftover("lowered", r"(?<=\w)~[^\s~]{1,12}~", "lowered text in another tool", "Type `<sub>2</sub>` for a lowered 2."),
    Leftover("raised", r"(?<=\w)\^[^\s^]{1,12}\^", "raised text in another tool", "Type `<sup>2</sup>` for a raised 2."),
    Leftover(
        "comment",
        r"%%[^%\n]+%%",
        "a comment of another tool",
        "Delete it. For a comment in a course type `<!-- your words -->` on a line of its own.",
    ),
    Leftover("block_name", r"(?<=[ \t])\^[a-z0-9][\w-]{3,}$", "the name of a paragraph in another tool", "Delete it.", deleted=True),
    Leftover("field", r"^[A-Za-z][\w-]{0,40}::(?=[ \t])", "a field of another tool", "Delete it, or type one colon in place of two."),
    Leftover("other_box", r"^\[[/<>!?*~+-]\](?=[ \t])", "a box of another tool", "Type `[ ]` in its place, or delete it."),
    Leftover("other_heading", r"^h[1-6]\.(?=[ \t]+\S)", "a heading of another tool", "Type `## ` in its place."),
    Leftover("other_quote", r"^bq\.(?=[ \t]+\S)", "a quote of another tool", "Type `> ` in its place.", escapable=False),
    Leftover(
        "other_picture",
        r"!\w[\w .()/-]{0,120}\.(?:png|jpe?g|gif|svg|webp|PNG|JPG)(?:\|[^!\n]{0,120})?!",
        "a picture of another tool",
        "Type the picture on a line of its own: `![What it shows](media/name.svg)`.",
    ),
    Leftover("inserted", r"(?<![\w+])\+\+(?=[^\s+])[^+\n]*\+\+(?![\w+])", "inserted text in another tool", _NO_SIGNS),
    Leftover(
        "change",
        r"\{(?:\+\+|--|>>)[^{}\n]*(?:\+\+|--|<<)\}",
        "a change or a comment in another tool",
        "Delete the signs, and the words that learners should not read.",
    ),
    Leftover("hidden", r">!(?=\S)[^!\n]*!<", "hidden words in another tool", "Delete the signs."),
    Leftover(
        "contents",
        r"^\[(?:TOC|toc)\][ \t]*$",
        "a table of contents in another tool",
        "Delete it: learners find all pages under “Contents”.",
        deleted=True,
    ),
    Leftover("marked", r"==(?=[^\s=])[^=\n]+==", "marked text in another tool", _NO_SIGNS),
    Leftover(
        "formula",
        r"\$\$|\$(?=[^$\n]*[\^_\\{])[^$\n]+\$|\\[A-Za-z]+\{"
        r"|(?<![\w:\\])\\(?:begin|end|frac|sqrt|times|cdot|leq?|geq?|neq|approx|alpha|beta|mu|pm|degree|circ|to|(?:long)?(?:left|right)arrow|pounds|euro"
        r"|l?dots|newline|newpage|pagebreak|clearpage|noindent|par|hfill|vspace|textdegree)\b",
        "a formula, which a course cannot show",
        "Type it in words, or as a picture.",
    ),
    Leftover(
        "formula_brackets",
        r"\ue002[^\ue002\ue003\n]*\ue003",
        "a formula, which a course cannot show",
        "Delete the backslashes, or type it in words.",
        escapable=False,
    ),
    Leftover(
        "template",
        r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{mlang\b[^{}\n]*\}|@@[A-Z_]{3,}@@|[$#]\{\w+\}|\{#[^{}\n]*#\}|<%[^%\n]*%>|\[%[^%\n]*%\]",
        "a placeholder of another tool",
        "Delete it, or type the words that belong there.",
    ),
    Leftover(
        "attribute",
        r"\{:?[ ]?[.#][\w-][^{}\n]*\}",
        "a mark for programs",
        "Delete it, with its curly brackets: the look of a text is the same in all courses.",
        deleted=True,
    ),
    Leftover(
        "macro",
        r"\{/?(?:pagebreak|youtube|vimeo|code|quote|noformat|panel|info|note|tip|warning|color|colour|anchor|toc|expand|status|section|column|children)\b[^{}\n]*\}",
        "a command of another tool",
        "Delete it, with its curly brackets. A quote begins with `> ` on each line.",
        deleted=True,
    ),
    Leftover("emoji", r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:/])", "the name of a small picture", "Type the small picture itself, or words."),
    Leftover("entity", r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});", "a sign of HTML, written as code", ""),
    Leftover("office_tag", r"</?[A-Za-z]{1,8}:[A-Za-z]+[^<>\n]*>|<!--|<!\[|<\?\w", "a mark of another program", "Delete it.", deleted=True),
    Leftover(
        "other_tag",
        r"<[A-Za-z][\w-]{0,40}(?:[ ]+[\w:-]{1,40}=(?:\"[^\"<>\n]*\"|'[^'<>\n]*'|[\w.%#-]+)){1,20}[ ]*/?>",
        "a mark of another program",
        "Delete it, and the mark that ends its words.",
    ),
    Leftover(
        "paired_tags",
        r"<(?P<tag_name>[A-Za-z][\w-]{0,40})>[^<>\n]*</(?P=tag_name)>",
        "a pair of marks of another program",
        "Delete both, and the words between them if learners should not read them.",
    ),
    Leftover("table_row", r"^[ \t]*\|[^\n]*\|[ \t]*$|^[ \t]*[|+](?:[-=:]+[|+])+[ \t]*$", "a row of a table, but not in a table", ""),
    Leftover(
        "heading",
        r"^#{1,6}[ \t]+\S[^\n]*|^={2,6}[ \t]+\S[^\n]*",
        "a heading where none can be",
        "Delete the signs. A heading begins with ## and has a line of its own.",
    ),
    Leftover(
        "underline",
        r"^(?:={3,}|~{3,}|\^{3,}|\"{3,}|\+{3,}|-{3,})[ \t]*$",
        "a line under a heading",
        "Delete it, and type `## ` before the heading above it.",
    ),
    Leftover("wiki_bold", r"\'{3}", "a sign of bold text in a wiki", "For bold text type `**words**`."),
    Leftover("directive", r"^\.\. [\w-]+::|:[a-z]+:(?=`|\ufffc)|^!!! ?\w+", "a command of another tool", ""),
    Leftover(
        "backslash",
        r"\\(?=\s*\Z)",
        "a backslash with nothing after it",
        "Delete it. To begin a new line for learners, type two spaces at the end of a line.",
        deleted=True,
    ),
)
