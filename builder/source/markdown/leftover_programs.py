"""Slots, short codes and commands of other programs that are left over in the words that learners would see."""

from __future__ import annotations

from builder.source.markdown.leftover import Leftover

_SLOT = "a placeholder of another tool"
_FILL_IN = "Delete it, or type the words that belong there."
_OFFICE = "a field or a fault of an office program"
_WORDS_OR_NUMBER = "Delete it, or type the words or the number that belong there."
_DELETE = "Delete it, with its square brackets."
_NO_SIGNS = "Delete the signs. For bold text type `**words**`."

FORUM_CODES: tuple[Leftover, ...] = (
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
    Leftover(
        "bare_shortcode",
        r"\[/?(?:audio|caption|embed|gallery|playlist|video|hr|center|mathjax|nextpage|spoiler|tex|img|url|youtube|vimeo|h5p|contact-form-[0-9]+|[a-z]{2,12}_[a-z0-9_]{1,30}|[a-z]+_row)\](?!\()"
        r"|\[(?i:[a-z][\w-]{2,20}):(?=[^\s\[\]])[^\[\]\n]*\](?!\()|\[image:[^\[\]\n]*\]|\[(?:email|e-mail)[ \u00a0]protected\]|\[object [A-Z]\w+\]",
        "a command of another tool",
        _DELETE,
        deleted=True,
    ),
    Leftover(
        "mail_picture",
        r"[\[<](?:cid:[^\[\]<>\n]*|image[0-9]{1,4}\.(?:png|jpe?g|gif))[\]>]",
        "a picture of an e-mail, which is not here",
        "Delete it. Type a picture on a line of its own: `![What it shows](media/name.svg)`.",
        deleted=True,
    ),
    Leftover(
        "chatbot_brackets",
        r"\[cite(?:_start|_end|: ?[0-9][0-9, ]*)?\]",
        "a reference that a chatbot left",
        "Delete it. If it stood for a source, type the source in words.",
        deleted=True,
    ),
    Leftover(
        "chatbot_word",
        r"(?:\bcite)?turn[0-9]+(?:search|news|view|file|image|fetch)[0-9]+|\boaicite\b",
        "a reference that a chatbot left",
        "Delete it. If it stood for a source, type the source in words.",
        escapable=False,
        deleted=True,
        lettered=True,
    ),
)
"""What forums, blogs, mail programs and chatbots put between brackets."""

SLOTS: tuple[Leftover, ...] = (
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
    Leftover(
        "word_field",
        r"\{[ ]?(?:HYPERLINK|PAGE|PAGEREF|REF|TOC|MERGEFIELD|SEQ|DATE|TIME|NUMPAGES|INCLUDEPICTURE|FORMTEXT|FORMCHECKBOX)\b[^{}\n]*\}"
        r"|#(?:REF|NAME|VALUE|DIV/0|NUM|NULL|SPILL)[!?]|#N/A(?!\w)|^=[A-Z]{2,12}\(",
        _OFFICE,
        _WORDS_OR_NUMBER,
    ),
    Leftover(
        "word_field_name",
        r"(?<![\w-])(?:HYPERLINK|MERGEFIELD|PAGEREF|INCLUDEPICTURE|FORMTEXT|FORMCHECKBOX)(?![\w-])"
        r"|Error! (?:Bookmark|Reference source|Hyperlink reference|No text of|Not a valid)[^.\n]*\.?",
        _OFFICE,
        _WORDS_OR_NUMBER,
        escapable=False,
        lettered=True,
    ),
    Leftover(
        "slot",
        r"(?<![\w%])%[A-Za-z](?:[\w .-]{0,38}\w)?%(?![\w%])|(?<![\w%])%(?:[0-9]\$)?[sd](?!\w)|[%@$#]\{[^{}\n]*\}"
        r"|<{2,3}(?=[^\s<>])[^<>\n]*>{2,3}|<#[^<>\n]*#>|(?<![\w$\\])\$(?=[^\W\d])[^$\n]{0,60}\$(?<=[^\s$]\$)(?![\w$])"
        r"|(?<![\w#&])#{1,2}[A-Za-z](?:[\w -]{0,38}\w)?#{1,2}(?![\w#])|(?<![\w@.])@{1,2}[A-Za-z][\w-]{0,38}@{1,2}(?![\w@])"
        r"|\*\|[^|\n]*\|\*|\|[A-Z][A-Z0-9_:]{1,30}\||«(?:\w*_\w*|[A-Z][a-z]+[A-Z]\w*)»|\{(?:[!#/^][^{}\n]*|[0-9]{1,2}|[A-Za-z_][\w.-]+(?::[^{}\n]*)?|[^{}|\n]*\|[^{}\n]*|)\}"
        r"|\{\{|\}\}",
        _SLOT,
        _FILL_IN,
    ),
    Leftover(
        "asciidoc",
        r"(?<![\w:/])(?:image|video|audio|link|xref|footnote|kbd|btn|menu|icon|include|stem|latexmath|asciimath|pass|anchor|indexterm|toc)::?[^\s\[\]\\]{0,90}\["
        r"[^\[\]\n]*\]",
        "a command of another tool",
        _DELETE,
        lettered=True,
    ),
    Leftover(
        "asciidoc_line",
        r"^\[(?:[.#][\w.-]+|(?:source|NOTE|TIP|IMPORTANT|WARNING|CAUTION|quote|verse|listing|example|sidebar|abstract)(?:,[^\[\]\n]*)?)\][ \t]*$",
        "a command of another tool",
        _DELETE,
    ),
    Leftover(
        "character_code",
        r"\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}(?!\w)|(?<![\w:\\])\\[nrt](?!\w)|=[C-F][0-9A-F]=[89AB][0-9A-F](?:=[89AB][0-9A-F]){0,2}|<U\+[0-9A-F]{4,6}>"
        r"|(?<=[A-Za-z])%20(?=[A-Za-z])|(?<![\w%/])(?:%[0-9A-F]{2}){2}",
        "the code of a sign, not the sign",
        "Type the sign itself, or delete the code.",
    ),
    Leftover(
        "wrong_encoding",
        r"â[\u20ac\u201e\u2020]\S?|Ã[\u00a0-\u00bf\u0080-\u009f\u0152-\u0178\u2013-\u203a\u20ac\u2122]|Â[\u00a0-\u00bf]|ï»¿|ðŸ\S{0,2}",
        "a sign that another program read wrongly",
        "",
        escapable=False,
        lettered=True,
    ),
)
"""Where another program would put words, and what it writes in place of signs."""
