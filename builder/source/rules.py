"""Faults that several modules of this room tell of; every other rule stands beside its check."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

BAD_ID = Rule(
    "SRC019", "bad-id", Severity.ERROR, "Ids become names in learners' records, addresses and files. Only these characters are safe in all of them."
)
MISPLACED_FENCE = Rule("SRC035", "misplaced-fence", Severity.ERROR, "Not everything can stand inside everything; the guide has a table.")
NO_HEADING = Rule("SRC043", "no-heading", Severity.ERROR, "The heading is the name of the page, in the contents and for people who listen.")
LATE_LABEL = Rule("SRC044", "late-label", Severity.ERROR, "It stands too late to have an effect, so learners would see it as text.")
LABEL_TWICE = Rule("SRC051", "label-twice", Severity.ERROR, "Nobody can know which of the two counts.")
EMPTY_LABEL = Rule("SRC052", "empty-label", Severity.ERROR, "A label without a text has no effect.")
BAD_LABEL_VALUE = Rule("SRC054", "bad-label-value", Severity.ERROR, "Only certain values mean something here.")
NO_TITLE = Rule("SRC055", "no-title", Severity.ERROR, "Learners see the title and decide whether to open the text.")
HEADING_IN_FENCE = Rule(
    "SRC061",
    "heading-in-fence",
    Severity.ERROR,
    "Headings divide a page, and inside a box or a question they would confuse people who move from heading to heading.",
)
PICTURE_IN_TEXT = Rule(
    "SRC073", "picture-in-text", Severity.ERROR, "A picture stands alone on its line, so that it can be as wide as the page and have a caption."
)

