"""The course structure that we write, and what the linter says of others', by requirement id of `@cmi5/requirements`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree
from msgspec.structs import replace

from builder.course.model import Course, PassRule
from builder.diagnostics import Severity
from builder.lint import lint
from builder.package.content import plain_path
from builder.package.package import Package
from builder.pages.render import render_pages
from builder.pipeline import compile_folder
from builder.rulebook import collect_rules
from builder.standards.cmi5.inspection import MOVE_ON_VALUES
from builder.standards.cmi5.manifest import AssignableUnit, from_xml, make_manifest, mastery_score, to_xml, walk
from builder.standards.registry import STANDARDS
from builder.standards.script import unit_files
from builder.standards.standard import Options
from builder.standards.xml_documents import parse_document
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.oracles.schemas import CMI5, judge_manifest
from tests.selection import examples
from tests.unit.standards.packages import example_package, example_plan, standard
from tests.unit.tracking.example import example_course, page

ROOT = Path(__file__).parents[3]
BASE = "https://courses.nhs.test/small/"
SCHEMA_RULES = {"CM5001", "CM5002", "CM5003", "CM5008", "CM5013", "CM5015", "CM5017"}
"""The rules that stand for the schema; the others go beyond it."""


def planned(course: Course) -> TrackingPlan:
    plan = plan_tracking(course).value
    assert plan is not None
    return plan


def by_session() -> TrackingPlan:
    """Two sessions; the final check is a unit of its own (tracking contract 7)."""
    course = example_course(pass_rule=PassRule(70))
    first = course.sessions[0]
    second = replace(first, id="two", title="Session two", summary="What comes next.", outcomes=(), pages=(page("more"),))
    return planned(replace(course, sessions=(first, second), units="session"))


HOSTILE = "Ü < & \"quoted\" ]]> 'x' \u2028 🙂"
PLANS = {
    "complete": example_plan(),
    "pass": example_plan(pass_rule=PassRule(70)),
    "limited": example_plan(pass_rule=PassRule(33, 2)),
    "by session": by_session(),
    "no outcomes": planned(replace(example_course(), outcomes=())),
    "hostile": planned(replace(example_course(), title=HOSTILE, description=f" {HOSTILE}\n")),
    "no description": planned(replace(example_course(), description="")),
    "welsh": planned(replace(example_course(), language="cy")),
}
BY_PLAN = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)


def units(plan: TrackingPlan) -> list[AssignableUnit]:
    return [one for one in walk(make_manifest(plan).members) if isinstance(one, AssignableUnit)]


@BY_PLAN
def test_13_2_0_0_1_the_official_schema_accepts_it(plan: TrackingPlan, standards: Path) -> None:
    assert judge_manifest(standards / CMI5, to_xml(make_manifest(plan))) == []


def test_13_2_0_0_1_the_name_and_14_1_0_0_2_the_root_of_the_zip() -> None:
    assert "cmi5.xml" in example_package("cmi5").files
    assert sum(name.endswith("cmi5.xml") for name in example_package("cmi5").files) == 1


@BY_PLAN
def test_3_0_0_0_1_every_id_is_a_whole_address_under_the_authors_base(plan: TrackingPlan) -> None:
    manifest = make_manifest(plan)
    for identifier in [manifest.course.id, *(one.id for one in manifest.objectives), *(one.about.id for one in units(plan))]:
        assert identifier.startswith(BASE)
        assert re.fullmatch(r"https://[\w./-]+", identifier)


@BY_PLAN
def test_13_1_4_0_1_and_13_1_3_0_1_no_id_stands_twice_in_the_structure(plan: TrackingPlan) -> None:
    manifest = make_manifest(plan)
    held = [manifest.course.id, *(one.id for one in manifest.objectives), *(one.about.id for one in units(plan))]
    assert len(set(held)) == len(held)
    for unit in units(plan):
        assert set(unit.objectives) <= {one.id for one in manifest.objectives}


def test_ids_are_made_from_the_authors_ids_alone() -> None:
    """Platforms keep registrations under them, and every statement names the unit's (9.6.2.3-1)."""
    plan = by_session()
    changed = planned(
        replace(
            example_course(pass_rule=PassRule(80)),
            title="Another title",
            description="Other words.",
            version="2.0",
            sessions=tuple(
                replace(one, title="Renamed", summary="")
                for one in (*example_course().sessions, replace(example_course().sessions[0], id="two", pages=(page("more"),)))
            ),
            units="session",
        )
    )
    assert make_manifest(plan).course.id == make_manifest(changed).course.id == f"{BASE}course"
    assert [one.about.id for one in units(plan)] == [one.about.id for one in units(changed)]
    assert [one.about.id for one in units(example_plan())] == [f"{BASE}units/course"]


