"""What the page of a kit makes of typed words is what Copack makes of them: values that Python writes, and TypeScript is held to.

`COPACK_UPDATE=1 python -m pytest tests/unit/kit` renews `tests/vectors/local_words.json`; `local_words.test.ts` reads it.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from builder.course.slots import LocalWords
from builder.pages.contact import link_contact, split_contact
from builder.source.check.slots import find_unsafe_address, has_web_address
from tests.oracles.expectation import assert_expected

VECTORS = Path(__file__).parents[2] / "vectors" / "local_words.json"
TEXTS = (
    "Priya Shah, 0300 123 4567",
    "Priya <b>Shah</b> & “team”, priya.shah@northtown.nhs.uk.",
    "Write to mailto:a.b+c@nhs.net, or see https://help.nhs.uk/course?x=1&y=2.",
    "www.northtown.nhs.uk, or (www.southtown.nhs.uk)!",
    "tel: 111 or call on 999; text 85258, phone 116 123, 116123",
    "(0191) 496 0000, +44 (0)191 496 0000, +44 191 496 0000",
    "Room 4, 12 May, 10 to 12",
    "Ask Zoë, zoë@schön.example",
    "ébc@nhs.net éwww.nhs.uk x0300 123 4567 ٣٠٠",
    "javascript:alert(1)",
    "See data:text/html,x or file:///etc/passwd",
    "http://plain.nhs.uk and ftp://old.nhs.uk",
    "éftp://x and metadata:x",
    "Note: https: is fine, so is https://nhs.uk",
    "https://a.b, www.c.d; HTTPS://E.F",
    "callto:me intent: nothing",
    "😀 0300 123 4567 😀www.nhs.uk",
    "it’s 'quoted' \\ and \"quoted\"",
    "a" * 40 + "@" + "b" * 40 + ".uk",
    "@@script@@ and @@connect-src@@",
)
PARTS = ("www.", "https://", "http:", "a@b", ".uk", "nhs", "0", "300 123", "+44", "(0)", "tel:", "call on ", " ", ", ", ".", ")", "(", "é", "_", "-", "/", "116", "123", "javascript:", "x", "’", "@", "😀")
LOCALS = (
    LocalWords("Northtown", "", {"contact": "Sam", "help": ""}),
    LocalWords("Ysbyty “Gogledd” <A>", "wales", {"help": "Ffoniwch \\ 111", "contact": 'Jo"s'}),
    LocalWords("South", "northern ireland", {"10": "ten", "9": "nine", "a": "b"}),
)


def judged(text: str) -> dict[str, object]:
    return {
        "text": text,
        "pieces": [[words, address] if address else [words] for words, address in split_contact(text)],
        "html": str(link_contact(text, "(new)")),
        "unsafe": find_unsafe_address(text),
        "address": has_web_address(text),
    }


def vectors() -> str:
    chance = random.Random(2017)
    drawn = ["".join(chance.choices(PARTS, k=chance.randint(2, 9))).strip() for _ in range(300)]
    texts = [judged(text) for text in dict.fromkeys((*TEXTS, *drawn)) if text]
    locals_ = [{"organisation": local.organisation, "nation": local.nation, "words": list(local.words.items()), "digest": local.digest} for local in LOCALS]
    return json.dumps({"texts": texts, "locals": locals_}, ensure_ascii=False, indent=1) + "\n"


def test_the_vectors_are_what_python_makes_of_the_texts() -> None:
    assert_expected(VECTORS, vectors())


def test_some_of_the_texts_are_refused_and_some_have_links() -> None:
    texts = json.loads(VECTORS.read_text("utf-8"))["texts"]
    for name in ("unsafe", "address"):
        assert {bool(each[name]) for each in texts} == {True, False}
    assert any(len(each["pieces"]) > 2 for each in texts)
