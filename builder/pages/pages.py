"""The rendered pages as a value. Imports no renderer, so that standards can read it for nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from msgspec import Struct

from builder.package.content import Content, address_of, short_digest
from builder.sentences import FALLBACK

SCRIPT_MARK = "@@script@@"
"""Stands in the shell for the address of the file with driver and tables."""

LATE_MARK = "@@late@@"
"""Stands in the shell for the address of the file with what comes after the first page."""

DEVICE_MARK = "@@device@@"
"""Stands in the shell for the name under which a device keeps progress, where nothing else does."""

START_SCRIPT = "start.js"
"""Asks for the other scripts; its address never changes, since a stale launch page must still find it."""

FIXED = (START_SCRIPT, "licences.txt")
"""Files without a digest in their address. No page asks for the second."""

CONNECT_MARK = "@@connect-src@@"
"""Stands in the shell's content security policy where a standard says which origins it must reach."""


class RenderedPage(Struct, frozen=True):
    """One page: the inner HTML of its screen."""

    id: str
    title: str
    html: str


class RenderedSession(Struct, frozen=True):
    """A session's pages and the path and digest of the script that carries them.

    Attributes:
        file: its address, `sessions/<id>-<digest of the script>.js`.
        digest: first 12 hex digits of the SHA-256 of the pages in it; the script registers itself with it (tracking contract 6).
        script: the classic script's bytes.

    """

    id: str
    file: str
    digest: str
    script: bytes
    pages: tuple[RenderedPage, ...]


class Pages(Struct, frozen=True):
    """Everything of a package that is the same for all standards.

    Attributes:
        shells: by id of unit, `index.html` with `CONNECT_MARK` in its policy, `SCRIPT_MARK` and `LATE_MARK` for its scripts: the shell, the
            first page, and the addresses of all that it asks for.
        sessions: in order.
        views: by id of unit, the HTML of the views beside the course.
        widgets: browser halves of the blocks and kinds used, as one classic script.
        files: path without digest -> bytes of what else is shared: `runtime.js` (the first half of the player), `first.css` (what first pages need),
            `style.css`.
        kinds: names of the kinds that the course uses.
        blocks: names of the blocks that the course uses.
        words: the player's sentences in the course's language, by name; they go into the tables.
        spoken: in which language those sentences are.
        languages: address -> bytes of the files of further languages.
        media: address -> content of pictures, recordings, captions and downloads.

    """

    shells: dict[str, str]
    sessions: tuple[RenderedSession, ...]
    files: dict[str, bytes]
    kinds: frozenset[str]
    blocks: frozenset[str]
    words: dict[str, str]
    media: dict[str, Content] = {}
    views: dict[str, str] = {}
    widgets: bytes = b""
    spoken: str = FALLBACK
    languages: dict[str, bytes] = {}

    def index(self, connect_src: str, unit: str = "", script: str = "", late: str = "", device: str = "") -> bytes:
        """Return the page that opens a unit, the first by default.

        Args:
            connect_src: origins that its policy allows connections to, `'self'`.
            unit: id of the unit.
            script: address of the file with driver and tables.
            late: address of the file with what comes after the first page.
            device: how the names begin under which a device keeps progress, where nothing else does: without any, the first page shows at once.

        """
        shell = self.shells.get(unit, next(iter(self.shells.values())))
        values = {CONNECT_MARK: connect_src, SCRIPT_MARK: script, LATE_MARK: late, DEVICE_MARK: escape(device)}
        for mark, value in values.items():
            shell = shell.replace(mark, value)
        return shell.encode()

    def shared_files(self) -> dict[str, Content]:
        """Return address -> content of everything but launch pages and their scripts with driver and tables."""
        files = {path_to(name, content): content for name, content in self.files.items()}
        return {**files, **self.media, **self.languages, **{session.file: session.script for session in self.sessions}}


def digest_content(sessions: Iterable[RenderedSession]) -> str:
    """Return 12 hex digits that tell the pages of these sessions from those of any other version."""
    return short_digest("".join(session.digest for session in sessions).encode())


def path_to(name: str, content: bytes) -> str:
    """Return the address of a shared file."""
    return name if name in FIXED else address_of(name, content)


def write_script_json(value: object) -> str:
    """Return JSON that may stand in a classic script and in any page: ASCII alone, and nothing that could end a script element."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
