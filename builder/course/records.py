"""Records that a course keeps about itself, for reviewers: each a YAML file beside course.yaml. No package holds any of them.

A file is a row of `RECORDS`: reading it, its JSON Schema and its place in the folder follow from there.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from builder.course.accessibility_results import Accessibility
from builder.course.changes import Changes
from builder.course.costs import Costs
from builder.course.named_builds import NamedBuilds
from builder.course.record_values import Count, Date, Line, Named, Words
from builder.course.terms import Terms
from builder.diagnostics import Place

EvidenceKind = Literal["marked", "made", "seen"]
"""How learners show an outcome: in marked questions, in something that they make and keep, or before a facilitator."""

OutcomeLevel = Literal["knows", "knows how", "shows how"]
"""How far an outcome goes: the levels of Miller's pyramid that a course alone reaches (Royal Pharmaceutical Society)."""


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """A question of an accrediting body, the answer, and where the proof is: the id of a section of the evidence pack, or words."""

    ask: Annotated[str, Meta(min_length=1, max_length=2000)]
    answer: Words = ""
    proof: Line = ""


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """An accrediting body with its own questions."""

    name: Named
    questions: tuple[Answer, ...] = ()


class Accreditation(Struct, frozen=True, forbid_unknown_fields=True):
    """accreditation.yaml: dates of the course, and what bodies ask."""

    prepared: Date = ""
    revised: Date = ""
    expires: Date = ""
    sponsorship: Words = ""
    bodies: tuple[Body, ...] = ()


class Gripp(Struct, frozen=True, forbid_unknown_fields=True):
    """GRIPP2, short form (2017): how people were involved in making the course."""

    aim: Words = ""
    methods: Words = ""
    results: Words = ""
    discussion: Words = ""
    reflections: Words = ""


class Standards(Struct, frozen=True, forbid_unknown_fields=True):
    """The six UK Standards for Public Involvement (2019), as a look at oneself; no mark is given."""

    inclusive_opportunities: Words = ""
    working_together: Words = ""
    support_and_learning: Words = ""
    communications: Words = ""
    impact: Words = ""
    governance: Words = ""


class Involvement(Struct, frozen=True, forbid_unknown_fields=True):
    """involvement.yaml: how people were involved, what all of them were offered, and a look at oneself."""

    need: Annotated[str, Meta(max_length=4000, description="why the course is needed, and who told you")] = ""
    offered: Annotated[
        str, Meta(max_length=4000, description="what everybody who helped was offered, such as payment and expenses; never per person")
    ] = ""
    gripp2: Gripp = Gripp()
    standards: Standards = Standards()


class Challenge(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that may go wrong: where it was met, its early sign, what is planned, who looks after it, when it was last looked at."""

    challenge: Named
    source: Line = ""
    early_sign: Words = ""
    strategy: Words = ""
    owner: Line = ""
    reviewed: Date = ""


class Register(Struct, frozen=True, forbid_unknown_fields=True):
    """register.yaml: challenges that were named at the start."""

    challenges: tuple[Challenge, ...] = ()


class Pilot(Struct, frozen=True, forbid_unknown_fields=True):
    """A pilot.

    Attributes:
        site: an alias, never the name of a person.
        first: its first day; `last`: its last.
        manner: in a room, online, on paper.
        invited, came, finished, forms: how many people; forms are those that were returned; `None`: not given, which is not the same as none.
        counts: by id of a question of the form, how many gave each answer, by its code.
        minutes: how long a session took, each time that it was measured.
        changed: what was changed because of it.

    """

    site: Named
    first: Date = ""
    last: Date = ""
    manner: Line = ""
    invited: Count | None = None
    came: Count | None = None
    finished: Count | None = None
    forms: Count | None = None
    counts: dict[Line, dict[Line, Count]] = {}
    minutes: tuple[Count, ...] = ()
    changed: Words = ""


class Pilots(Struct, frozen=True, forbid_unknown_fields=True):
    """pilots.yaml: what is decided by which rule, which was written before the first form, and the pilots."""

    rule: Annotated[str, Meta(max_length=4000, description="what you will do at which result")] = ""
    rule_written: Date = ""
    pilots: tuple[Pilot, ...] = ()


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that the course says and that may change: where it stands, when it was checked, and by whom.

    Attributes:
        id: its name, used once.
        statement: what the course says, in short.
        source: where that stands; `source_date`: its date in free words, such as July 2025, or "not known".
        nation: where it holds.
        review_by: the day by which somebody has to look again; empty: none is set.
        checked_on, checked_by: when a person compared it with its source, and who; both empty: nobody has.

    """

    id: Annotated[str, Meta(pattern=r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$", description="1 to 40 of a-z, 0-9 and -")]
    statement: Annotated[str, Meta(min_length=1, max_length=4000)]
    source: Annotated[str, Meta(max_length=2000)] = ""
    source_date: Line = ""
    nation: Line = ""
    review_by: Date = ""
    checked_on: Date = ""
    checked_by: Line = ""

    @property
    def is_checked(self) -> bool:
        """Whether a person and a day are recorded."""
        return bool(self.checked_on and self.checked_by)


class PlacedFact(Struct, frozen=True):
    """A fact with the place of each of its fields in facts.yaml; of a field that is left out, the file alone."""

    fact: Fact
    places: dict[str, Place]


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """facts.yaml: what the course says that may change."""

    facts: tuple[Fact, ...] = ()


class Records(Struct, frozen=True):
    """The records of a course; `None` where there is no such file.

    Two are no rows of `RECORDS`: `offered`, what people.yaml says was offered to all who helped, and `builds`, which Copack writes itself.
    """

    accreditation: Accreditation | None = None
    involvement: Involvement | None = None
    register: Register | None = None
    pilots: Pilots | None = None
    facts: Facts | None = None
    costs: Costs | None = None
    terms: Terms | None = None
    changes: Changes | None = None
    accessibility: Accessibility | None = None
    offered: str = ""
    builds: NamedBuilds = NamedBuilds()


RECORDS: dict[str, type[Struct]] = {
    "accreditation": Accreditation,
    "involvement": Involvement,
    "register": Register,
    "pilots": Pilots,
    "facts": Facts,
    "costs": Costs,
    "terms": Terms,
    "changes": Changes,
    "accessibility": Accessibility,
}
"""Name of the file without its ending, and of the field of `Records` -> what it may say."""

RECORD_FILES = tuple(f"{name}.yaml" for name in RECORDS)
"""The files, beside course.yaml."""