@BY_PLAN
def test_each_opening_is_a_unit_whose_page_is_in_the_zip_by_a_relative_address(plan: TrackingPlan) -> None:
    """13.1.4.0-2, 14.1.0.0-3, 8.1.0.0-6: a relative address without a query of its own."""
    assert [one.url for one in units(plan)] == [one.page for one in unit_files(plan)]
    for unit in units(plan):
        assert re.fullmatch(r"[a-z0-9.-]+\.html", unit.url)


def test_by_session_the_final_check_is_a_unit_of_its_own_with_its_own_rule() -> None:
    found = {one.about.id.removeprefix(f"{BASE}units/"): one for one in units(by_session())}
    assert list(found) == ["sessions/one", "checks/quick-check", "sessions/two"]
    assert {name: (one.move_on, one.mastery_score) for name, one in found.items()} == {
        "sessions/one": ("Completed", ""),
        "checks/quick-check": ("Passed", "0.7"),
        "sessions/two": ("Completed", ""),
    }
    said = standard("cmi5").handover(by_session()).settings
    assert said[0] == "“Session one” is done when it is completed (moveOn “Completed”). Its score is not sent."
    assert said[1] == "“Quick check” is done when it is passed (moveOn “Passed”, mastery score 0.7, that is 70 per cent)."
    assert [one.objectives for one in found.values()] == [(f"{BASE}outcomes/1.1",), (f"{BASE}outcomes/1.1",), ()]


@pytest.mark.parametrize(
    "rule, move_on, score",
    [(PassRule(), "Completed", ""), (PassRule(70), "Passed", "0.7"), (PassRule(100), "Passed", "1"), (PassRule(33, 2), "Passed", "0.33")],
)
def test_move_on_and_mastery_score_say_the_pass_rule(rule: PassRule, move_on: str, score: str) -> None:
    """10.2.4.0-2, 9.3.3.0-1, 9.3.4.0-1: what the unit waits for is what the course sends by the same rule."""
    plan = example_plan(pass_rule=rule)
    (unit,) = units(plan)
    assert (unit.move_on, unit.mastery_score) == (move_on, score)
    sent = {"Completed": "completed", "Passed": "passed"}[move_on]
    assert sent in {template.event for template in plan.statements}


@given(st.integers(1, 100))
def test_a_mastery_score_is_the_mark_exactly_and_short(mark: int) -> None:
    written = mastery_score(PassRule(mark))
    assert re.fullmatch(r"0\.\d{1,2}|1", written)
    assert float(written) == mark / 100


def test_13_1_0_0_1_no_value_has_blanks_around_it_and_each_says_its_language() -> None:
    manifest = make_manifest(PLANS["hostile"])
    for described in (manifest.course, *manifest.objectives, *(one.about for one in units(PLANS["hostile"]))):
        for language, words in (*described.title, *described.description):
            assert words == words.strip()
            assert language == "en-GB"
    assert manifest.course.title == (("en-GB", HOSTILE),)
    assert make_manifest(PLANS["welsh"]).course.title[0][0] == "cy"


def test_where_there_is_no_description_the_title_stands_in() -> None:
    assert make_manifest(PLANS["no description"]).course.description == (("en-GB", "A small course"),)


