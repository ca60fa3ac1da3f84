"""What may be kept of a learner after all that happened: one record where everything was saved, several where a window died before."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from builder.course.cmi import Response
from builder.tracking.plan import PlannedCheck, TrackingPlan
from tests.browser.harness.responses import ExpectedRecord

Shown = Mapping[str, Response | None]
"""By id of a question, what the page shows as its answer."""


@dataclass
class PossibleRecord:
    """One record that may be kept.

    Attributes:
        record: all that was submitted.
        saved: what was chosen after that, and called saved, by question.
        drafts: what was chosen since, by question, the latest last: any of it may be kept.

    """

    record: ExpectedRecord
    saved: dict[str, Response] = field(default_factory=dict)
    drafts: dict[str, list[Response]] = field(default_factory=dict)

    def save(self) -> None:
        """The learner was told that all is saved."""
        self.saved |= {question: answers[-1] for question, answers in self.drafts.items()}
        self.drafts = {}

    def settle(self, shown: Shown) -> None:
        """What a window shows when it opens is what was kept: any other choice is gone."""
        self.saved |= {question: answer for question, answers in self.drafts.items() if (answer := shown.get(question)) is not None and answer in answers}
        self.drafts = {}

    def fits(self, shown: Shown) -> bool:
        """Whether the page may show these answers."""
        return all(answer == self.saved.get(question, self.record.responses.get(question)) or answer in self.drafts.get(question, []) for question, answer in shown.items())


@dataclass
class PossibleRecords:
    """Every record that the promise of tracking contract 4 allows; never none.

    Attributes:
        records: by number of submissions, oldest first.

    """

    records: list[PossibleRecord]

    @classmethod
    def at_first(cls, plan: TrackingPlan) -> PossibleRecords:
        """Nothing was done yet."""
        return cls([PossibleRecord(ExpectedRecord(plan))])

    @property
    def newest(self) -> ExpectedRecord:
        """All that the learner submitted."""
        return self.records[-1].record

    def submit(self, check: PlannedCheck, responses: dict[str, Response]) -> None:
        """The learner submits a check; it is not saved yet."""
        record = deepcopy(self.newest)
        record.submit(check, responses)
        self.records.append(PossibleRecord(record))

    def draft(self, question: str, response: Response) -> None:
        """The learner answers, and submits nothing."""
        self.records[-1].drafts.setdefault(question, []).append(response)

    def save(self) -> None:
        """The learner was told that all is saved."""
        self.records = self.records[-1:]
        self.records[-1].save()

    def come_back(self, shown: Shown) -> None:
        """A window opens and shows these answers. Raises as `read_back`."""
        self.read_back(shown)
        for possible in self.records:
            possible.settle(shown)

    def read_back(self, shown: Shown) -> None:
        """The learner finds these answers: what does not fit them was not kept.

        Raises:
            AssertionError: no record fits: something accepted is lost, or became another.

        """
        fitting = [possible for possible in self.records if possible.fits(shown)]
        assert fitting, f"shown {shown}; allowed {[(possible.record.responses, possible.saved, possible.drafts) for possible in self.records]}"
        self.records = fitting
