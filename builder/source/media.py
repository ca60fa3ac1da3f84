"""Recordings, downloads and other websites: their fences, and the files that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from msgspec import Struct

from builder.course import rules as sense
from builder.course.blocks import Block, Download, Media, Recording, Resource
from builder.course.document import Text
from builder.diagnostics import Diagnostic, Place, Rule
from builder.package.content import Content, size_in_words, size_of
from builder.source import grammar, rules
from builder.source.boxes import check_id, report_late
from builder.source.captions import check_captions
from builder.source.files import PICTURE_TYPES, Source
from builder.source.findings import Findings, nearest
from builder.source.forms import Form
from builder.source.labels import split_head
from builder.source.lines import BLANKS, Line
from builder.source.media_types import AUDIO_TYPES, CAPTION_TYPES, DOWNLOAD_TYPES, VIDEO_TYPES, ending_of, is_what_it_says
from builder.source.outline import RawFence
from builder.source.pictures import SAFE_PATH, check_picture

if TYPE_CHECKING:
    from builder.source.blocks import Reader

WAV_LIMIT = 1_000_000
"""Bytes of a wav file from which a warning is due: some six seconds."""

_TYPES = {"audio": AUDIO_TYPES, "video": VIDEO_TYPES, "download": DOWNLOAD_TYPES}
_EXAMPLES = {"audio": "media/asha.mp3", "video": "media/welcome.mp4", "download": "media/leaflet.pdf"}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_ADDRESS = re.compile(r"https://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


class _Value(Struct, frozen=True):
    """What stands after a label, exactly as typed: a path or an address is no Markdown."""

    typed: str
    place: Place


class _Fence(Struct):
    """A fence of this room with its labels taken off."""

    raw: RawFence
    reader: Reader
    texts: dict[str, Text]
    values: dict[str, _Value]
    body: tuple[Block, ...]

    @property
    def place(self) -> Place:
        return self.raw.opening.place(self.raw.name_at, len(self.raw.name))

    @property
    def findings(self) -> Findings:
        return self.reader.findings

    def lack(self, rule: Rule, message: str, hint: str) -> None:
        """Report what is missing."""
        self.findings.report(rule, message, self.place, hint)

    def title(self) -> Text:
        """Return the title; a missing one is reported."""
        if "title" not in self.texts:
            self.lack(rules.NO_TITLE, f"This “{self.raw.name}” has no title.", "Type `Title: ` and a few words in a line under it.")
        return self.texts.get("title", Text("", "", self.place))

    def file(self) -> str:
        """Return the path of the file that it is about, or an empty text when it is reported."""
        name = self.raw.name
        if "file" not in self.values:
            self.lack(rules.NO_FILE_NAMED, f"This “{name}” names no file.", f"Type a line under it: `File: {_EXAMPLES[name]}`.")
            return ""
        return self.find("file", _TYPES[name])

    def find(self, label: str, types: Sequence[str]) -> str:
        """Return the path of the file that a label names, or an empty text when it is reported or there is no such label."""
        value = self.values.get(label)
        if value is None:
            return ""
        return find_file(value.typed, types, self.reader.folder, value.place, self.reader.source, self.findings)


def read_media(raw: RawFence, form: Form, reader: Reader) -> Media | None:
    """Read a fence of `MEDIA_NAMES`; `None` when it is at fault, which is then reported."""
    before = reader.findings.errors
    fence = _open(raw, form, reader)
    made: Media
    if raw.name == "resource":
        made = _read_resource(fence)
    elif raw.name == "download":
        made = _read_download(fence)
    else:
        made = _read_recording(fence)
    return made if reader.findings.errors == before else None


def _open(raw: RawFence, form: Form, reader: Reader) -> _Fence:
    check_id(raw, reader.findings)
    labels, rest = split_head(raw.body, form.labels, reader.findings)
    report_late(rest, form.labels, reader.findings)
    texts = {label.name: label.text for label in labels if label.text.plain}
    typed = {node.number: node for node in raw.body if isinstance(node, Line)}
    values = {name: _typed(typed[text.place.line], text) for name, text in texts.items()}
    return _Fence(raw, reader, texts, values, reader.read(rest, form))


def _typed(line: Line, text: Text) -> _Value:
    found = grammar.label_of(line.text)
    assert found is not None
    return _Value(line.text[found[2] :].strip(BLANKS), text.place)


def _read_recording(fence: _Fence) -> Recording:
    name = fence.raw.name
    file, title = fence.file(), fence.title()
    if name == "video" and "captions" not in fence.values:
        hint = "Type a line under it: `Captions: media/welcome.en.vtt`. If nobody speaks, say so in its one caption."
        fence.lack(rules.NO_CAPTIONS, "This video has no captions.", hint)
    if name == "video" and "poster" not in fence.values:
        hint = "Save one picture of the film into the folder media and type a line under it: `Poster: media/welcome.jpg`."
        fence.lack(rules.NO_POSTER, "This video has no picture to stand for it.", hint)
    if not fence.body:
        hint = "Type what is said and what can be heard or seen, before the closing `:::`."
        fence.lack(rules.NO_TRANSCRIPT, f"This {name} has no transcript.", hint)
    captions, poster = fence.find("captions", CAPTION_TYPES), fence.find("poster", PICTURE_TYPES)
    kind: Literal["audio", "video"] = "audio" if name == "audio" else "video"
    return Recording(kind, file, title, captions, poster, fence.body, fence.place)


def _read_download(fence: _Fence) -> Download:
    file = fence.file()
    source = fence.reader.source
    content = source.files.get(file, source.media.get(file, b""))
    return Download(file, fence.title(), size_of(content), fence.body, fence.place)


def _read_resource(fence: _Fence) -> Resource:
    value = fence.values.get("address")
    if value is None:
        fence.lack(rules.NO_ADDRESS, "This “resource” has no address.", "Type a line under it: `Address: https://www.hra.nhs.uk/`.")
    elif not _is_address(value.typed):
        hint = "Type https: in place of http:, and try whether the page opens." if value.typed.lower().startswith("http:") else ""
        message = f"“{value.typed}” is not an address that begins with https:."
        fence.findings.report(sense.BAD_ADDRESS, message, value.place, hint or "Type the whole address, such as https://www.hra.nhs.uk/.")
    return Resource(value.typed if value else "", fence.title(), fence.body, fence.place)


def _is_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        return bool(_ADDRESS.fullmatch(typed) and parts.hostname and "." in parts.hostname and parts.username is None)
    except ValueError:
        return False


def find_file(typed: str, types: Sequence[str], folder: str, place: Place, source: Source, findings: Findings) -> str:
    """Return the path of a file relative to the course folder, or an empty text when it is reported."""
    if _SCHEME.match(typed):
        message = f"“{typed}” is an address, not a file of the course."
        hint = "Save the file into the folder media and type `media/` and its name; or link to it with `::: resource`."
        findings.report(sense.BAD_MEDIA_PATH, message, place, hint)
    elif ending_of(typed) not in types:
        message = f"“{typed}” is not of a type that can stand here."
        findings.report(sense.BAD_MEDIA_TYPE, message, place, f"Save it as one of these types: {', '.join(types)}.")
    elif not SAFE_PATH.fullmatch(typed):
        hint = "Rename the file with small letters, digits, dashes and points only, and type `media/` before its name."
        findings.report(sense.BAD_MEDIA_PATH, f"“{typed}” is not a safe path of a file.", place, hint)
    else:
        for path in (f"{folder}/{typed}", typed):
            if path in source.files or path in source.media:
                return path
        if source.complete:
            findings.report(sense.NO_MEDIA_FILE, f"There is no file “{typed}”.", place, _near(typed, types, folder, source))
    return ""


def _near(typed: str, types: Sequence[str], folder: str, source: Source) -> str:
    paths = (path for path in (*source.files, *source.media, *source.others) if path.startswith((f"{folder}/", "media/")))
    known = [path.removeprefix(f"{folder}/") for path in paths]
    near = nearest(typed, [path for path in known if ending_of(path) in types]) or nearest(typed, known)
    return f"Did you mean “{near}”?" if near else f"Put the file into {folder}/media or into media."


# ---------------------------------------------------------------- files


def check_files(shown: Mapping[str, Content]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bytes of the files that learners get."""
    for path, content in shown.items():
        ending = ending_of(path)
        if not isinstance(content, bytes) and ending in CAPTION_TYPES:
            message = f"These captions have {size_in_words(size_of(content))}."
            yield Diagnostic(sense.BAD_CAPTIONS, message, Place(path), "Save the captions again as “WebVTT”: words and times, nothing else.")
        elif isinstance(content, bytes) and ending in CAPTION_TYPES:
            yield from check_captions(path, content)
        elif isinstance(content, bytes) and ending == "svg":
            yield from check_picture(path, content)
        elif not is_what_it_says(path, content):
            hint = "Open it in the program that made it and save it again; or take it away if you do not know where it comes from."
            yield Diagnostic(sense.NOT_WHAT_IT_SAYS, f"This file is not what its name says: it holds no {ending}.", Place(path), hint)
        elif ending == "wav" and size_of(content) > WAV_LIMIT:
            message = f"This sound has {size_in_words(size_of(content))}."
            yield Diagnostic(sense.LARGE_SOUND, message, Place(path), "Save it as mp3, ogg or m4a: the same sound in a tenth of the size.")
