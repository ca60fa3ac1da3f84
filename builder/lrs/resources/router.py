"""What every request passes before its resource: path, alternate syntax, authentication, version, size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Protocol

from builder.lrs.fault import Edition, Json
from builder.lrs.resources.call import VERSION_HEADER, Answer, Call, RefusalError, write_refusal
from builder.lrs.resources.credentials import Authorise
from builder.lrs.resources.parameters import read_parameters

_VERSION = re.compile(r"([12])\.0(?:\.\d+)?\Z", re.ASCII)
# Communication 1.3.s3.b6: the form fields that stand for headers.
_FORM_HEADERS = frozenset({"authorization", VERSION_HEADER.lower(), "content-type", "content-length", "if-match", "if-none-match"})
_FORM = "application/x-www-form-urlencoded"


class AnswersCalls(Protocol):
    """A resource."""

    def answer(self, call: Call) -> Answer:
        """Answer a call, or raise `RefusalError`."""

    def read_common_headers(self) -> dict[str, str]:
        """Write the headers of each answer, refusals included."""


@dataclass(frozen=True, slots=True)
class ResourceRoute:
    """One resource and the methods that it takes; `is_open` for the one that anybody may read in any version."""

    resource: AnswersCalls
    methods: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class ResourceRouter:
    """Takes raw requests in and sends them to their resource.

    Attributes:
        routes: path below the endpoint -> resource.
        authorise: judges the Authorization header.
        editions: the editions spoken, the oldest first.
        largest: how many bytes a body may have; more is answered with 413.

    """

    routes: Mapping[str, ResourceRoute]
    authorise: Authorise
    editions: tuple[Edition, ...]
    largest: int

    def answer(self, call: Call, query: str) -> Answer:
        """Answer a request whose parameters are still in the query string; HEAD is answered without a body."""
        edition = self.editions[-1]
        route = self.routes.get(call.resource)
        try:
            call = _expand_alternate_syntax(replace(call, parameters=read_parameters(query)))
            edition = self._choose_edition(call) or edition
            answer = self._pass(call, self._find_door(call))
        except RefusalError as refused:
            answer = write_refusal(refused, call.read_header("Accept"))
        common = {} if route is None else route.resource.read_common_headers()
        length = {"Content-Length": str(len(answer.body))} if answer.status != HTTPStatus.NO_CONTENT else {}
        headers = {**answer.headers, **common, **length, VERSION_HEADER: edition.value}
        return Answer(answer.status, b"" if call.method == "HEAD" else answer.body, headers)

    def _find_door(self, call: Call) -> ResourceRoute:
        route = self.routes.get(call.resource)
        if route is None:
            raise RefusalError(404, f"there is no resource {call.resource!r}; known are {', '.join(self.routes)}")
        return route

    def _pass(self, call: Call, route: ResourceRoute) -> Answer:
        method = "GET" if call.method == "HEAD" else call.method
        if method not in route.methods:
            allowed = ", ".join(route.methods)
            raise RefusalError(405, f"{call.resource} takes {allowed}, not {call.method}", headers={"Allow": allowed})
        authority = self._check_caller(call, route)
        edition = self._choose_edition(call)
        if edition is None and not route.is_open:
            raise RefusalError(400, self._explain_version(call))
        if len(call.body) > self.largest:
            raise RefusalError(413, f"the body has {len(call.body)} bytes; this LRS takes {self.largest}")
        return route.resource.answer(replace(call, method=method, authority=authority, edition=edition or self.editions[-1]))

    def _check_caller(self, call: Call, route: ResourceRoute) -> dict[str, Json]:
        authority = self.authorise(call.read_header("Authorization"))
        if authority is None and not route.is_open:
            challenge = {"WWW-Authenticate": 'Basic realm="xAPI", charset="UTF-8"'}
            raise RefusalError(401, "the Authorization header is missing, or does not name an account of this LRS", headers=challenge)
        return authority or {}

    def _choose_edition(self, call: Call) -> Edition | None:
        match = _VERSION.match(call.read_header(VERSION_HEADER) or "")
        wanted = None if match is None else {"1": Edition.V1, "2": Edition.V2}[match[1]]
        return wanted if wanted in self.editions else None

    def _explain_version(self, call: Call) -> str:
        sent = call.read_header(VERSION_HEADER)
        spoken = " and ".join(edition.value for edition in self.editions)
        what = f"is {sent}" if sent else "is missing"
        return f"the header {VERSION_HEADER} {what}; this LRS speaks {spoken} (Communication 3.3)"


def _expand_alternate_syntax(call: Call) -> Call:
    """Turn a POST in alternate syntax into the request that it means (Communication 1.3)."""
    if "method" not in call.parameters:
        return call
    if call.method != "POST" or len(call.parameters) > 1:
        raise RefusalError(400, "alternate syntax is a POST whose only query parameter is method (Communication 1.3)")
    if not (call.read_header("Content-Type") or "").lower().startswith(_FORM):
        raise RefusalError(400, f"alternate syntax is sent as {_FORM}")
    try:
        form = read_parameters(call.body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RefusalError(400, "the form is not UTF-8") from error
    sent = {name.lower(): value for name, value in form.items() if name.lower() in _FORM_HEADERS}
    kept = {name: value for name, value in call.headers.items() if name not in ("content-type", "content-length")}
    headers = {"content-type": "application/json", **kept, **sent}
    if headers.get(VERSION_HEADER.lower(), "").startswith("2."):
        raise RefusalError(400, "xAPI 2.0 has no alternate syntax; send the request itself")
    parameters = {name: value for name, value in form.items() if name != "content" and name.lower() not in _FORM_HEADERS}
    method = call.parameters["method"]
    return replace(call, method=method, parameters=parameters, headers=headers, body=form.get("content", "").encode())
