"""The manifests that we write, clause by clause (S04-01 to S04-25 of the requirements), in both editions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from builder.course.model import PassRule
from builder.standards.scorm.document import from_xml
from builder.standards.scorm2004.manifest import CONTROL_DOCUMENTS, DIALECT, FOURTH, THIRD, Edition, make_manifest
from builder.standards.xml_documents import parse_document
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.addresses import with_plain_names
from tests.oracles.expectation import assert_expected
from tests.oracles.schemas import judge_manifest
from tests.unit.standards.packages import example_package, example_plan
from tests.unit.tracking.example import example_course

IMSCP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
ADLCP = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
IMSSS = "{http://www.imsglobal.org/xsd/imsss}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
GOLDEN = Path(__file__).parent.parent.parent / "golden"
EDITIONS = pytest.mark.parametrize("edition", [THIRD, FOURTH], ids=lambda edition: edition.name)


def read_root(edition: Edition) -> etree._Element:
    return etree.fromstring(example_package(edition.name).read("imsmanifest.xml"))


def by_session() -> TrackingPlan:
    plan = plan_tracking(replace(example_course(pass_rule=PassRule(mark=70)), units="session")).value
    assert plan is not None
    return plan


@EDITIONS
def test_the_manifest_is_the_golden_one(edition: Edition) -> None:
    """But for the digests in names, which change with every script."""
    assert_expected(GOLDEN / f"imsmanifest-{edition.name}.xml", with_plain_names(example_package(edition.name)).read("imsmanifest.xml").decode())


@EDITIONS
@pytest.mark.parametrize("driver", ["driver.xsd", "driver_lomLoose.xsd"])
def test_the_official_schema_accepts_it(standards: Path, edition: Edition, driver: str) -> None:
    folder = standards / ("scorm2004_3rd" if edition is THIRD else "scorm2004_4th")
    for schemas in (True, False):
        assert judge_manifest(folder / driver, example_package(edition.name, schemas=schemas).read("imsmanifest.xml")) == []


@EDITIONS
def test_the_control_documents_in_the_package_accept_it(tmp_path: Path, edition: Edition) -> None:
    """Strict validators judge by these. A wrong manifest must be refused by them, or they would prove nothing."""
    package = example_package(edition.name)
    for name in CONTROL_DOCUMENTS:
        (tmp_path / name).write_bytes(package.read(name))
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{file}"/>'
        for namespace, file in (("http://www.w3.org/XML/1998/namespace", "xml.xsd"), *DIALECT.schemas)
    )
    (tmp_path / "judge.xsd").write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>')
    manifest = package.read("imsmanifest.xml")
    assert judge_manifest(tmp_path / "judge.xsd", manifest) == []
    for right, wrong in ((b"organizations", b"organisations"), (b"deliveryControls tracked", b"deliveryControls watched"), (b'"sco"', b'"page"')):
        assert judge_manifest(tmp_path / "judge.xsd", manifest.replace(right, wrong)), right


@EDITIONS
def test_s04_01_root_namespaces_and_the_prefixes_that_moodle_compares(edition: Edition) -> None:
    root = read_root(edition)
    assert root.tag == f"{IMSCP}manifest"
    assert {node.prefix for node in root.iter(f"{IMSCP}*")} == {None}
    assert {node.prefix for node in root.iter(f"{IMSSS}*")} == {"imsss"}
    assert root.nsmap["adlcp"] == ADLCP[1:-1]


@EDITIONS
def test_s04_02_s04_03_every_namespace_is_mapped_to_a_file_at_the_root(edition: Edition) -> None:
    root, package = read_root(edition), example_package(edition.name)
    pairs = root.get(f"{XSI}schemaLocation", "").split()
    used = {etree.QName(node).namespace for node in root.iter()} | {ADLCP[1:-1]}
    assert set(pairs[::2]) == used
    assert set(pairs[1::2]) <= set(package.files)
    named = {
        name.decode()
        for file in CONTROL_DOCUMENTS
        for name in re.findall(rb'(?:schemaLocation="|SYSTEM ")(?![a-z]+:)([^"]+)"', package.read(file))
    }
    assert named <= set(package.files), "what a control document names lies beside it"


def test_s04_03_the_editions_have_each_their_own() -> None:
    third, fourth = (example_package(edition.name) for edition in (THIRD, FOURTH))
    assert {name for name in CONTROL_DOCUMENTS if third.read(name) != fourth.read(name)} >= {"adlcp_v1p3.xsd"}


@EDITIONS
def test_s04_03_without_schemas_none_is_named_and_none_is_there(edition: Edition) -> None:
    bare = example_package(edition.name, schemas=False)
    assert not [name for name in bare.files if name.endswith((".xsd", ".dtd"))]
    assert b"schemaLocation" not in bare.read("imsmanifest.xml")


@EDITIONS
def test_s04_04_s04_05_parts_in_order_schema_and_version(edition: Edition) -> None:
    root = read_root(edition)
    assert [etree.QName(child).localname for child in root] == ["metadata", "organizations", "resources"]
    wanted = [(f"{IMSCP}schema", "ADL SCORM"), (f"{IMSCP}schemaversion", edition.schemaversion)]
    assert [(child.tag, child.text) for child in root[0]] == wanted
    assert THIRD.schemaversion == "2004 3rd Edition"
    assert FOURTH.schemaversion == "2004 4th Edition"


@EDITIONS
def test_s04_06_s04_07_s04_08_one_organization_one_item_that_leads_to_the_resource(edition: Edition) -> None:
    root = read_root(edition)
    (organizations,), (organization,), (item,) = (list(root.iter(IMSCP + name)) for name in ("organizations", "organization", "item"))
    (resource,) = root.iter(f"{IMSCP}resource")
    assert organizations.get("default") == organization.get("identifier")
    assert [organization.findtext(f"{IMSCP}title"), item.findtext(f"{IMSCP}title")] == ["A small course"] * 2
    assert (item.get("identifierref"), item.get("isvisible")) == (resource.get("identifier"), "true")


@EDITIONS
def test_s04_12_s04_13_s04_16_one_sco_and_every_file_listed_once(edition: Edition) -> None:
    (resource,) = read_root(edition).iter(f"{IMSCP}resource")
    assert (resource.get("type"), resource.get(f"{ADLCP}scormType"), resource.get("href")) == ("webcontent", "sco", "index.html")
    listed = [node.get("href") for node in resource.iter(f"{IMSCP}file")]
    files = {name for name in example_package(edition.name).files if not name.endswith((".xsd", ".dtd", "manifest.xml"))}
    assert listed[0] == "index.html"
    assert (len(listed), set(listed)) == (len(files), files)


@EDITIONS
def test_s04_09_to_s04_11_s04_14_s04_18_nothing_by_which_a_platform_could_overrule_the_course(edition: Edition) -> None:
    """Tracking contract 1: no measure, threshold, mastery score; no xml:base."""
    content = example_package(edition.name).read("imsmanifest.xml")
    for name in (b"minNormalizedMeasure", b"satisfiedByMeasure", b"completionThreshold", b"masteryscore", b"timeLimitAction", b"xml:base"):
        assert name not in content


@EDITIONS
def test_s04_18_the_outcomes_are_objectives_under_their_run_time_ids(edition: Edition) -> None:
    (item,) = read_root(edition).iter(f"{IMSCP}item")
    (objectives,) = item.iter(f"{IMSSS}objectives")
    assert [etree.QName(child).localname for child in objectives] == ["primaryObjective", "objective"]
    assert [child.get("objectiveID") for child in objectives] == [None, *(one.tracked_id for one in example_plan().objectives)]


@EDITIONS
def test_s04_22_s04_23_the_content_decides_on_completion_and_success(edition: Edition) -> None:
    root = read_root(edition)
    (controls,) = root.iter(f"{IMSSS}deliveryControls")
    assert dict(controls.attrib) == {"tracked": "true", "completionSetByContent": "true", "objectiveSetByContent": "true"}
    (mode,) = root.iter(f"{IMSSS}controlMode")
    assert dict(mode.attrib) == {"choice": "true", "flow": "true"}
    assert not list(root.iter(f"{IMSSS}sequencingRules"))


@EDITIONS
def test_s04_25_identifiers_are_unique_names_and_hang_on_ids_alone(edition: Edition) -> None:
    identifiers = [node.get("identifier") for node in read_root(edition).iter() if node.get("identifier")]
    assert len(identifiers) == len(set(identifiers)) == 4
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9._-]{0,127}", str(identifier)) for identifier in identifiers)
    plan = example_plan()
    changed = replace(plan, title="Another title", version="9", language="cy", description="")
    one, other = (make_manifest(edition, each, ["index.html", "standard.js", "standard-late.js"], schemas=True) for each in (plan, changed))
    assert [item.identifier for item in one.organizations[0].items] == [item.identifier for item in other.organizations[0].items]
    assert [resource.identifier for resource in one.resources] == [resource.identifier for resource in other.resources]


def test_units_by_session_are_items_and_scos_and_only_the_marked_one_counts_for_success() -> None:
    files = ["index.html", "standard.js", "standard-late.js", "unit-quick-check.html", "unit-quick-check.js", "late-quick-check.js", "style.css"]
    manifest = make_manifest(FOURTH, by_session(), files, schemas=True)
    (organization,) = manifest.organizations
    assert [(item.identifier, item.reference) for item in organization.items] == [
        ("item_one", "resource_one"),
        ("item_quick-check", "resource_quick-check"),
    ]
    assert [item.sequencing.satisfies for item in organization.items if item.sequencing] == [False, True]
    assert [resource.href for resource in manifest.resources] == ["index.html", "unit-quick-check.html"]
    assert manifest.resources[1].files == ("unit-quick-check.html", "late-quick-check.js", "style.css", "unit-quick-check.js")


def test_units_by_session_are_valid_by_the_official_schema(standards: Path) -> None:
    from builder.standards.scorm.document import to_xml

    files = ["index.html", "standard.js", "standard-late.js", "unit-quick-check.html", "unit-quick-check.js", "late-quick-check.js", "style.css"]
    written = to_xml(make_manifest(FOURTH, by_session(), files, schemas=True), DIALECT)
    assert judge_manifest(standards / "scorm2004_4th" / "driver.xsd", written) == []
    assert from_xml(parse_document(written), DIALECT) == make_manifest(FOURTH, by_session(), files, schemas=True)
