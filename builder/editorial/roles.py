"""What people who read a course before it is used may decide."""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """What a reviewer may decide. The values are what people type and read."""

    APPROVED = "approved"
    WITH_CHANGES = "approved with changes"
    NOT_YET = "not yet"
