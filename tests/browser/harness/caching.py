"""What a server lets browsers keep of a package, and when it says that nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from typing import Final

UNZIPPED: Final = "Tue, 01 Jan 1980 00:00:00 GMT"
"""The date of every file of a package, as a server has it that keeps the dates of a zip."""


def _by_content(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


def _by_date_and_size(content: bytes) -> str:
    """As nginx and Apache make it by default: an update of equal size is no other version to them."""
    return f'"12cea600-{len(content):x}"'


@dataclass(frozen=True)
class CachePolicy:
    """How a server answers for a file.

    Attributes:
        control: its `Cache-Control`; none if empty.
        tag: makes the ETag; without it there is none.
        dated: whether the answer has a `Last-Modified`.

    """

    control: str
    tag: Callable[[bytes], str] | None = None
    dated: bool = False

    def headers(self, content: bytes) -> dict[str, str]:
        """What is said beside the content."""
        control = {"Cache-Control": self.control} if self.control else {}
        tag = {"ETag": self.tag(content)} if self.tag else {}
        return {**control, **tag, **({"Last-Modified": UNZIPPED} if self.dated else {})}

    def is_unchanged(self, content: bytes, asked: Message) -> bool:
        """Whether a request with these headers is answered by 304 (RFC 9110 13.2.2: a tag goes before a date)."""
        if self.tag and (tag := asked.get("If-None-Match")):
            return tag == self.tag(content)
        return self.dated and asked.get("If-Modified-Since") == UNZIPPED


NO_STORE: Final = CachePolicy("no-store")
NO_CACHE: Final = CachePolicy("no-cache", _by_content)
MAX_AGE: Final = CachePolicy("public, max-age=31536000", _by_content)
IMMUTABLE: Final = CachePolicy("public, max-age=31536000, immutable", _by_content)
HEURISTIC: Final = CachePolicy("", dated=True)
"""Nothing but a date: browsers keep a file for a tenth of its age (RFC 9111 4.2.2), which is years here."""
KEPT_DATES: Final = CachePolicy("no-cache", _by_date_and_size, dated=True)


@dataclass(frozen=True)
class Caching:
    """Policies of a package: of its launch pages, which keep their addresses, and of all other files."""

    page: CachePolicy = NO_STORE
    files: CachePolicy = NO_STORE

    def policy_of(self, path: str) -> CachePolicy:
        return self.page if path.endswith(".html") and "/" not in path else self.files


def asks_past_caches(asked: Message) -> bool:
    """Whether a request with these headers must not be answered by what a cache on its way has kept (RFC 9111 5.2.1.4)."""
    return "no-cache" in asked.get("Cache-Control", "")
