"""Cases about questions, responses and results (Data 2.4.4.1, 2.4.5, 4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.spec.xapi.statement_case import GONE, Case, bad, good, items, question, unwise


def list_questions() -> Iterator[Case]:
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


def list_results() -> Iterator[Case]:
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
