"""The kinds of markup that may be left over in the words that learners would see, each with what to type in its place."""

from __future__ import annotations

from builder.source.markdown.leftover import EMPHASIS, SHARED_FOLDER, Leftover
from builder.source.markdown.leftover_links import LINKS
from builder.source.markdown.leftover_programs import FORUM_CODES, SLOTS

_BOLD = "For bold text type two stars on both sides, right beside the words: `**words**`. Else delete them."
_HALF_BOLD = "Type as many signs after the words as before them: `*words*` for italic text, `**words**` for bold text."
_NO_SIGNS = "Delete the signs. For bold text type `**words**`."
_ENTITIES = (
    "amp|lt|gt|quot|apos|copy|reg|trade|deg|pound|euro|cent|sect|para|middot|bull|hellip|ndash|mdash|shy|times|divide|plusmn|frac12|frac14|frac34|sup2|sup3|micro"
    "|[lr][sd]quo|[lr]aquo|[lr]arr|iexcl|iquest|szlig|[AEIOUYaeiouy]acute|[AEIOUaeiou](?:grave|circ|uml)|[AONaon]tilde|[Cc]cedil|[Aa]ring|[Oo]slash|AElig|aelig|check"
)
"""Codes that are typed without their semicolon; each alone, since `R&D` and `Marks&Spencer` are words."""

_MARKS: tuple[Leftover, ...] = (
    Leftover("half_bold", rf"{EMPHASIS}[*_]+|[*_]+{EMPHASIS}", "a sign of bold text or italic text that makes nothing bold or italic", _HALF_BOLD),
    Leftover("bold", r"(?<!\*)\*\*(?!\*)|(?<![\w*])\*{3,}(?=\w)|(?<!_)__(?!_)", "a sign of bold text that makes nothing bold", _BOLD),
    Leftover(
        "italic",
        r"(?<![\w*])\*(?=[^\W_])|(?<![\w/.@_])_(?=[^\W_])",
        "a sign of italic text that never ends",
        "Type the same sign right after the last word, or delete it.",
    ),
    Leftover(
        "shared_folder",
        rf"(?<![\w{SHARED_FOLDER}]){SHARED_FOLDER}(?=\w[\w.-]*\\)",
        "the start of a folder on a network, of whose two backslashes learners see one",
        "Type four backslashes in place of these two.",
        escapable=False,
    ),
    Leftover("code", r"`+", "the start of code that never ends", "Type the same sign after the last word of the code, or delete it."),
    Leftover(
        "struck",
        r"~~|(?<![\w~])~(?=[^\s~])[^~\n]{0,80}[^\s~]~(?![\w~])",
        "a sign of struck text, which is not shown",
        "Delete the signs, and the words if they are no longer true.",
    ),
    Leftover("lowered", r"(?<=\w)~[^\s~]{1,12}~", "lowered text in another tool", "Type `<sub>2</sub>` for a lowered 2."),
    Leftover(
        "raised",
        r"(?<=\w)\^[^\s^]{1,12}\^|(?<![\w^])\^(?=[^\W_])[^^\n]*\^(?![\w^])",
        "raised text in another tool",
        "Type `<sup>2</sup>` for a raised 2.",
    ),
    Leftover(
        "comment",
        r"%%[^%\n]+%%",
        "a comment of another tool",
        "Delete it. For a comment in a course type `<!-- your words -->` on a line of its own.",
    ),
    Leftover("block_name", r"(?<=[ \t])\^[a-z0-9][\w-]{3,}$", "the name of a paragraph in another tool", "Delete it.", deleted=True),
    Leftover("field", r"^[A-Za-z][\w-]{0,40}::(?=[ \t])", "a field of another tool", "Delete it, or type one colon in place of two.", lettered=True),
    Leftover(
        "fence",
        r"[:：]{3,}",
        "part of a fence, but a fence begins and ends on lines of its own, outside quotes, lists and tables",
        "Type the fence under this text, with nothing before its three colons, or delete the colons.",
    ),
    Leftover(
        "box",
        r"^\[[xX✓✔√ ]?\](?=[ \t]|$)",
        "a box to tick where none can be",
        "Type `☑` or `☐` in its place, or delete it. A question with boxes is a fence of its own.",
    ),
    Leftover("other_box", r"^\[[/<>!?*~+-]\](?=[ \t])", "a box of another tool", "Type `[ ]` in its place, or delete it."),
    Leftover(
        "box_without_list",
        r"^-\[[xX ]?\](?=[ \t]+\S)",
        "a box to tick, but its dash has no space after it",
        "Type `- [ ] ` in its place, or delete it.",
    ),
    Leftover("other_heading", r"^h[1-6]\.(?=[ \t]+\S)", "a heading of another tool", "Type `## ` in its place.", lettered=True),
    Leftover("other_quote", r"^bq\.(?=[ \t]+\S)", "a quote of another tool", "Type `> ` in its place.", escapable=False, lettered=True),
    Leftover(
        "other_paragraph",
        r"^(?:(?:p|pre|bc|bq|table)(?:\([^()\n]*\)|\{[^{}\n]*\}|[<>=]{1,2})|bc|fn[0-9]{1,2}|notextile)\.{1,2}(?=[ \t])",
        "the start of a paragraph in another tool",
        "Delete it.",
        lettered=True,
    ),
    Leftover(
        "other_picture",
        r"!\w[\w .()/-]{0,120}\.(?:png|jpe?g|gif|svg|webp|PNG|JPG)(?:\|[^!\n]{0,120})?!",
        "a picture of another tool",
        "Type the picture on a line of its own: `![What it shows](media/name.svg)`.",
    ),
    Leftover("inserted", r"(?<![\w+])\+{2,3}(?=[^\s+])[^+\n]*\+{2,3}(?![\w+])", "inserted text in another tool", _NO_SIGNS),
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
        r"|l?dots|today|LaTeX|TeX|maketitle|tableofcontents|centering|hline|quad|(?:small|med|big)skip|newline|newpage|pagebreak|clearpage|noindent|par|hfill|vspace|textdegree)\b",
        "a formula, which a course cannot show",
        "Type it in words, or as a picture.",
    ),
    Leftover(
        "formula_brackets",
        r"(?<![\w\ue002\ufffc])\ue002[^\ue002\ue003\ufffc\n]*\ue003(?![\ue003\ufffc])",
        "a formula, which a course cannot show",
        "Delete the backslashes, or type it in words.",
        escapable=False,
    ),
    Leftover(
        "doubled_signs",
        r"\(\((?=[^\s()])[^()\n]*\)\)|(?<![\w:/])//(?=[^\s/])[^/\n]*//(?<=\S//)(?![\w/])|,,(?=[^\s,])[^,\n]*,,(?<=[^\s],,)|(?<!\S)\?\?(?=\w)[^?\n]*\?\?"
        r"|(?<![\w'])''(?=[^\s'])[^'\n]*''(?<=\S'')(?![\w'])|``(?=\w)|(?<=[^|\n])\|\|[^|\n]+\|\|(?!\|)|\^\^(?=[^\W_])[^^\n]*\^\^",
        "words between the signs of another tool",
        "Delete the signs, or type one bracket on each side where you mean brackets. For italic text type `*words*`.",
    ),
)
"""What other tools put round words, and before them."""

