"""A learning platform as far as anybody knows it: statements, each with its source, its grade and the day it was last reviewed.

The statements stand in `data/<name>.toml`; `registry.py` reads them. Nobody guesses here: what no source says is left out,
and a reader is told that it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import UNSET, Struct, UnsetType


class EvidenceGrade(StrEnum):
    """How a statement is known, the surest first."""

    TRIED = "tried"
    CODE = "read in code"
    VENDOR = "stated by vendor"
    ASSUMED = "assumed"


Trait = Literal["mark", "no mark", "score", "no score", "several units"]
"""What a statement may depend on in a course: whether it asks for a mark, sends a score of the whole, is launched in several units."""

SignIn = Literal["staff", "anybody invited", "nobody", "not known"]
"""Who can have an account: staff of health services, anybody whom the platform's owner invites, nobody (there are no accounts)."""

Guests = Literal["recorded", "not recorded", "no guests", "not known"]
"""What becomes of a visitor who has not signed in."""

Role = Literal["platform", "component"]
"""Whether administrators know it as a platform, or it works unseen inside others (a player library, a relay)."""


class ConditionalText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plain sentence or more for an LMS administrator, and for which packages it is worth saying.

    Attributes:
        text: what is said; `{mark}` stands for the course's pass mark in per cent.
        standards: names of the standards that it is about; empty for all.
        course: traits that the course must have for it to be worth saying; all of them, empty for any course.

    """

    text: str
    standards: tuple[str, ...] = ()
    course: tuple[Trait, ...] = ()

    def applies(self, standard: str, traits: Iterable[Trait]) -> bool:
        """Tell whether it is worth saying of a course with these traits in a package of this standard."""
        return (not self.standards or standard in self.standards) and set(self.course) <= set(traits)


class Fact(ConditionalText, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that is known.

    Attributes:
        grade: how it is known.
        source: where: repository and commit, a page, a section of the project's requirements, a trial with its date.
        reviewed: when it was last held against its source; `None` where that is the platform's own day.

    """

    grade: EvidenceGrade
    source: str
    reviewed: date | None = None


class ImportedStandard(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A standard that the platform imports; the list's order is the order of choice."""

    standard: str


class SignInFact(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who can sign in."""

    who: SignIn


class GuestFact(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether anything is recorded of a visitor who has not signed in."""

    guests: Guests


class ServedMedia(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of media that the platform hands out so that some browsers do not play it. `ending` with its full stop: `.mp4`."""

    ending: str


class ImporterFact(Fact, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a rule of the linter is there: `codes` of the rules whose breach this platform punishes."""

    codes: tuple[str, ...]


class Unverified(ConditionalText, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that nobody has tried or read, said openly."""


class Trial(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A package of Copack on the real thing, or on a part of it: version and day, what was done, what came of it."""

    version: str
    date: date
    done: str
    result: str
    standards: tuple[str, ...]


class Behaviour(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One way in which the platform's run time bends its standard, for the doubles of the tests.

    Attributes:
        rule: name of the switch in `tests/browser/lms/strict.js` or `tests/browser/harness/platform.py`.
        value: what the switch is set to, where it has one.
        element: data model element that it is about, `n` for an index.
        elements: likewise, where there are several.
        of: interaction type that it is about.

    """

    rule: str
    grade: EvidenceGrade
    source: str
    value: str | int | bool | tuple[str, ...] | UnsetType = UNSET
    element: str | UnsetType = UNSET
    elements: tuple[str, ...] | UnsetType = UNSET
    of: str | UnsetType = UNSET


class RunTime(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The browser side of the platform for one standard, as the tests play it. `name` is unique over all platforms."""

    name: str
    standard: str
    about: str
    behaviours: tuple[Behaviour, ...]


class Platform(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"importing": "import", "run_times": "run_time"}):
    """One platform.

    Attributes:
        name: of its file, without the ending.
        title: as its administrators call it.
        about: what it is, one sentence.
        role: likewise.
        reviewed: when the whole file was last held against its sources.
        sign_in: who can have an account.
        guests: what becomes of visitors.
        takes: standards that it imports, the best choice first.
        through: name of the platform that the file is put on instead, where it takes no upload itself.
        importing: the click path, step by step; empty where none is known.
        settings: what to set there.
        updating: how to put up a new version without losing progress.
        records: where a learner's record is seen, and what it shows.
        limits: what it cannot do, or does unlike others.
        media: what it serves badly.
        importer: why rules of the linter are there.
        unverified: what nobody knows.
        trials: of our packages.
        run_times: models for the tests.

    """

    name: str
    title: str
    about: str
    reviewed: date
    sign_in: SignInFact
    guests: GuestFact
    takes: tuple[ImportedStandard, ...]
    unverified: tuple[Unverified, ...]
    role: Role = "platform"
    through: str | None = None
    importing: tuple[Fact, ...] = ()
    settings: tuple[Fact, ...] = ()
    updating: tuple[Fact, ...] = ()
    records: tuple[Fact, ...] = ()
    limits: tuple[Fact, ...] = ()
    media: tuple[ServedMedia, ...] = ()
    importer: tuple[ImporterFact, ...] = ()
    trials: tuple[Trial, ...] = ()
    run_times: tuple[RunTime, ...] = ()

    def statements(self) -> Iterator[Fact]:
        """Yield every statement, in the order of a handover sheet."""
        yield from (self.sign_in, self.guests, *self.takes, *self.importing, *self.settings, *self.updating)
        yield from (*self.records, *self.limits, *self.media, *self.importer)

    def reviewed_on(self, statement: Fact) -> date:
        """Return the day on which a statement of this platform was last held against its source."""
        return statement.reviewed or self.reviewed

    def choose(self, standards: Iterable[str]) -> tuple[ImportedStandard, ...]:
        """Return which of these standards it takes, the best choice first."""
        built = set(standards)
        return tuple(taken for taken in self.takes if taken.standard in built)

    def badly_served(self, standard: str) -> tuple[str, ...]:
        """Return the endings of media that it hands out badly from a package of this standard."""
        return tuple(served.ending for served in self.media if served.applies(standard, ()))
