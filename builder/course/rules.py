"""Faults of a course's sense: well formed, but it cannot mean what the author wants."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

DUPLICATE_SESSION_ID = Rule(
    "CRS001", "duplicate-session-id", Severity.ERROR, "Learners' records and files are called after the session's id, so each session has its own."
)
DUPLICATE_PAGE_ID = Rule(
    "CRS002", "duplicate-page-id", Severity.ERROR, "Where a learner left off is kept under the page's id, so each page of the course has its own."
)
DUPLICATE_QUESTION_ID = Rule(
    "CRS003", "duplicate-question-id", Severity.ERROR, "Learners' records hang on the id, so each question and each check of the course has its own."
)
UNKNOWN_OUTCOME = Rule("CRS010", "unknown-outcome", Severity.ERROR, "Outcomes are listed in course.yaml; results under another name would be lost.")
UNUSED_OUTCOME = Rule("CRS011", "unused-outcome", Severity.WARNING, "The course promises this outcome, but no session and no question is about it.")
DUPLICATE_OUTCOME_TEXT = Rule(
    "CRS012", "duplicate-outcome-text", Severity.WARNING, "Two outcomes with the same words look like one to learners and reviewers."
)
BAD_BASE = Rule(
    "CRS020",
    "bad-base",
    Severity.ERROR,
    "The base address is the start of every name in learners' records; it must be a web address that more can be added to.",
    "RFC 3987",
)
EXAMPLE_BASE = Rule(
    "CRS021",
    "example-base",
    Severity.WARNING,
    "Records made under an example address belong to nobody and may clash with other people's.",
    "RFC 2606",
)
BAD_LANGUAGE = Rule("CRS022", "bad-language", Severity.ERROR, "Screen readers choose their voice by this tag.", "RFC 5646")
NO_FINAL_CHECK = Rule("CRS030", "no-final-check", Severity.ERROR, "The mark is that of the final check, and no check is marked as final.")
TWO_FINAL_CHECKS = Rule("CRS031", "two-final-checks", Severity.ERROR, "The mark hangs on one check only.")
EMPTY_CHECK = Rule("CRS032", "empty-check", Severity.ERROR, "A check without a question can never be submitted.")
BAD_DRAW = Rule("CRS035", "bad-draw", Severity.ERROR, "How many questions each learner gets must be a number, or a number for each outcome.")
SMALL_BANK = Rule("CRS036", "small-bank", Severity.ERROR, "Nobody can be given more questions than there are.")
BAD_TRIES = Rule("CRS037", "bad-tries", Severity.ERROR, "A check may be tried as often as a whole number says, or without a limit.")
USELESS_TRIES = Rule(
    "CRS038",
    "useless-tries",
    Severity.ERROR,
    "Where the course asks for a mark, its pass rule says how often the final check may be tried. Two numbers could differ.",
)
BAD_FEEDBACK_TIME = Rule(
    "CRS039",
    "bad-feedback-time",
    Severity.ERROR,
    "A check shows how each question went at each try, at the last one, or never. Anything else would be a guess.",
)
SENT_WITH_NAME = Rule(
    "CRS041",
    "sent-with-name",
    Severity.NOTE,
    "What is sent to a platform has the learner's name on it. Nobody should find that out afterwards.",
    "tracking contract 5",
)
EMPTY_EVALUATION = Rule("CRS043", "empty-evaluation", Severity.ERROR, "A form without questions is a page for nothing.")
BAD_FORM_KIND = Rule(
    "CRS044", "bad-form-kind", Severity.ERROR, "A form asks what learners think. Questions with right answers belong on the pages of a session."
)
ANONYMOUS = Rule(
    "CRS042",
    "not-anonymous",
    Severity.ERROR,
    "A platform puts the learner's name to every answer that it gets. A promise that it does not would be untrue.",
    "tracking contract 5",
)
TWO_CHECKS_ON_PAGE = Rule("CRS033", "two-checks-on-page", Severity.ERROR, "Learners would not know which button submits which questions.")
USELESS_POINTS = Rule("CRS034", "useless-points", Severity.WARNING, "Only questions inside a check are marked.")
UNKNOWN_RECORD_ALSO = Rule(
    "CRS040", "unknown-record-also", Severity.ERROR, "What is to be sent must exist; otherwise somebody waits for answers that never come."
)
UNKNOWN_PAGE = Rule("CRS050", "unknown-page", Severity.ERROR, "A link to a page that is not there leads learners nowhere.")
NO_PICTURE = Rule("CRS060", "no-picture", Severity.ERROR, "Learners would see a broken picture.")
BAD_PICTURE_TYPE = Rule("CRS061", "bad-picture-type", Severity.ERROR, "Only these types are shown by every browser and platform.")
BAD_PICTURE_PATH = Rule(
    "CRS062", "bad-picture-path", Severity.ERROR, "Platforms treat other characters in file names in different ways, and some refuse them."
)
UNSAFE_SVG = Rule(
    "CRS063",
    "unsafe-svg",
    Severity.ERROR,
    "Learning platforms block pictures with script, style or outside addresses, and they are a danger to learners.",
    "tracking contract 6",
)
BROKEN_PICTURE = Rule(
    "CRS064", "broken-picture", Severity.ERROR, "The file is not what its name says, or it is damaged; browsers would show nothing."
)
SVG_WITHOUT_SIZE = Rule(
    "CRS065", "svg-without-size", Severity.ERROR, "Without a size the text jumps while the page loads, and small screens cut the picture off."
)
TWO_SHORT_VERSIONS = Rule("CRS090", "two-short-versions", Severity.ERROR, "Learners choose between the full page and one short version of it.")
SAME_SECTION_TWICE = Rule("CRS091", "same-section-twice", Severity.ERROR, "Learners choose a section by its name, and could not tell these apart.")
NO_FULL_VERSION = Rule("CRS092", "no-full-version", Severity.ERROR, "Learners who choose the full version would see nothing.")
LATE_CONTENT_WARNING = Rule(
    "CRS093", "late-content-warning", Severity.WARNING, "A warning helps those who read it first, so that they can stop or skip what follows."
)
NO_MEDIA_FILE = Rule("CRS120", "no-media-file", Severity.ERROR, "Learners would press a button and get nothing.")
BAD_MEDIA_TYPE = Rule(
    "CRS121", "bad-media-type", Severity.ERROR, "Only these types are played by every browser, or opened by the programs that most people have."
)
BAD_MEDIA_PATH = Rule(
    "CRS122", "bad-media-path", Severity.ERROR, "Platforms treat other characters in file names in different ways, and some refuse them."
)
NOT_WHAT_IT_SAYS = Rule(
    "CRS123",
    "not-what-it-says",
    Severity.ERROR,
    "Browsers and virus scanners refuse a file that holds something else than its name says; it may also be a trap.",
)
BAD_CAPTIONS = Rule(
    "CRS124", "bad-captions", Severity.ERROR, "Browsers leave out captions that they cannot read, and nobody is told.", "WCAG 2.2 1.2.2"
)
BAD_ADDRESS = Rule(
    "CRS125", "bad-address", Severity.ERROR, "A website that the course sends learners to is on https, so that nobody can change it on the way."
)
LARGE_SOUND = Rule(
    "CRS126", "large-sound", Severity.WARNING, "A wav file is about ten times as large as it needs to be; on a phone, learners wait and pay for it."
)
UNKNOWN_TERM = Rule(
    "CRS128", "unknown-term", Severity.ERROR, "Learners would press a word to read what it means, and glossary.yaml does not say it."
)
DUPLICATE_TERM = Rule("CRS129", "duplicate-term", Severity.ERROR, "Learners would find the same word twice, with two meanings.")
