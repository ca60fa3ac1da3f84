"""Who calls: HTTP Basic authentication (Communication 4.0), and the authority that it stands for."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from typing import TypeAlias

from builder.lrs.fault import Json

# An Authorization header's value (None: not sent) -> the authority of statements sent with it; None: refused.
Authorise: TypeAlias = Callable[[str | None], "dict[str, Json] | None"]


def write_basic(user: str, password: str) -> str:
    """Write the value of an Authorization header."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def accept_basic(accounts: Mapping[str, str], home_page: str) -> Authorise:
    """Make the check for a fixed set of accounts.

    Args:
        accounts: user -> password.
        home_page: the IRL of the system that the accounts belong to; it goes into the authority.

    """

    def authorise(header: str | None) -> dict[str, Json] | None:
        sent = _read_basic(header)
        if sent is None:
            return None
        user, password = sent
        expected = accounts.get(user)
        if expected is None or not hmac.compare_digest(expected.encode(), password.encode()):
            return None
        return {"objectType": "Agent", "account": {"homePage": home_page, "name": user}}

    return authorise


def _read_basic(header: str | None) -> tuple[str, str] | None:
    scheme, _, encoded = (header or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    user, colon, password = decoded.partition(":")
    return (user, password) if colon else None