def test_8_1_0_0_1_either_window_will_do_and_the_type_is_that_of_the_statements() -> None:
    (unit,) = units(example_plan())
    assert unit.launch_method == "AnyWindow"
    assert unit.activity_type == "http://adlnet.gov/expapi/activities/course"


def test_13_1_5_0_1_and_13_1_5_0_2_there_are_no_elements_of_our_own() -> None:
    root = parse_document(example_package("cmi5").read("cmi5.xml"))
    assert {etree.QName(node).namespace for node in root.iter()} == {"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"}
    assert root.nsmap == {None: "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"}


# ---------------------------------------------------------------- the linter


def judged(content: bytes, **files: bytes) -> dict[str, Severity]:
    package = Package("small-cmi5.zip", {"cmi5.xml": content, "index.html": b"<title>x</title>passed", **files})
    return {fault.rule.code: fault.rule.severity for fault in lint(package, STANDARDS)}


LTS = {
    "201-1-iris-course-id.xml": {"CM5004"},
    "201-3-iris-au-id.xml": {"CM5004"},
    "202-1-relative-url-no-zip.xml": set(),
    "205-1-duplicated-block.xml": {"CM5005"},
    "205-3-duplicated-au.xml": {"CM5005"},
    "207-1-invalid-courseStructure.xml": {"CM5002", "CM5010"},
}
"""Structures of CATAPULT's LMS test suite and the errors that they must give; 202-1 is wrong only outside a zip (14.2.0.0-1)."""


@pytest.mark.parametrize("name", LTS)
def test_the_lms_test_suites_broken_structures_are_refused(name: str, corpus: Path) -> None:
    found = judged((corpus / "cmi5_lts" / name).read_bytes())
    assert {code for code, severity in found.items() if severity is Severity.ERROR} == LTS[name]


def test_the_official_examples_have_no_error(standards: Path) -> None:
    for path in sorted((standards / "cmi5" / "examples").glob("*.xml")):
        found = judged(path.read_bytes())
        assert [code for code, severity in found.items() if severity is Severity.ERROR] == [], path.name
        assert ("CM5019" in found) == (path.name == "extended-cmi5.xml"), "its schema lies beside it, not in the zip"
    extended = (standards / "cmi5" / "examples" / "extended-cmi5.xml").read_bytes()
    assert "CM5019" not in judged(extended, **{"extended-cmi5.xsd": b"<xs:schema/>"})


