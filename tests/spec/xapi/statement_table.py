"""Good and bad statements by clause of xAPI 1.0.3 (part Data), each one change away from a full good one.

`oracle` says what the outside validator of npm makes of it: None for "the same verdict as we", otherwise why it
differs; the test asserts that it still differs.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

GONE: Any = object()

QUESTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
UUID = "6c1f3f0e-2a34-4b8c-9d6f-0a1b2c3d4e5f"

GOOD: dict[str, Any] = {
    "id": "0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b",
    "actor": {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "4711"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
    "object": {
        "objectType": "Activity",
        "id": "https://course.example.org/check/q1",
        "definition": {
            "type": QUESTION,
            "name": {"en-GB": "Question 1"},
            "description": {"en-GB": "Must you tell your story?"},
            "interactionType": "choice",
            "choices": [{"id": "a", "description": {"en-GB": "No"}}, {"id": "b", "description": {"en-GB": "Yes"}}],
            "correctResponsesPattern": ["a"],
        },
    },
    "result": {
        "score": {"scaled": 0.8, "raw": 80, "min": 0, "max": 100},
        "success": True,
        "completion": True,
        "response": "a",
        "duration": "PT12.5S",
        "extensions": {"https://course.example.org/x/note": {"nothing": None}},
    },
    "context": {
        "registration": UUID,
        "instructor": {"objectType": "Agent", "mbox": "mailto:lead@example.org"},
        "team": {"objectType": "Group", "member": [{"mbox": "mailto:one@example.org"}]},
        "contextActivities": {
            "parent": [{"objectType": "Activity", "id": "https://course.example.org/check"}],
            "grouping": [{"objectType": "Activity", "id": "https://course.example.org/"}],
        },
        "revision": "3",
        "platform": "Any",
        "language": "en-GB",
        "statement": {"objectType": "StatementRef", "id": UUID},
        "extensions": {"https://course.example.org/x/try": 2},
    },
    "timestamp": "2026-01-02T03:04:05.67Z",
}


@dataclass(frozen=True)
class Case:
    """One row.

    Attributes:
        name: what it shows.
        clause: the clause that the fault must name; for good rows, the clause that allows it.
        changes: dotted path -> new value (`GONE` removes it); steps that are numbers are indexes.
        at: the JSON path of the fault; None for a good row.
        advice: whether it is only advised against (an LRS takes it).
        oracle: why the outside validator differs, or None.

    """

    name: str
    clause: str
    changes: dict[str, Any] = field(default_factory=dict)
    at: str | None = None
    advice: bool = False
    oracle: str | None = None

    @property
    def is_taken(self) -> bool:
        return self.at is None or self.advice

    def make(self) -> dict[str, Any]:
        statement = copy.deepcopy(GOOD)
        for path, value in self.changes.items():
            change(statement, path, value)
        return statement


def change(statement: dict[str, Any], path: str, value: Any) -> None:
    *steps, last = path.split("/") if "/" in path else path.split(".")
    here: Any = statement
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    if value is GONE:
        del here[last]
    elif isinstance(here, list):
        here[int(last)] = value
    else:
        here[last] = value


def good(name: str, clause: str, oracle: str | None = None, **changes: Any) -> Case:
    return Case(name, clause, changes.pop("changes", changes), oracle=oracle)


def bad(name: str, clause: str, at: str, changes: dict[str, Any], oracle: str | None = None) -> Case:
    return Case(name, clause, changes, at, oracle=oracle)


def unwise(name: str, clause: str, at: str, changes: dict[str, Any], oracle: str | None = None) -> Case:
    return Case(name, clause, changes, at, advice=True, oracle=oracle)


def question(kind: str, response: str, **lists: Any) -> dict[str, Any]:
    """Change the question into one of another type, with its lists and a response."""
    definition = {"type": QUESTION, "interactionType": kind, **lists}
    return {"object.definition": definition, "result.response": response}


def items(*names: str) -> list[dict[str, Any]]:
    return [{"id": name} for name in names]


def _general() -> Iterator[Case]:
    yield good("the full statement", "Data 2.4")
    yield good("the least", "Data 2.4", changes={"result": GONE, "context": GONE, "timestamp": GONE})
    yield unwise("no id", "Data 2.4", "$", {"id": GONE})
    for name in ("actor", "verb", "object"):
        yield bad(f"no {name}", "Data 2.4", "$", {name: GONE})
        yield bad(f"null {name}", "Data 2.2", f"$.{name}", {name: None})
        yield bad(f"{name} is a string", {"actor": "Data 2.4.2.1", "verb": "Data 2.4.3", "object": "Data 2.4.4.1"}[name], f"$.{name}", {name: "x"})
    yield bad("unknown property", "Data 2.2", "$.mood", {"mood": "fine"})
    yield bad("wrong case of a key", "Data 2.2", "$.Result", {"Result": {}})
    yield bad("null deep inside", "Data 2.2", "$.context.language", {"context.language": None})
    yield bad(
        "null in an array",
        "Data 2.2",
        "$.context.contextActivities.parent[1]",
        {"context.contextActivities.parent": [{"id": "http://a.example"}, None]},
    )
    yield bad("number as a string", "Data 2.2", "$.result.score.raw", {"result.score.raw": "80"})
    yield bad("truth as a string", "Data 2.2", "$.result.success", {"result.success": "true"})
    yield bad("truth as a number", "Data 2.2", "$.result.completion", {"result.completion": 1})
    yield bad("number as a truth", "Data 2.2", "$.result.score.raw", {"result.score.raw": True})
    yield bad("id is no UUID", "Data 4.4", "$.id", {"id": "statement-1"})
    yield bad("id without hyphens", "Data 4.4", "$.id", {"id": "0f4e6a5e7c1d4e6f8a9b1c2d3e4f5a6b"})
    yield bad("id in braces", "Data 4.4", "$.id", {"id": "{0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b}"}, oracle="does not look at the ends of a UUID")
    yield bad("id with a g", "Data 4.4", "$.id", {"id": "0g4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"})
    yield bad("id is a number", "Data 4.4", "$.id", {"id": 12})
    yield unwise("id in upper case", "Data 4.4", "$.id", {"id": "0F4E6A5E-7C1D-4E6F-8A9B-1C2D3E4F5A6B"})
    yield good("id of version 5", "Data 2.4.1", id="0f4e6a5e-7c1d-5e6f-8a9b-1c2d3e4f5a6b")
    yield good("id of version 7", "Data 2.4.1", id="0190163d-8694-739b-aea5-966c26f8ad91")
    yield unwise("stored set by the sender", "Data 2.4.8", "$.stored", {"stored": "2026-01-02T03:04:05Z"})
    yield unwise("authority set by the sender", "Data 2.4.9", "$.authority", {"authority": {"mbox": "mailto:a@example.org"}})
    yield bad("authority without identifier", "Data 2.4.2.3", "$.authority", {"authority": {"objectType": "Agent"}})
    yield bad(
        "authority is a group of three",
        "Data 2.4.9",
        "$.authority",
        {"authority": {"objectType": "Group", "member": [{"mbox": f"mailto:{n}@example.org"} for n in "abc"]}},
    )
    yield unwise(
        "authority is the pair of OAuth",
        "Data 2.4.9",
        "$.authority",
        {"authority": {"objectType": "Group", "member": [{"mbox": f"mailto:{n}@example.org"} for n in "ab"]}},
    )
    yield good("version 1.0.0", "Data 2.4.10", version="1.0.0")
    yield unwise("version 1.0.3", "Data 2.4.10", "$.version", {"version": "1.0.3"})
    yield bad("version 1.0", "Data 2.4.10", "$.version", {"version": "1.0"}, oracle="takes a version without its patch number")
    yield bad("version 0.95", "Data 2.4.10", "$.version", {"version": "0.95"})
    yield bad("version 1.1.0", "Data 2.4.10", "$.version", {"version": "1.1.0"})
    yield bad("version 2.0.0 under 1.0.3", "Data 2.4.10", "$.version", {"version": "2.0.0"})
    yield bad("contextAgents under 1.0.3", "IEEE 9274.1.1 4.2.2.4", "$.context.contextAgents", {"context.contextAgents": []})


def _actors() -> Iterator[Case]:
    for name, value in {
        "mbox": "mailto:someone@example.org",
        "mbox_sha1sum": "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "openid": "https://openid.example.org/4711",
        "account": {"homePage": "https://lms.example.org", "name": "x"},
    }.items():
        yield good(f"agent by {name}", "Data 2.4.2.3", actor={name: value})
    yield good("agent with a name", "Data 2.4.2.1", actor={"mbox": "mailto:a@example.org", "name": "A"})
    yield good("address with a plus", "Data 2.4.2.3", actor={"mbox": "mailto:a+b@example.org"})
    yield bad("no identifier", "Data 2.4.2.3", "$.actor", {"actor": {"name": "A"}})
    yield bad("two identifiers", "Data 2.4.2.3", "$.actor", {"actor": {"mbox": "mailto:a@example.org", "openid": "https://a.example"}})
    yield bad("mbox without mailto", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": "a@example.org"}})
    yield bad("mbox without address", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": "mailto:nobody"}})
    yield bad("mbox with a space", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": "mailto:a b@example.org"}})
    yield bad("mbox in an array, as in Tin Can 0.9", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": ["mailto:a@example.org"]}})
    yield bad("digest of 39 digits", "Data 2.4.2.3", "$.actor.mbox_sha1sum", {"actor": {"mbox_sha1sum": "a" * 39}}, oracle="takes 5 to 40 digits")
    yield bad("digest that is none", "Data 2.4.2.3", "$.actor.mbox_sha1sum", {"actor": {"mbox_sha1sum": "z" * 40}})
    yield bad("openid without scheme", "Data 2.4.2.3", "$.actor.openid", {"actor": {"openid": "openid.example.org"}})
    yield bad("account without homePage", "Data 2.4.2.4", "$.actor.account", {"actor.account": {"name": "x"}})
    yield bad("account without name", "Data 2.4.2.4", "$.actor.account", {"actor.account": {"homePage": "https://lms.example.org"}})
    yield bad("account with more", "Data 2.2", "$.actor.account.id", {"actor.account.id": "x"})
    yield bad("account name is a number", "Data 2.4.2.4", "$.actor.account.name", {"actor.account.name": 4711})
    yield bad("homePage without scheme", "Data 2.4.2.4", "$.actor.account.homePage", {"actor.account.homePage": "lms.example.org"})
    yield unwise("account name is empty", "Data 2.4.2.4", "$.actor.account.name", {"actor.account.name": ""})
    yield bad("agent with members", "Data 2.2", "$.actor.member", {"actor.member": []})
    yield bad("objectType in lower case", "Data 2.4.2.1", "$.actor.objectType", {"actor.objectType": "agent"})
    yield bad("objectType Person", "Data 2.4.2.1", "$.actor.objectType", {"actor.objectType": "Person"})
    member = {"mbox": "mailto:a@example.org"}
    yield good("group without identifier", "Data 2.4.2.2", actor={"objectType": "Group", "member": [member]})
    yield good("group with identifier", "Data 2.4.2.2", actor={"objectType": "Group", "mbox": "mailto:team@example.org"})
    yield good("group with both", "Data 2.4.2.2", actor={"objectType": "Group", "mbox": "mailto:team@example.org", "member": [member]})
    yield bad("group with nothing", "Data 2.4.2.2", "$.actor", {"actor": {"objectType": "Group", "name": "T"}})
    yield bad("group without members in the list", "Data 2.4.2.2", "$.actor", {"actor": {"objectType": "Group", "member": []}})
    yield bad("members that are no array", "Data 2.4.2.2", "$.actor.member", {"actor": {"objectType": "Group", "member": member}})
    yield bad(
        "group in a group",
        "Data 2.4.2.2",
        "$.actor.member[0]",
        {"actor": {"objectType": "Group", "member": [{"objectType": "Group", "member": [member]}]}},
        oracle="takes groups as members",
    )
    yield bad("member without identifier", "Data 2.4.2.3", "$.actor.member[0]", {"actor": {"objectType": "Group", "member": [{"name": "A"}]}})
    yield bad(
        "group with two identifiers",
        "Data 2.4.2.3",
        "$.actor",
        {"actor": {"objectType": "Group", "mbox": "mailto:t@example.org", "openid": "https://a.example"}},
    )


def _verbs_and_objects() -> Iterator[Case]:
    yield bad("verb without id", "Data 2.4.3", "$.verb", {"verb.id": GONE})
    yield bad("verb id is a word", "Data 2.4.3", "$.verb.id", {"verb.id": "answered"})
    yield bad(
        "verb id with a space", "Data 2.4.3", "$.verb.id", {"verb.id": "http://a.example/went home"}, oracle="looks at the scheme of an IRI alone"
    )
    yield bad("verb id without host", "Data 2.4.3", "$.verb.id", {"verb.id": "http:///answered"}, oracle="looks at the scheme of an IRI alone")
    yield good("verb id is a URN", "Data 4.3", changes={"verb.id": "urn:example:verb"})
    yield good("verb id beyond ASCII", "Data 4.3", changes={"verb.id": "http://example.com/فعل/خواندن"})
    yield unwise("verb without display", "Data 2.4.3", "$.verb", {"verb.display": GONE})
    yield bad("display is a string", "Data 4.2", "$.verb.display", {"verb.display": "answered"})
    yield bad("display in no language", "Data 4.2", "$.verb.display.english_gb", {"verb.display": {"english_gb": "x"}})
    yield bad("display is a number", "Data 4.2", "$.verb.display.en", {"verb.display": {"en": 1}})
    for tag in ("en", "en-GB", "cy", "zh-Hant-TW", "de-CH-1996", "sl-rozaj", "es-419", "x-own", "i-klingon", "und"):
        yield good(f"language {tag}", "Data 4.2", changes={"context.language": tag})
    for tag in ("", "e", "en_GB", "en-", "en GB", "english-language-of-wales", "123"):
        yield bad(f"language {tag!r}", "Data 2.4.6", "$.context.language", {"context.language": tag})
    yield bad("activity without id", "Data 2.4.4.1", "$.object", {"object.id": GONE})
    yield bad("activity id is a word", "Data 2.4.4.1", "$.object.id", {"object.id": "q1"})
    yield bad("activity with a name outside its definition", "Data 2.2", "$.object.name", {"object.name": {"en": "x"}})
    yield good("activity without objectType", "Data 2.4.4", changes={"object.objectType": GONE})
    yield bad("objectType unknown", "Data 2.4.4", "$.object.objectType", {"object.objectType": "Course"})
    yield bad("objectType of the object in lower case", "Data 2.4.4", "$.object.objectType", {"object.objectType": "activity"})
    yield bad("definition is a string", "Data 2.4.4.1", "$.object.definition", {"object.definition": "x"})
    yield bad("definition with more", "Data 2.2", "$.object.definition.title", {"object.definition.title": "x"})
    yield bad("type is no IRI", "Data 2.4.4.1", "$.object.definition.type", {"object.definition.type": "question"})
    yield bad("moreInfo is no IRL", "Data 2.4.4.1", "$.object.definition.moreInfo", {"object.definition.moreInfo": "see there"})
    yield bad("name in a bad language", "Data 4.2", "$.object.definition.name.en_GB", {"object.definition.name": {"en_GB": "x"}})
    yield bad("extension key is no IRI", "Data 4.1", "$.object.definition.extensions.level", {"object.definition.extensions": {"level": 1}})
    yield good("extension value is null", "Data 4.1", changes={"object.definition.extensions": {"https://a.example/x": None}})
    agent = {"objectType": "Agent", "mbox": "mailto:a@example.org"}
    plain = {"result": GONE, "context": GONE}
    yield good("object is an agent", "Data 2.4.4.2", changes={**plain, "object": agent})
    yield bad("object is an agent that does not say so", "Data 2.2", "$.object.mbox", {**plain, "object": {"mbox": "mailto:a@example.org"}})
    yield good("object is a group", "Data 2.4.4.2", changes={**plain, "object": {"objectType": "Group", "mbox": "mailto:t@example.org"}})
    yield good("object is a statement", "Data 2.4.4.3", changes={**plain, "object": {"objectType": "StatementRef", "id": UUID}})
    yield bad("reference without id", "Data 2.4.4.3", "$.object", {**plain, "object": {"objectType": "StatementRef"}})
    yield bad("reference with no UUID", "Data 4.4", "$.object.id", {**plain, "object": {"objectType": "StatementRef", "id": "x"}})
    yield good("voiding", "Data 2.3.2", changes={**plain, "verb.id": VOIDED, "object": {"objectType": "StatementRef", "id": UUID}})
    yield bad("voiding an activity", "Data 2.3.2", "$.object", {**plain, "verb.id": VOIDED})
    inner = {
        "objectType": "SubStatement",
        "actor": agent,
        "verb": {"id": "http://a.example/go", "display": {"en": "go"}},
        "object": {"id": "http://a.example/x"},
    }
    yield good("object is a substatement", "Data 2.4.4.3", changes={**plain, "object": inner})
    yield bad("substatement in a substatement", "Data 2.4.4.3", "$.object.object", {**plain, "object": {**inner, "object": inner}})
    for name, value in {"id": UUID, "stored": "2026-01-02T03:04:05Z", "version": "1.0.0", "authority": agent}.items():
        yield bad(f"substatement with {name}", "Data 2.2", f"$.object.{name}", {**plain, "object": {**inner, name: value}})
    yield bad("substatement without verb", "Data 2.4.4.3", "$.object", {**plain, "object": {k: v for k, v in inner.items() if k != "verb"}})


def _questions() -> Iterator[Case]:
    yield bad("type of question unknown", "Data 2.4.4.1", "$.object.definition.interactionType", {"object.definition.interactionType": "match"})
    yield bad("choices without a type", "Data 2.4.4.1", "$.object.definition.choices", {"object.definition.interactionType": GONE})
    yield bad(
        "pattern is a string", "Data 2.4.4.1", "$.object.definition.correctResponsesPattern", {"object.definition.correctResponsesPattern": "a"}
    )
    yield bad(
        "pattern holds a number", "Data 2.4.4.1", "$.object.definition.correctResponsesPattern[0]", {"object.definition.correctResponsesPattern": [1]}
    )
    yield good("no right answer", "Data 2.4.4.1", changes={"object.definition.correctResponsesPattern": []})
    yield bad("choices are no array", "Data 2.4.4.1", "$.object.definition.choices", {"object.definition.choices": {"id": "a"}})
    yield bad(
        "choice without id",
        "Data 2.4.4.1",
        "$.object.definition.choices[1]",
        {"object.definition.choices": [{"id": "a"}, {"description": {"en": "x"}}]},
    )
    yield bad(
        "choice with an empty id",
        "Data 2.4.4.1",
        "$.object.definition.choices[1].id",
        {"object.definition.choices": items("a", "")},
        oracle="takes an empty id",
    )
    yield bad(
        "two choices with one id",
        "Data 2.4.4.1",
        "$.object.definition.choices[1].id",
        {"object.definition.choices": items("a", "a")},
        oracle="does not look for duplicate ids",
    )
    yield bad("choice with more", "Data 2.2", "$.object.definition.choices[0].correct", {"object.definition.choices": [{"id": "a", "correct": True}]})
    yield bad(
        "choice described by a string",
        "Data 4.2",
        "$.object.definition.choices[0].description",
        {"object.definition.choices": [{"id": "a", "description": "No"}]},
    )
    yield unwise("choice id with a space", "Data 2.4.4.1", "$.object.definition.choices[1].id", {"object.definition.choices": items("a", "b c")})
    yield unwise("question of another activity type", "Data 2.4.4.1", "$.object.definition", {"object.definition.type": "https://a.example/t"})
    for kind, name in (
        ("choice", "scale"),
        ("likert", "choices"),
        ("matching", "choices"),
        ("performance", "choices"),
        ("numeric", "choices"),
        ("true-false", "choices"),
        ("fill-in", "scale"),
        ("sequencing", "source"),
        ("other", "steps"),
    ):
        response = {"numeric": "1", "true-false": "true", "matching": "a[.]b", "performance": "a[.]b"}.get(kind, "a")
        yield bad(f"{name} in a {kind}", "Data 2.4.4.1", f"$.object.definition.{name}", question(kind, response, **{name: items("a")}))
    rows: tuple[tuple[str, str, dict[str, Any], bool], ...] = (
        ("true-false", "true", {}, True),
        ("true-false", "false", {"correctResponsesPattern": ["true"]}, True),
        ("true-false", "yes", {}, False),
        ("true-false", "True", {}, False),
        ("true-false", "", {}, False),
        ("choice", "a[,]b", {"choices": items("a", "b")}, True),
        ("choice", "", {"choices": items("a", "b")}, True),
        ("choice", "a[,]", {"choices": items("a", "b")}, False),
        ("choice", "a[,]a", {"choices": items("a", "b")}, False),
        ("fill-in", "two words[,]three", {}, True),
        ("fill-in", "", {}, True),
        ("long-fill-in", "{case_matters=false}{lang=en}Once upon a time", {}, True),
        ("matching", "a[.]x[,]b[.]y", {"source": items("a", "b"), "target": items("x", "y")}, True),
        ("matching", "a[.]x[,]b[.]x", {"source": items("a", "b"), "target": items("x", "y")}, True),
        ("matching", "a[,]x", {"source": items("a"), "target": items("x")}, False),
        ("matching", "a[.]", {"source": items("a"), "target": items("x")}, False),
        ("matching", "a[.]x[.]y", {}, False),
        ("performance", "one[.]2[,]two[.]a word", {"steps": items("one", "two")}, True),
        ("performance", "{order_matters=false}one[.]1", {"steps": items("one")}, True),
        ("performance", "one", {"steps": items("one")}, False),
        ("sequencing", "b[,]a", {"choices": items("a", "b")}, True),
        ("sequencing", "b[,][,]a", {"choices": items("a", "b")}, False),
        ("likert", "3", {"scale": items("1", "2", "3")}, True),
        ("likert", "1[,]2", {"scale": items("1", "2", "3")}, False),
        ("numeric", "53.10", {}, True),
        ("numeric", "-4", {}, True),
        ("numeric", "53[:]53.20", {}, True),
        ("numeric", "[:]4", {}, True),
        ("numeric", "4[:]", {}, True),
        ("numeric", "5[:]4", {}, False),
        ("numeric", "4,5", {}, False),
        ("numeric", "£4", {}, False),
        ("numeric", "1[:]2[:]3", {}, False),
        ("other", "[,][.]", {}, True),
    )
    note = "does not read responses"
    for kind, response, lists, is_good in rows:
        changes = question(kind, response, **lists)
        if is_good:
            yield good(f"{kind} {response!r}", "Data 2.4.4.1", changes=changes)
        else:
            yield bad(f"{kind} {response!r}", "Data 2.4.4.1", "$.result.response", changes, oracle=note)
    place = "$.object.definition.correctResponsesPattern[0]"
    yield bad("pattern of true-false", "Data 2.4.4.1", place, question("true-false", "true", correctResponsesPattern=["1"]), oracle=note)
    yield bad("pattern of numeric", "Data 2.4.4.1", place, question("numeric", "1", correctResponsesPattern=["1 to 2"]), oracle=note)
    yield bad("empty pattern of choice", "Data 2.4.4.1", place, {"object.definition.correctResponsesPattern": [""]}, oracle=note)
    yield unwise("pattern names no choice", "Data 2.4.4.1", place, {"object.definition.correctResponsesPattern": ["c"]})
    yield unwise("response names no choice", "Data 2.4.4.1", "$.result.response", {"result.response": "c"})
    yield unwise("response names no target", "Data 2.4.4.1", "$.result.response", question("matching", "a[.]z", source=items("a"), target=items("x")))


def _results() -> Iterator[Case]:
    for scaled in (-1, 0, 1, 0.5, 1.0):
        yield good(f"scaled {scaled}", "Data 2.4.5.1", changes={"result.score": {"scaled": scaled}})
    for scaled in (-1.01, 1.01, 80):
        yield bad(f"scaled {scaled}", "Data 2.4.5.1", "$.result.score.scaled", {"result.score": {"scaled": scaled}})
    yield bad("raw above max", "Data 2.4.5.1", "$.result.score.raw", {"result.score.raw": 101})
    yield bad("raw below min", "Data 2.4.5.1", "$.result.score.raw", {"result.score.raw": -1})
    yield good("raw at max", "Data 2.4.5.1", changes={"result.score.raw": 100})
    yield good("raw alone", "Data 2.4.5.1", changes={"result.score": {"raw": -7}})
    yield bad("min equals max", "Data 2.4.5.1", "$.result.score.min", {"result.score": {"min": 1, "max": 1, "raw": 1}}, oracle="takes equal ends")
    yield bad("score with more", "Data 2.2", "$.result.score.grade", {"result.score.grade": "A"})
    yield bad("score is a number", "Data 2.4.5.1", "$.result.score", {"result.score": 80})
    yield bad("result with more", "Data 2.2", "$.result.passed", {"result.passed": True})
    yield bad("response is a list", "Data 2.4.5", "$.result.response", {"result.response": ["a"]})
    yield bad("response is a truth", "Data 2.4.5", "$.result.response", {"result.response": True})
    for duration in ("PT0S", "PT12.5S", "P1D", "P1Y2M3DT4H5M6S", "PT36H", "P4W", "PT1.5H", "PT01M05.50S"):
        note = "takes a fraction of seconds only, where ISO 8601 allows one in the smallest part" if duration == "PT1.5H" else None
        yield good(f"duration {duration}", "Data 4.6", changes={"result.duration": duration}, oracle=note)
    for duration in ("5 minutes", "", "P", "PT", "12", "00:00:12", "PT1H1H", "pt1m", "P-1D", "PT1S2M"):
        yield bad(f"duration {duration!r}", "Data 4.6", "$.result.duration", {"result.duration": duration})
    yield bad("duration P1DT", "Data 4.6", "$.result.duration", {"result.duration": "P1DT"}, oracle="takes a T with nothing after it")
    yield bad("duration P1W2D", "Data 4.6", "$.result.duration", {"result.duration": "P1W2D"})
    yield bad("duration -PT1S", "Data 4.6", "$.result.duration", {"result.duration": "-PT1S"}, oracle="takes a sign")
    yield bad("a fraction before the end", "Data 4.6", "$.result.duration", {"result.duration": "PT1.5M3S"})
    yield unwise("three fraction digits", "Data 4.6", "$.result.duration", {"result.duration": "PT1.234S"})
    yield bad("extensions are a list", "Data 4.1", "$.result.extensions", {"result.extensions": []})
    yield bad("extension key is a word", "Data 4.1", "$.result.extensions.note", {"result.extensions": {"note": 1}})


def _contexts() -> Iterator[Case]:
    yield bad("registration is no UUID", "Data 4.4", "$.context.registration", {"context.registration": "r1"})
    yield bad("context with more", "Data 2.2", "$.context.course", {"context.course": "x"})
    yield bad("instructor without identifier", "Data 2.4.2.3", "$.context.instructor", {"context.instructor": {"name": "A"}})
    yield bad(
        "team is an agent", "Data 2.4.2.2", "$.context.team.objectType", {"context.team": {"objectType": "Agent", "mbox": "mailto:a@example.org"}}
    )
    yield bad("contextActivities of another kind", "Data 2.2", "$.context.contextActivities.course", {"context.contextActivities": {"course": []}})
    yield bad("contextActivities is a list", "Data 2.4.6.2", "$.context.contextActivities", {"context.contextActivities": []})
    yield bad(
        "context activity is an IRI", "Data 2.4.6.2", "$.context.contextActivities.parent", {"context.contextActivities.parent": "https://a.example"}
    )
    yield bad(
        "context activity in the list is an IRI",
        "Data 2.4.4.1",
        "$.context.contextActivities.parent[0]",
        {"context.contextActivities.parent": ["https://a.example"]},
    )
    yield bad("context activity without id", "Data 2.4.4.1", "$.context.contextActivities.parent[0]", {"context.contextActivities.parent": [{}]})
    yield unwise(
        "a single context activity",
        "Data 2.4.6.2",
        "$.context.contextActivities.parent",
        {"context.contextActivities.parent": {"id": "https://a.example"}},
        oracle="refuses what 1.0.3 still takes (2.4.6.2.s4.b2)",
    )
    yield bad(
        "reference in context without type",
        "Data 2.4.4.3",
        "$.context.statement",
        {"context.statement": {"id": UUID}},
        oracle="does not ask for the objectType",
    )
    yield bad("revision is a number", "Data 2.4.6", "$.context.revision", {"context.revision": 3})
    agent = {"objectType": "Agent", "mbox": "mailto:a@example.org"}
    for name in ("revision", "platform"):
        yield bad(f"{name} where the object is an agent", "Data 2.4.6", f"$.context.{name}", {"object": agent, "context": {name: "1"}})
    yield bad("extension key in context", "Data 4.1", "$.context.extensions.x", {"context.extensions": {"x": 1}})


def _times_and_files() -> Iterator[Case]:
    for moment in (
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.6Z",
        "2026-01-02T03:04:05.123456Z",
        "2026-01-02T03:04:05+01:00",
        "2026-01-02T03:04:05-05:30",
        "2024-02-29T00:00:00Z",
    ):
        yield good(f"time {moment}", "Data 4.5", timestamp=moment)
    for moment in (
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04:05-00:00",
        "2026-13-02T03:04:05Z",
        "2026-01-02T25:04:05Z",
        "02/01/2026 03:04",
        "now",
        "",
        "2026-01-02 03:04:05Z",
    ):
        note = "takes a date alone" if moment == "2026-01-02" else None
        yield bad(f"time {moment!r}", "Data 4.5", "$.timestamp", {"timestamp": moment}, oracle=note)
    yield bad("30 February", "Data 4.5", "$.timestamp", {"timestamp": "2026-02-30T03:04:05Z"}, oracle="looks at the digits, not at the calendar")
    yield bad("time as a number", "Data 4.5", "$.timestamp", {"timestamp": 1767323045})
    file = {
        "usageType": "https://a.example/certificate",
        "display": {"en": "Certificate"},
        "contentType": "application/pdf",
        "length": 12,
        "sha2": "a" * 64,
        "fileUrl": "https://a.example/c.pdf",
    }
    yield good("attachment", "Data 2.4.11", attachments=[file])
    for name in ("usageType", "display", "contentType", "length", "sha2"):
        yield bad(f"attachment without {name}", "Data 2.4.11", "$.attachments[0]", {"attachments": [{k: v for k, v in file.items() if k != name}]})
    for name, value, note in (
        ("usageType", "certificate", None),
        ("contentType", "pdf", None),
        ("length", "12", None),
        ("length", 1.5, None),
        ("length", -1, "takes a negative length"),
        ("sha2", "xyz", "takes any string"),
        ("sha2", "a" * 63, "takes any string"),
        ("fileUrl", "c.pdf", None),
    ):
        yield bad(f"attachment {name} {value!r}", "Data 2.4.11", f"$.attachments[0].{name}", {"attachments": [{**file, name: value}]}, oracle=note)
    yield bad("attachment with more", "Data 2.2", "$.attachments[0].name", {"attachments": [{**file, "name": "x"}]})
    yield bad("attachments are no list", "Data 2.4.11", "$.attachments", {"attachments": file})
    yield bad(
        "signature of another type",
        "Data 2.6",
        "$.attachments[0].contentType",
        {"attachments": [{**file, "usageType": "http://adlnet.gov/expapi/attachments/signature"}]},
    )
    yield unwise("SHA-224", "Communication 1.5.2", "$.attachments[0].sha2", {"attachments": [{**file, "sha2": "a" * 56}]})


CASES: tuple[Case, ...] = (
    *_general(),
    *_actors(),
    *_verbs_and_objects(),
    *_questions(),
    *_results(),
    *_contexts(),
    *_times_and_files(),
)