_REST: tuple[Leftover, ...] = (
    Leftover("emoji", r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:/])", "the name of a small picture", "Type the small picture itself, or words."),
    Leftover(
        "entity",
        rf"&(?:[A-Za-z][A-Za-z0-9]{{1,31}}|#[0-9]{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}});|&nbsp|&(?:#[0-9]{{2,7}}|#[xX][0-9A-Fa-f]{{2,6}}|{_ENTITIES})(?![\w=])",
        "a sign of HTML, written as code",
        "",
    ),
    Leftover(
        "half_tag",
        r"</(?=[A-Za-z]{0,10}(?![\w>]))|<(?:br|div|span|strong|em|ul|ol|li|img|table|tr|td)(?![\w-])(?![^<>\n]*>)",
        "half a mark of HTML",
        "Delete it.",
    ),
    Leftover(
        "half_note",
        r"<!--(?!\[)|<!-(?!-)|<![ \t]*[–—]|<![ \t]+--?",
        "the start of a note to yourselves, but the note is not whole",
        "A note begins with `<!--` and ends with `-->` in the same paragraph. Type both, or delete the note.",
    ),
    Leftover("office_tag", r"</?[A-Za-z]{1,8}:[A-Za-z]+[^<>\n]*>|<!(?:--)?\[|<\?\w", "a mark of another program", "Delete it.", deleted=True),
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
    Leftover(
        "other_line",
        r"^;[ ]+(?=\S)|(?<=\n):[ ]+(?=\S)|^\{\||^\|[-}][ \t]*$|^\|[ ]+(?=[^|\n]*$)|^\*{3,6}[ ]+(?=\S)",
        "the start of a line in another tool",
        "Delete it. A list line begins with `- `.",
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

LEFTOVERS: tuple[Leftover, ...] = (*LINKS, *FORUM_CODES, *_MARKS, *SLOTS, *_REST)
"""What is said of markup that is left over, and what to type in place of it; which comes first is found first."""
