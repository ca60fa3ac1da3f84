"""Blocks of a page: ordinary text, boxes, checks and questions; and what may stand inside what."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.course import rules as sense
from builder.course.blocks import Block, Check, Interaction
from builder.course.document import Fence, Label, Prose, Text
from builder.diagnostics import Diagnostic
from builder.interactions.kind import MARKED_LABELS
from builder.interactions.reading import read_key, split_outcomes
from builder.interactions.registry import KINDS, find
from builder.source import grammar, rules
from builder.source.boxes import first_text, read_box, report_late
from builder.source.checks import check_bank, read_draw, read_feedback_time, read_tries
from builder.source.fields import TRUTHS
from builder.source.files import Source
from builder.source.findings import Findings, did_you_mean
from builder.source.forms import FACILITATOR, FORMS, MEDIA_NAMES, Form
from builder.source.identifiers import Ids
from builder.source.ids import take_question_id
from builder.source.labels import split_head
from builder.source.lines import Line
from builder.source.media import read_media
from builder.source.outline import QUESTIONS, RawFence
from builder.source.prose import Setting, read_prose
from builder.source.question import read_question
from builder.source.sections import read_sections

DEFAULT_CHECK_TITLE = "Quick check"


class Reader(Struct):
    """Reads the blocks of one session.

    Attributes:
        outcomes: ids of course.yaml; `None` where it could not be read, so that nothing is said of them.
        used: outcomes that some question is about.
        finals: checks marked as final, of all sessions so far.

    """

    source: Source
    folder: str
    ids: Ids
    findings: Findings
    outcomes: frozenset[str] | None
    used: set[str] = field(default_factory=set)
    finals: list[Check] = field(default_factory=list)

    def read(self, body: Sequence[Line | RawFence], holder: Form) -> tuple[Block, ...]:
        """Return the blocks of a page or of a fence of this form."""
        blocks: list[Block] = []
        run: list[Line] = []
        under_heading = False
        for node in (*body, None):
            if isinstance(node, Line):
                run.append(node)
                continue
            setting = Setting(self.source, self.folder, headings=holder.headings, under_heading=under_heading)
            prose = read_prose(run, setting, self.findings)
            under_heading = under_heading or any(isinstance(block, Prose) and block.kind == "heading" for block in prose)
            blocks += prose
            run = []
            block = self.fence(node, holder, blocks) if node is not None else None
            if block is not None:
                blocks.append(block)
        return tuple(blocks)

    def fence(self, raw: RawFence, holder: Form, before: Sequence[Block]) -> Block | None:
        """Read one fence; `None` when it is at fault, which is then reported."""
        if raw.broken:
            return None
        name, place = raw.name, raw.opening.place(raw.name_at, len(raw.name))
        if name not in FORMS and name not in QUESTIONS:
            names = (*(kind.name for kind in KINDS), *grammar.BLOCK_NAMES)
            self.findings.report(rules.UNKNOWN_FENCE, f"There is no “{name}”.", place, did_you_mean(name, names))
        elif name not in holder.holds and not (holder.questions and name in QUESTIONS):
            message = f"“{name}” cannot stand inside “{_name_of(holder)}”."
            self.findings.report(rules.MISPLACED_FENCE, message, place, "Put it before or after; or close the one above it with `:::`.")
        elif name == "check":
            if any(isinstance(block, Check) for block in before):
                message = "This is the second check of the page."
                self.findings.report(
                    sense.TWO_CHECKS_ON_PAGE, message, place, "Type a heading above it, so that it has a page of its own: `# Another check`."
                )
            return self.check(raw)
        elif name in FORMS:
            return self.text(raw, FORMS[name])
        elif holder is FORMS["check"] and not getattr(find(name), "in_checks", True):
            message = f"“{name}” cannot stand inside a check: it has no mark."
            self.findings.report(rules.MISPLACED_FENCE, message, place, "Put it on the page before or after the check.")
        else:
            return self.question(raw, marked=holder is FORMS["check"])
        return None

    def text(self, raw: RawFence, form: Form) -> Block | None:
        """Read a block that asks nothing. One for facilitators ends here: it is judged like any text, and no package gets it."""
        if raw.name in MEDIA_NAMES:
            return read_media(raw, form, self)
        if form.parts is not None:
            return read_sections(raw, form, form.parts, self.read, self.findings)
        box = read_box(raw, form, self.read, self.findings)
        return None if raw.name == FACILITATOR else box

    def check(self, raw: RawFence) -> Check:
        """Read a check with its questions."""
        form, before = FORMS["check"], self.findings.errors
        labels, rest = split_head(raw.body, form.labels, self.findings)
        report_late(rest, form.labels, self.findings)
        place = raw.opening.place(raw.name_at, len(raw.name))
        title = first_text(labels, "title") or Text(DEFAULT_CHECK_TITLE, DEFAULT_CHECK_TITLE, place)
        ident, _place = take_question_id(raw, title.plain, "check", self.ids, self.findings)
        check = Check(
            id=ident,
            title=title,
            final=truth(labels, "final", self.findings, default=False),
            body=self.read(rest, form),
            key=self.key(labels),
            place=place,
            draw=read_draw(labels, self.findings),
            tries=read_tries(labels, self.findings),
            feedback=read_feedback_time(labels, self.findings),
        )
        if self.findings.errors == before:
            check_bank(check, labels, self.findings)
        if not any(isinstance(node, RawFence) and (node.name in QUESTIONS or node.broken) for node in rest):
            self.findings.report(
                sense.EMPTY_CHECK, f"The check “{ident}” holds no question.", place, "Put a question inside it, before its closing `:::`."
            )
        if check.final:
            if self.finals:
                first = self.finals[0].place
                message = f"This is the second final check; the first is in {first.file}, line {first.line}."
                self.findings.report(sense.TWO_FINAL_CHECKS, message, place, "Take `Final: yes` away from one of them.")
            self.finals.append(check)
        return check

    def key(self, labels: Sequence[Label]) -> str:
        """Read `Key:` of a page or a check."""
        faults: list[Diagnostic] = []
        key = read_key(labels, faults)
        for fault in faults:
            self.findings.report(fault.rule, fault.message, fault.place or labels[0].place, fault.hint)
        return key

    def question(self, raw: RawFence, *, marked: bool) -> Interaction | None:
        """Read a question and hand it to its kind, if its form is right."""
        kind = find(raw.name)
        assert kind is not None
        before = self.findings.errors
        fence = read_question(raw, kind, Setting(self.source, self.folder), self.ids, self.findings)
        self.outcomes_of(fence)
        for label in (label for label in fence.labels if label.name in MARKED_LABELS):
            if not marked:
                message = f"“{label.name.capitalize()}:” has no use: the question is practice, outside a check."
                self.findings.report(sense.USELESS_POINTS, message, label.place, "Take the line away, or put the question into a check.")
        if self.findings.errors > before:
            return None
        read = kind.read(fence)
        self.findings.extend(read.diagnostics)
        return read.value

    def outcomes_of(self, fence: Fence) -> None:
        """Note the outcomes of a question and report those that course.yaml does not have."""
        for label in fence.labelled("outcome"):
            for outcome in split_outcomes((label,)):
                self.used.add(outcome)
                self.know_outcome(outcome, label)

    def know_outcome(self, outcome: str, label: Label) -> None:
        """Report an outcome that course.yaml does not have."""
        if self.outcomes is not None and outcome not in self.outcomes:
            message = f"There is no outcome “{outcome}” in course.yaml."
            at = label.text.plain.lower().find(outcome)
            place = replace(label.text.place, column=label.text.place.column + at, length=len(outcome))
            self.findings.report(sense.UNKNOWN_OUTCOME, message, place, did_you_mean(outcome, sorted(self.outcomes)))


def _name_of(holder: Form) -> str:
    return next((name for name, form in FORMS.items() if form is holder), "page")


def truth(labels: Sequence[Label], name: str, findings: Findings, *, default: bool) -> bool:
    """Read a label whose value is yes or no."""
    for label in labels:
        if label.name == name and label.text.plain:
            typed = label.text.plain.lower()
            if typed in TRUTHS:
                return TRUTHS[typed]
            message = f"“{name.capitalize()}:” is yes or no, not “{label.text.plain}”."
            findings.report(rules.BAD_LABEL_VALUE, message, label.text.place, f"Type `{name.capitalize()}: yes` or `{name.capitalize()}: no`.")
    return default
