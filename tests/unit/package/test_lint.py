"""The linter never stumbles over what it judges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from builder.lint import lint
from builder.package.package import Package
from builder.standards.registry import STANDARDS
from tests.unit.standards.packages import example_package

PLACES = [("scorm12", "imsmanifest.xml"), ("cmi5", "cmi5.xml"), ("xapi", "tincan.xml"), ("web", "index.html")]
PIECES = ["<", ">", "/>", '"', "&", "&amp;", "\0", "\n", " ", "é", "<item>", "</item>", "<x:y/>", 'href=""', "<!--", "]]>", "<?x?>", "<!ENTITY a 'b'>", "0", "%"]


@pytest.mark.parametrize(("name", "path"), PLACES)
@given(data=st.data())
@settings(max_examples=60)
def test_no_damage_to_a_manifest_or_page_makes_it_raise(name: str, path: str, data: st.DataObject) -> None:
    package = example_package(name)
    text = package.read(path).decode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + gone :]
    for fault in lint(Package(package.name, {**package.files, path: text.encode()}), STANDARDS):
        assert fault.message
        assert fault.hint


@pytest.mark.parametrize(("name", "path"), PLACES)
@given(content=st.binary(max_size=60))
@settings(max_examples=40)
def test_no_bytes_in_place_of_a_manifest_or_page_make_it_raise(name: str, path: str, content: bytes) -> None:
    package = example_package(name)
    lint(Package(package.name, {**package.files, path: content}), STANDARDS)


def test_an_attack_by_entities_is_not_unfolded() -> None:
    nested = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    attack = f'<!DOCTYPE m [<!ENTITY a0 "x">{nested}]><manifest>&a11;</manifest>'
    found = lint(Package("attack.zip", {"imsmanifest.xml": attack.encode()}), STANDARDS)
    assert "PKG021" in {fault.rule.code for fault in found}


def test_an_entity_reads_no_file() -> None:
    attack = '<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/hostname">]><manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" identifier="&e;x"/>'
    found = lint(Package("attack.zip", {"imsmanifest.xml": attack.encode()}), STANDARDS)
    assert {"PKG021"} <= {fault.rule.code for fault in found}
