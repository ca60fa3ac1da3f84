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
class PossibleRecords:
    """Every record that the promise of tracking contract 4 allows, the newest last.

    Attributes:
        records: by number of submissions, oldest first; never empty.
        drafts: what was chosen since the last submission, by question.
        kept_drafts: those of them that were called saved.

    """

    records: list[ExpectedRecord]
    drafts: dict[str, Response] = field(default_factory=dict)
    kept_drafts: dict[str, Response] = field(default_factory=dict)

    @classmethod
    def at_first(cls, plan: TrackingPlan) -> PossibleRecords:
        """Nothing was done yet."""
        return cls([ExpectedRecord(plan)])

    @property
    def newest(self) -> ExpectedRecord:
        """All that the learner did."""
        return self.records[-1]

    def submit(self, check: PlannedCheck, responses: dict[str, Response]) -> None:
        """The learner submits a check; it is not saved yet."""
        record = deepcopy(self.newest)
        record.submit(check, responses)
        self.records.append(record)
        self.drafts, self.kept_drafts = {}, {}

    def draft(self, question: str, response: Response) -> None:
        """The learner answers, and submits nothing."""
        self.drafts[question] = response
        self.kept_drafts.pop(question, None)

    def save(self) -> None:
        """The learner was told that all is saved."""
        self.records = [self.newest]
        self.kept_drafts = dict(self.drafts)

    def read_back(self, shown: Shown) -> None:
        """The learner comes back and finds these answers: what does not fit them was not kept.

        Raises:
            AssertionError: no record fits: something accepted is lost, or became another.

        """
        fitting = [record for record in self.records if all(self._fits(record, question, answer) for question, answer in shown.items())]
        assert fitting, (
            f"shown {shown}; allowed {[record.responses for record in self.records]} and the drafts {self.drafts}, of which {self.kept_drafts} were called saved"
        )
        self.records = fitting
        self.drafts = {question: answer for question, answer in self.drafts.items() if shown.get(question) == answer}

    def _fits(self, record: ExpectedRecord, question: str, answer: Response | None) -> bool:
        if question in self.kept_drafts:
            return answer == self.kept_drafts[question]
        return answer == record.responses.get(question) or (question in self.drafts and answer == self.drafts[question])
