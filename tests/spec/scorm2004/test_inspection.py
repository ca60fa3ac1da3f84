"""Clauses of S04 that have more than one way of being broken: each way is found, in our own manifest altered by hand."""

from __future__ import annotations

import pytest

from builder.lint import lint
from builder.package.package import Package
from builder.standards.registry import STANDARDS
from tests.unit.standards.packages import example_package

ITEM = "    <imsss:sequencing>\n     <imsss:objectives>"
ADLSEQ = 'xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"'
WAYS = {
    "S04-07 global objectives": ("S04010", "<organization identifier", f'<organization {ADLSEQ} adlseq:objectivesGlobalToSystem="maybe" identifier'),
    "S04-07 on an item": ("S04010", "<item identifier", f'<item {ADLSEQ} adlseq:objectivesGlobalToSystem="true" identifier'),
    "S04-10 the 3rd Edition's form": ("S04016", ITEM, f"    <adlcp:completionThreshold>0.5</adlcp:completionThreshold>\n{ITEM}"),
    "S04-12 type on a file": ("S04018", '<file href="start.js"/>', '<file href="start.js" adlcp:scormType="asset"/>'),
    "S04-12 no address": ("S04018", ' href="index.html" adlcp', " adlcp"),
    "S04-17 twice": ("S04025", "<imsss:deliveryControls", '<imsss:deliveryControls completionSetByContent="true"/>\n     <imsss:deliveryControls'),
    "S04-17 an ID outside the collection": ("S04025", ITEM, ITEM.replace("sequencing>", 'sequencing ID="s1">', 1)),
    "S04-18 no primary": ("S04026", "      <imsss:primaryObjective/>\n", ""),
    "S04-18 a map to nothing": ("S04026", "<imsss:primaryObjective/>", '<imsss:primaryObjective objectiveID="p"><imsss:mapInfo targetObjectiveID=""/></imsss:primaryObjective>'),
    "S04-18 a measure of 3": ("S04026", "<imsss:primaryObjective/>", "<imsss:primaryObjective><imsss:minNormalizedMeasure>3</imsss:minNormalizedMeasure></imsss:primaryObjective>"),
    "S04-18 two writers": (
        "S04026",
        '<imsss:objective objectiveID="outcome_1.1"/>',
        "".join(
            f'<imsss:objective objectiveID="{name}"><imsss:mapInfo targetObjectiveID="g" writeSatisfiedStatus="true"/></imsss:objective>'
            for name in ("outcome_1.1", "b")
        ),
    ),
    "S04-22 not tracked": ("S04030", 'tracked="true"', 'tracked="false"'),
    "S04-22 no controls": (
        "S04030",
        '     <imsss:deliveryControls tracked="true" completionSetByContent="true" objectiveSetByContent="true"/>\n',
        "",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_breaking_a_clause_is_found(way: str) -> None:
    code, right, wrong = WAYS[way]
    package = example_package("scorm2004-4th")
    manifest = package.read("imsmanifest.xml").decode()
    assert right in manifest
    altered = Package(package.name, {**package.files, "imsmanifest.xml": manifest.replace(right, wrong, 1).encode()})
    assert code in {fault.rule.code for fault in lint(altered, STANDARDS)}


def test_the_collection_of_sequencings_is_read_where_an_item_refers_to_it() -> None:
    package = example_package("scorm2004-4th")
    manifest = package.read("imsmanifest.xml").decode()
    controls = '<imsss:deliveryControls tracked="true" completionSetByContent="true" objectiveSetByContent="true"/>'
    altered = manifest.replace(f"     {controls}\n", "", 1).replace("    <imsss:sequencing>\n", '    <imsss:sequencing IDRef="kept">\n', 1)
    altered = altered.replace("</manifest>", f' <imsss:sequencingCollection>\n  <imsss:sequencing ID="kept">{controls}</imsss:sequencing>\n </imsss:sequencingCollection>\n</manifest>')
    found = lint(Package(package.name, {**package.files, "imsmanifest.xml": altered.encode()}), STANDARDS)
    assert {fault.rule.code for fault in found} == set()
