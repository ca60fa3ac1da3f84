"""Programs that others wrote work with the LRS over a real network line."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.lrs.fault import Edition
from tests.browser.firefox.walk_plan import ServerOnlyLauncher
from tests.browser.harness.cmi5 import Enrolment
from tests.browser.harness.server import serve
from tests.lrs_server import LrsServer, serve_lrs

tincan = pytest.importorskip("tincan")

ROOT = Path(__file__).parents[3]
ACTIVITY = "https://course.example.org/ünd?a=1&b=2+3"
Call = Callable[..., Any]
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


def test_tincan_states_with_tags(remote: Any) -> None:
    activity, agent = tincan.Activity(id=ACTIVITY), make_agent()
    document = tincan.StateDocument(id="resume", activity=activity, agent=agent, content="1", content_type="text/plain")
    assert remote.save_state(document).success
    document.etag, document.content = '"old"', "2"
    assert remote.save_state(document).response.status == 412
    assert remote.delete_state(document).response.status == 412
    document.etag = remote.retrieve_state(activity, agent, "resume").response.getheader("ETag")
    assert remote.delete_state(document).success
    assert remote.retrieve_state_ids(activity, agent).content == []


def test_tincan_profiles(remote: Any) -> None:
    agent = make_agent()
    profile = tincan.AgentProfileDocument(id="likes", agent=agent, content="1", content_type="text/plain")
    names, read = remote.retrieve_agent_profile_ids, remote.retrieve_agent_profile
    save, delete = remote.save_agent_profile, remote.delete_agent_profile
    play_profile(profile, lambda: names(agent), lambda: read(agent, "likes"), save, delete)


def test_tincan_activity_profiles(remote: Any) -> None:
    activity = tincan.Activity(id=ACTIVITY)
    profile = tincan.ActivityProfileDocument(id="likes", activity=activity, content="1", content_type="text/plain")
    names, read = remote.retrieve_activity_profile_ids, remote.retrieve_activity_profile
    save, delete = remote.save_activity_profile, remote.delete_activity_profile
    play_profile(profile, lambda: names(activity), lambda: read(activity, "likes"), save, delete)


def play_profile(profile: Any, names: Call, read: Call, save: Call, delete: Call) -> None:
    """Write, overwrite and delete a profile, always with the tag of what was read, and see the others refused."""
    assert save(profile).success
    assert names().content == ["likes"]
    assert save(profile).response.status == 409, "a profile is not overwritten blindly"
    profile.etag, profile.content = read().response.getheader("ETag"), "2"
    assert save(profile).success
    assert save(profile).response.status == 412, "the tag is of an older document now"
    assert delete(profile).response.status == 412
    answer = read()
    assert bytes(answer.content.content) == b"2"
    assert answer.response.getheader("Content-Type") == "text/plain"
    profile.etag = answer.response.getheader("ETag")
    assert delete(profile).success
    assert read().response.status == 404
    assert names().content == []


def test_tincan_about() -> None:
    """tincan knows no 2.0 and stops at its number, so it asks a store of 1.0.3 alone."""
    with serve_lrs(editions=(Edition.V1,)) as lrs:
        answer = tincan.RemoteLRS(version="1.0.3", endpoint=lrs.endpoint, auth=lrs.authorization).about()
    assert answer.success
    assert answer.content.version == ["1.0.3"]


def test_tincan_voids_what_it_told(remote: Any) -> None:
    one, other = "0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b", "1f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"
    assert remote.save_statement(make_statement("began", id=one)).success
    assert remote.retrieve_voided_statement(one).response.status == 404
    verb = tincan.Verb(id="http://adlnet.gov/expapi/verbs/voided", display=tincan.LanguageMap({"en-GB": "voided"}))
    assert remote.save_statement(tincan.Statement(id=other, actor=make_agent(), verb=verb, object=tincan.StatementRef(id=one))).success
    assert remote.retrieve_statement(one).response.status == 404
    assert remote.retrieve_voided_statement(one).content.verb.id == "https://a.example/began"
    # Found by the activity of what it voids (2.1.3)
    found = remote.query_statements({"activity": tincan.Activity(id=ACTIVITY)})
    assert [str(entry.id) for entry in found.content.statements] == [other]


def test_tincan_is_told_of_a_conflict_and_of_a_wrong_login(lrs: LrsServer, remote: Any) -> None:
    one = "0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"
    assert remote.save_statement(make_statement("began", id=one)).success
    assert remote.save_statement(make_statement("ended", id=one)).response.status == 409
    assert remote.retrieve_statement("2f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b").response.status == 404
    assert remote.query_statements({"since": "yesterday"}).response.status == 400
    stranger = tincan.RemoteLRS(version="1.0.3", endpoint=lrs.endpoint, username="course", password="wrong")
    assert stranger.save_statement(make_statement("went")).response.status == 401
    assert [kept["verb"]["id"] for kept in lrs.list_statements()] == ["https://a.example/began"]


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
def test_xapi_js(lrs: LrsServer, version: str) -> None:
    node, package = shutil.which("node"), ROOT / "node_modules/@xapi/xapi/package.json"
    if node is None or not package.is_file():
        pytest.skip("node and npm's @xapi/xapi are not installed")
    script = Path(__file__).with_name("outside_client.mjs")
    done = subprocess.run([node, script, package, lrs.endpoint, lrs.authorization, version], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "done"), done.stderr


def test_cmi5_js_runs_a_session(lrs: LrsServer, browser: Browser) -> None:
    """A unit that others wrote, launched by our platform: our store takes all that it tells, and our judge finds it clean."""
    package = ROOT / "node_modules/@xapi/cmi5/dist/Cmi5.umd.js"
    if not package.is_file():
        pytest.skip("npm's @xapi/cmi5 is not installed")
    page_text = (
        b'<!DOCTYPE html><html lang=en><title>Unit</title><link rel=icon href="data:,"><script src=cmi5.js></script><script src=unit.js></script>'
    )
    files = {"index.html": page_text, "cmi5.js": package.read_bytes(), "unit.js": Path(__file__).with_name("outside_unit.js").read_bytes()}
    with serve() as server, browser.new_context() as context:
        launcher = ServerOnlyLauncher(server)
        enrolment, mount = Enrolment(launcher, lrs), launcher.mount(files)
        page = context.new_page()
        page.goto(f"{server.address(mount)}?{enrolment.launch(mastery=0.7, back=True)}")
        seen = page.wait_for_function("window.seen").json_value()
    assert seen.get("fault") is None
    assert [one["id"] for one in enrolment.statements()] == seen["told"]
    assert (seen["own"], sorted(seen["names"])) == ({"page": 3}, ["LMS.LaunchData", "own"])
    assert seen["tag"].startswith('"'), "a script of another origin may read the tag"
    assert seen["data"]["masteryScore"] == 0.7
    assert seen["preferences"]["languagePreference"] == "cy,en-GB"
    assert enrolment.list_unit_verbs() == ["initialized", "progressed", "passed", "completed", "terminated"]
    assert enrolment.breaches() == []
