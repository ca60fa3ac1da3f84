"""One kind of markup that may be left over in the words that learners would see."""

from __future__ import annotations

from msgspec import Struct

ADDRESS = "\ue004"
"""Stands for a web address or an e-mail address that became a link."""
MEANT = "\ufffc"
"""Stands for a sign after a backslash, and for code: the author means each as it is."""

SHARED_FOLDER = "\ue005"
"""Stands for two backslashes, of which learners see one."""
EMPHASIS = "\ue006"
"""Stands for where bold or italic words begin or end, beside a sign of the same kind that does nothing."""

STANDING_IN = (MEANT, ADDRESS, EMPHASIS)
"""Stand for what a message cannot show."""


class Leftover(Struct, frozen=True):
    """A kind of markup that may be left over.

    Attributes:
        name: in snake case; the name of a group of the pattern of all kinds.
        pattern: a regular expression; it looks at each character of a text a bounded number of times.
        what: what it is, after "“**” is".
        hint: what to type.
        escapable: a backslash before each of its signs shows them as they are.
        deleted: it is mended by deleting it, and nothing else.
        lettered: it begins with a letter; all others with a sign, so that most characters of a text need not be tried for them.

    """

    name: str
    pattern: str
    what: str
    hint: str
    escapable: bool = True
    deleted: bool = False
    lettered: bool = False
