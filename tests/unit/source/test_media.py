"""Recordings, downloads and other websites: what an author types, which files may stand there, and what each fault says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.blocks import Box, Check, Download, Recording, Resource
from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.package.content import HELD
from builder.pages.media import pack_files
from builder.source.compile import compile_course
from builder.source.media_types import DOWNLOAD_TYPES, FILE_TYPES, has_declared_type
from tests.unit.source.author import PAGE, TOP, place_of, source_of
from tests.unit.source.recordings import FILES, SVG, wav

RECORDINGS = Path(__file__).parents[2] / "recordings"
FOLDER = "sessions/01-any/media"
PNG = b"\x89PNG\r\n\x1a\n"


def compiled(
    page: str, files: dict[str, bytes | Path] | None = None, media: dict[str, bytes] | None = None
) -> tuple[Course | None, tuple[Diagnostic, ...]]:
    held = {f"{FOLDER}/{name}": content for name, content in (FILES if files is None else files).items()}
    source = replace(source_of(TOP + PAGE + page, media={"media/a.svg": SVG} if media is None else media), files=held)
    done = compile_course(source)
    return done.value, done.diagnostics


def codes(page: str, files: dict[str, bytes | Path] | None = None, media: dict[str, bytes] | None = None) -> list[str]:
    return [one.rule.code for one in compiled(page, files, media)[1]]


def only(page: str) -> Recording | Download | Resource:
    course, found = compiled(page)
    assert course is not None, found
    (block,) = course.sessions[0].pages[0].blocks
    assert isinstance(block, Recording | Download | Resource)
    return block


def video(*lines: str) -> str:
    kept = lines or ("File: media/a.webm", "Title: Welcome", "Captions: media/a.vtt", "Poster: media/a.svg", "Hello.")
    return "\n".join(("::: video", *kept, ":::\n"))


def test_a_film_has_its_files_and_its_words() -> None:
    block = only(video())
    assert isinstance(block, Recording)
    assert (block.name, block.file, block.captions, block.poster) == ("video", f"{FOLDER}/a.webm", f"{FOLDER}/a.vtt", "media/a.svg")
    assert block.title.plain == "Welcome"
    assert len(block.body) == 1


def test_what_a_film_lacks_is_told_in_one_run() -> None:
    assert codes("::: video\n:::\n") == ["SRC055", "SRC100", "SRC101", "SRC102", "SRC103"]
    assert codes("::: audio\n:::\n") == ["SRC055", "SRC100", "SRC103"]


@pytest.mark.parametrize("ending", ["mp3", "m4a", "ogg", "wav"])
def test_sound_of_each_type(ending: str) -> None:
    block = only(f"::: audio\nFile: media/a.{ending}\nTitle: Asha\nI was nervous.\n:::\n")
    assert isinstance(block, Recording)
    assert (block.name, block.captions, block.poster) == ("audio", "", "")


@pytest.mark.parametrize("ending", DOWNLOAD_TYPES)
def test_a_download_of_each_type(ending: str) -> None:
    pictures = {"media/a.svg": SVG, f"{FOLDER}/a.png": PNG, f"{FOLDER}/a.jpg": b"\xff\xd8\xff\xe0"}
    course, found = compiled(f"::: download\nFile: media/a.{ending}\nTitle: Leaflet\n:::\n", media=pictures)
    assert course is not None, found
    (block,) = course.sessions[0].pages[0].blocks
    assert isinstance(block, Download)
    assert block.size == len(course.files[block.file]) > 0  # type: ignore[arg-type]  # small files are bytes
    assert not course.media


def test_paths_and_addresses_are_taken_as_typed_and_not_as_markdown() -> None:
    held: dict[str, bytes | Path] = {"_a_b_.mp3": FILES["a.mp3"]}
    course, found = compiled("::: audio\nFile: media/_a_b_.mp3\nTitle: Asha\nWords.\n:::\n", held)
    assert course is not None, found
    block = only("::: resource\nAddress: https://www.nhs.uk/_a_/?b=1&copy=*2*\nTitle: The NHS\n:::\n")
    assert isinstance(block, Resource)
    assert block.address == "https://www.nhs.uk/_a_/?b=1&copy=*2*"


def test_the_course_file_of_a_session_comes_before_that_of_the_course() -> None:
    source = replace(
        source_of(TOP + PAGE + video(), media={"media/a.svg": SVG, f"{FOLDER}/a.svg": SVG}), files={f"{FOLDER}/{n}": c for n, c in FILES.items()}
    )
    course = compile_course(source).value
    assert course is not None
    assert set(course.media) == {f"{FOLDER}/a.svg"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("media/b.mp3", "CRS120"),
        ("media/a.wma", "CRS121"),
        ("media/a.pdf", "CRS121"),
        ("media/a", "CRS121"),
        ("a.mp3", "CRS122"),
        ("../media/a.mp3", "CRS122"),
        ("media/../a.mp3", "CRS122"),
        ("media/two words.mp3", "CRS120"),
        ("%2e%2e/media/a.mp3", "CRS122"),
        ("media\\..\\..\\a.mp3", "CRS122"),
        ("//www.nhs.uk/a.mp3", "CRS122"),
        ("file:///etc/a.mp3", "CRS122"),
    ],
)
def test_a_file_that_cannot_stand_there(typed: str, code: str) -> None:
    _, found = compiled(f"::: audio\nFile: {typed}\nTitle: Asha\nWords.\n:::\n")
    assert [one.rule.code for one in found] == [code]
    assert place_of(found[0].place) == (2, 7, len(typed))


NAMES = (
    "two words.mp3",
    "Größe.mp3",
    "a%20b.mp3",
    "PLAN.MP3",
    "one#2.mp3",
    "why?.mp3",
    "con.mp3",
    "(1).mp3",
    "it's.mp3",
    "a+b&c.mp3",
    "naïve–dash.mp3",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_found_and_gets_a_safe_one_in_the_package(name: str) -> None:
    course, found = compiled(f"::: download\nFile: media/{name}\nTitle: Asha\n:::\n", {name: FILES["a.mp3"]})
    assert course is not None, found
    packed, _files = pack_files(course)
    (file,) = packed.values()
    assert re.fullmatch(r"media/[a-z0-9-]+-[0-9a-f]{12}\.mp3", file.path)
    assert file.name == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("media/two%20words.mp3", "two words.mp3"),
        ("<media/two words.mp3>", "two words.mp3"),
        ('"media/two words.mp3"', "two words.mp3"),
        ("“media/two words.mp3”", "two words.mp3"),
        ("media\\two words.mp3", "two words.mp3"),
        ("./media/two words.mp3", "two words.mp3"),
        (".\\media\\two words.mp3", "two words.mp3"),
        ("media/Two Words.MP3", "two words.mp3"),
        ("media/gr%C3%B6%C3%9Fe.mp3", "größe.mp3"),
        ("media/gro\u0308ße.mp3", "größe.mp3"),
        ("media/größe.mp3", "gro\u0308ße.mp3"),
        ("media/plan.mp3", "PLAN.mp3"),
        ("media/a%20b.mp3", "a%20b.mp3"),
    ],
)
def test_a_path_is_understood_however_it_is_written(typed: str, name: str) -> None:
    course, found = compiled(f"::: audio\nFile: {typed}\nTitle: Asha\nWords.\n:::\n", {name: FILES["a.mp3"]})
    assert course is not None, found
    assert list(course.files) == [f"{FOLDER}/{name}"]


def test_names_that_differ_in_their_case_alone_are_two_files() -> None:
    held: dict[str, bytes | Path] = {"Plan.mp3": FILES["a.mp3"], "plan.mp3": FILES["frames.mp3"]}
    typed = "".join(f"::: download\nFile: media/{name}\nTitle: A plan\n:::\n\n" for name in held)
    course, found = compiled(typed, held)
    assert course is not None, found
    packed, files = pack_files(course)
    assert len({file.path for file in packed.values()}) == len(files) == 2
    _, found = compiled("::: audio\nFile: media/PLAN.mp3\nTitle: A plan\nWords.\n:::\n", held)
    assert [one.rule.code for one in found] == ["CRS120"]
    assert "lan.mp3" in found[0].hint


@pytest.mark.parametrize(
    "typed", ["media/two words.svg", "<media/two words.svg>", '"media/two words.svg"', " media/two%20words.svg ", "media/Two words.SVG"]
)
def test_a_picture_is_found_however_its_path_is_written(typed: str) -> None:
    course, found = compiled(f"![A square.]({typed})\n", media={"media/two words.svg": SVG})
    assert course is not None, found
    assert list(course.media) == ["media/two words.svg"]


def test_a_picture_with_brackets_in_its_name_is_found() -> None:
    course, found = compiled("![A square.](media/square (1).svg)\n", media={"media/square (1).svg": SVG})
    assert course is not None, found


@pytest.mark.parametrize(
    "address",
    [
        "http://www.nhs.uk/",
        "ftp://www.nhs.uk/",
        "www.nhs.uk",
        "https://",
        "https://nhs",
        "https://www.nhs.uk/a b",
        "javascript:alert(1)",
        "https://me:pw@www.nhs.uk/",
        "https://[",
        'https://www.nhs.uk/"x',
    ],
)
def test_an_address_that_cannot_stand_there(address: str) -> None:
    _, found = compiled(f"::: resource\nAddress: {address}\nTitle: The NHS\n:::\n")
    assert [one.rule.code for one in found] == ["CRS125"]
    assert place_of(found[0].place) == (2, 10, len(address))


@pytest.mark.parametrize("fence", ["audio", "video", "download", "resource"])
def test_media_need_no_id_and_hold_no_fence(fence: str) -> None:
    found = codes(f"::: {fence} my-id\nTitle: A title\nText.\n\n::: callout\nNo.\n:::\n:::\n")
    assert "SRC039" in found
    assert "SRC035" in found


def test_a_label_after_the_text_is_told() -> None:
    assert codes(video("File: media/a.webm", "Captions: media/a.vtt", "Poster: media/a.svg", "Hello.", "", "Title: Welcome")) == ["SRC055", "SRC044"]


def test_media_stand_in_expanders_and_checks() -> None:
    inside = "::: audio\nFile: media/a.mp3\nTitle: Asha\nI was nervous.\n:::\n"
    question = "::: choose-one which\nWhich?\n- [x] (a) One\n- [ ] (b) Two\n:::\n"
    course, found = compiled(f"::: expander\nTitle: More\n{inside}:::\n\n::: check last\n{inside}{question}:::\n")
    assert course is not None, found
    expander, check = course.sessions[0].pages[0].blocks
    assert isinstance(expander, Box)
    assert isinstance(check, Check)
    assert isinstance(expander.body[0], Recording)
    assert isinstance(check.body[0], Recording)
    assert set(course.files) == {f"{FOLDER}/a.mp3"}


def test_only_files_that_are_shown_are_judged_and_kept() -> None:
    course, found = compiled("Text.\n", {**FILES, "bad.pdf": b"MZ"})
    assert course is not None, found
    assert course.files == {}


# ---------------------------------------------------------------- what its name says


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_type_is_what_it_says(name: str, tmp_path: Path) -> None:
    assert has_declared_type(name, FILES[name])
    (tmp_path / name).write_bytes(FILES[name])
    assert has_declared_type(name, tmp_path / name)


@pytest.mark.parametrize("ending", [one for one in FILE_TYPES if one not in {"vtt", "srt", "txt"}])
def test_no_type_is_taken_for_another(ending: str) -> None:
    same = {"m4a": {"m4a", "mp4"}, "mp4": {"m4a", "mp4"}}.get(ending, {ending})
    for name, content in (*FILES.items(), ("empty", b""), ("program", b"MZ\x90\0"), ("page", b"<!doctype html><script>")):
        assert has_declared_type(f"x.{ending}", content) == (name.rpartition(".")[2] in same), name


def test_a_text_holds_no_bytes_of_programs() -> None:
    assert not has_declared_type("a.txt", b"MZ\x90\0")


def test_a_large_file_that_is_not_what_it_says_is_found_without_being_held(tmp_path: Path) -> None:
    film = tmp_path / "long.webm"
    with film.open("wb") as opened:
        opened.truncate(HELD + 1)
    page = video("File: media/long.webm", "Title: Welcome", "Captions: media/a.vtt", "Poster: media/a.svg", "Hello.")
    assert codes(page, {**FILES, "long.webm": film}) == ["CRS123"]


def test_a_drawing_to_download_must_be_as_harmless_as_one_that_is_shown() -> None:
    bad = SVG.replace(b"<rect", b"<script>x</script><rect")
    assert codes("::: download\nFile: media/a.svg\nTitle: A drawing\n:::\n", media={"media/a.svg": bad}) == ["CRS063"]


def test_a_large_wav_is_worth_a_warning_and_a_short_one_is_not() -> None:
    page = "::: audio\nFile: media/a.wav\nTitle: Asha\nWords.\n:::\n"
    assert codes(page, {"a.wav": wav(1)}) == []
    assert codes(page, {"a.wav": wav(126)}) == ["CRS126"]


@pytest.mark.parametrize("fence", ["download\nFile: media/none.pdf", "audio\nFile: media/none.mp3"])
def test_a_folder_that_could_not_be_read_whole_ends_in_no_fault_of_ours(fence: str) -> None:
    text = TOP + PAGE + f"::: {fence}\nTitle: A file\nWords.\n:::\n"
    done = compile_course(replace(source_of(text), complete=False))
    assert done.value is None
    assert done.diagnostics == ()


# ---------------------------------------------------------------- which devices play it


def device_faults(name: str, fence: str) -> list[tuple[str, str]]:
    ending = name.rpartition(".")[2]
    named = {"mov": "mp4", "3gp": "mp4"}.get(ending, ending)
    content = (RECORDINGS / name).read_bytes()
    captions = "Captions: media/a.vtt\nPoster: media/a.svg\n" if fence == "video" else ""
    _, found = compiled(f"::: {fence}\nFile: media/b.{named}\nTitle: Asha\n{captions}Words.\n:::\n", {**FILES, f"b.{named}": content})
    return [(one.rule.code, one.message) for one in found]


@pytest.mark.parametrize(
    ("name", "fence"),
    [
        ("h264-aac.mp4", "video"),
        ("h264.mov", "video"),
        ("fragmented.mp4", "video"),
        ("aac.m4a", "audio"),
        ("constant.mp3", "audio"),
        ("variable.mp3", "audio"),
    ],
)
def test_what_plays_everywhere_is_taken_without_a_word(name: str, fence: str) -> None:
    assert device_faults(name, fence) == []


@pytest.mark.parametrize(
    ("name", "fence", "codes_of_faults", "said"),
    [
        ("opus.ogg", "audio", ["CRS353"], "iOS 18.4"),
        ("vorbis.ogg", "audio", ["CRS353"], "iOS 18.4"),
        ("flac.ogg", "audio", ["CRS353"], "iOS 18.4"),
        ("vp8-opus.webm", "video", ["CRS353"], "iOS 17.4"),
        ("vp9-opus.webm", "video", ["CRS353"], "iOS 17.4"),
        ("streamed.webm", "video", ["CRS353"], "iOS 17.4"),
        ("hevc.mp4", "video", ["CRS353"], "HEVC"),
        ("hevc.mov", "video", ["CRS353"], "HEVC"),
        ("av1.mp4", "video", ["CRS353"], "AV1"),
        ("prores.mov", "video", ["CRS354"], "ProRes"),
        ("mpeg4.mp4", "video", ["CRS354"], "MPEG-4 Part 2"),
        ("film.3gp", "video", ["CRS354"], "MPEG-4 Part 2"),
    ],
)
def test_what_some_or_all_devices_do_not_play_is_told(name: str, fence: str, codes_of_faults: list[str], said: str) -> None:
    found = device_faults(name, fence)
    assert [code for code, _ in found] == codes_of_faults
    assert said in found[0][1]


@pytest.mark.parametrize("ending", ["mov", "avi", "wmv", "mkv", "flv", "m4v", "mpg"])
def test_a_film_of_another_type_is_to_become_an_mp4(ending: str) -> None:
    _, found = compiled(video(f"File: media/b.{ending}", "Title: Welcome", "Captions: media/a.vtt", "Poster: media/a.svg", "Hello."))
    assert [one.rule.code for one in found] == ["CRS121"]
    assert "mp4" in found[0].hint
    assert not re.search("ogg|webm|wav", found[0].hint)


@pytest.mark.parametrize("ending", ["flac", "wma", "aac", "aiff", "opus", "oga"])
def test_sound_of_another_type_is_to_become_an_mp3(ending: str) -> None:
    _, found = compiled(f"::: audio\nFile: media/b.{ending}\nTitle: Asha\nWords.\n:::\n")
    assert [one.rule.code for one in found] == ["CRS121"]
    assert "mp3" in found[0].hint
    assert not re.search("ogg|webm|wav", found[0].hint)


@pytest.mark.parametrize("name", ["a\u200b.svg", " a.svg", "A.SVG", "a\u00ad.svg"])
def test_a_file_whose_name_has_what_nobody_sees_is_found(name: str) -> None:
    assert codes("![A square](media/a.svg)\n", media={f"media/{name}": SVG}) == []


def test_two_files_that_nobody_can_tell_apart_are_not_guessed() -> None:
    assert codes("![A square](media/a.svg)\n", media={"media/a\u200b.svg": SVG, "media/A.svg": SVG}) == ["CRS060"]
