"""The manifest that we write, clause by clause (S12-01 to S12-18 and S12-22 of the requirements)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from builder.standards.scorm12.manifest import CONTROL_DOCUMENTS, make_manifest
from tests.addresses import with_plain_names
from tests.oracles.expectation import assert_expected
from tests.oracles.schemas import SCORM12, judge_manifest
from tests.unit.standards.packages import example_package, example_pages, example_plan

IMSCP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
GOLDEN = Path(__file__).parent.parent.parent / "golden" / "imsmanifest-scorm12.xml"


@pytest.fixture(scope="module")
def root() -> etree._Element:
    return etree.fromstring(example_package("scorm12").read("imsmanifest.xml"))


def test_the_manifest_is_the_golden_one() -> None:
    """But for the digests in names, which change with every script."""
    assert_expected(GOLDEN, with_plain_names(example_package("scorm12")).read("imsmanifest.xml").decode())


def test_the_official_schema_accepts_it(standards: Path) -> None:
    for schemas in (True, False):
        assert judge_manifest(standards / SCORM12, example_package("scorm12", schemas=schemas).read("imsmanifest.xml")) == []


def test_the_control_documents_in_the_package_accept_it(tmp_path: Path) -> None:
    """Strict validators judge by these. `ims_xml.xsd` is set aside: libxml2 refuses it in anybody's package, for a namespace that it binds."""
    for name in CONTROL_DOCUMENTS:
        (tmp_path / name).write_bytes(example_package("scorm12").read(name))
    (tmp_path / "xml.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">'
        '<xs:attribute name="lang" type="xs:language"/><xs:attribute name="base" type="xs:string"/></xs:schema>'
    )
    (tmp_path / "judge.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>'
        '<xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>'
        '<xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/></xs:schema>'
    )
    manifest = example_package("scorm12").read("imsmanifest.xml")
    assert judge_manifest(tmp_path / "judge.xsd", manifest) == []
    assert judge_manifest(
        tmp_path / "judge.xsd", manifest.replace(b"<organizations", b"<organisations").replace(b"/organizations", b"/organisations")
    )


def test_s12_01_root_namespaces_and_prefixes(root: etree._Element) -> None:
    assert root.tag == f"{IMSCP}manifest"
    assert root.nsmap == {
        None: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    assert root.get("identifier") == "course_small"


def test_s12_02_schema_and_version_in_this_order(root: etree._Element) -> None:
    metadata = root[0]
    assert [(child.tag, child.text) for child in metadata] == [(f"{IMSCP}schema", "ADL SCORM"), (f"{IMSCP}schemaversion", "1.2")]


def test_s12_03_control_documents_lie_at_the_root_and_are_named(root: etree._Element) -> None:
    pairs = root.get(f"{XSI}schemaLocation", "").split()
    assert pairs[::2] == [
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    ]
    assert {*pairs[1::2], "ims_xml.xsd"} == {name for name in example_package("scorm12").files if name.endswith(".xsd")}


def test_s12_03_without_schemas_none_is_named_and_none_is_there() -> None:
    bare = example_package("scorm12", schemas=False)
    assert not [name for name in bare.files if name.endswith(".xsd")]
    assert b"schemaLocation" not in bare.read("imsmanifest.xml")


def test_s12_04_one_organization_that_is_the_default(root: etree._Element) -> None:
    (organizations,) = root.findall(f"{IMSCP}organizations")
    (organization,) = organizations
    assert organizations.get("default") == organization.get("identifier")
    assert organization.findtext(f"{IMSCP}title") == "A small course"


def test_s12_05_s12_17_the_item_has_a_title_leads_to_the_resource_and_says_that_it_is_visible(root: etree._Element) -> None:
    (item,) = root.iter(f"{IMSCP}item")
    (resource,) = root.iter(f"{IMSCP}resource")
    assert item.findtext(f"{IMSCP}title") == "A small course"
    assert item.get("identifierref") == resource.get("identifier")
    assert item.get("isvisible") == "true"


def test_s12_06_identifiers_are_unique_names(root: etree._Element) -> None:
    identifiers = [node.get("identifier") for node in root.iter() if node.get("identifier")]
    assert len(identifiers) == len(set(identifiers)) == 4
    for identifier in identifiers:
        assert identifier is not None
        assert re.fullmatch(r"[a-z][A-Za-z0-9._-]{0,127}", identifier)


def test_s12_07_s12_18_one_sco_first(root: etree._Element) -> None:
    (resource,) = root.iter(f"{IMSCP}resource")
    assert (resource.get("type"), resource.get(f"{ADLCP}scormtype"), resource.get("href")) == ("webcontent", "sco", "index.html")


def test_s12_08_s12_09_every_file_is_listed_once_and_is_there(root: etree._Element) -> None:
    listed = [node.get("href") for node in root.iter(f"{IMSCP}file")]
    files = {name for name in example_package("scorm12").files if name != "imsmanifest.xml" and not name.endswith(".xsd")}
    assert listed[0] == "index.html"
    assert len(listed) == len(set(listed))
    assert set(listed) == files


def test_s12_10_to_s12_16_nothing_that_platforms_read_differently(root: etree._Element) -> None:
    """No xml:base, no mastery score, launch data, limits, prerequisites and no metadata beyond the two texts: impossible by construction."""
    names = {etree.QName(node).localname for node in root.iter()}
    assert names == {
        "manifest",
        "metadata",
        "schema",
        "schemaversion",
        "organizations",
        "organization",
        "title",
        "item",
        "resources",
        "resource",
        "file",
    }
    assert not [name for node in root.iter() for name in node.attrib if str(name).endswith("}base")]


def test_s12_22_plain_utf8_from_the_first_byte() -> None:
    content = example_package("scorm12").read("imsmanifest.xml")
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<manifest ')
    assert b"<!DOCTYPE" not in content
    assert b"\r" not in content
    content.decode("utf-8")


def test_identifiers_hang_on_the_course_id_alone() -> None:
    """A changed item identifier costs learners their records in Moodle and Totara (requirements 7)."""
    plan = example_plan()
    changed = replace(plan, title="Another title", version="9", language="cy", description="", units=plan.units)
    one, other = (make_manifest(each, "index.html", example_pages(plan).files, schemas=True) for each in (plan, changed))
    assert [item.identifier for item in one.organizations[0].items] == [item.identifier for item in other.organizations[0].items]
    assert [resource.identifier for resource in one.resources] == [resource.identifier for resource in other.resources]
    assert (one.identifier, one.default) == (other.identifier, other.default)
