"""What a statement can be about, and what it is called in each language."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ActivityRole = Literal["course", "session", "check", "interaction", "outcome", "pilot"]


class Wording(Struct, frozen=True):
    """What an activity is called in a further language (RFC 5646) that packages hold; the description may be empty."""

    language: str
    name: str
    description: str = ""


class Activity(Struct, frozen=True):
    """Something that a statement can be about.

    Attributes:
        role: what it is in the author's words.
        iri: absolute IRI, `base` + `suffix`.
        suffix: the part after the course's base IRI; stable for ever.
        type: IRI of the activity type; empty for a pilot, for which no published profile has one.
        name: in the course's language.
        description: in the course's language; may be empty.
        others: name and description in the further languages that packages hold.

    """

    role: ActivityRole
    iri: str
    suffix: str
    type: str
    name: str
    description: str = ""
    others: tuple[Wording, ...] = ()

    def names(self, language: str) -> dict[str, str]:
        """Return the name by language; `language` is the course's. Words that are the same in a further language stand once."""
        return {language: self.name} | {each.language: each.name for each in self.others if each.name not in {"", self.name}}

    def descriptions(self, language: str) -> dict[str, str]:
        """Return the description by language, as `names` does; empty where there is none."""
        theirs = {each.language: each.description for each in self.others if each.description not in {"", self.description}}
        return {language: self.description} | theirs if self.description else {}
