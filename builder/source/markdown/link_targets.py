"""Where a link of ordinary text may lead: to web pages, e-mail addresses and telephone numbers, with an address that browsers read as it is typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose, replace_span
from builder.lazy_pattern import lazy_pattern
from builder.source.files import PICTURE_TYPES
from builder.source.media_types import ending_of
from builder.source.reading import DiagnosticReading

INSECURE_LINK = Rule(
    "TXT001", "insecure-link", Severity.WARNING, "An http: page can be changed on the way to the learner, and many work places block it."
)
BAD_LINK = Rule("TXT002", "bad-link", Severity.ERROR, "Only web pages, e-mail addresses, telephone numbers and pages of the course can be linked.")
BACKSLASH_IN_LINK = Rule(
    "TXT005", "backslash-in-link", Severity.ERROR, "Addresses have slashes. With a backslash, learners may come to another page, or to none."
)

SCHEMES = {"https", "http", "mailto", "tel"}
_BACKSLASH = lazy_pattern(r"\\\\|\\(?![!-/:-@\[\]-`{-~])")
"""A backslash that stays in an address: one before any other sign only says that the sign has no meaning here."""
_WEB = lazy_pattern(r"(https?):/+(?=[^/\s])", re.IGNORECASE)


def judge_target(target: str, typed: str, find: Callable[[str], Place]) -> DiagnosticReading[bool]:
    """Tell whether a link may lead where it does; it is dropped otherwise, and its words stay.

    Args:
        target: the address as it would be built.
        typed: what stands between the round brackets, or between `<` and `>`.
        find: gives the place of a text.

    """
    scheme = target.partition(":")[0].lower() if ":" in target else ""
    address = typed_target(typed) or target
    on_web = scheme in {"https", "http"}
    meant = _WEB.sub(lambda match: f"{match[1]}://", _BACKSLASH.sub("/" if on_web or scheme not in SCHEMES else "", address), count=1)
    if scheme in SCHEMES and meant != address and "\\" in target:
        words = f"Type slashes: `{meant}`. Then try whether the page opens." if on_web else f"Delete it: `{meant}`."
        fix = Fix(words, (replace_span(find(address), meant),))
        yield diagnose(BACKSLASH_IN_LINK, f"The address “{address}” has a backslash in it.", find(address), fix)
        return False
    if scheme == "http":
        hint = "Type https: in place of http:, and try whether the page opens."
        yield Diagnostic(INSECURE_LINK, f"“{target}” starts with http:.", find(target), hint)
    elif scheme not in SCHEMES or not target.partition(":")[2].strip("/"):
        yield Diagnostic(BAD_LINK, f"“{target}” cannot be linked.", find(target if target in typed else address), _advise(address, meant))
        return False
    return True


def typed_target(typed: str) -> str:
    """Return the address alone of what was typed in the brackets of a link: without `<` and `>`, without a title."""
    bare = typed.strip()
    return bare[1:].partition(">")[0] if bare.startswith("<") else bare.partition(" ")[0].partition("\n")[0]


def _advise(address: str, meant: str) -> str:
    if meant == address:
        return "Type a full address such as https://www.hra.nhs.uk/, or # and the id of a page of this course."
    name = meant.rpartition("/")[2]
    if ending_of(name) in PICTURE_TYPES:
        return f"To show a picture, save it in the folder media, and type `![what it shows](media/{name})` on a line of its own."
    return "Learners cannot open a file of your computer. Type the address of a web page, or save the file in media and type `::: download`."
