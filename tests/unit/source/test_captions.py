"""Captions are read as browsers read them (W3C WebVTT 1), and each fault is told in its line."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from builder.pages.captions import read_cues
from builder.source.caption_files import to_webvtt
from builder.source.check.captions import check_captions
from builder.source.compile import compile_course
from tests.unit.source.author import PAGE, TOP, source_of

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


def test_a_caption_that_follows_another_without_an_empty_line_is_told() -> None:
    assert faults(f"WEBVTT\n\n{CUE}00:01.000 --> 00:02.000\nTwo.\n") == [(5, "This caption follows another without an empty line.")]


@pytest.mark.parametrize("style", ["::cue { background: url(https://evil.example/x.png) }", "@import 'x.css';", "::cue { background: u\\72l(x) }"])
def test_a_style_that_would_load_something_is_refused(style: str) -> None:
    ((line, message),) = faults(f"WEBVTT\n\nSTYLE\n{style}\n\n{CUE}")
    assert line == 4
    assert "from elsewhere" in message


# ---------------------------------------------------------------- SubRip

SUBRIP = "1\n00:00:00,000 --> 00:00:01,000\nHello.\n\n2\n00:00:01,000 --> 00:00:02,500\nWelcome.\nTwo lines.\n"


def subrip_faults(content: bytes) -> list[tuple[int, str]]:
    return [(one.place.line if one.place else 0, one.message) for one in check_captions("media/a.srt", content)]


def cues_of(text: str) -> list[tuple[float, float, str]]:
    content = text.encode()
    assert subrip_faults(content) == []
    return list(read_cues(to_webvtt("media/a.srt", content)))


@pytest.mark.parametrize(
    "content",
    [
        SUBRIP.encode(),
        SUBRIP.encode("utf-8-sig"),
        SUBRIP.encode("utf-16"),
        SUBRIP.replace("\n", "\r\n").encode(),
        SUBRIP.replace("\n", "\r").encode(),
        SUBRIP.replace(",", ".").encode(),
        SUBRIP.replace("00:00:0", "0:00:0").encode(),
        SUBRIP.replace("00:00:0", "00:0").encode(),
        SUBRIP.replace("-->", "  ->").encode(),
        SUBRIP.replace(",000\nHello", ",000  X1:10 X2:20 Y1:30 Y2:40\nHello").encode(),
        ("\n\n" + SUBRIP + "\n\n\n").encode(),
        SUBRIP.replace("1\n00", "00", 1).encode(),
    ],
)
def test_subrip_is_read_as_captions(content: bytes) -> None:
    assert subrip_faults(content) == []
    made = to_webvtt("media/a.srt", content)
    assert list(check_captions("media/a.vtt", made)) == []
    assert list(read_cues(made)) == [(0, 1, "Hello."), (1, 2.5, "Welcome.\nTwo lines.")]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<i>Hello.</i>", "<i>Hello.</i>"),
        ("<I>Hello.</I>", "<i>Hello.</i>"),
        ('<font color="#ffff00">Hello.</font>', "Hello."),
        ("{\\an8}Hello.", "Hello."),
        ("{\\pos(1,2)}{b}Hello.{/b}", "Hello."),
        ("Tom & Asha", "Tom &amp; Asha"),
        ("Tom &amp; Asha", "Tom &amp; Asha"),
        ("3 < 5 > 2", "3 &lt; 5 > 2"),
        ("this --> that", "this --&gt; that"),
    ],
)
def test_codes_of_subrip_become_those_of_webvtt(words: str, shown: str) -> None:
    assert cues_of(f"1\n00:00:00,000 --> 00:00:01,000\n{words}\n") == [(0, 1, shown)]


def test_words_at_the_top_of_the_picture_stay_there() -> None:
    assert b"00:00:01.000 line:0\n" in to_webvtt("a.srt", b"1\n00:00:00,000 --> 00:00:01,000\n{\\an8}Hello.\n")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "has no captions"),
        (f"{SUBRIP}\nWords alone.\n", 10, "has no times"),
        ("1\n00:00:00,000 --> 00:00:01,000\n", 2, "has no words"),
        ("1\n00:00:02,000 --> 00:00:01,000\nHello.\n", 2, "ends before it begins"),
        ("1\n00:00:00,0 --> 00:00:01,0\nHello.\n", 2, "cannot be read as two times"),
        (f"{SUBRIP}\n3\n00:00:00,500 --> 00:00:03,000\nLate.\n", 11, "earlier than the one before"),
        ("1\n00:00:00,000 --> 00:00:01,000\nHello.\n2\n00:00:01,000 --> 00:00:02,000\nTwo.\n", 5, "without an empty line"),
    ],
)
def test_each_fault_of_subrip_is_told_in_its_own_line(text: str, line: int, says: str) -> None:
    ((found, message),) = subrip_faults(text.encode())
    assert found == line
    assert says in message


def test_subrip_that_is_no_text_is_told_where() -> None:
    assert subrip_faults(b"1\n00:00:00,000 --> 00:00:01,000\nCaf\xe9\n") == [(3, "This line is not in UTF-8.")]


def test_captions_in_webvtt_are_carried_in_the_one_form_of_text() -> None:
    good = f"WEBVTT\n\n{CUE}".encode()
    assert to_webvtt("a.vtt", good) == good
    assert to_webvtt("a.vtt", good.decode().encode("utf-16")) == good
    for typed in (f"\ufeffWEBVTT\n\n{CUE}", good.decode().replace("\n", "\r\n"), f"WEBVTT\n\n{CUE}".replace("Hello", "He\u00adl\u200blo\u200e")):
        assert to_webvtt("a.vtt", typed.encode()) == good, typed
    for name in ("a.vtt", "a.srt"):
        head = "WEBVTT\n\n" if name == "a.vtt" else ""
        times = "00:00:00.000 --> 00:00:01.000" if head else "00:00:00,000 --> 00:00:01,000"
        words = to_webvtt(name, f"{head}{times}\nCafe\u0301, w\u0302r \u202eabc\n".encode()).decode()
        assert words.endswith("\nCaf\u00e9, \u0175r abc\n")


@given(text=st.text(st.sampled_from("0123456789:,.->\n<>&{}\\ab i/"), max_size=200))
def test_no_text_of_captions_raises(text: str) -> None:
    content = text.encode()
    faults_of_text = subrip_faults(content)
    made = to_webvtt("media/a.srt", content)
    assert faults_of_text or not list(check_captions("media/a.vtt", made))
    read_cues(made)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize(("name", "text"), [("a.vtt", f"WEBVTT\n\n{CUE}"), ("a.srt", SUBRIP)])
def test_captions_of_each_encoding_are_read_and_hold_no_strange_characters(name: str, text: str, encoding: str) -> None:
    content = text.replace("Hello", "Bore da, ŵ").encode(encoding)
    assert list(check_captions(f"media/{name}", content)) == []
    source = replace(source_of(TOP + PAGE + "Words.\n"), files={f"media/{name}": content})
    assert "SRC110" not in [fault.rule.code for fault in compile_course(source).diagnostics]
    assert "Bore da, ŵ" in to_webvtt(name, content).decode()


def test_captions_in_no_known_encoding_are_told_once() -> None:
    content = b"WEBVTT\n\n00:00.000 --> 00:01.000\nCaf\xe9\n"
    assert [fault.message for fault in check_captions("media/a.vtt", content)] == ["This line is not in UTF-8."]
    source = replace(source_of(TOP + PAGE + "Words.\n"), files={"media/a.vtt": content})
    assert "SRC112" not in [fault.rule.code for fault in compile_course(source).diagnostics]
    assert source.lines("media/a.vtt")[3] == "Caf\ufffd"


@pytest.mark.parametrize(("name", "text"), [("a.srt", f"WEBVTT\n\n{CUE}"), ("a.vtt", SUBRIP), ("a.vtt", f"\n{SUBRIP}"), ("a.vtt", SUBRIP.replace("1\n00", "00", 1))])
def test_captions_are_what_they_hold_whatever_their_name(name: str, text: str) -> None:
    assert list(check_captions(f"media/{name}", text.encode())) == []
    assert len(read_cues(to_webvtt(name, text.encode()))) == text.count("-->")


@pytest.mark.parametrize("arrow", ["->", "–>", "—>", "→", "-- >", "=>", "- - >", ",", "-", "⟶"])
def test_another_arrow_is_told_with_the_line_to_type(arrow: str) -> None:
    (fault,) = check_captions("media/a.vtt", f"WEBVTT\n\n00:00.000 {arrow} 00:01.000\nHello.\n".encode())
    assert fault.hint == "Type `00:00.000 --> 00:01.000`."
    assert faults(f"WEBVTT\n\n{fault.hint.split('`')[1]}\nHello.\n") == []


@pytest.mark.parametrize("code", ["{\\an8}", "{\\i1}", "{y:i}", "{\\pos(10,20)}"])
def test_codes_of_other_players_are_told_in_webvtt_and_left_out_of_subrip(code: str) -> None:
    ((line, message),) = faults(f"WEBVTT\n\n{CUE.replace('Hello', code + 'Hello')}")
    assert (line, message) == (4, f"Learners would see “{code}”, a code of another program.")
    assert code.encode() not in to_webvtt("a.srt", SUBRIP.replace("Hello", code + "Hello").encode())
