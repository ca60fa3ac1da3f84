"""Texts for the room in two languages: facilitator.md and handouts go through the table of the translator into books and Word documents."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from lxml import html
from msgspec.structs import replace

from builder.cli import run
from builder.diagnostics import Diagnostic
from builder.source.files import Source, TextFile
from builder.source.translations.compile import compile_translation, find_translations, may_be_packed
from builder.source.tree.lines import split_lines
from tests.unit.source.author import TOP
from tests.unit.source.translated import LANGUAGE, course_in, every_word, session_source, states, translated, translation_of

SMALL = Path(__file__).parents[2] / "courses" / "small"
PAGE = f"{TOP}# A page\nPage: a-page\n\nText.\n"
GUIDE = "# 2 hours\n\nTen minutes to arrive.\n\n- Cards\n- Pens\n\n# Group work\n\nIn pairs.\n"
HANDOUT = "# My plan\n\nWhat I will do.\n"


def room_source(guide: str = GUIDE, handout: str = HANDOUT) -> Source:
    source = session_source(PAGE)
    (session,) = source.sessions

    def file(name: str, text: str) -> TextFile:
        return TextFile(f"{session.path}/{name}", text, split_lines(text))

    return replace(source, sessions=(replace(session, facilitator=file("facilitator.md", guide), handouts=(file("handouts/plan.md", handout),)),))


def told(source: Source) -> list[Diagnostic]:
    return list(find_translations(source, course_in(source), (LANGUAGE,)).diagnostics)


def test_each_text_for_the_room_is_a_passage_and_what_is_missing_is_named() -> None:
    source = room_source()
    room = [ident for ident in states(source) if "." in ident.partition("/")[0]]
    assert [ident.partition("/")[0] for ident in room] == ["any.facilitator"] * 5 + ["any.handout.plan"] * 2
    missing = [one for one in told(source) if one.rule.code == "SRC181" and one.place and one.place.file.endswith(("facilitator.md", "plan.md"))]
    assert len(missing) == len(room)


def test_words_of_a_part_that_moved_are_found_and_changed_ones_are_named() -> None:
    source = room_source()
    source = translated(source, every_word(source))
    assert set(states(source).values()) == {"reviewed"}
    first, second = (f"# {part}" for part in GUIDE.removeprefix("# ").split("# "))
    moved = replace(room_source(f"{second}\n{first}"), translations=source.translations)
    assert {state for ident, state in states(moved).items() if ident.startswith("any.")} == {"reviewed"}
    changed = replace(room_source(GUIDE.replace("Ten minutes", "Five minutes")), translations=source.translations)
    (fault,) = [one for one in told(changed) if one.rule.code == "SRC182"]
    assert "“Five minutes to arrive.” has changed" in fault.message
    assert fault.place is not None
    assert fault.place.file.endswith("facilitator.cy.md")


def test_the_course_holds_reviewed_words_and_marks_those_that_stay() -> None:
    source = room_source()
    words = every_word(source)
    arrive = next(ident for ident, text in words.items() if "Ten minutes" in text)
    # More lines than in the first language: places of what follows are others.
    source = translated(source, {arrive: "Deg munud\ni gyrraedd\ny lle."})
    course = compile_translation(source, course_in(source), translation_of(source)).value
    assert course is not None
    (session,) = course.sessions
    arriving, cards = session.guide[0].blocks
    assert getattr(arriving, "html", "").startswith("<p>Deg munud")
    assert 'lang="en-GB"' in getattr(cards, "html", "")
    assert 'lang="en-GB"' in session.guide[1].title.html
    assert 'lang="en-GB"' in session.handouts[0].title.html


def test_a_package_waits_for_no_picture_of_a_handout() -> None:
    source = room_source(handout=f"{HANDOUT}\n![Two people](media/a.svg)\n")
    source = replace(source, media={"sessions/01-any/media/a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9"/></svg>'})
    source = translated(source, {ident: text for ident, text in every_word(source).items() if "." not in ident.partition("/")[0]})
    assert [state for ident, state in states(source).items() if "picture" in ident] == ["missing"]
    assert may_be_packed(translation_of(source))


def test_words_for_the_room_go_through_the_table_into_books_and_word(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    course = tmp_path / "course"
    shutil.copytree(SMALL, course)
    room = course / "sessions" / "01-start"
    (room / "handouts").mkdir()
    (room / "facilitator.md").write_text(GUIDE, "utf-8")
    (room / "handouts" / "plan.md").write_text(HANDOUT, "utf-8")
    settings = course / "course.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}languages: [cy]\npilot:\n  id: spring\n  label: The spring pilot\n", "utf-8")
    assert run(["translate", str(course), "--to", "cy", "--table", str(tmp_path / "words.csv")]) == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "words.csv").read_text("utf-8-sig"))))
    wanted = {"Group work": "Gwaith grŵp", "My plan": "Fy nghynllun", "The spring pilot": "Peilot y gwanwyn"}
    notes = {row[1]: row[4] for row in rows}
    filled = [[*row[:2], wanted.get(row[1], row[2]), "yes" if row[1] in wanted else "", row[4]] for row in rows]
    (tmp_path / "filled.csv").write_text("".join(f"{','.join(_cell(cell) for cell in row)}\n" for row in [rows[0], *filled[1:]]), "utf-8")
    assert "For the person who runs the session." in notes["Group work"]
    assert run(["translate", str(course), "--to", "cy", "--read", str(tmp_path / "filled.csv")]) == 0
    assert "# Gwaith grŵp" in next(course.rglob("facilitator.cy.md")).read_text("utf-8")
    capfd.readouterr()
    assert run(["print", str(course), "--language", "cy", "--docx", "--slides", "-o", str(tmp_path / "dist")]) == 0
    book = html.fromstring(next((tmp_path / "dist").glob("*-facilitator-book.html")).read_bytes())
    assert "Gwaith grŵp" in [text.strip() for text in book.xpath("//h1//text() | //h2//text() | //h3//text() | //h4//text()")]
    assert {path.name.partition("-cy-")[2] for path in (tmp_path / "dist").iterdir() if "Peilot y gwanwyn (spring)" not in _read(path)} == set()
    blank = [title.text_content() for title in book.xpath("//section[@class='to-write']/h2")]
    assert blank.count("Group work") == blank.count("Plan for 2 hours") == 1, "of the session without a guide: a translated heading is found as well"
    assert blank.count("Plan for 60 minutes") == 2
    handouts = [path for path in (tmp_path / "dist").iterdir() if path.suffix == ".docx"]
    assert handouts
    assert any("Fy nghynllun" in _read(path) for path in handouts)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _read(path: Path) -> str:
    if path.suffix != ".docx":
        return re.sub(r"<[^>]+>", "", path.read_text("utf-8"))
    document = Document(str(path))
    feet = [paragraph.text for section in document.sections for paragraph in section.footer.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *feet])
