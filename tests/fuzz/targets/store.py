"""The record store: requests of any method, address, headers and body, at the ASGI application itself."""

from __future__ import annotations

import base64
import json
from collections.abc import Coroutine, MutableMapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from builder.lrs.application import PREFIX, create_application
from builder.lrs.store import Store
from tests.fuzz.mutation import mutator
from tests.fuzz.target import Target, one_by_one

START = datetime(2024, 5, 1, 10, tzinfo=UTC)
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://nhs.test", "name": "a"}}
STATEMENT = {
    "actor": ACTOR,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
    "object": {"id": "https://nhs.test/q", "definition": {"type": "http://adlnet.gov/expapi/activities/cmi.interaction", "interactionType": "choice", "choices": [{"id": "a"}], "correctResponsesPattern": ["a"]}},
    "result": {"success": True, "response": "a", "duration": "PT3S", "score": {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}, "extensions": {"https://nhs.test/e": [1]}},
    "context": {"registration": "7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11", "contextActivities": {"parent": [{"id": "https://nhs.test/c"}]}, "language": "en-GB"},
    "timestamp": "2024-05-01T10:00:00.000Z",
}  # fmt: skip
TOKEN = base64.b64encode(b"a:b").decode()
HEADERS = f"X-Experience-API-Version: 1.0.3\nAuthorization: Basic {TOKEN}\nContent-Type: application/json"
AGENT = json.dumps(ACTOR, separators=(",", ":")).replace(" ", "")
WORDS = tuple(
    word.encode()
    for word in (
        "GET ", "PUT ", "POST ", "DELETE ", "HEAD ", "/statements", "/activities/state", "/agents/profile", "/activities/profile", "/activities", "/agents", "/about",
        "?statementId=", "&voidedStatementId=x", "&agent=", "&activityId=https://nhs.test/q", "&stateId=s", "&profileId=p", "&since=2024-01-01T00:00:00Z", "&until=x",
        "&limit=-1", "&limit=99999999999999999999", "&format=canonical", "&format=ids", "&attachments=true", "&ascending=true", "&related_agents=true", "&method=PUT",
        "&registration=7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11", "If-Match: *\n", 'If-Match: "x"\n', "If-None-Match: *\n", "X-Experience-API-Version: 2.0.0\n",
        "Content-Type: multipart/mixed; boundary=b\n", "--b\r\nContent-Type: application/json\r\n\r\n", "--b--", "X-Experience-API-Hash: x\r\n", "Accept-Language: cy;q=0\n",
        "Authorization: Basic !!\n", '"objectType":"Group","member":[', '"objectType":"SubStatement",', '"objectType":"StatementRef","id":', '"id":"7D7A7D94-52A4-4FF5-9C7E-6A4B1B1F1A11",',
        '"mbox":"mailto:a@b.test"', '"mbox_sha1sum":"x"', '"openid":"https://x"', "null", "true", "[]", "{}", '""', "1e400", "-0", "NaN", "\\ud800", "\\u0000", ",", "[", "]", "{", "}",
        '"attachments":[{"usageType":"https://x","display":{},"contentType":"a/b","length":1,"sha2":"x"}],', '"extensions":{"x":1}', '"duration":"P1Y2M3DT4H5M6.789S"', "\n\n",
    )
)  # fmt: skip


def request(method: str, address: str, body: str = "", headers: str = HEADERS) -> bytes:
    return f"{method} {address}\n{headers}\n\n{body}".encode()


