"""What the player reads of strangers: the packed state of a platform, and the addresses and documents of launches. Node runs it, Python judges it."""

from __future__ import annotations

import atexit
import json
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from tests.fuzz.mutation import mutator
from tests.fuzz.target import ROOT, Target
from tests.oracles import packed_state

STATE_WORDS = (
    b"1~gAA~~~", b"2~gAAAA~", b"~", b".", b"~~", b"1~pBR~", b"3~", b"3~gAAAAAAAA~", b"4~", b"999999~", b"abc", b"Xy1ACBR", b"q01ABHABa.", b"q01ABHAB.", b"A", b"_", b"-", b"__", b"null", b"{}", b" ", b"\r\n",
)  # fmt: skip
LAUNCH_WORDS = (
    b"&endpoint=https://lrs.test/", b"&fetch=https://lms.test/f", b"&auth=Basic%20YTpi", b'&actor={"account":{"homePage":"https://x.test","name":"a"}}', b"&actor=", b"&registration=",
    b"7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11", b"&activityId=https://nhs.test/c", b"&activity_id=https://nhs.test/c", b"&grouping=https://nhs.test/g", b"&activity_platform=Moodle",
    b"&x=1", b"&__proto__=1", b"&constructor=1", b"&statementId=1", b"%", b"%zz", b"%00", b"+", b"&&", b"=", b"#", b"javascript:alert(1)", b"http://", b"null", b"[]", b"[null]", b"{}",
    b'{"mbox":["mailto:a@b.test"]}', b'{"mbox":1}', b'{"mbox":{}}', b'{"name":{}}', b'{"account":null}', b'{"account":[{"accountName":"a","accountServiceHomePage":"https://x"}]}', b'{"account":1}',
    b'{"objectType":"Group","member":[]}', b'{"__proto__":{"mbox":"a"}}', b'{"toString":1}', b'"', b"\\ud800", b"1e999",
)  # fmt: skip
DATA_WORDS = (
    b'"contextTemplate":', b'"launchMode":', b'"masteryScore":', b'"returnURL":', b'"Normal"', b'"review"', b'"BROWSE"', b"0.7", b'"0.7"', b"-1", b"1e999", b'""', b"null", b"true",
    b"[]", b"{}", b'"https://lms.test/"', b'"javascript:alert(1)"', b'" https://x"', b'{"toString":null}', b'{"valueOf":1}', b'{"__proto__":null}', b"\\u0000", b",", b"{", b"}",
)  # fmt: skip


