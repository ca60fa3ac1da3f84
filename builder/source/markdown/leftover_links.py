"""Links and web addresses that are left over in the words that learners would see: of other tools, half typed, or mistyped."""

from __future__ import annotations

from builder.source.markdown.leftover import ADDRESS, MEANT, SHARED_FOLDER, Leftover

_LINK = "Type the words in square brackets and the address in round ones, without spaces: `[the HRA](https://www.hra.nhs.uk/)`."
_AFTER_WORDS = "Type the address after the words: `[words](address)`."
_ADDRESS = rf"(?:https?:|www\.|mailto:|tel:|#|{MEANT}|{ADDRESS})"
_SITE = r"[\w-]{1,60}\.[A-Za-z]{2}"
"""Begins the name of a website."""

LINKS: tuple[Leftover, ...] = (
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
    Leftover("half_link", r"!?\[[^\[\]\n]+\]\(|\]\(|\[\^(?=\w)", "a link without its last bracket, or without its first", _LINK),
    Leftover(
        "link_without_brackets", rf"\[[^\[\]\n]+\]（?{ADDRESS}|{ADDRESS}\[[^\[\]\n]*\]", "a link, but its address is not in round brackets", _LINK
    ),
    Leftover(
        "parted_link",
        r"\[[^\[\]\n]+\][ \t\n]{1,3}\(" + _ADDRESS + r"[^()\n]*\)",
        "a link with a space between its brackets",
        "Delete the space between `]` and `(`.",
    ),
    Leftover("piped_link", r"\[[^\[\]|\n]+\|" + _ADDRESS + r"[^\[\]\n]*\]|\[" + ADDRESS + r"[ ]+[^\[\]\n]+\](?!\()", "a link of another tool", _LINK),
    Leftover("quoted_link", rf"\"[^\"\n]{{1,99}}\":(?=https?:|www\.|/\w|mailto:|{ADDRESS})", "a link of another tool", _LINK),
    Leftover(
        "broken_address",
        r"(?<![\w@./-])(?:"
        rf"(?i:h?tt{{1,3}}ps?|https{{2,3}}|httsp|htps?)(?:(?::/|[.;,]//|//|:\\\\?|:{SHARED_FOLDER})(?=\w|{ADDRESS})"
        rf"|[:;](?={_SITE}|{ADDRESS})|://[ ]+(?=(?:www\.)?{_SITE}))"
        rf"|(?i:www)[,;: ](?={_SITE})|(?i:www)\.[ ]+(?={_SITE})|(?i:ww|wwww|wwwww)\.(?={_SITE})|https?://www\.[ ]"
        r"|(?i:h?t{1,3}ps?|https{2,3}|httsp|htps?)://(?<!(?i:http)://)(?<!(?i:https)://)(?=\w)"
        r")",
        "a web address with a mistake in it",
        "Type it as the browser shows it, from `https://` on and without spaces.",
        lettered=True,
    ),
    Leftover(
        "backslash_in_address",
        rf"(?<={ADDRESS})(?:\\|{SHARED_FOLDER})(?=\w)",
        "a part of a web address",
        "Type slashes in place of backslashes, as the browser shows the address.",
    ),
    Leftover(
        "unlinked_address",
        r"(?<![\w@./-])(?!(?i:https?:))(?i:[a-z][a-z0-9+-]{1,14})://(?=[\w/])|(?<!\w)(?i:mailto):[ ]?(?=[\w.+-]{1,60}@|\ue004)",
        "an address that learners cannot press",
        "Type an address that begins with `https://`. For an e-mail address type the address alone, without any sign before it.",
        lettered=True,
    ),
)
"""What is said of links and addresses that are left over, and what to type in place of them."""
