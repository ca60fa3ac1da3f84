"""Faults that several modules of this room tell of; every other rule stands beside its check."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

BAD_ID = Rule(
    "SRC019", "bad-id", Severity.ERROR, "Ids become names in learners' records, addresses and files. Only these characters are safe in all of them."
)
RESERVED_NAME = Rule("SRC173", "reserved-name", Severity.ERROR, "Windows cannot unpack a zip with a file of this name, so the course would not open.")
MISPLACED_FENCE = Rule("SRC035", "misplaced-fence", Severity.ERROR, "Some blocks cannot be inside others. The guide has a table.")
NO_HEADING = Rule("SRC043", "no-heading", Severity.ERROR, "The heading is the name of the page in the contents and for screen readers.")
LATE_LABEL = Rule("SRC044", "late-label", Severity.ERROR, "It is too late on the page to have an effect, so learners would see it as text.")
LABEL_TWICE = Rule("SRC051", "label-twice", Severity.ERROR, "Copack cannot tell which of the two counts.")
EMPTY_LABEL = Rule("SRC052", "empty-label", Severity.ERROR, "A label without a text has no effect.")
BAD_LABEL_VALUE = Rule("SRC054", "bad-label-value", Severity.ERROR, "Only certain values mean something here.")
NO_TITLE = Rule("SRC055", "no-title", Severity.ERROR, "Learners see the title and decide whether to open the text.")
HEADING_IN_FENCE = Rule(
    "SRC061",
    "heading-in-fence",
    Severity.ERROR,
    "Headings divide a page. Inside a box or a question, they confuse people who move from heading to heading.",
)
PICTURE_IN_TEXT = Rule(
    "SRC073", "picture-in-text", Severity.ERROR, "A picture must be alone on its line, so that it can be as wide as the page and have a caption."
)
