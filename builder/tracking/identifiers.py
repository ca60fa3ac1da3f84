"""Every identifier that a platform or a learner's record holds, made from the author's ids and nothing else.

Nothing here depends on order, dates or chance: a changed identifier costs learners their progress (requirements 7).
"""

from __future__ import annotations

import hashlib

from builder.tracking.layout import DIGITS


def state_key(author_id: str, own: str = "") -> str:
    """Return the key of a page, a check or a question in the packed state: the author's own, or 18 bits of its id's SHA-256."""
    if own:
        return own
    bits = int.from_bytes(hashlib.sha256(author_id.encode()).digest()[:3], "big") >> 6
    return DIGITS[bits >> 12] + DIGITS[bits >> 6 & 63] + DIGITS[bits & 63]


def tracked_id(author_id: str) -> str:
    """Return an author's id in the letters that every run time takes: `[A-Za-z0-9_.]` (RT-14, S04-30).

    Author ids hold no underscore, so two ids never become one.
    """
    return author_id.replace("-", "_")


def outcome_tracked_id(outcome: str) -> str:
    """Return the run-time id of an outcome: `outcome_1.2`. The prefix keeps it a name that starts with a letter."""
    return f"outcome_{tracked_id(outcome)}"
