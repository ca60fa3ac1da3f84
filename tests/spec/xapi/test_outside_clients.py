"""Programs that others wrote work with the LRS over a real network line."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lrs_server import LrsServer, serve_lrs

tincan = pytest.importorskip("tincan")

ROOT = Path(__file__).parents[3]
ACTIVITY = "https://course.example.org/ünd?a=1&b=2+3"
REGISTRATION = "6c1f3f0e-2a34-4b8c-9d6f-0a1b2c3d4e5f"


@pytest.fixture
def lrs() -> Iterator[LrsServer]:
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(10)  # tincan sets none
    with serve_lrs(maximum=2) as running:
        yield running
    socket.setdefaulttimeout(before)


@pytest.fixture
def remote(lrs: LrsServer) -> Any:
    return tincan.RemoteLRS(version="1.0.3", endpoint=lrs.endpoint, auth=lrs.authorization)


def make_agent() -> Any:
    return tincan.Agent(account=tincan.AgentAccount(home_page="https://lms.example.org", name="4711"))


def make_statement(word: str, **more: Any) -> Any:
    verb = tincan.Verb(id=f"https://a.example/{word}", display=tincan.LanguageMap({"en-GB": word}))
    thing = tincan.Activity(id=ACTIVITY, definition=tincan.ActivityDefinition(name=tincan.LanguageMap({"cy": "Ŵ"})))
    return tincan.Statement(actor=make_agent(), verb=verb, object=thing, context=tincan.Context(registration=REGISTRATION), **more)


def test_tincan_statements(lrs: LrsServer, remote: Any) -> None:
    one = make_statement("began", id="0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b", result=tincan.Result(duration="PT1M5S", score=tincan.Score(scaled=0.5)))
    assert remote.save_statement(one).success
    assert remote.save_statements([make_statement("went"), make_statement("ended")]).success
    kept = lrs.list_statements()
    assert [entry["verb"]["display"]["en-GB"] for entry in kept] == ["began", "went", "ended"]
    assert kept[0]["object"]["definition"]["name"] == {"cy": "Ŵ"}
    back = remote.retrieve_statement("0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b")
    assert back.success
    assert back.content.verb.id == "https://a.example/began"
    # In words: tincan would write a bool as True, which no LRS may take (Data 2.2.s4.b4).
    found = remote.query_statements({"agent": make_agent(), "registration": REGISTRATION, "ascending": "true"})
    assert found.success
    more = remote.more_statements(found.content)
    assert [entry.verb.id[-5:] for entry in (*found.content.statements, *more.content.statements)] == ["began", "/went", "ended"]


def test_tincan_is_refused_what_it_lets_pass(lrs: LrsServer, remote: Any) -> None:
    wrong = make_statement("began", result=tincan.Result(score=tincan.Score(scaled=2)))
    answer = remote.save_statement(wrong)
    assert (answer.success, answer.response.status) == (False, 400)
    assert "$.result.score.scaled" in str(answer.data)
    assert lrs.list_statements() == []


def test_tincan_states(lrs: LrsServer, remote: Any) -> None:
    """tincan sends no registration with a state, and sends each state twice."""
    activity, agent = tincan.Activity(id=ACTIVITY), make_agent()
    document = tincan.StateDocument(id="resume", activity=activity, agent=agent, content='{"a": 1}', content_type="application/json")
    assert remote.save_state(document).success
    assert lrs.read_state(ACTIVITY, {"account": {"homePage": "https://lms.example.org", "name": "4711"}}, "resume") == b'{"a": 1}'
    assert bytes(remote.retrieve_state(activity, agent, "resume").content.content) == b'{"a": 1}'
    assert remote.retrieve_state_ids(activity, agent).content == ["resume"]
    assert remote.clear_state(activity, agent).success
    assert remote.retrieve_state(activity, agent, "resume").response.status == 404


def test_tincan_profiles(remote: Any) -> None:
    agent = make_agent()
    profile = tincan.AgentProfileDocument(id="likes", agent=agent, content="1", content_type="text/plain")
    assert remote.save_agent_profile(profile).success
    assert remote.retrieve_agent_profile_ids(agent).content == ["likes"]
    assert remote.save_agent_profile(profile).response.status == 409
    answer = remote.retrieve_agent_profile(agent, "likes")
    profile.etag, profile.content = answer.response.getheader("ETag"), "2"
    assert remote.save_agent_profile(profile).success
    assert remote.save_agent_profile(profile).response.status == 412, "the tag is of an older document now"
    assert remote.delete_agent_profile(profile).response.status == 412
    assert bytes(remote.retrieve_agent_profile(agent, "likes").content.content) == b"2"


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
def test_xapi_js(lrs: LrsServer, version: str) -> None:
    node, package = shutil.which("node"), ROOT / "node_modules/@xapi/xapi/package.json"
    if node is None or not package.is_file():
        pytest.skip("node and npm's @xapi/xapi are not installed")
    script = Path(__file__).with_name("outside_client.mjs")
    done = subprocess.run([node, script, package, lrs.endpoint, lrs.authorization, version], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "done"), done.stderr