class Node:
    """The driver in Node, started when it is first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def ask(self, reader: str, cases: Sequence[str]) -> list[Any]:
        """Return the answers of a reader. Raises BrokenPipeError or ValueError when Node ends."""
        if self._process is None or self._process.poll() is not None:
            command = ["node", "--import", "tsx", "tests/fuzz/driver.ts"]
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
            atexit.register(self._process.kill)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([reader, list(cases)]) + "\n")
        self._process.stdin.flush()
        answers = json.loads(self._process.stdout.readline())
        assert len(answers) == len(cases)
        return list(answers)


NODE = Node()


def judged(reader: str, judge: Callable[[str, Any], str]) -> Callable[[Sequence[bytes]], Sequence[str]]:
    """Return the `run` of a target: Node reads each case, `judge` says what is wrong with the answer to it."""

    def run(cases: Sequence[bytes]) -> list[str]:
        texts = [case.decode("utf-8", "replace") for case in cases]
        answers = NODE.ask(reader, texts)
        return [_thrown(answer) or judge(text, answer) for text, answer in zip(texts, answers, strict=True)]

    return run


def _thrown(answer: Any) -> str:
    return f"Node raised {re.sub(r'[0-9]+', '0', answer['thrown'])[:80]}" if isinstance(answer, dict) and "thrown" in answer else ""


def judge_state(text: str, answer: dict[str, Any]) -> str:
    """What is read can be written and read again; what is read without damage is what the oracle reads."""
    if not answer["settled"]:
        return "a state that was read is not written as one that is read without damage"
    if answer["merged"] != answer["written"]:
        return "a state merged with itself is another one"
    if answer["condition"] != "fine":
        return "an undamaged text is called damaged" if is_plain(text) else ""
    expected = packed_state.unpack(text)
    if expected is None:
        return "a text is read without damage that the oracle refuses"
    once = replace(expected, pages=tuple(dict.fromkeys(expected.pages)))
    return "" if packed_state.pack(once) == written_raw(answer["written"], once) else "Python and TypeScript read different states"


def written_raw(written: str, expected: packed_state.State) -> str:
    """Return a state as written, with the mark that the oracle keeps where the outcome has none: it says nothing there."""
    if expected.outcome not in "gc" or expected.raw is None:
        return written
    version, head, *rest = written.split("~")
    mark = packed_state.pack(expected).split("~")[1][1:3]
    return "~".join((version, head[:1] + mark + head[3:], *rest))


def is_plain(text: str) -> bool:
    """Tell whether a text is one that we write: the oracle gives it back as it was, and each number is one that we would write."""
    state = packed_state.unpack(text)
    if state is None or (text.startswith("3") and packed_state.pack(state) != text):
        return False
    marks = [state.raw, *(check.best for check in state.checks.values())]
    needs_mark = state.outcome in "prf"
    return all(mark is None or mark <= 100 for mark in marks) and (state.raw is not None) is needs_mark and not _has_large_flags(text)


def _has_large_flags(text: str) -> bool:
    return any(packed_state.DIGITS.index(piece[5]) > 7 for piece in text.split("~")[4].split(".") if len(piece) > 5)


_ADDRESS = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def judge_cmi5(_text: str, answer: Any) -> str:
    if answer == "none" or str(answer).startswith("notice-launch-"):
        return ""
    sound = all(_ADDRESS.match(answer[name]) for name in ("endpoint", "fetch")) and _UUID.fullmatch(answer["registration"]) and answer["actor"]["account"]["name"]
    return "" if sound else "a launch is taken for usable and is not"


def judge_tincan(_text: str, answer: Any) -> str:
    if answer is None or str(answer).startswith("notice-launch-"):
        return ""
    actor = answer["actor"]
    if not (_ADDRESS.match(answer["endpoint"]) and answer["endpoint"].partition("?")[0].endswith("/") and answer["auth"] and isinstance(actor, dict)):
        return "a launch is taken for usable and is not"
    if "mbox" in actor and not (isinstance(actor["mbox"], str) and actor["mbox"].lower().startswith("mailto:")):
        return "the actor has an address of e-mail that no store takes"
    return "" if answer["registration"] is None or _UUID.fullmatch(answer["registration"]) else "a registration is no UUID"


def judge_data(_text: str, answer: Any) -> str:
    if answer is None:
        return ""
    mastery, address = answer["mastery"], answer["returnAddress"]
    if not (mastery is None or 0 <= mastery <= 1) or answer["mode"] not in {"normal", "review", "browse"} or not isinstance(answer["template"], dict):
        return "launch data have a value that none may have"
    return "" if address is None or _ADDRESS.match(address) else "the page could be sent to an address that is not of the web"


def state_seeds() -> list[bytes]:
    vectors = json.loads((ROOT / "tests/vectors/state.json").read_text(encoding="utf-8"))
    texts = [row["text"] for part in ("pack", "earlier", "damaged") for row in vectors[part]]
    return [text.encode() for text in (*texts, *vectors["newer"], *(text for row in vectors["merge"] for text in row["of"]))]


def launch_seeds() -> list[bytes]:
    actor = quote('{"objectType":"Agent","account":{"homePage":"https://x.test","name":"a"}}')
    registration = "7d7a7d94-52a4-4ff5-9c7e-6a4b1b1f1a11"
    return [
        f"?endpoint=https://lrs.test/xapi/&fetch=https://lms.test/f&actor={actor}&registration={registration}&activityId=https://nhs.test/c".encode(),
        f"?endpoint=https%3A%2F%2Flrs.test&auth=Basic%20YTpi&actor={actor}&registration={registration}&activity_id=https://nhs.test/c&grouping=https://nhs.test/g&x=1".encode(),
        b'?endpoint=https://lrs.test&auth=x&actor={"name":["A"],"mbox":["mailto:a@b.test"]}',
        b'?endpoint=https://lrs.test&auth=x&actor={"account":[{"accountServiceHomePage":"https://x","accountName":"a"}],"objectType":["Agent"]}',
        b"",
    ]


def data_seeds() -> list[bytes]:
    return [
        b'{"contextTemplate":{"extensions":{"https://w3id.org/xapi/cmi5/context/extensions/sessionid":"s"}},"launchMode":"Normal","masteryScore":0.7,"returnURL":"https://lms.test/"}',
        b'{"contextTemplate":{},"launchMode":"Browse"}',
    ]


BATCH = 500
TARGETS = (
    Target("state", "unpack, pack and merge of any packed state, against the oracle in Python", state_seeds, mutator(STATE_WORDS), judged("state", judge_state), batch=BATCH, longest=4_000),
    Target("launch-cmi5", "the address of a cmi5 launch", launch_seeds, mutator(LAUNCH_WORDS), judged("cmi5", judge_cmi5), batch=BATCH, longest=4_000),
    Target("launch-tincan", "the address of a Tin Can launch", launch_seeds, mutator(LAUNCH_WORDS), judged("tincan", judge_tincan), batch=BATCH, longest=4_000),
    Target("launch-data", "the document of a cmi5 launch", data_seeds, mutator(DATA_WORDS), judged("data", judge_data), batch=BATCH, longest=4_000),
)  # fmt: skip
