"""When two agents are the same: their one identifier decides (Data 2.4.2.3, Communication 2.1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from builder.lrs.fault import Json

# ("mbox", address), ("mbox_sha1sum", digest), ("openid", uri) or ("account", home page, name).
Identity: TypeAlias = tuple[str, ...]


def read_identity(agent: Json) -> Identity | None:
    """Read the identifier of an agent or group; `None` for a nameless group or anything else.

    The domain of an e-mail address and the digits of a digest are compared without case.
    """
    if not isinstance(agent, dict):
        return None
    mbox, digest, openid, account = (agent.get(name) for name in ("mbox", "mbox_sha1sum", "openid", "account"))
    if isinstance(mbox, str):
        local, _, domain = mbox.rpartition("@")
        return ("mbox", f"{local}@{domain.lower()}")
    if isinstance(digest, str):
        return ("mbox_sha1sum", digest.lower())
    if isinstance(openid, str):
        return ("openid", openid)
    if isinstance(account, dict):
        return ("account", str(account.get("homePage")), str(account.get("name")))
    return None


def list_identities(actor: Json) -> Iterator[Identity]:
    """List the identities that an actor stands for: its own, and those of its members."""
    own = read_identity(actor)
    if own is not None:
        yield own
    members = actor.get("member") if isinstance(actor, dict) else None
    for member in members if isinstance(members, list) else ():
        inner = read_identity(member)
        if inner is not None:
            yield inner
