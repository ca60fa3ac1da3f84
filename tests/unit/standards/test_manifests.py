"""Manifests are values: what is written is read back the same, whatever the texts are."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, strategies as st

from builder.standards.cmi5 import manifest as cmi5
from builder.standards.scorm.document import from_xml, to_xml
from builder.standards.scorm.manifest import Dialect, Item, Manifest, Organization, Resource, Sequencing
from builder.standards.scorm12.manifest import DIALECT as DIALECT_12
from builder.standards.scorm2004.manifest import DIALECT as DIALECT_2004
from builder.standards.xapi import manifest as tincan
from builder.standards.xml_documents import parse_document
from tests.oracles.expectation import assert_expected
from tests.unit.standards.packages import example_package

GOLDEN = Path(__file__).parent.parent.parent / "golden"

# What XML 1.0 can hold; a lone surrogate is no text.
texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff") | st.sampled_from("\t\n\r"), max_size=20)
names = st.text("abcXYZ019._-", min_size=1, max_size=10)
limits = st.lists(
    st.tuples(st.sampled_from(["prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore"]), texts), max_size=2
).map(tuple)


flags = st.none() | st.booleans()
sequencings = st.none() | st.builds(Sequencing, flags, flags, st.booleans(), st.lists(names, max_size=2).map(tuple), st.booleans())


def items(depth: int, sequencing: st.SearchStrategy[Sequencing | None]) -> st.SearchStrategy[tuple[Item, ...]]:
    below = items(depth - 1, sequencing) if depth else st.just(())
    return st.lists(st.builds(Item, names, texts, st.just("") | names, flags, below, limits, sequencing), max_size=3).map(tuple)


def manifests(sequencing: st.SearchStrategy[Sequencing | None]) -> st.SearchStrategy[Manifest]:
    return st.builds(
        Manifest,
        identifier=names,
        version=st.just("") | names,
        schema=texts,
        schemaversion=texts,
        default=st.just("") | names,
        organizations=st.lists(st.builds(Organization, names, texts, items(2, sequencing), sequencing), max_size=2).map(tuple),
        resources=st.lists(
            st.builds(
                Resource,
                names,
                names,
                st.sampled_from(["", "sco", "asset"]),
                st.just("") | texts,
                st.lists(texts, max_size=3).map(tuple),
                st.lists(names, max_size=2).map(tuple),
            ),
            max_size=3,
        ).map(tuple),
        schemas=st.booleans(),
    )


def assert_comes_back(manifest: Manifest, dialect: Dialect) -> None:
    assert from_xml(parse_document(to_xml(manifest, dialect)), dialect) == manifest


@given(manifests(st.none()))
def test_a_manifest_of_scorm_12_comes_back(manifest: Manifest) -> None:
    assert_comes_back(manifest, DIALECT_12)


@given(manifests(sequencings))
def test_a_manifest_of_scorm_2004_comes_back(manifest: Manifest) -> None:
    assert_comes_back(manifest, DIALECT_2004)


lines = st.builds(tincan.LangString, texts, st.just("") | names)
components = st.builds(
    tincan.ComponentList,
    st.sampled_from(["choices", "scale", "source", "target", "steps"]),
    st.lists(st.tuples(texts, st.lists(lines, max_size=2).map(tuple)), max_size=3).map(tuple),
)
ORDER = ["choices", "scale", "source", "target", "steps"]
questions = st.builds(
    tincan.InteractionDefinition,
    texts,
    st.lists(texts, max_size=2).map(tuple),
    st.lists(components, max_size=2, unique_by=lambda one: one.name).map(lambda found: tuple(sorted(found, key=lambda one: ORDER.index(one.name)))),
)
several_lines = st.lists(lines, max_size=2).map(tuple)
activities = st.builds(tincan.ListedActivity, texts, texts, several_lines, several_lines, several_lines, st.none() | questions)


@given(st.lists(activities, max_size=3).map(lambda found: tincan.Manifest(tuple(found))))
def test_a_tin_can_manifest_comes_back(manifest: tincan.Manifest) -> None:
    assert tincan.from_xml(parse_document(tincan.to_xml(manifest))) == manifest


def test_tincan_xml_is_the_golden_one() -> None:
    assert_expected(GOLDEN / "tincan.xml", example_package("xapi").read("tincan.xml").decode())


described = st.builds(
    cmi5.Described, texts, st.lists(st.tuples(st.just("") | names, texts), max_size=2).map(tuple), st.just(()) | st.just((("en", "x"),))
)
references = st.lists(texts, max_size=2).map(tuple)
attributes = st.just("") | texts
cmi5_units = st.builds(cmi5.AssignableUnit, described, texts, attributes, attributes, attributes, attributes, references, attributes, attributes)
cmi5_members = st.recursive(
    st.lists(cmi5_units, max_size=2).map(tuple),
    lambda below: st.lists(cmi5_units | st.builds(cmi5.Block, described, below, references), max_size=2).map(tuple),
    max_leaves=4,
)


@given(st.builds(cmi5.Manifest, described, st.lists(described, max_size=2).map(tuple), cmi5_members))
def test_a_course_structure_comes_back(manifest: cmi5.Manifest) -> None:
    assert cmi5.from_xml(parse_document(cmi5.to_xml(manifest))) == manifest


def test_cmi5_xml_is_the_golden_one() -> None:
    assert_expected(GOLDEN / "cmi5.xml", example_package("cmi5").read("cmi5.xml").decode())


def test_only_the_course_is_launched_and_it_is_first() -> None:
    manifest = tincan.from_xml(parse_document(example_package("xapi").read("tincan.xml")))
    assert [bool(activity.launches) for activity in manifest.activities] == [True] + [False] * (len(manifest.activities) - 1)
    assert manifest.activities[0].id == "https://courses.nhs.test/small/course"


def test_practice_questions_are_not_in_tincan_xml() -> None:
    assert b"must-you-tell" not in example_package("xapi").read("tincan.xml")
