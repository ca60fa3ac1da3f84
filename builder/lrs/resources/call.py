"""A request and its answer as values, and how a refusal is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from builder.lrs.fault import Edition, Fault, Json

VERSION_HEADER = "X-Experience-API-Version"
CONSISTENT_HEADER = "X-Experience-API-Consistent-Through"


@dataclass(frozen=True, slots=True)
class Call:
    """One request, as the resources see it.

    Attributes:
        method: GET, PUT, POST or DELETE; a HEAD comes as GET and loses its body later.
        resource: the path below the endpoint, such as `activities/state`.
        parameters: the query parameters, decoded.
        headers: header names in lower case -> values.
        body: the bytes sent.
        edition: the edition by which the request is judged.
        authority: the agent for whom the caller speaks.
        address: the path of the resource from the root of the server, for links in the answer.

    """

    method: str
    resource: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    edition: Edition = Edition.V1
    authority: Mapping[str, Json] = field(default_factory=dict)
    address: str = ""

    def read_header(self, name: str) -> str | None:
        """Read a header, whatever the case of its name."""
        return self.headers.get(name.lower())


@dataclass(frozen=True, slots=True)
class Answer:
    """One response: status, headers, body."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusalError(Exception):
    """A request that is answered with an error.

    Args:
        status: the HTTP status, by Communication 3.2.
        message: one or two plain sentences for the sender.
        faults: what is wrong in a body, if it was read.
        headers: further headers of the answer.

    """

    def __init__(self, status: int, message: str, faults: tuple[Fault, ...] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.faults = faults
        self.headers = dict(headers or {})


def write_json(value: Json | list[str], updated: datetime | None = None) -> Answer:
    """Answer 200 with a JSON body, its entity tag, and when it was last changed, if that is known."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(200, body, describe_body(body, "application/json", updated))


def describe_body(body: bytes, media_type: str, updated: datetime | None = None) -> dict[str, str]:
    """Write the headers that belong to a body: type, entity tag in quotes (Communication 3.1.s4), last change."""
    headers = {
        "Content-Type": media_type,
        "ETag": f'"{hashlib.sha1(body, usedforsecurity=False).hexdigest()}"',
    }
    if updated is not None:
        headers["Last-Modified"] = format_datetime(updated.astimezone(UTC).replace(microsecond=0), usegmt=True)
    return headers


def write_refusal(refused: RefusalError, accept: str | None) -> Answer:
    """Write an error as JSON, or as plain text for who asks for text alone (Communication 3.2.s3)."""
    wants_text = accept is not None and "json" not in accept and "*/*" not in accept and "text/" in accept
    if wants_text:
        lines = [refused.message, *(str(fault) for fault in refused.faults)]
        plain = "\n".join(lines).encode(errors="backslashreplace")
        return Answer(refused.status, plain, {"Content-Type": "text/plain; charset=utf-8", **refused.headers})
    faults: list[Json] = [{"path": fault.path, "message": fault.message, "clause": fault.clause} for fault in refused.faults]
    content: dict[str, Json] = {"error": refused.message, "faults": faults}
    body = json.dumps(content, ensure_ascii=True).encode()
    return Answer(refused.status, body, {"Content-Type": "application/json", **refused.headers})
