"""Slots: places in a course for words of whoever runs it, such as whom to ask. Who fills them changes nothing that is taught, asked or recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

SLOT_TARGET = "#local:"
"""Before the id of a slot where safe HTML names it: no page's id can hold the colon."""

CONTACT, HELP, COMPLAINTS, EVALUATION = "contact", "help", "complaints", "evaluation"
"""Ids with a meaning: whom to ask; help when the office is closed, which differs by nation; how to complain; where the form is filled in."""

SHOWN_IN_HELP = (CONTACT, HELP, COMPLAINTS)
"""Slots that the view “Help” shows, whether or not a page does."""

Nation = Literal["england", "wales", "scotland", "northern ireland"]
NATIONS: tuple[Nation, ...] = get_args(Nation)

SHORT_DIGEST = 12
"""Hex digits of a digest that people compare (tracking contract 6)."""


LONGEST_NAME, LONGEST_WORDS = 250, 2000
"""The most characters of an organisation's name, and of the words of one slot."""


class LocalWords(Struct, frozen=True):
    """What an organisation puts into the slots of a course (`local.yaml`).

    Attributes:
        organisation: whose words they are.
        nation: where they hold; empty: in all four.
        words: by id of a slot; a slot without words shows its neutral ones.

    """

    organisation: str
    nation: Nation | Literal[""] = ""
    words: Mapping[str, str] = {}

    @property
    def digest(self) -> str:
        """The first hex digits of the SHA-256 of their canonical JSON."""
        typed = {"nation": self.nation, "organisation": self.organisation, "words": {name: text for name, text in self.words.items() if text}}
        canonical = json.dumps(typed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:SHORT_DIGEST]


class LocalTable(Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What a launch page holds for its slots (templates/runtime/blocks/local.ts).

    Attributes:
        new_tab: what the words of a link to a website end with; `new_tab_language`: in which language, where it is not the course's.
        organisation: whose words they are; `nation`: where they hold; `digest`: of both and of the words. Empty where nobody has filled the slots.
        words: by id of a slot, pieces of its words, each with the address that it leads to, if it does.

    """

    new_tab: str
    new_tab_language: str = ""
    organisation: str = ""
    nation: str = ""
    digest: str = ""
    words: dict[str, tuple[tuple[str, ...], ...]] = {}