GOOD = to_xml(make_manifest(by_session()))
NAMES = [
    "course",
    "title",
    "description",
    "objectives",
    "objective",
    "au",
    "block",
    "url",
    "langstring",
    "launchParameters",
    "{https://x.test/}own",
    "bare",
]
VALUES = {
    "id": ["https://x.test/1", ""],
    "moveOn": [*MOVE_ON_VALUES, "passed", " Passed", ""],
    "masteryScore": ["0.5", "1", "1.1", "-0", "+1", ".5", "1.", "70%", " 0.5 ", "1e0", "", "٠"],
    "launchMethod": ["OwnWindow", "ownwindow", ""],
    "lang": ["en", "en-GB", "en_GB", "", "x-1234567890"],
    "idref": ["https://x.test/1"],
    "other": ["x"],
    "{https://x.test/}other": ["x"],
}
NS = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Our structure, with a few elements or attributes put in, taken out, renamed or moved."""
    root = etree.fromstring(GOOD, etree.XMLParser(remove_blank_text=True))
    for _ in range(draw(st.integers(1, 2))):
        nodes = list(root.iter())
        node = draw(st.sampled_from(nodes))
        parent = node.getparent()
        match draw(st.sampled_from(["drop", "put", "rename", "move", "attribute", "forget"])):
            case "drop" if parent is not None:
                parent.remove(node)
            case "put":
                name = draw(st.sampled_from(NAMES))
                node.insert(draw(st.integers(0, len(node))), etree.Element(name if name == "bare" or name.startswith("{") else NS + name))
            case "rename" if parent is not None:
                node.tag = NS + draw(st.sampled_from([name for name in NAMES if name.isalpha() and name != "bare"]))
            case "move" if parent is not None:
                parent.insert(draw(st.integers(0, len(parent))), node)
            case "attribute":
                name = draw(st.sampled_from(sorted(VALUES)))
                node.set(name, draw(st.sampled_from(VALUES[name])))
            case "forget" if node.attrib:
                del node.attrib[draw(st.sampled_from(sorted(map(str, node.attrib))))]
    return etree.tostring(root)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=mutations())
def test_the_linter_agrees_with_the_schema(content: bytes, standards: Path) -> None:
    """What the schema refuses, the linter names; what it takes, no rule that stands for it refuses."""
    refused = judge_manifest(standards / CMI5, content)
    found = judged(content)
    assert bool(refused) == bool(SCHEMA_RULES & set(found)), (refused, found, content.decode())


HOLDERS = {"id": "au", "moveOn": "au", "masteryScore": "au", "launchMethod": "au", "lang": "langstring", "idref": "au/{0}objectives/{0}objective"}


@pytest.mark.parametrize("name, value", [(name, value) for name in HOLDERS for value in VALUES[name]])
def test_the_linter_agrees_with_the_schema_about_each_value(name: str, value: str, standards: Path) -> None:
    root = etree.fromstring(GOOD)
    node = root.find(f".//{NS}{HOLDERS[name].format(NS)}")
    assert node is not None
    node.set(name, value)
    content = etree.tostring(root)
    assert bool(judge_manifest(standards / CMI5, content)) == bool(SCHEMA_RULES & set(judged(content)))


HOSTILE_FILES = {
    "entities": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><courseStructure xmlns="%s"><course id="&b;">&b;</course></courseStructure>',
    "external": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]><courseStructure xmlns="%s"><course id="x"><title><langstring>&a;</langstring></title></course></courseStructure>',
    "deep": b'<courseStructure xmlns="%s">' + b"<block>" * 5000 + b"</block>" * 5000 + b"</courseStructure>",
    "deep enough": b'<courseStructure xmlns="%s">' + b"<block>" * 200 + b"</block>" * 200 + b"</courseStructure>",
    "wide": b'<courseStructure xmlns="%s">' + b"<au/>" * 20000 + b"</courseStructure>",
    "long": b'<courseStructure xmlns="%s"><course id="' + b"x" * 11_000_000 + b'"/></courseStructure>',
    "comments": b'<courseStructure xmlns="%s"><!-- a --><?php x?><course id="x"/></courseStructure>',
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_a_hostile_file_is_refused_without_harm(name: str) -> None:
    content = HOSTILE_FILES[name].replace(b"%s", NS.strip("{}").encode())
    found = judged(content)
    assert Severity.ERROR in found.values()
    if name in {"entities", "external"}:
        assert "PKG021" in found


def test_every_rule_cites_requirements_that_there_are() -> None:
    known = json.loads((ROOT / "node_modules/@cmi5/requirements/requirements.json").read_text(encoding="utf-8"))
    for rule in (rule for rule in collect_rules() if rule.code.startswith("CM5")):
        cited = rule.clause.removeprefix("cmi5 ").split(", ")
        assert cited
        assert set(cited) <= set(known), rule.code


def test_what_is_written_is_what_is_read() -> None:
    for plan in PLANS.values():
        assert from_xml(parse_document(to_xml(make_manifest(plan)))) == make_manifest(plan)


def test_a_real_course_by_session_makes_a_package_without_a_fault(standards: Path) -> None:
    """A unit a session: each has its page, its script and its AU, and the schema and the linter have nothing to say."""
    course = compile_folder(ROOT / "tests" / "courses" / "two-pages").course
    assert course is not None
    course = replace(course, units="session")
    plan = planned(course)
    package = standard("cmi5").package(course, plan, render_pages(course, plan), Options())
    assert len(plan.units) > 1
    assert standard("cmi5").several_units, "tracking contract 7"
    assert {name for opening in unit_files(plan) for name in (opening.page, opening.script)} <= set(map(plain_path, package.files))
    assert lint(package, STANDARDS) == ()
    assert judge_manifest(standards / CMI5, package.read("cmi5.xml")) == []
