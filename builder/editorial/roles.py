"""Who is asked to read a course before it is called approved, and what they may decide."""

from __future__ import annotations

from enum import StrEnum

DEFAULT_ROLES = ("service user", "carer", "professional", "accessibility", "host")
"""Roles of reviewers where the author lists none: the last is the organisation where the course is to be run."""


class Decision(StrEnum):
    """What a reviewer may decide. The values are what people type and read."""

    APPROVED = "approved"
    WITH_CHANGES = "approved with changes"
    NOT_YET = "not yet"
