"""Verbs and activity types: their IRIs, words and the published profile that defines each.

Filed by the profile that owns them; none is our own (XP-04).
"""

from __future__ import annotations

from msgspec import Struct

from builder.tracking.plan import ActivityRole, Event

ADL = "https://w3id.org/xapi/adl"
"""The ADL vocabulary: verbs that SCORM-like content sends."""


class Verb(Struct, frozen=True):
    """A verb: its IRI, its display text in English and the profile that defines it."""

    iri: str
    display: str
    profile: str


VERBS: dict[Event, Verb] = {
    "initialized": Verb("http://adlnet.gov/expapi/verbs/initialized", "initialized", ADL),
    "answered": Verb("http://adlnet.gov/expapi/verbs/answered", "answered", ADL),
    "outcome-scored": Verb("http://adlnet.gov/expapi/verbs/scored", "scored", ADL),
    "session-completed": Verb("http://adlnet.gov/expapi/verbs/completed", "completed", ADL),
    "completed": Verb("http://adlnet.gov/expapi/verbs/completed", "completed", ADL),
    "passed": Verb("http://adlnet.gov/expapi/verbs/passed", "passed", ADL),
    "failed": Verb("http://adlnet.gov/expapi/verbs/failed", "failed", ADL),
    "terminated": Verb("http://adlnet.gov/expapi/verbs/terminated", "terminated", ADL),
}

ACTIVITY_TYPES: dict[ActivityRole, str] = {
    "course": "http://adlnet.gov/expapi/activities/course",
    "session": "http://adlnet.gov/expapi/activities/module",
    "check": "http://adlnet.gov/expapi/activities/assessment",
    "interaction": "http://adlnet.gov/expapi/activities/cmi.interaction",
    "outcome": "http://adlnet.gov/expapi/activities/objective",
}

PROFILE_TYPE = "http://adlnet.gov/expapi/activities/profile"
"""Type of the activity that stands for a profile in `contextActivities.category`."""
