"""Recordings, files, websites and explained words as HTML, and what of them a package carries."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace
from PIL import Image, ImageFilter

from builder.course.blocks import Block, Download, Recording, Resource
from builder.course.document import Text
from builder.course.model import Course
from builder.course.term import Term
from builder.pages.assets import check_pictures
from builder.pages.captions import read_cues
from builder.pages.glossary import explain_terms, sort_terms
from builder.pages.markup import finish_html
from builder.pages.media import captions_language, name_file, pack_files
from builder.pages.pages import Pages
from builder.pages.render import render_pages
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example
from tests.unit.source.recordings import FILES, SVG, VTT

TITLE = Text("Asha & “Sam”", "Asha &amp; “Sam”", example.HERE)
WORDS = (example.paragraph("I was <em>nervous</em>."),)
FILM = Recording("video", "media/Welcome Film.webm", TITLE, "media/a.vtt", "media/a.svg", WORDS, example.HERE)
SOUND = Recording("audio", "media/a.mp3", TITLE, "", "", WORDS, example.HERE)
LEAFLET = Download("media/leaflet.pdf", TITLE, 1_440_000, (), example.HERE)
SITE = Resource("https://www.hra.nhs.uk/?a=1&b=2", TITLE, WORDS, example.HERE)
HELD: dict[str, bytes | Path] = {
    "media/Welcome Film.webm": FILES["a.webm"],
    "media/a.vtt": VTT,
    "media/a.mp3": FILES["a.mp3"],
    "media/leaflet.pdf": FILES["a.pdf"],
}


def course(*blocks: Block, **changes: object) -> Course:
    return example.course(example.page("only", *blocks), media={"media/a.svg": SVG}, files=HELD, **changes)


def render(made: Course) -> Pages:
    plan = plan_tracking(made).value
    assert plan is not None
    return render_pages(made, plan)


def shown(*blocks: Block, **changes: object) -> html.HtmlElement:
    return html.fromstring(f"<div>{render(course(*blocks, **changes)).sessions[0].pages[0].html}</div>")


def test_a_film_names_its_files_by_what_they_hold() -> None:
    pages = render(course(FILM))
    assert {path.rpartition("-")[0] for path in pages.media} >= {"media/a", "media/welcome-film"}
    (film,) = html.fromstring(pages.sessions[0].pages[0].html).iter("video")
    (source,) = film.iter("source")
    (track,) = film.iter("track")
    assert source.get("src") in pages.media
    assert track.get("src") in pages.media
    assert film.get("poster") in pages.media
    assert (source.get("type"), track.get("kind"), track.get("srclang"), track.get("label")) == ("video/webm", "captions", "en-GB", "Captions")
    assert track.get("default") is not None
    assert film.get("controls") is not None
    assert film.get("autoplay") is None
    assert pages.shared_files().keys() >= {source.get("src"), track.get("src"), film.get("poster")}


def test_every_recording_is_named_and_followed_by_its_words() -> None:
    for block, tag in ((FILM, "video"), (SOUND, "audio")):
        (figure,) = shown(block).iter("figure")
        caption, player, details = figure
        assert [one.tag for one in figure] == ["figcaption", tag, "details"]
        assert caption.text == "Asha & “Sam”"
        assert player.get("aria-label") == "Asha & “Sam”"
        assert details[0].text_content() == "Transcript: Asha & “Sam”"
        assert "I was nervous." in details.text_content()


def test_a_poster_is_carried_in_one_form_and_a_picture_in_two() -> None:
    noise = Image.effect_noise((640, 360), 90).convert("RGB").filter(ImageFilter.GaussianBlur(2))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    photo = replace(FILM, poster="media/a.jpg")
    picture = replace(example.PICTURE, file="media/a.jpg")
    carried = {
        blocks: [
            Path(path).suffix for path in render(replace(course(*blocks), media={"media/a.jpg": out.getvalue()})).media if not path.endswith(".vtt") and path.startswith("media/a-")
        ]
        for blocks in ((photo,), (picture, photo))
    }
    assert carried == {(photo,): [".jpg"], (picture, photo): [".jpg", ".webp"]}


def test_a_poster_that_cannot_be_opened_is_told_where_the_film_stands() -> None:
    bad = Recording("video", "media/a.mp3", TITLE, "", "media/a.png", WORDS, example.HERE)
    made = example.course(example.page("only", bad), media={"media/a.png": b"\x89PNG\r\n\x1a\n"}, files=HELD)
    (fault,) = check_pictures(made)
    assert fault.rule.code == "CRS071"
    assert fault.place == example.HERE


def test_a_download_says_its_type_and_size_and_keeps_its_name() -> None:
    (link,) = shown(LEAFLET).iter("a")
    assert link.text_content() == "Asha & “Sam” (PDF, 1.4\u00a0MB)"
    assert link.get("download") == "leaflet.pdf"
    assert link.get("href") == name_file("media/leaflet.pdf", FILES["a.pdf"], ".pdf")


def test_another_website_says_where_it_is() -> None:
    made = shown(SITE)
    (link,) = made.iter("a")
    assert link.get("href") == "https://www.hra.nhs.uk/?a=1&b=2"
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener noreferrer")
    assert link.text_content().endswith("(opens in a new tab)")
    assert "www.hra.nhs.uk" in made.text_content()


def test_only_what_is_used_is_shipped() -> None:
    assert render(course(SITE)).media == {}
    assert render(course(SITE)).blocks == {"resource", "away", "paragraph"}
    assert b"copack-recording" not in render(course(LEAFLET)).files["style.css"]
    assert b"copack-away" not in render(course(SOUND)).files["style.css"]
    assert b'block("recording"' in render(course(SOUND)).widgets
    assert b'block("recording"' not in render(course(SITE)).widgets


def test_a_file_on_disk_stays_there(tmp_path: Path) -> None:
    film = tmp_path / "long.webm"
    film.write_bytes(FILES["a.webm"])
    made = example.course(example.page("only", SOUND), files={"media/a.mp3": film})
    packed, files = pack_files(made)
    assert files == {packed["media/a.mp3"].path: film}


@pytest.mark.parametrize(
    ("name", "language"),
    [("media/a.vtt", "en-GB"), ("media/a.cy.vtt", "cy"), ("media/a.zh-Hans.vtt", "zh-Hans"), ("media/a.welsh.vtt", "en-GB"), ("", "en-GB")],
)
def test_the_language_of_captions(name: str, language: str) -> None:
    assert captions_language(name, "en-GB") == language


def test_cues_are_read_as_they_are_shown() -> None:
    text = "\ufeffWEBVTT\r\n\r\nNOTE no\r\n\r\n1\r\n00:01.500 --> 00:02.000 align:start\r\n<v Asha>Two\r\nlines.\r\n\r\n01:00:00.000 --> 01:00:01.250\r\nLate.\r\n"
    assert read_cues(text.encode()) == ((1.5, 2.0, "<v Asha>Two\nlines."), (3600.0, 3601.25, "Late."))


# ---------------------------------------------------------------- words explained

TERMS = (Term("ethics", "Research <ethics> committee", "People & who check."), Term("aim", "École", "Wo."), Term("bias", "bias", "Leaning."))
LINK = 'The <a href="#term:ethics" rel="noopener noreferrer"><strong>committee</strong></a> reads.'


def test_a_link_becomes_a_button_with_its_meaning_after_it() -> None:
    made = shown(example.paragraph(f"{LINK} {LINK}"), glossary=TERMS)
    first, second = made.find_class("copack-term")
    notes = made.findall(".//span[@role='note']")
    assert not list(made.iter("a"))
    assert first.text_content() == "committee"
    assert [one.get("aria-controls") for one in (first, second)] == [one.get("id") for one in notes] == ["means-1", "means-2"]
    assert notes[0].text_content() == "Research <ethics> committee: People & who check."
    assert all(one.get("hidden") is not None for one in notes)
    assert first.get("aria-expanded") == "false"
    assert first.get("type") == "button"


def test_other_links_stay_what_they_are() -> None:
    made = finish_html('<a href="#hello" rel="x">a</a> <a href="https://www.nhs.uk/#term:ethics">b</a>', "(new)")
    assert explain_terms(made, {}) == made
    assert made.count("<a ") == 2


def test_terms_are_sorted_as_people_look_them_up() -> None:
    assert [term.id for term in sort_terms(TERMS)] == ["bias", "aim", "ethics"]


def test_the_list_is_there_with_a_glossary_and_the_script_only_with_a_word_in_the_text() -> None:
    with_word, without = render(course(example.paragraph(LINK), glossary=TERMS)), render(course(example.paragraph("No."), glossary=TERMS))
    assert with_word.blocks == {"paragraph", "glossary", "term"}
    assert without.blocks == {"paragraph", "glossary"}
    (views,) = without.views.values()
    assert [one.text for one in html.document_fromstring(views).iter("dt")] == ["bias", "École", "Research <ethics> committee"]
    assert b'block("term"' in with_word.widgets
    assert b'block("term"' not in without.widgets
