"""Only the preview's own pages, and whoever opens it, are answered; every answer tells other origins to keep off."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from builder.package.package import Package
from builder.preview.application import OWN, Broadcast, application
from builder.preview.guard import PRIVATE, REFUSED
from builder.preview.view import View

HERE = "127.0.0.1:8123"
PATHS = ("/", "/index.html", "/sessions/a.js", f"/{OWN}/renew.js", "/nothing-here")
OPENED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
SECRET = b"a draft"


@pytest.fixture
def client() -> TestClient:
    files = {"index.html": b"<html><head></head>" + SECRET, "sessions/a.js": b"copack.session('" + SECRET + b"')"}
    view = View(1, Package("any-web.zip", dict(files)), (), "")
    return TestClient(application(Broadcast(view), ["127.0.0.1", "localhost"]), base_url=f"http://{HERE}")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none", **OPENED},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        {"Sec-Fetch-Site": "same-origin", "Origin": f"http://{HERE}"},
        {"Sec-Fetch-Site": "cross-site", **OPENED},  # somebody follows a link in a chat; the opener cannot look in
        {"Sec-Fetch-Site": "cross-site", "Referer": "https://chat.example/", **OPENED},
        {"Referer": f"http://{HERE}/index.html"},
        {"Host": "localhost:8123", "Referer": "http://localhost:8123/"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/sessions/a.js"])
def test_its_own_pages_and_people_are_answered(client: TestClient, path: str, headers: dict[str, str]) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    assert SECRET in answer.content
    assert {name: answer.headers[name] for name in PRIVATE} == PRIVATE


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},  # another port of this computer
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Origin": "https://other.example"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "something new"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "https://other.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://["},
        {"Referer": "https://other.example/"},
        {"Referer": f"http://other.example/{HERE}"},
        {"Referer": f"http://{HERE}.other.example/"},
        {"Referer": f"http://{HERE}@other.example/"},
        {"Host": "rebound.example"},
        {"Host": "rebound.example:8123", "Sec-Fetch-Site": "same-origin"},
        {"Host": "127.0.0.1.rebound.example"},
        {"Host": "["},
        {"Host": ""},
    ],
)
@pytest.mark.parametrize("path", [*PATHS, f"/{OWN}/events"])
def test_nobody_else_gets_a_word(client: TestClient, path: str, headers: dict[str, str]) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 403
    assert answer.text == REFUSED
    assert {name: answer.headers[name] for name in PRIVATE} == PRIVATE


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_no_answer_of_any_kind_opens_itself_to_another_origin(client: TestClient, path: str, method: str) -> None:
    answer = client.request(method, path)
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert {name: answer.headers[name] for name in PRIVATE} == PRIVATE


def test_every_answer_says_that_no_other_origin_may_use_or_frame_it() -> None:
    assert (PRIVATE["Cross-Origin-Resource-Policy"], PRIVATE["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")
    assert (PRIVATE["Content-Security-Policy"], PRIVATE["X-Frame-Options"]) == ("frame-ancestors 'none'", "DENY")
