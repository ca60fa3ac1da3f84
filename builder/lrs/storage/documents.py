"""Documents in memory: activity state, agent profiles, activity profiles (Communication 2.2, 2.3, 2.6, 2.7, 3.1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto

from builder.lrs.fault import Json
from builder.lrs.json_text import read_json
from builder.lrs.storage.identity import Identity


class DocumentKind(Enum):
    """Which of the three document resources."""

    STATE = auto()
    AGENT_PROFILE = auto()
    ACTIVITY_PROFILE = auto()


@dataclass(frozen=True, slots=True)
class Owner:
    """What a document belongs to; `registration` only for state, and `None` there means "without one"."""

    resource: DocumentKind
    activity: str | None = None
    agent: Identity | None = None
    registration: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its bytes, their media type, and when they were last written (UTC)."""

    content: bytes
    media_type: str
    updated: datetime

    @property
    def etag(self) -> str:
        """The entity tag: the SHA-1 of the content in quotes (Communication 3.1.s4.b2)."""
        return f'"{hashlib.sha1(self.content, usedforsecurity=False).hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Precondition:
    """The headers If-Match and If-None-Match as sent; `None` where they were not."""

    if_match: str | None = None
    if_none_match: str | None = None

    def holds(self, document: Document | None) -> bool:
        """Tell whether the precondition holds for the document that is there (RFC 2616, 14.24 and 14.26)."""
        if self.if_match is not None and not _names(self.if_match, document):
            return False
        return self.if_none_match is None or not _names(self.if_none_match, document)

    @property
    def is_given(self) -> bool:
        """Tell whether either header was sent."""
        return self.if_match is not None or self.if_none_match is not None


class WriteOutcome(Enum):
    """What became of a request to write or delete."""

    DONE = auto()
    PRECONDITION_FAILED = auto()
    UNGUARDED = auto()
    NOT_JSON_OBJECTS = auto()


class DocumentStore:
    """All documents of one LRS; `clock` gives the present time with its zone."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._documents: dict[tuple[Owner, str], Document] = {}

    def find(self, owner: Owner, name: str) -> Document | None:
        """Find one document."""
        return self._documents.get((owner, name))

    def list_names(self, owner: Owner, since: datetime | None = None) -> tuple[str, ...]:
        """List the names of an owner's documents written after `since`; without a registration, of all of them."""
        names = (
            name for (other, name), document in list(self._documents.items()) if _covers(owner, other) and (since is None or document.updated > since)
        )
        return tuple(sorted(set(names)))

    def find_updated(self, owner: Owner) -> datetime | None:
        """Find when any of an owner's documents was last written."""
        times = [document.updated for (other, _), document in list(self._documents.items()) if _covers(owner, other)]
        return max(times, default=None)

    def put(self, owner: Owner, name: str, content: bytes, media_type: str, guard: Precondition, *, must_guard: bool) -> WriteOutcome:
        """Write a document; with `must_guard` an existing one is not overwritten unless a header guards it."""
        existing = self.find(owner, name)
        if existing is not None and must_guard and not guard.is_given:
            return WriteOutcome.UNGUARDED
        if not guard.holds(existing):
            return WriteOutcome.PRECONDITION_FAILED
        self._write(owner, name, content, media_type)
        return WriteOutcome.DONE

    def merge(self, owner: Owner, name: str, content: bytes, media_type: str, guard: Precondition) -> WriteOutcome:
        """Merge the top-level properties of a JSON object into a document, or write a new one (2.2.s7)."""
        existing = self.find(owner, name)
        if not guard.holds(existing):
            return WriteOutcome.PRECONDITION_FAILED
        if existing is None:
            if is_json(media_type) and read_object(content) is None:
                return WriteOutcome.NOT_JSON_OBJECTS
            self._write(owner, name, content, media_type)
            return WriteOutcome.DONE
        posted = read_object(content) if is_json(media_type) else None
        before = read_object(existing.content) if is_json(existing.media_type) else None
        if posted is None or before is None:
            return WriteOutcome.NOT_JSON_OBJECTS
        merged = json.dumps({**before, **posted}, ensure_ascii=False, separators=(",", ":"))
        self._write(owner, name, merged.encode(), existing.media_type)
        return WriteOutcome.DONE

    def delete(self, owner: Owner, name: str, guard: Precondition) -> WriteOutcome:
        """Delete one document; that it was not there is no fault."""
        if not guard.holds(self.find(owner, name)):
            return WriteOutcome.PRECONDITION_FAILED
        self._documents.pop((owner, name), None)
        return WriteOutcome.DONE

    def delete_all(self, owner: Owner) -> None:
        """Delete all of an owner's documents; without a registration, those of every registration."""
        for key in [key for key in self._documents if _covers(owner, key[0])]:
            del self._documents[key]

    def list_all(self) -> tuple[tuple[Owner, str, Document], ...]:
        """List every document with its owner and name, in the order of first writing."""
        return tuple((owner, name, document) for (owner, name), document in list(self._documents.items()))

    def _write(self, owner: Owner, name: str, content: bytes, media_type: str) -> None:
        self._documents[owner, name] = Document(content, media_type, self._clock().astimezone(UTC))


def is_json(media_type: str) -> bool:
    """Tell whether a media type is application/json, whatever its parameters."""
    return media_type.partition(";")[0].strip().lower() == "application/json"


def read_object(content: bytes) -> dict[str, Json] | None:
    """Read a JSON object; `None` if the content is anything else."""
    reading = read_json(content)
    return reading.value if isinstance(reading.value, dict) and not reading.faults else None


def _covers(owner: Owner, other: Owner) -> bool:
    same = (owner.resource, owner.activity, owner.agent) == (other.resource, other.activity, other.agent)
    return same and owner.registration in (None, other.registration)


def _names(header: str, document: Document | None) -> bool:
    if document is None:
        return False
    tags = [tag.strip() for tag in header.split(",")]
    return "*" in tags or document.etag in tags
