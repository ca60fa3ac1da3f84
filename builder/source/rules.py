"""Faults of form: files, YAML, fences, labels; and of text and accessibility as far as form shows them."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity

NO_COURSE = Rule("SRC001", "no-course", Severity.ERROR, "A course is a folder with a file course.yaml; without it nothing is known about the course.")
NOT_UTF_8 = Rule("SRC002", "not-utf-8", Severity.ERROR, "Text in another encoding shows wrong letters to learners.")
TOO_LARGE = Rule("SRC003", "too-large", Severity.ERROR, "A file of this size is a slip, or would make the package too slow for learners.")
OUTSIDE = Rule(
    "SRC004",
    "outside-the-folder",
    Severity.ERROR,
    "A course is complete in its folder. A link to somewhere else would break on every other computer, or give away a private file.",
)
UNREADABLE = Rule("SRC005", "unreadable-file", Severity.ERROR, "What cannot be opened cannot be put into the course.")
NO_SESSION = Rule("SRC006", "no-session", Severity.ERROR, "Learners need at least one session.")
YAML_SYNTAX = Rule(
    "SRC010",
    "yaml-syntax",
    Severity.ERROR,
    "The lines of course.yaml and of a session's top block have a strict form; here it is broken, and nothing after it can be read for sure.",
)
YAML_TAB = Rule("SRC011", "yaml-tab", Severity.ERROR, "Lines that belong together are indented with spaces. Nobody can know how wide a tab is.")
YAML_ALIAS = Rule(
    "SRC012", "yaml-alias", Severity.ERROR, "The signs & and * at the start of a value have a meaning for programmers that no course needs."
)
YAML_TAG = Rule("SRC013", "yaml-tag", Severity.ERROR, "The sign ! at the start of a value has a meaning for programmers that no course needs.")
DUPLICATE_FIELD = Rule("SRC014", "duplicate-field", Severity.ERROR, "The same word twice: nobody can know which value counts.")
UNKNOWN_FIELD = Rule("SRC015", "unknown-field", Severity.ERROR, "A word that is not known has no effect, so it is most likely a slip.")
MISSING_FIELD = Rule("SRC016", "missing-field", Severity.ERROR, "Without this the course cannot be made.")
WRONG_FORM = Rule("SRC017", "wrong-form", Severity.ERROR, "The value has a form that this word cannot take: a list, a text, a number, yes or no.")
WRONG_VALUE = Rule("SRC018", "wrong-value", Severity.ERROR, "Only certain values mean something here.")
BAD_ID = Rule(
    "SRC019", "bad-id", Severity.ERROR, "Ids become names in learners' records, addresses and files. Only these characters are safe in all of them."
)
NO_TOP_BLOCK = Rule(
    "SRC020", "no-top-block", Severity.ERROR, "The lines between the two rows of dashes name the session; platforms and learners' records need them."
)
OPEN_TOP_BLOCK = Rule("SRC021", "open-top-block", Severity.ERROR, "Without its end, the whole session would be read as part of the top block.")
OPEN_FENCE = Rule("SRC030", "open-fence", Severity.ERROR, "Everything up to the end would be swallowed by it.")
STRAY_FENCE = Rule(
    "SRC031", "stray-fence", Severity.ERROR, "Three colons alone close a fence. None is open here, so one was probably closed too early."
)
BROKEN_FENCE = Rule("SRC032", "broken-fence", Severity.ERROR, "A fence that is not typed in its form would be shown to learners as text.")
UNKNOWN_FENCE = Rule("SRC033", "unknown-fence", Severity.ERROR, "Nobody knows what to do with a fence of this name.")
MISPLACED_FENCE = Rule("SRC035", "misplaced-fence", Severity.ERROR, "Not everything can stand inside everything; the guide has a table.")
QUESTION_IN_QUESTION = Rule(
    "SRC036", "question-in-question", Severity.ERROR, "A question holds no other question, so the first one was probably not closed."
)
MISSING_ID = Rule(
    "SRC037", "missing-id", Severity.ERROR, "Learners' records hang on the id. It must stand in the file, or records would break when words change."
)
MISSING_CODE = Rule(
    "SRC038",
    "missing-code",
    Severity.ERROR,
    "Learners' records name answers by their codes. They must stand in the file, or records would break when the order changes.",
)
NEEDLESS_ID = Rule("SRC039", "needless-id", Severity.ERROR, "A block that asks nothing has no records, so its id would mean nothing.")
TEXT_BEFORE_PAGE = Rule("SRC040", "text-before-page", Severity.ERROR, "Each text is on a page, and a page begins with its heading.")
NO_PAGE = Rule("SRC041", "no-page", Severity.ERROR, "A session without a page has nothing to show.")
EMPTY_PAGE = Rule("SRC042", "empty-page", Severity.ERROR, "Learners would see a heading and nothing else.")
NO_HEADING = Rule("SRC043", "no-heading", Severity.ERROR, "The heading is the name of the page, in the contents and for people who listen.")
LATE_LABEL = Rule("SRC044", "late-label", Severity.ERROR, "It stands too late to have an effect, so learners would see it as text.")
UNKNOWN_LABEL = Rule("SRC050", "unknown-label", Severity.ERROR, "A label that is not known here would be shown to learners as text.")
LABEL_TWICE = Rule("SRC051", "label-twice", Severity.ERROR, "Nobody can know which of the two counts.")
EMPTY_LABEL = Rule("SRC052", "empty-label", Severity.ERROR, "A label without a text has no effect.")
FEEDBACK_WITHOUT_ANSWER = Rule("SRC053", "feedback-without-answer", Severity.ERROR, "Feedback belongs to the answer above it, and there is none.")
BAD_LABEL_VALUE = Rule("SRC054", "bad-label-value", Severity.ERROR, "Only certain values mean something here.")
NO_TITLE = Rule("SRC055", "no-title", Severity.ERROR, "Learners see the title and decide whether to open the text.")
EMPTY_BLOCK = Rule("SRC056", "empty-block", Severity.ERROR, "Learners would see an empty box.")
TEXT_AFTER_ANSWERS = Rule(
    "SRC060", "text-after-answers", Severity.ERROR, "After the first answer only answers and labels follow; this text would be shown nowhere."
)
HEADING_IN_FENCE = Rule(
    "SRC061",
    "heading-in-fence",
    Severity.ERROR,
    "Headings divide a page, and inside a box or a question they would confuse people who move from heading to heading.",
)
STRANGE_BOX = Rule("SRC062", "strange-box", Severity.ERROR, "A box holds an x or nothing; anything else could mean either.")
TWO_ARROWS = Rule("SRC063", "two-arrows", Severity.ERROR, "A pair has two sides and one arrow between them.")
OPEN_GAP = Rule("SRC064", "open-gap", Severity.ERROR, "Without its end nobody knows which words are to be typed.")
EMPTY_GAP = Rule("SRC065", "empty-gap", Severity.ERROR, "Nothing typed into it could ever be right.")
MISPLACED_GAP = Rule(
    "SRC066", "misplaced-gap", Severity.ERROR, "A gap becomes a box to type in, which cannot stand inside tables, links, bold or italic text."
)
RAW_HTML = Rule(
    "SRC070", "raw-html", Severity.WARNING, "Pages are plain text, so that they work on every platform and read aloud. HTML tags are left out."
)
NOT_SUPPORTED = Rule("SRC071", "not-supported", Severity.ERROR, "A course has no code blocks and no lines across the page.")
OPEN_NOTE = Rule("SRC072", "open-note", Severity.ERROR, "A note that is never closed would swallow the text after it.")
PICTURE_IN_TEXT = Rule(
    "SRC073", "picture-in-text", Severity.ERROR, "A picture stands alone on its line, so that it can be as wide as the page and have a caption."
)
BROKEN_TABLE = Rule("SRC074", "broken-table", Severity.ERROR, "The rows do not fit together, so learners would see bars and dashes.")
TEXT_BEFORE_SECTION = Rule(
    "SRC080", "text-before-section", Severity.ERROR, "Everything in such a block stands under one of its headings; this text would be shown nowhere."
)
NUMBER_OF_SECTIONS = Rule(
    "SRC081", "number-of-sections", Severity.ERROR, "One section is nothing to choose from or to follow, and too many tabs fit on no screen."
)
EMPTY_SECTION = Rule("SRC082", "empty-section", Severity.ERROR, "Learners would open it and find nothing.")
MISSING_LABEL = Rule("SRC083", "missing-label", Severity.ERROR, "Without it the block does not say what learners need to know.")
ONE_LIST = Rule("SRC084", "one-list", Severity.ERROR, "Its points are read one by one and copied down, so each stands on a line of its own.")
NO_TIME = Rule("SRC085", "no-time", Severity.ERROR, "Each part of a timeline says when, and then what.")
NO_TRANSCRIPT = Rule(
    "SRC100",
    "no-transcript",
    Severity.ERROR,
    "People who cannot hear or see a recording, or cannot play it where they are, get only these words.",
    "WCAG 2.2 1.2.1",
)
NO_CAPTIONS = Rule(
    "SRC101", "no-captions", Severity.ERROR, "People who do not hear follow a film by the words that are shown with it.", "WCAG 2.2 1.2.2"
)
NO_POSTER = Rule(
    "SRC102", "no-poster", Severity.ERROR, "Without a picture the film is a black box until it plays, and nobody can tell what it shows."
)
NO_FILE_NAMED = Rule("SRC103", "no-file-named", Severity.ERROR, "Without the name of its file there is nothing to play or to download.")
NO_ADDRESS = Rule("SRC104", "no-address", Severity.ERROR, "Without its address the link leads nowhere.")

NO_ALT_TEXT = Rule("A11001", "no-alt-text", Severity.ERROR, "People who cannot see the picture get only these words.", "WCAG 2.2 1.1.1")
HEADING_JUMP = Rule(
    "A11002",
    "heading-jump",
    Severity.ERROR,
    "People who listen move from heading to heading; a level left out sounds like a missing part.",
    "WCAG 2.2 1.3.1",
)
EMPTY_LINK = Rule("A11003", "empty-link", Severity.ERROR, "A link without words cannot be heard, and hardly be seen.", "WCAG 2.2 2.4.4")
EMPTY_TABLE_HEADING = Rule(
    "A11004", "empty-table-heading", Severity.ERROR, "The heading row is read out before each cell; an empty one says nothing.", "WCAG 2.2 1.3.1"
)
VAGUE_LINK = Rule(
    "A11005",
    "vague-link",
    Severity.WARNING,
    "Many people hear a list of links without the text around them; these words do not say where the link goes.",
    "WCAG 2.2 2.4.4",
)
INSECURE_LINK = Rule(
    "TXT001", "insecure-link", Severity.WARNING, "An http: page can be changed on the way to the learner, and many work places block it."
)
BAD_LINK = Rule("TXT002", "bad-link", Severity.ERROR, "Only web pages, e-mail addresses, telephone numbers and pages of the course can be linked.")
LINK_IN_ANSWER = Rule(
    "TXT003", "link-in-answer", Severity.ERROR, "To choose an answer, or to open a section by its name, and to follow a link would be the same click."
)
