"""Who may read a draft: the pages of the preview itself, and nobody else's that is open in the same browser.

Session files are ordinary scripts, so any web page could load them. Three walls, each enough alone in the browsers that know it:

    the request   names our host (a rebound name is another), and says that it comes from our own page (`Sec-Fetch-Site`, else `Origin`, `Referer`);
                  Chromium 76, Firefox 90, Safari 16.4
    the answer    says that no other origin may use it (`Cross-Origin-Resource-Policy`) or frame it; Chromium 73, Firefox 74, Safari 12
    no CORS       so no script of another origin reads an answer, as in every browser
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PRIVATE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of every answer, refusals included."""

REFUSED = "Only the preview's own pages can read this course. Type its address in the browser."


def is_own_request(headers: Headers, hosts: Collection[str]) -> bool:
    """Tell whether a request comes from a page of the preview, or from a person who opens it.

    Args:
        headers: of the request.
        hosts: names of this computer, without ports.

    """
    host = headers.get("host", "")
    if _split(f"//{host}").hostname not in hosts:
        return False
    site = headers.get("sec-fetch-site")
    opened = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    if site not in (None, "same-origin", "none") and not opened:
        return False
    senders = [headers["origin"]] if "origin" in headers else [headers["referer"]] if site is None and "referer" in headers else []
    return all(_split(sender).netloc == host for sender in senders)


def _split(address: str) -> SplitResult:
    """Return the parts of an address; of one that is none, parts that belong to nobody."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


class OwnPagesOnly:
    """Answers the preview's own pages, and refuses everybody else's without a word of the course."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """Guard an application that is reached by these names of this computer."""
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a live channel is one too."""

        async def send_privately(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in PRIVATE.items():
                    headers[name] = value
            await send(message)

        if scope["type"] == "http" and not is_own_request(Headers(scope=scope), self._hosts):
            await PlainTextResponse(REFUSED, 403)(scope, receive, send_privately)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # the preview has none
        else:
            await self._app(scope, receive, send_privately)
