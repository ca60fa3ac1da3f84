"""Captions are read as browsers read them (W3C WebVTT 1), and each fault is told in its line."""

from __future__ import annotations

import pytest

from builder.source.check.captions import check_captions

CUE = "00:00.000 --> 00:01.000\nHello.\n"


def faults(text: str | bytes) -> list[tuple[int, str]]:
    content = text if isinstance(text, bytes) else text.encode()
    return [(one.place.line if one.place else 0, one.message) for one in check_captions("media/a.vtt", content)]


@pytest.mark.parametrize(
    "text",
    [
        f"WEBVTT\n\n{CUE}",
        f"\ufeffWEBVTT\n\n{CUE}",
        f"WEBVTT - Welcome\nLanguage: en\n\n{CUE}",
        f"WEBVTT\r\n\r\n{CUE.replace(chr(10), chr(13) + chr(10))}",
        f"WEBVTT\n\nNOTE made by hand\nwith care\n\nSTYLE\n::cue {{ color: lime }}\n\n{CUE}",
        f"WEBVTT\n\n1\n{CUE}\nname of it\n00:01.000 --> 00:02.000 align:start line:0\nTwo\nlines.\n",
        "WEBVTT\n\n00:00:01.000 --> 100:00:02.000\n<v Asha>Hello.\n\n00:00:01.000 --> 00:00:01.500\nAt the same time.\n",
        f"WEBVTT\n\n\n\n{CUE}\n\n\n",
    ],
)
def test_good_captions_have_no_fault(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "does not begin with WEBVTT"),
        (f"1\n{CUE}", 1, "does not begin with WEBVTT"),
        (f"WEBVTTs\n\n{CUE}", 1, "does not begin with WEBVTT"),
        ("WEBVTT", 1, "has no captions"),
        ("WEBVTT\n\nNOTE only\n", 1, "has no captions"),
        (f"WEBVTT\n{CUE}", 2, "without an empty line"),
        (f"WEBVTT\n\n{CUE}\nWords alone.\n", 6, "“Words alone.” has no times"),
        ("WEBVTT\n\n00:00,000 --> 00:01,000\nHello.\n", 3, "cannot be read as two times"),
        ("WEBVTT\n\n1\n0:00.000 --> 0:01.000\nHello.\n", 4, "cannot be read as two times"),
        ("WEBVTT\n\n00:00.000 -->\nHello.\n", 3, "cannot be read as two times"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nHello.\n", 3, "cannot be read as two times"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHello.\n", 3, "ends before it begins"),
        (f"WEBVTT\n\n00:05.000 --> 00:06.000\nLate.\n\n{CUE}", 6, "earlier than the one before"),
        ("WEBVTT\n\n00:00.000 --> 00:01.000\n", 3, "has no words"),
    ],
)
def test_each_fault_is_told_in_its_line(text: str, line: int, says: str) -> None:
    ((found, message),) = faults(text)
    assert found == line
    assert says in message


def test_captions_that_are_no_text_are_told_where() -> None:
    assert faults(b"WEBVTT\n\n00:00.000 --> 00:01.000\nCaf\xe9\n") == [(4, "This line is not in UTF-8.")]
