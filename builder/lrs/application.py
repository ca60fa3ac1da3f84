"""The LRS on HTTP: an ASGI application with every resource of xAPI 1.0.3 and 2.0.

Its answers may be read by any origin, since a launched course seldom comes from the LRS's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from builder.lrs.fault import Edition
from builder.lrs.resources.call import CONSISTENT_HEADER, VERSION_HEADER, Answer, Call
from builder.lrs.resources.credentials import Authorise, accept_basic
from builder.lrs.resources.documents import DocumentResource
from builder.lrs.resources.information import about_resource, activities_resource, agents_resource
from builder.lrs.resources.router import ResourceRoute, ResourceRouter
from builder.lrs.resources.statements import StatementResource
from builder.lrs.storage.documents import DocumentKind
from builder.lrs.store import Store

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

PREFIX = "/xAPI"
LARGEST = 4 * 1024 * 1024

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (f"ETag, Last-Modified, Content-Length, Retry-After, {VERSION_HEADER}, {CONSISTENT_HEADER}"),
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": (f"Authorization, Content-Type, Accept, Accept-Language, If-Match, If-None-Match, {VERSION_HEADER}"),
    "Access-Control-Max-Age": "600",
}
# Without it a browser may answer a GET of a state from its own cache, by rule of thumb from Last-Modified.
_FRESH = {"Cache-Control": "no-cache"}


def create_application(
    store: Store,
    accounts: Mapping[str, str],
    *,
    editions: tuple[Edition, ...] = (Edition.V1, Edition.V2),
    largest: int = LARGEST,
    refuses_advice: bool = False,
    home_page: str = "http://localhost/xAPI",
    authorise: Authorise | None = None,
) -> Starlette:
    """Make the application; its endpoint is the path `/xAPI/`.

    Args:
        store: what it keeps; the caller may read it at any time.
        accounts: user -> password for HTTP Basic authentication.
        editions: the editions spoken, the oldest first, at least one.
        largest: how many bytes the body of a request may have.
        refuses_advice: whether to answer 400 also to what the standard only advises against.
        home_page: the IRL that stands for this LRS in the authority of statements.
        authorise: judges the Authorization header instead of `accounts`.

    """
    statements, documents = store.statements, store.documents
    write = ("GET", "PUT", "POST", "DELETE")
    routes = {
        "statements": ResourceRoute(StatementResource(statements, refuses_advice), ("GET", "PUT", "POST")),
        "activities/state": ResourceRoute(DocumentResource(documents, DocumentKind.STATE), write),
        "agents/profile": ResourceRoute(DocumentResource(documents, DocumentKind.AGENT_PROFILE), write),
        "activities/profile": ResourceRoute(DocumentResource(documents, DocumentKind.ACTIVITY_PROFILE), write),
        "activities": ResourceRoute(activities_resource(statements.canonical), ("GET",)),
        "agents": ResourceRoute(agents_resource(statements.canonical), ("GET",)),
        "about": ResourceRoute(about_resource(editions), ("GET",), is_open=True),
    }
    router = ResourceRouter(routes, authorise or accept_basic(accounts, home_page), editions, largest)
    return Starlette(routes=[Route(PREFIX + "/{resource:path}", _Endpoint(router))])


class _Endpoint:
    """Reads a request from ASGI and writes its answer."""

    def __init__(self, router: ResourceRouter) -> None:
        self._entrance = router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            await Response(status_code=204, headers={**_CORS, **_PREFLIGHT})(scope, receive, send)
            return
        try:
            body = await self._read_body(request)
        except ClientDisconnect:
            return
        # Whatever bytes a client put there: an address should be ASCII, and must not end the request with 500 where it is not.
        query = bytes(scope["query_string"]).decode("latin-1")
        answer = self._entrance.answer(self._read_call(request, body), query)
        response = Response(answer.body, answer.status, headers=_join_headers(answer))
        await response(scope, receive, send)

    async def _read_body(self, request: Request) -> bytes:
        """Read the body, but no more than one byte too many, which is enough to refuse it."""
        body = b""
        async for piece in request.stream():
            if len(body) <= self._entrance.largest:
                body += piece
        return body

    def _read_call(self, request: Request, body: bytes) -> Call:
        return Call(
            method=request.method,
            resource=str(request.path_params["resource"]),
            headers={name.lower(): value for name, value in request.headers.items()},
            body=body,
            address=str(request.scope["path"]),
        )


def _join_headers(answer: Answer) -> dict[str, str]:
    return {**_CORS, **_FRESH, **answer.headers}