def seeds() -> list[bytes]:
    """Return a request of each resource and method, as text: a line, headers, an empty line, the body."""
    state = f"/activities/state?activityId=https://nhs.test/q&agent={AGENT}&stateId=s"
    multipart = HEADERS.replace("application/json", "multipart/mixed; boundary=b")
    return [
        request("POST", "/statements", json.dumps(STATEMENT)),
        request("POST", "/statements", json.dumps([STATEMENT, STATEMENT])),
        request("PUT", "/statements?statementId=7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11", json.dumps(STATEMENT)),
        request("GET", f"/statements?agent={AGENT}&verb=http://adlnet.gov/expapi/verbs/answered&limit=2&format=ids"),
        request("GET", "/statements?statementId=7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11"),
        *(request(method, state, '{"a":1}') for method in ("GET", "PUT", "POST", "DELETE")),
        request("GET", f"/activities/state?activityId=https://nhs.test/q&agent={AGENT}&since=2024-05-01T10:00:00Z"),
        request("PUT", f"/agents/profile?agent={AGENT}&profileId=p", "x", HEADERS + "\nIf-None-Match: *"),
        request("POST", "/activities/profile?activityId=https://nhs.test/q&profileId=p", '{"b":2}', HEADERS + '\nIf-Match: "x"'),
        request("GET", f"/agents?agent={AGENT}"),
        request("GET", "/activities?activityId=https://nhs.test/q"),
        request("GET", "/about", "", ""),
        request("OPTIONS", "/statements"),
        request("POST", "/statements?method=GET", "limit=1&format=exact", HEADERS.replace("application/json", "application/x-www-form-urlencoded")),
        request("POST", "/statements", f"--b\r\nContent-Type: application/json\r\n\r\n{json.dumps(STATEMENT)}\r\n--b--", multipart),
        request("POST", "/statements", json.dumps({**STATEMENT, "object": {"objectType": "SubStatement", "actor": ACTOR, "verb": STATEMENT["verb"], "object": {"id": "https://nhs.test/q"}}})),
        request("POST", "/statements", json.dumps({**STATEMENT, "actor": {"objectType": "Group", "member": [ACTOR]}, "verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}, "object": {"objectType": "StatementRef", "id": "7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11"}})),
    ]  # fmt: skip


_change_text = mutator(WORDS)


def mutate(chance: Random, case: bytes, others: Sequence[bytes]) -> bytes:
    """Change the JSON of the body as a tree half of the time, else the text."""
    head, end, body = case.partition(b"\n\n")
    if chance.random() < 0.5:
        try:
            tree = json.loads(body)
        except (ValueError, RecursionError):
            tree = None
        if isinstance(tree, dict | list):
            return head + end + json.dumps(_change_tree(chance, tree), ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return _change_text(chance, case, others)


VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 1e308, 10**30, "", "x", "https://nhs.test/q", "en-GB", "P", "2024-02-30T10:00:00Z", "2024-05-01T10:00:00", "\ud800", "\0", [], {}, [[]], {"": ""},
    {"objectType": "Agent"}, {"id": "https://nhs.test/q"}, [{"id": "a"}, {"id": "a"}], "a[,]b[.]c", "{case_matters=true}x", "7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11",
)  # fmt: skip
KEYS = ("id", "objectType", "actor", "verb", "object", "result", "context", "definition", "display", "score", "scaled", "extensions", "member", "attachments", "interactionType", "duration", "statement", "contextAgents", "revision", "platform", "team", "instructor", "version", "stored", "authority", "x")


def _change_tree(chance: Random, tree: Any) -> Any:
    if isinstance(tree, dict) and tree and chance.random() < 0.8:
        key = chance.choice(list(tree))
        return {**tree, key: _change_tree(chance, tree[key])}
    if isinstance(tree, list) and tree and chance.random() < 0.8:
        at = chance.randrange(len(tree))
        return [*tree[:at], _change_tree(chance, tree[at]), *tree[at + 1 :]]
    if isinstance(tree, dict):
        return {**tree, chance.choice(KEYS): chance.choice(VALUES)} if chance.random() < 0.7 else {key: tree[key] for key in list(tree)[1:]}
    if isinstance(tree, list):
        return [*tree, chance.choice(VALUES)]
    return chance.choice(VALUES)


class Client:
    """One store and its application; the store is a new one after so many requests, so that a case depends on few before it."""

    def __init__(self) -> None:
        self._calls = 0
        self._begin()

    def _begin(self) -> None:
        ticks, numbers = count(), count(1)
        store = Store(lambda: START + timedelta(seconds=next(ticks)), lambda: str(UUID(int=next(numbers) << 64 | 4 << 76 | 2 << 62)))
        self._application = create_application(store, {"a": "b"})

    def send(self, case: bytes) -> str:
        """Send a case, twice, and return what is wrong with the answers."""
        self._calls += 1
        if self._calls % 50 == 0:
            self._begin()
        head, _, body = case.partition(b"\n\n")
        line, *headers = head.split(b"\n")
        method, _, address = line.partition(b" ")
        path, _, query = address.partition(b"?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method.decode("ascii", "replace") or "GET", "scheme": "http", "root_path": "",
            "path": PREFIX + path.decode("utf-8", "replace"), "raw_path": path, "query_string": query, "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9),
            "headers": [(name.strip().lower(), value.strip()) for name, _, value in (header.partition(b":") for header in headers)],
        }  # fmt: skip
        for _ in range(2):
            status = self._answer(scope, body)
            if not 200 <= status < 500:
                return f"the answer has the status {status}"
        return ""

    def _answer(self, scope: dict[str, Any], body: bytes) -> int:
        status: list[int] = []
        bodies = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return bodies.pop() if bodies else {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                status.append(message["status"])

        _finish(self._application(dict(scope), receive, send))
        return status[0] if status else 0


def _finish(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that waits for nothing outside of itself."""
    try:
        while True:
            coroutine.send(None)
    except StopIteration:
        return


_client: list[Client] = []


def judge_request(case: bytes) -> str:
    if not _client:
        _client.append(Client())
    return _client[0].send(case)


TARGETS = (Target("store", "the record store's application, any request", seeds, mutate, one_by_one(judge_request), ("/builder/lrs/",)),)
