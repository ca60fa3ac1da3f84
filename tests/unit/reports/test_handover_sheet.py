"""The handover sheet: the right file for each platform, true to this course, and open about what is not known."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace

from builder.course.edition import CoursePilot
from builder.course.model import Course, PassRule, Record
from builder.course.part import take_session
from builder.pipeline import compile_folder
from builder.platforms.platform import EvidenceGrade
from builder.platforms.registry import platforms
from builder.reports.delivered import Delivery
from builder.reports.handover import handover_sheet
from builder.reports.smoke_test import plan_smoke_test
from builder.standards.registry import STANDARDS
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.unit.standards.packages import standard
from tests.unit.tracking.example import CHOOSE_ONE, example_course, interaction, page

ROOT = Path(__file__).parents[3]
ALL = tuple(each.name for each in STANDARDS)


def planned(course: Course) -> TrackingPlan:
    plan = plan_tracking(course).value
    assert plan is not None
    return plan


def sheet(course: Course, *names: str) -> html.HtmlElement:
    delivered = [Delivery(standard(name), f"{course.id}-{name}.zip", "90 KB", name * 4) for name in names]
    return html.fromstring(handover_sheet(course, planned(course), delivered))


def section(root: html.HtmlElement, name: str) -> html.HtmlElement:
    (heading,) = root.xpath(f"//h2[@id='{name}']")
    parent: html.HtmlElement = heading.getparent()
    return parent


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


@cache
def real_course() -> Course:
    course = compile_folder(ROOT / "course_source").course
    assert course is not None
    return course


# ---------------------------------------------------------------- which file goes where


def test_the_first_question_is_whether_learners_are_staff() -> None:
    root = sheet(example_course(), *ALL)
    headings = [words(each) for each in root.iter("h2")]
    assert headings[:2] == ["Not for learners yet", "Are your learners staff?"], "an example address comes first"
    yes, no = section(root, "staff").xpath(".//div[@class='answers']/div")
    assert re.findall(r"small-[a-z0-9-]+\.zip", words(yes)) == ["small-scorm12.zip"] * 3
    assert [words(link) for link in yes.iter("a")] == ["NHS Learning Hub", "ESR (Electronic Staff Record)", "Moodle"]
    assert "by way of NHS Learning Hub" in words(yes)
    assert re.findall(r"small-[a-z0-9-]+\.zip", words(no)) == ["small-scorm12.zip", "small-web.zip"]
    assert [words(link) for link in no.iter("a")] == ["Moodle", "Without a platform"]
    assert "On paper" in words(no)


def test_every_row_of_the_files_is_right_about_platforms_for_staff() -> None:
    rows = {
        words(row.find("th/code")): [words(cell) for cell in row.iter("td")]
        for row in section(sheet(example_course(), *ALL), "files").xpath(".//tbody/tr")
    }
    assert set(rows) == {f"small-{name}.zip" for name in ALL}
    hub, esr = "NHS Learning Hub", "ESR (Electronic Staff Record)"
    for name, (goes, never) in rows.items():
        assert (esr in goes, esr in never) == ((True, False) if name == "small-scorm12.zip" else (False, True))
        taken = name in ("small-scorm12.zip", "small-web.zip")
        assert (goes.replace(f"by way of {hub}", "").count(hub), never.count(hub)) == ((1, 0) if taken else (0, 1))
    assert rows["small-web.zip"][0].startswith("Any website, a stick, a shared drive")


@pytest.mark.parametrize("name", ALL)
def test_platforms_that_take_the_file_are_shown_in_full_and_all_others_in_one_line(name: str) -> None:
    root = sheet(example_course(), name)
    for platform in platforms():
        taken = [choice.standard for choice in platform.takes]
        full = root.xpath(f"//h2[@id='{platform.name}']")
        if platform.role == "component":
            assert not full
        elif name in taken:
            assert f"small-{name}.zip" in words(section(root, platform.name))
        else:
            assert not full
            (line,) = [words(each) for each in section(root, "more").iter("li") if words(each).startswith(platform.title)]
            assert all(standard(other).title in line for other in taken)


@pytest.mark.parametrize("name", ALL)
def test_a_sheet_of_one_file_names_no_other_file_and_leads_nowhere_that_is_not_there(name: str) -> None:
    root = sheet(example_course(), name)
    assert set(re.findall(r"small-[a-z0-9-]+\.zip", words(root))) == {f"small-{name}.zip"}
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    targets = [str(each.get("href")) for each in root.iter("a")]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)


def test_a_platform_with_several_files_takes_the_best_first_and_tells_of_the_rest() -> None:
    moodle = section(sheet(example_course(), *ALL), "moodle")
    assert words(moodle.xpath("./p[@class='which']/code")[0]) == "small-scorm12.zip"
    assert [words(each).split(":")[0] for each in moodle.xpath("./details/summary")][:4] == [
        "SCORM 2004 4th Edition", "SCORM 2004 3rd Edition", "cmi5", "xAPI (Tin Can)",
    ]  # fmt: skip


# ---------------------------------------------------------------- what is said of this course


def test_an_example_address_is_told_and_a_real_one_is_not() -> None:
    assert "courses.nhs.test" in words(section(sheet(example_course(), "web"), "example"))
    real = replace(example_course(), base="https://courses.trust.nhs.uk/small/")
    assert not sheet(real, "web").xpath("//h2[@id='example']")


def test_a_platform_that_passes_by_score_alone_is_told_apart_by_the_pass_rule() -> None:
    unmarked = words(section(sheet(example_course(), "scorm12"), "open-olat"))
    assert "learners can never pass it there" in unmarked
    marked = words(section(sheet(example_course(pass_rule=PassRule(70)), "scorm12"), "open-olat"))
    assert "Set the cut value to 70." in marked
    assert "learners can never pass" not in marked
    unscored = words(section(sheet(example_course(record=Record.COMPLETION, pass_rule=PassRule(70)), "scorm12"), "open-olat"))
    assert "learners can never pass it there" in unscored


def test_sessions_as_units_come_with_a_warning_where_it_was_tried() -> None:
    second = replace(example_course().sessions[0], id="two", title="Session two", pages=(page("late", interaction("again", CHOOSE_ONE)),))
    course = replace(example_course(), units="session", sessions=(*example_course().sessions, second))
    root = sheet(course, "scorm2004-4th")
    assert "does not record another part until its page is loaded again" in words(section(root, "moodle"))
    assert "“Session two”" in words(section(root, "course"))
    assert "first part, “Session one”" in words(section(root, "moodle"))
    assert "does not record another part" not in words(sheet(example_course(), "scorm2004-4th"))
    assert "one was judged “non-conformant” by CATAPULT’s content test" in words(section(sheet(course, "cmi5"), "moodle"))
    assert "We have not tried a course in several parts here" in words(section(sheet(course, "cmi5"), "scorm-cloud"))


def test_a_film_that_is_served_badly_is_told_only_where_the_course_has_one() -> None:
    assert "with the wrong type" not in words(section(sheet(example_course(), "scorm12"), "learning-hub"))
    course = replace(example_course(), files={"media/asha.mp4": b""})
    assert "with the wrong type" in words(section(sheet(course, "scorm12"), "learning-hub"))
    assert "with the wrong type" not in words(section(sheet(course, "web"), "learning-hub"))


@pytest.mark.parametrize("name", ALL)
def test_the_smoke_test_names_a_page_a_question_and_its_answer_of_this_course(name: str) -> None:
    root = sheet(real_course(), name)
    test = plan_smoke_test(planned(real_course()))
    assert test.question is not None
    for shown in root.xpath("//section[@class='platform']"):
        said = words(shown)
        for part in (test.first_page, f"page 1 of {test.pages}", test.question.prompt, test.question.id, test.question.answer, test.question.button):
            assert part in said
        assert standard(name).handover(planned(real_course())).finished in said


def test_the_question_of_the_smoke_test_is_quick_open_and_has_a_right_answer() -> None:
    practice, several = interaction("aside", CHOOSE_ONE), example_course().sessions[0].pages[1]
    test = plan_smoke_test(planned(example_course()))
    assert test.question is not None
    assert (test.question.id, test.question.answer, test.question.check) == ("must-you-tell", "No", "")
    assert test.question.button == "Check my answer"
    locked = plan_smoke_test(planned(example_course(pages=(page("hello"), several))))
    assert locked.question is None, "the final check opens later"
    assert (locked.left_at, locked.reported) == ("Hello", 3)
    unsure = replace(practice, definition=replace(CHOOSE_ONE, correct=()))
    assert plan_smoke_test(planned(example_course(pages=(page("hello", unsure),)))).question is None


def test_a_course_without_such_a_question_has_a_smoke_test_all_the_same() -> None:
    course = example_course(pages=(page("hello"),))
    assert "No question of this course can be tried alone" in words(section(sheet(course, "scorm12"), "moodle"))


# ---------------------------------------------------------------- how it is known


def test_each_graded_sentence_stands_with_its_grade_and_its_source_and_no_day_but_those_of_the_files() -> None:
    root = sheet(example_course(), *ALL)
    grades = {grade.value for grade in EvidenceGrade}
    shown = {words(each) for each in root.xpath("//span[@class='grade']")}
    assert shown == grades
    days = {platform.reviewed.isoformat() for platform in platforms()} | {
        trial.date.isoformat() for platform in platforms() for trial in platform.trials
    }
    assert set(re.findall(r"20\d\d-\d\d-\d\d", words(root))) <= days
    for platform in platforms():
        if platform.role == "platform":
            said = words(section(root, platform.name))
            for choice in platform.takes:
                assert f"{choice.source}. Reviewed {platform.reviewed_on(choice).isoformat()}." in said


def test_every_platform_says_openly_what_nobody_has_verified() -> None:
    root = sheet(example_course(), *ALL)
    for platform in platforms():
        if platform.role == "platform":
            told = [words(each) for each in section(root, platform.name).xpath(".//ul[@class='mark']/li")]
            assert {question.text for question in platform.unverified if not question.course} <= set(told)
            assert not {question.text for question in platform.unverified if "several units" in question.course} & set(told)


def test_the_same_course_gives_the_same_bytes() -> None:
    course = example_course()
    assert handover_sheet(course, planned(course), ()) == handover_sheet(course, planned(course), ())


@pytest.mark.parametrize(("record", "said"), [(Record.ANSWERS, "answers to 3 of them are reported one by one"), (Record.SCORES, "no answer is reported one by one")])
def test_the_sheet_says_in_words_that_no_answer_is_reported(record: Record, said: str) -> None:
    root = sheet(replace(example_course(), record=record), "scorm12")
    assert said in " ".join(words(each) for each in root.xpath("//dl"))


# ---------------------------------------------------------------- a pilot, and one session


def test_a_pilot_is_told_with_how_to_find_its_records() -> None:
    course = replace(example_course(), pilot=CoursePilot("spring", "Pilot, spring"))
    told = words(section(sheet(course, *ALL), "pilot"))
    iri = f"{course.base}pilots/spring"
    assert "This build is for the pilot “Pilot, spring” (spring)." in told
    assert f"Every statement of cmi5 and xAPI (Tin Can) names the pilot as {iri}" in told
    assert f"activity={iri} and related_activities=true" in told
    assert "SCORM 1.2, " in told
    assert "no place for the name of a pilot" in told
    assert "Web page" not in told


def test_a_pilot_in_scorm_alone_promises_no_statement() -> None:
    told = words(section(sheet(replace(example_course(), pilot=CoursePilot("spring", "Pilot, spring")), "scorm12", "web"), "pilot"))
    assert "Every statement" not in told
    assert "SCORM 1.2: the standard has no place for the name of a pilot" in told


def test_a_course_that_is_no_pilot_says_nothing_of_one() -> None:
    assert "pilot" not in words(sheet(example_course(), *ALL))


def test_one_session_is_told_apart_from_the_whole_course() -> None:
    whole = example_course()
    part = take_session(whole, whole.sessions[0].id)
    told = words(section(sheet(part, *ALL), "course"))
    assert f"These files are session 1 of {len(whole.sessions)} of a whole course ({whole.id})." in told
    assert f"names the whole course as {whole.base}course" in told
    assert "These files are session" not in words(sheet(whole, *ALL))
    assert "names the whole course" not in words(sheet(part, "scorm12"))
