"""What makes a course other than the whole one for everybody: a pilot that it is built for, or that it is one session of a whole course."""

from __future__ import annotations

from msgspec import Struct


class CoursePilot(Struct, frozen=True):
    """The pilot that a course is built for: its id, which every statement names, and its label in plain text, which learners read."""

    id: str
    label: str

    @property
    def named(self) -> str:
        """The words on every page: the label, and the id behind it, by which its records are found."""
        return f"{self.label} ({self.id})"


class TakenFrom(Struct, frozen=True):
    """Where the only session of a course comes from (`part.py`): id of the whole course, number in it from 1, and how many sessions it has."""

    course: str
    number: int
    sessions: int
