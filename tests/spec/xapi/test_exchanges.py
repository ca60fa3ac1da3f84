"""Each request of each story, over a real network connection, gets the status that its clause demands, and the headers that every answer has."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from builder.lrs.fault import Edition
from tests.spec.xapi.exchange_table import LARGEST, STORIES
from tests.spec.xapi.exchange_table_more import MORE_STORIES
from tests.spec.xapi.live_lrs import LiveLrs, serve_live_lrs
from tests.spec.xapi.statement_case import GOOD, Case
from tests.spec.xapi.statement_table import CASES
from tests.spec.xapi.test_statements import EDITION_2

ALL_STORIES = {**STORIES, **MORE_STORIES}
CLAUSE = re.compile(r"((?:2\.0 on )?(?:Data )?\d+(?:\.\d+)+(?:\.s\d+)?(?:\.b\d+)?) \S")


@pytest.fixture(scope="module")
def live_lrs() -> Iterator[LiveLrs]:
    with serve_live_lrs() as running:
        yield running


@pytest.mark.parametrize("name", ALL_STORIES)
def test_story(live_lrs: LiveLrs, name: str) -> None:
    live_lrs.renew(LARGEST)
    for number, step in enumerate(ALL_STORIES[name]):
        answer = live_lrs.play(step)
        assert answer.status_code == step.status, (number, answer.text)
        assert answer.headers["X-Experience-API-Version"] in ("1.0.3", "2.0.0")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        if step.path == "statements":
            assert answer.headers["X-Experience-API-Consistent-Through"].endswith("Z")
        if step.status >= 400 and step.method != "HEAD":
            assert len(answer.json()["error"]) > 20, "a refusal says why"
        if step.method == "HEAD":
            assert answer.content == b""


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_statement_of_the_table_is_taken_or_refused(live_lrs: LiveLrs, case: Case) -> None:
    live_lrs.renew(100_000)
    answer = live_lrs.post(case.make(), "1.0.3")
    assert answer.status_code == (200 if case.is_taken else 400), answer.text
    if not case.is_taken:
        assert (case.at, case.clause) in [(fault["path"], fault["clause"]) for fault in answer.json()["faults"]]


@pytest.mark.parametrize("name", EDITION_2)
def test_each_statement_of_2_0_is_taken_or_refused(live_lrs: LiveLrs, name: str) -> None:
    live_lrs.renew(100_000)
    changes, at = EDITION_2[name]
    assert live_lrs.post({**GOOD, **changes}, Edition.V2.value).status_code == (400 if at else 200)


def test_there_are_enough_of_them_and_each_names_its_clause() -> None:
    steps = [step for story in ALL_STORIES.values() for step in story]
    assert len(steps) >= 400
    assert len(steps) + len(CASES) + len(EDITION_2) >= 700
    assert len(ALL_STORIES) == len(STORIES) + len(MORE_STORIES), "no story hides another"
    assert {step.status for step in steps} == {200, 204, 400, 401, 404, 405, 409, 412, 413}
    assert [name for name in ALL_STORIES if not CLAUSE.match(name)] == []
    clauses = {found[1] for name in ALL_STORIES if (found := CLAUSE.match(name))}
    assert len([clause for clause in clauses if clause.startswith("2.0 on")]) >= 15
    assert len(clauses) >= 60
    assert all(case.clause for case in CASES)
