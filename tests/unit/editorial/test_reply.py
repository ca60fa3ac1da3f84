"""A reply survives e-mail, and a hostile one does no harm."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from hypothesis import given, strategies as st

from builder.editorial.reply import BEGIN, END, MOST_BYTES, Note, Reply, clean_words, read_reply, write_reply_letters

NOTE = Note(12, "0123456789ab", "We do not blame you – “really”.", "Unclear.\nTo me.", "")
REPLY = Reply(1, "small", "one", "0" * 64, "mivodu", "Robin", True, "carer", "not yet", "About money.", "3 service users", "May", (NOTE,))
READ = Reply(1, "small", "one", "0" * 64, "mivodu", "Robin", True, "carer", "not yet", "About money.", "3 service users", "May", (Note(12, "0123456789ab", NOTE.better, "Unclear. To me."),))


def code_of(content: bytes) -> str:
    checked = read_reply(content, "reply.txt")
    assert checked.value is None
    return checked.diagnostics[0].rule.code


def letters_of(payload: bytes) -> bytes:
    content = payload + zlib.crc32(payload).to_bytes(4, "big")
    return f"{BEGIN}\n{base64.b32encode(content).decode().rstrip('=')}\n{END}\n".encode()


def quoted(text: str) -> str:
    return "On Monday somebody wrote:\n" + "".join(f"> > {line}\n" for line in text.split("\n"))


def wrapped(text: str) -> str:
    return "\r\n".join(line[start : start + 17] if line[:1] != "C" else line for line in text.split("\n") for start in range(0, max(1, len(line)), 17) if not start or line[:1] != "C")


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text,
        quoted,
        wrapped,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"Hello,\n\n{text}\n--\nSent from my phone. COPACK is fine.",
        lambda text: f"\ufeff{text.replace(' ', chr(160))}",
        lambda text: f"{write_reply_letters(Reply(1, 'other', 'two', '1' * 64, 'mivodu'))}\n{text}",
    ],
    ids=["as it was", "quoted", "wrapped", "Windows", "with a footer", "hard blanks", "after an older one"],
)
def test_a_reply_is_read_whatever_e_mail_did_to_it(harm: object) -> None:
    assert callable(harm)
    assert read_reply(harm(write_reply_letters(REPLY)).encode(), "reply.txt").value == READ


def test_utf_16_is_read_too() -> None:
    assert read_reply(write_reply_letters(REPLY).encode("utf-16"), "reply.txt").value == READ


def test_a_lost_letter_is_noticed() -> None:
    text = write_reply_letters(REPLY)
    at = text.index("\n") + 20
    assert code_of((text[:at] + text[at + 1 :]).encode()) == "CRS421"
    assert code_of(text.replace(text[at], "A" if text[at] != "A" else "B", 1).encode()) == "CRS421"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "CRS420"),
        (b"Dear author, all fine.", "CRS420"),
        (b"COPACK REPLY BEGIN\nAAAA", "CRS420"),
        (b"COPACK REPLY END\nCOPACK REPLY BEGIN\n", "CRS420"),
        (b"x" * (MOST_BYTES + 1), "CRS420"),
        (b"COPACK REPLY BEGIN\nCOPACK REPLY END\n", "CRS421"),
        (b"COPACK REPLY BEGIN\nA\nCOPACK REPLY END\n", "CRS421"),
        (letters_of(b"not JSON"), "CRS422"),
        (letters_of(b"[" * 100_000), "CRS422"),
        (letters_of(b"\xff\xfe"), "CRS422"),
        (letters_of(b'{"v":2}'), "CRS422"),
    ],
)
def test_what_is_no_reply_is_told(content: bytes, code: str) -> None:
    assert code_of(content) == code


@pytest.mark.parametrize(
    "change",
    [{"course": "../../etc"}, {"digest": "x"}, {"decision": "approved by the King"}, {"name": "x" * 500}, {"extra": 1}, {"notes": [{"n": 0, "was": "0" * 12}]}, {"consent": "yes"}],
    ids=lambda change: str(next(iter(change))),
)
def test_a_reply_with_something_strange_is_refused(change: dict[str, object]) -> None:
    good = {"v": 1, "course": "small", "session": "one", "digest": "0" * 64, "word": "mivodu"}
    assert read_reply(letters_of(json.dumps(good).encode()), "reply.txt").value is not None
    assert code_of(letters_of(json.dumps({**good, **change}).encode())) == "CRS422"


def test_signs_that_turn_or_hide_text_are_taken_out() -> None:
    assert clean_words("a\u202eb\x1b[31m\r\nc\u2066d\x00") == "a b [31m c d"


@given(st.binary(max_size=300))
def test_no_bytes_end_in_an_exception(content: bytes) -> None:
    read_reply(content, "reply.txt")
    read_reply(letters_of(content), "reply.txt")
