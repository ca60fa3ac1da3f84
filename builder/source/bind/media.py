"""Recordings, downloads and other websites: their fences, and the files that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from builder.course.blocks import Block, Download, Media, Recording, Resource
from builder.course.document import Text
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.content import size_of
from builder.source import rules
from builder.source.bind.boxes import check_id
from builder.source.bind.labels import check_doubles, check_late, first_text, read_label, report_slip, require_text
from builder.source.bind.reader import ReadBlocks
from builder.source.carried import carry
from builder.source.files import PICTURE_TYPES
from builder.source.markdown.prose import Context
from builder.source.media_paths import find_file
from builder.source.media_types import AUDIO_TYPES, CAPTION_TYPES, DOWNLOAD_TYPES, VIDEO_TYPES
from builder.source.reading import DiagnosticReading, Reading, collect, pass_on_findings, read_all
from builder.source.tree.block_schemas import BlockSchema
from builder.source.tree.lines import Span
from builder.source.tree.session import FenceNode

BAD_ADDRESS = Rule(
    "CRS125",
    "bad-address",
    Severity.ERROR,
    "A website that the course sends learners to must use https, so that its pages cannot be changed on the way.",
)

NO_TRANSCRIPT = Rule(
    "SRC100",
    "no-transcript",
    Severity.ERROR,
    "People who cannot hear or see a recording, or cannot play it where they are, get only these words.",
    "WCAG 2.2 1.2.1",
)
NO_CAPTIONS = Rule(
    "SRC101", "no-captions", Severity.ERROR, "People who cannot hear follow a film by the words that are shown with it.", "WCAG 2.2 1.2.2"
)
NO_POSTER = Rule("SRC102", "no-poster", Severity.ERROR, "Without a picture, learners see only a black box until the film plays.")
NO_FILE_NAMED = Rule("SRC103", "no-file-named", Severity.ERROR, "Without the name of its file, learners cannot play or download it.")
NO_ADDRESS = Rule("SRC104", "no-address", Severity.ERROR, "Without an address, the link does not lead anywhere.")

_TYPES = {"audio": AUDIO_TYPES, "video": VIDEO_TYPES, "download": DOWNLOAD_TYPES}
_EXAMPLES = {"audio": "media/asha.mp3", "video": "media/welcome.mp4", "download": "media/leaflet.pdf"}
_ADDRESS = re.compile(r"https://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


class _Labelled(Struct, frozen=True):
    """A fence of this room with its labels taken off.

    Attributes:
        node: the fence as typed.
        title: `None` where there is none.
        values: the other labels by name, exactly as typed: a path or an address is no Markdown.
        body: what stands besides them.

    """

    node: FenceNode
    title: Text | None
    values: dict[str, Span]
    body: tuple[Block, ...]
    context: Context

    @property
    def place(self) -> Place:
        return self.node.opening.place(self.node.name_at, len(self.node.name))

    def lack(self, rule: Rule, message: str, hint: str) -> Diagnostic:
        """Return what to say of something that is missing."""
        return Diagnostic(rule, message, self.place, hint)

    def needed_title(self) -> DiagnosticReading[Text]:
        """Return the title; a missing one is reported."""
        if self.title is None:
            yield self.lack(rules.NO_TITLE, f"This “{self.node.name}” has no title.", "Type `Title: ` and a few words on the line under it.")
        return self.title or Text("", "", self.place)

    def file(self) -> DiagnosticReading[str]:
        """Return the path of the file that it is about, or an empty text when it is reported."""
        name = self.node.name
        if "file" not in self.values:
            yield self.lack(NO_FILE_NAMED, f"This “{name}” does not say its file.", f"Type a line under it: `File: {_EXAMPLES[name]}`.")
        return (yield from self.find("file", _TYPES[name]))

    def find(self, label: str, types: Sequence[str]) -> DiagnosticReading[str]:
        """Return the path of the file that a label names, or an empty text when it is reported or there is no such label."""
        typed = self.values.get(label)
        if typed is None:
            return ""
        return (yield from find_file(typed.text, types, self.context.folder, typed.place, self.context.source))


def read_media(node: FenceNode, schema: BlockSchema, context: Context, read_blocks: ReadBlocks) -> Reading[Media | None]:
    """Read a fence of `MEDIA_NAMES`; `None` when it is at fault, which is then reported."""
    collected = collect(_read_media(node, schema, context, read_blocks))
    yield from pass_on_findings(collected)
    return collected.value if collected.sound else None


def _read_media(node: FenceNode, schema: BlockSchema, context: Context, read_blocks: ReadBlocks) -> Reading[Media]:
    yield from check_id(node)
    title, values = yield from _read_labels(node, schema, context)
    yield from check_late(node.content, schema.labels)
    fence = _Labelled(node, title, values, (yield from read_blocks(node.content, schema, context)), context)
    if node.name == "resource":
        return (yield from _read_resource(fence))
    if node.name == "download":
        return (yield from _read_download(fence))
    return (yield from _read_recording(fence))


def _read_labels(node: FenceNode, schema: BlockSchema, context: Context) -> Reading[tuple[Text | None, dict[str, Span]]]:
    for slip in node.head.slips:
        yield report_slip(slip, schema.labels)
    yield from check_doubles(node.head.labels)
    titles = yield from read_all(read_label(label, context) for label in node.head.labels if label.name == "title")
    others = [label for label in node.head.labels if label.name != "title"]
    for label in others:
        yield from require_text(label)
    return first_text(titles, "title"), {label.name: label.value for label in others if label.value.text}


def _read_recording(fence: _Labelled) -> Reading[Recording]:
    name = fence.node.name
    file = yield from fence.file()
    title = yield from fence.needed_title()
    if name == "video" and "captions" not in fence.values:
        hint = "Type a line under it: `Captions: media/welcome.en.vtt`. If there is no speech, type one caption: “No speech”."
        yield fence.lack(NO_CAPTIONS, "This video has no captions.", hint)
    if name == "video" and "poster" not in fence.values:
        hint = "Save one picture of the film into the folder media and type a line under it: `Poster: media/welcome.jpg`."
        yield fence.lack(NO_POSTER, "This video has no picture to show before it plays.", hint)
    if not fence.body:
        hint = "Type what is said and what can be heard or seen, before the closing `:::`."
        yield fence.lack(NO_TRANSCRIPT, f"This {name} has no transcript.", hint)
    captions = yield from fence.find("captions", CAPTION_TYPES)
    poster = yield from fence.find("poster", PICTURE_TYPES)
    kind: Literal["audio", "video"] = "audio" if name == "audio" else "video"
    return Recording(kind, file, title, captions, poster, fence.body, fence.place)


def _read_download(fence: _Labelled) -> Reading[Download]:
    file = yield from fence.file()
    source = fence.context.source
    content = source.files.get(file, source.media.get(file, b""))
    if isinstance(content, bytes):
        content = carry(file, content)
    return Download(file, (yield from fence.needed_title()), size_of(content), fence.body, fence.place)


def _read_resource(fence: _Labelled) -> Reading[Resource]:
    typed = fence.values.get("address")
    if typed is None:
        hint = "Type a line under it: `Address: https://www.hra.nhs.uk/`."
        yield fence.lack(NO_ADDRESS, "This “resource” has no address.", hint)
    elif not _is_address(typed.text):
        insecure = typed.text.lower().startswith("http:")
        hint = (
            "Type https: in place of http:, and try whether the page opens."
            if insecure
            else "Type the full address, such as https://www.hra.nhs.uk/."
        )
        message = f"“{typed.text}” is not an address that begins with https:."
        yield Diagnostic(BAD_ADDRESS, message, typed.place, hint)
    return Resource(typed.text if typed else "", (yield from fence.needed_title()), fence.body, fence.place)


def _is_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        return bool(_ADDRESS.fullmatch(typed) and parts.hostname and "." in parts.hostname and parts.username is None)
    except ValueError:
        return False
