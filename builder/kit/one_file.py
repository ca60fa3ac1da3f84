"""The player of a web package as parts of one file: one script, one style sheet, its pages as they are stored, and pictures that stand there once."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup
from msgspec import Struct, json
from msgspec.structs import replace

from builder.kit.inline import inline_address
from builder.package.package import Package
from builder.pages.pages import Pages
from builder.resources import read_asset

_SCRIPT = re.compile(r'<link rel="copack-(?:script|late)" href="([^"]+\.js)">')
_STYLE = re.compile(r'<link rel="copack-late" href="([^"]+\.css)">')
_BODY = re.compile(r"<body([^>]*)>(.*)</body>", re.DOTALL)
_ARTICLE = re.compile(r'<article class="copack-page"[^>]*>')
_STYLED = re.compile(r'(<span class="spot" aria-hidden="true") style="([a-z0-9.:;% -]*)"')
"""A place in a picture (templates/print/questions/spot.html.jinja)."""
_SECOND_FORM = re.compile(r'<source type="image/webp" srcset="[^"]*">')
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


class PlayerParts(Struct, frozen=True):
    """The player, taken apart.

    Attributes:
        session: id; `digest`: of its pages, as in `RenderedSession`.
        attributes: of the body that the player has.
        shell: what the body holds.
        pages: id -> inner HTML.
        script: all of it, in order.
        style: likewise.
        files: address in the package -> address that holds the file, of all that pages and shell show and the text does not.

    """

    session: str
    digest: str
    attributes: Markup
    shell: Markup
    pages: tuple[tuple[str, Markup], ...]
    script: Markup
    style: Markup
    files: dict[str, str]

    @property
    def held(self) -> Markup:
        """Return `files` as JSON that can stand in an element of HTML."""
        return Markup(json.encode(self.files).decode().replace("<", "\\u003c"))


def take_apart(package: Package, pages: Pages, first: Markup) -> PlayerParts:
    """Return the parts of a web package of one session. `first`: HTML over the first page."""
    index = package.read("index.html").decode()
    body = _BODY.search(index)
    (session,) = pages.sessions
    start, *others = (package.read(address).decode() for address in _SCRIPT.findall(index))
    assert body is not None
    shell = _NO_SCRIPT.sub("", _ARTICLE.sub(lambda opening: f"{opening[0]}{first}", _SECOND_FORM.sub("", body[2]), count=1))
    stored = tuple((page.id, Markup(_SECOND_FORM.sub("", page.html))) for page in session.pages)
    shown = "".join((shell, *(html for _ident, html in stored)))
    script = "\n".join((start, read_asset("one-file.js").decode(), *others))
    files: dict[str, str] = {}
    for address in package.files:
        if address.startswith("media/") and (f'"{address}"' in shown or address in script):
            files[address] = inline_address(address, package.content(address))
    for address in [address for address in files if address in script]:
        script = script.replace(address, files[address])
    return PlayerParts(
        session=session.id,
        digest=session.digest,
        attributes=Markup(body[1]),
        shell=Markup(shell),
        pages=stored,
        script=_seal(script, "</script", "<!--"),
        style=_seal(package.read(_STYLE.findall(index)[0]).decode(), "</style", "<!--"),
        files=files,
    )


def place_files(reading: str, player: PlayerParts) -> tuple[str, PlayerParts]:
    """Return the text and the player so that no file stands there twice: what the text shows has its address in the package beside it."""
    files = dict(player.files)
    for address, held in player.files.items():
        for name in ("src", "href"):
            shown = f'{name}="{held}"'
            if address in files and shown in reading:
                reading = reading.replace(shown, f'{shown} data-file="{address}"', 1)
                del files[address]
    return reading, replace(player, files=files)


def lift_styles(html: str) -> tuple[str, str]:
    """Return HTML without attributes of style, and a sheet that says the same: no policy of digests lets such attributes be."""
    rules: dict[str, str] = {}

    def lift(tag: re.Match[str]) -> str:
        return f'{tag[1]} data-at="{rules.setdefault(tag[2], str(len(rules)))}"'

    lifted = _STYLED.sub(lift, html)
    return lifted, "".join(f'[data-at="{number}"]{{{declared}}}' for declared, number in rules.items())


def _seal(text: str, *ends: str) -> Markup:
    """Return a script or a style sheet that stands in its element, which nothing in it can end (HTML 13.2.5)."""
    found = [end for end in ends if end in text.lower()]
    assert not found, f"{found} would end the element"
    return Markup(text)


def digest_source(text: str) -> Markup:
    """Return the source expression that lets one script or style sheet run, by its digest (CSP 3, 2.3.1)."""
    return Markup(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
