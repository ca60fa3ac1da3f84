"""Each request of each story gets the status that its clause demands, and the headers that every answer has."""

from __future__ import annotations

import pytest

from tests.spec.xapi.client import Lrs
from tests.spec.xapi.exchange_table import STORIES


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str) -> None:
    lrs = Lrs()
    for number, step in enumerate(STORIES[name]):
        answer = lrs.play(step)
        assert answer.status_code == step.status, (number, answer.text)
        assert answer.headers["X-Experience-API-Version"] in ("1.0.3", "2.0.0")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        if step.path == "statements":
            assert answer.headers["X-Experience-API-Consistent-Through"].endswith("Z")
        if step.status >= 400 and step.method != "HEAD":
            assert len(answer.json()["error"]) > 20, "a refusal says why"
        if step.method == "HEAD":
            assert answer.content == b""


def test_there_are_enough_of_them() -> None:
    assert sum(len(steps) for steps in STORIES.values()) >= 60
    assert {step.status for steps in STORIES.values() for step in steps} == {200, 204, 400, 401, 404, 405, 409, 412, 413}
