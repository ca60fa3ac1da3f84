"""The two reports: complete, honest, well formed, the same at every build."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from builder.cli import run
from builder.pipeline import Compilation, compile_folder

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Compilation, Path]:
    """The real course and the folder of its build."""
    output = tmp_path_factory.mktemp("built")
    assert run(["build", str(ROOT / "course_source"), "-o", str(output)]) == 0
    return compile_folder(ROOT / "course_source"), output


def page(built: tuple[Compilation, Path], report: str) -> html.HtmlElement:
    compilation, output = built
    assert compilation.course is not None
    return html.parse(output / f"{compilation.course.id}-{report}.html").getroot()


@pytest.mark.parametrize("report", ["handover", "statements"])
def test_a_report_is_one_well_formed_file_that_loads_nothing(built: tuple[Compilation, Path], report: str) -> None:
    compilation, _ = built
    assert compilation.course is not None
    root = page(built, report)
    assert root.get("lang") == "en-GB"
    assert [one.text_content() for one in root.iter("h1")] == [compilation.course.title]
    loads = [one.get("src") or one.get("href") for one in root.iter("script", "img", "link")]
    assert loads == ["data:,"]
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_the_statement_page_has_every_statement_of_the_plan_and_no_other(built: tuple[Compilation, Path]) -> None:
    compilation, _ = built
    assert compilation.plan is not None
    shown = page(built, "statements")
    examples = [one.text_content() for one in shown.iter("pre")]
    assert len(examples) == len(compilation.plan.statements)
    for interaction in compilation.plan.interactions:
        assert any(interaction.activity.iri in example for example in examples) is interaction.recorded


def test_the_statement_page_shows_the_same_question_in_scorm(built: tuple[Compilation, Path]) -> None:
    captions = [one.text_content() for one in page(built, "statements").iter("caption")]
    assert "SCORM 1.2" in captions


def test_outside_links_are_listed_with_their_page(built: tuple[Compilation, Path]) -> None:
    from builder.reports.outside_links import outside_links

    compilation, _ = built
    assert compilation.course is not None
    text = page(built, "handover").text_content()
    for link in outside_links(compilation.course):
        assert link.address in text
        assert link.title in text
        assert link.page in text


def test_websites_that_the_course_links_to_are_listed_by_name_once_a_page_and_in_order() -> None:
    from builder.reports.handover import handover_sheet
    from builder.reports.outside_links import outside_links

    compilation = compile_folder(ROOT / "tests" / "courses" / "media")
    assert compilation.course is not None
    assert compilation.plan is not None
    found = [(one.title, one.address, one.page) for one in outside_links(compilation.course)]
    assert found == [
        ("The HRA’s pages for the public", "https://www.hra.nhs.uk/planning-and-improving-research/?a=1&copy=2", "Take it with you"),
        ("patients’ charity", "https://www.patients-association.org.uk/", "Take it with you"),
    ]
    sheet = html.fromstring(handover_sheet(compilation.course, compilation.plan, ()))
    assert "Other websites that the course links to" in [one.text_content() for one in sheet.iter("h2")]
    links = [one.get("href") for one in sheet.iter("a") if (one.get("href") or "").startswith("http")]
    assert links == [address for _, address, _ in found]
