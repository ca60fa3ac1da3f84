"""A reviewer's reply as it comes back: out of an e-mail, or a file. A stranger's input: limited, decoded strictly, and never taken as markup.

The letters at its end are base32 (RFC 4648, section 6) of UTF-8 JSON with a checksum (CRC-32, RFC 1952) behind, so that marks of quoting, new line
ends and mended dashes do no harm, and any other harm is noticed. `templates/runtime/review/reply.ts` writes them.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from builder.diagnostics import Checked, Diagnostic, Place, Rule, Severity
from builder.editorial.roles import Decision

BEGIN, END = "COPACK REPLY BEGIN", "COPACK REPLY END"
MOST_BYTES = 2_000_000
"""Of a file that holds a reply: a whole session with a page of writing for each passage stays far below."""

CHECKSUM = 4
_MARK = re.compile(r"COPACK[^A-Za-z0-9]{1,9}REPLY[^A-Za-z0-9]{1,9}(BEGIN|END)")
_NO_LETTER = re.compile(r"[^A-Z2-7]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

NOT_A_REPLY = Rule(
    "CRS420", "not-a-reply", Severity.ERROR, "A reply is read by the letters at its end. They say what was decided about which text."
)
DAMAGED_REPLY = Rule("CRS421", "damaged-reply", Severity.ERROR, "A decision is recorded only if every letter of it arrived.")
STRANGE_REPLY = Rule("CRS422", "strange-reply", Severity.ERROR, "A reply holds only what the page for reviewers puts into it.")

Line = Annotated[str, Meta(max_length=400)]
Words = Annotated[str, Meta(max_length=8000)]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Id = Annotated[str, Meta(pattern="^[a-z0-9-]{1,40}$")]


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """What was said of one passage. `n` is its number; `was` twelve hex digits of its words as they read."""

    n: Annotated[int, Meta(ge=1, le=100_000)]
    was: Annotated[str, Meta(pattern="^[0-9a-f]{12}$")]
    better: Words = ""
    comment: Words = ""
    story: Words = ""


class Reply(Struct, frozen=True, forbid_unknown_fields=True):
    """A reply.

    Attributes:
        v: of the form of replies.
        course: id of the course; `session`: of the session; `digest`: of its text; `word`: six letters for it.
        name: as the reviewer wants to be called; kept only with `consent`.
        role: in the reviewer's words, mostly one of the author's list.
        decision: one of `Decision`, or empty: then the reply holds words alone.
        disagreed: what a group did not agree about, and how it ended.
        meeting: who was there, by role.
        date: as the reviewer typed it.
        notes: by passage.

    """

    v: Annotated[int, Meta(ge=1, le=1)]
    course: Id
    session: Id
    digest: Digest
    word: Annotated[str, Meta(pattern="^[a-z]{6}$")]
    name: Line = ""
    consent: bool = False
    role: Line = ""
    decision: str = ""
    disagreed: Words = ""
    meeting: Line = ""
    date: Line = ""
    notes: Annotated[tuple[Note, ...], Meta(max_length=5000)] = ()


def read_reply(content: bytes, file: str) -> Checked[Reply]:
    """Return the reply in a text, the last if it holds several. `file` is its name, for messages."""
    place = Place(file)
    if len(content) > MOST_BYTES:
        message = f"The file is larger than {MOST_BYTES // 1_000_000} MB."
        return _fault(NOT_A_REPLY, message, place, "Save the text of the e-mail alone, without what was attached to it.")
    text = content.decode("utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    letters = _find_letters(text)
    if letters is None:
        hint = f"Copy all of the e-mail into the file, from “{BEGIN}” to “{END}”. A reply on paper is typed into a form: `copack review --form`."
        return _fault(NOT_A_REPLY, f"There is no line “{BEGIN}” with a line “{END}” after it.", place, hint)
    payload = _decode(letters)
    if payload is None:
        hint = "Ask for the reply once more, as it was copied. Or type what it says into a form: `copack review --form`."
        return _fault(DAMAGED_REPLY, "Letters of the reply were lost or changed on the way.", place, hint)
    try:
        reply = msgspec.json.decode(payload, type=Reply)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        return _fault(STRANGE_REPLY, f"The reply holds something else than a reply: {str(fault)[:120]}.", place, "Ask for the reply once more.")
    if reply.decision and reply.decision not in set(Decision):
        message = f"“{reply.decision[:60]}” is not a decision."
        return _fault(STRANGE_REPLY, message, place, f"A decision is one of: {', '.join(decision.value for decision in Decision)}.")
    return Checked(_cleaned(reply))


def write_reply_letters(reply: Reply) -> str:
    """Return the letters of a reply with the marks around them, as the page for reviewers writes them."""
    payload = msgspec.json.encode(reply)
    letters = base64.b32encode(payload + zlib.crc32(payload).to_bytes(CHECKSUM, "big")).decode().rstrip("=")
    return "\n".join((BEGIN, *(letters[start : start + 60] for start in range(0, len(letters), 60)), END, ""))


def _fault(rule: Rule, message: str, place: Place, hint: str) -> Checked[Reply]:
    return Checked(None, (Diagnostic(rule, message, place, hint),))


def _find_letters(text: str) -> str | None:
    """Return what stands between the last mark that begins a reply and the mark that ends it."""
    begun, found = -1, None
    for mark in _MARK.finditer(text):
        if mark[1] == "BEGIN":
            begun = mark.end()
        elif begun >= 0:
            found, begun = text[begun : mark.start()], -1
    return found


def _decode(letters: str) -> bytes | None:
    """Return the bytes that letters stand for, without their checksum; `None` where it does not fit."""
    bare = _NO_LETTER.sub("", letters)
    try:
        content = base64.b32decode(bare + "=" * (-len(bare) % 8))
    except binascii.Error:
        return None
    payload, checksum = content[:-CHECKSUM], content[-CHECKSUM:]
    return payload if payload and zlib.crc32(payload).to_bytes(CHECKSUM, "big") == checksum else None


def clean_words(words: str) -> str:
    """Return what a stranger typed as one line of plain text: without control characters and signs that turn the direction of writing."""
    return " ".join(_CONTROL.sub(" ", words).split())


def _cleaned(reply: Reply) -> Reply:
    fields = {name: clean_words(getattr(reply, name)) for name in ("name", "role", "disagreed", "meeting", "date")}
    notes = tuple(Note(note.n, note.was, clean_words(note.better), clean_words(note.comment), clean_words(note.story)) for note in reply.notes)
    return msgspec.structs.replace(reply, **fields, notes=notes)
