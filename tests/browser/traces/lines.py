"""One line a call, request or storage write: everything that matters, the same in every run."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from tests.browser.harness.platform import Call
from tests.lrs_gate import Exchange

HEADERS: Final = ("authorization", "content-type", "if-match", "if-none-match", "x-experience-api-version")
CHANCE: Final = re.compile(r"5a5a[0-9a-f]{4}(?:-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})?")
"""What the page drew by chance: an id of version 4, or its first eight digits, as `fixed.FIX` gives them."""
DERIVED: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
"""An id of version 5: it follows from what it is about and from the store's address, which differs from run to run."""
CODE_DIGEST: Final = re.compile(r"-[0-9a-f]{12}(?=\.(?:js|css)$)")
LONG: Final = ("definition", "contextActivities")
"""Parts of a statement that stand in the tracking plan whole: a digest shows that they changed."""


class Naming:
    """Names for what differs from run to run: addresses of servers, enrolments, sessions, ids drawn by chance."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        self._drawn: dict[str, str] = {}
        self._derived: dict[str, str] = {}
        self._etags = 0

    def add(self, value: str, name: str) -> None:
        """From now on call `value` by this name."""
        self._names[value] = name

    def add_etag(self, content: bytes) -> str:
        """From now on call the ETag that the store gives to this content by a number; returns that name."""
        self._etags += 1
        self.add(f'"{hashlib.sha1(content).hexdigest()}"', f"<etag {self._etags}>")
        return f"<etag {self._etags}>"

    def __call__(self, text: str) -> str:
        for value, name in self._names.items():
            text = text.replace(value, name)
        return DERIVED.sub(self._name_derived, CHANCE.sub(self._name_drawn, text))

    def _name_drawn(self, match: re.Match[str]) -> str:
        return self._drawn.setdefault(match[0], f"<id {len(self._drawn) + 1}>")

    def _name_derived(self, match: re.Match[str]) -> str:
        return self._derived.setdefault(match[0], f"<derived id {len(self._derived) + 1}>")


def write_call(call: Call) -> str:
    """`SetValue(cmi.exit, suspend) -> true`, with the error code where it is not 0."""
    arguments = ", ".join(json.dumps(each, ensure_ascii=False) for each in call.args)
    error = f" error {call.error}" if call.error else ""
    return f"{call.name}({arguments}) -> {json.dumps(call.result, ensure_ascii=False)}{error}"


def write_request(method: str, address: str, body: str, exchange: Exchange | None) -> str:
    """`PUT activities/state?stateId=... [headers] body -> 204`. `exchange`: what arrived of it, and how it was answered."""
    path, _, query = address.partition("?")
    readable = "&".join(f"{name}={value}" for name, value in parse_qsl(query, keep_blank_values=True))
    headers = "; ".join(f"{name}: {exchange.headers[name]}" for name in HEADERS if name in exchange.headers) if exchange else ""
    return f"{method} {path}{'?' if query else ''}{readable} [{headers}]{write_body(body)} -> {exchange.status if exchange else 'never arrived'}"


def write_body(text: str) -> str:
    """JSON with long parts as digests, several statements one under another; other bodies as they are."""
    try:
        content = json.loads(text)
    except ValueError:
        return text and f" {text}"
    if isinstance(content, list):
        return "".join(f"\n    {_write_json(statement)}" for statement in content) + "\n   "
    return f" {_write_json(content)}"


def _write_json(content: object) -> str:
    return json.dumps(_shorten(content), ensure_ascii=False)


def _shorten(content: Any) -> Any:
    if isinstance(content, list):
        return [_shorten(each) for each in content]
    if not isinstance(content, dict):
        return content
    return {name: _digest(value) if name in LONG else _shorten(value) for name, value in content.items()}


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"sha256 {hashlib.sha256(text.encode()).hexdigest()[:12]} of {len(text)} characters"


def write_storage(row: list[str]) -> str:
    """`device set key = value`."""
    storage, action, key, *value = row
    return f"{storage} {action} {key}" + (f" = {value[0]}" if value else "")


def write_file(path: str, status: int) -> str:
    """A file of the package, without the digest in the name of a script or sheet: these may change where behaviour does not."""
    return f"GET {CODE_DIGEST.sub('-<digest>', path)} -> {status}"
