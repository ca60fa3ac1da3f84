"""Verbs and activity types: their IRIs, words and the published profile that defines each.

Filed by the profile that owns them; none is our own (XP-04).
"""

from __future__ import annotations

from msgspec import Struct

from builder.tracking.activity import ActivityRole
from builder.tracking.plan import Event

ADL = "https://w3id.org/xapi/adl"
"""The ADL vocabulary."""

SCORM = "https://w3id.org/xapi/scorm"
"""The SCORM profile: verbs and activity types for what SCORM tells a platform."""

XAPI = "https://github.com/adlnet/xAPI-Spec"
"""The specification itself, which names one activity type (Data 2.4.4.1)."""


class Verb(Struct, frozen=True):
    """A verb: its IRI, its display text in English and the profile that defines it."""

    iri: str
    display: str
    profile: str


VERBS: dict[Event, Verb] = {
    "initialized": Verb("http://adlnet.gov/expapi/verbs/initialized", "initialized", SCORM),
    "answered": Verb("http://adlnet.gov/expapi/verbs/answered", "answered", ADL),
    "outcome-scored": Verb("http://adlnet.gov/expapi/verbs/scored", "scored", SCORM),
    "session-completed": Verb("http://adlnet.gov/expapi/verbs/completed", "completed", SCORM),
    "completed": Verb("http://adlnet.gov/expapi/verbs/completed", "completed", SCORM),
    "passed": Verb("http://adlnet.gov/expapi/verbs/passed", "passed", SCORM),
    "failed": Verb("http://adlnet.gov/expapi/verbs/failed", "failed", SCORM),
    "terminated": Verb("http://adlnet.gov/expapi/verbs/terminated", "terminated", SCORM),
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
