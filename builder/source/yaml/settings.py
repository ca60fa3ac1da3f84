"""The fields of course.yaml and of a session's top block, as msgspec models: for reading and for JSON Schemas alike."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from builder.course.records import EvidenceKind, OutcomeLevel
from builder.course.slots import LONGEST_NAME, LONGEST_WORDS, Nation

ID = r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$"
"""1 to 40 of `a-z0-9-`, not starting or ending with a dash (author syntax, "A fence")."""

OUTCOME_ID = r"^[a-z0-9](?:[a-z0-9.-]{0,38}[a-z0-9])?$"

Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Name = Annotated[str, Meta(min_length=1, max_length=250)]
Id = Annotated[str, Meta(pattern=ID)]
FileId = Annotated[str, Meta(pattern=ID, extra={"names_file": True})]
OneWord = Annotated[str, Meta(min_length=1, max_length=250, extra={"one_word": True})]
OutcomeId = Annotated[str, Meta(pattern=OUTCOME_ID)]


REVIEWER_ROLES = ("service user", "carer", "professional", "accessibility", "host")
"""Who should read a session where the author says nothing else; a host is the organisation where the course will run."""


class PassMark(Struct, frozen=True, forbid_unknown_fields=True):
    """A mark that the final check must reach, and how often it may be tried."""

    mark: Annotated[int, Meta(ge=1, le=100, description="per cent of the final check's points")]
    tries: Annotated[int, Meta(ge=1, le=20)] | None = None


class PersonEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who made the course, as older courses have it in course.yaml. No output shows it: people.yaml takes its place."""

    name: Name
    role: Name
    consent: bool


class PilotEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The pilot that a course is built for."""

    id: Annotated[str, Meta(pattern=ID, description="short name of the pilot; records of learners carry it")]
    label: Annotated[str, Meta(min_length=1, max_length=60, description="the words that learners see on every page, such as Pilot, spring 2027")]


class CourseFile(Struct, frozen=True, forbid_unknown_fields=True):
    """course.yaml."""

    id: Annotated[str, Meta(pattern=ID, description="short name of the course; files are called after it", extra={"names_file": True})]
    title: Annotated[str, Meta(min_length=1, max_length=250, description="the name that learners see")]
    version: Annotated[str, Meta(min_length=1, max_length=50, description="any short text, such as 0.1")]
    base: Annotated[str, Meta(min_length=1, max_length=1000, description="a web address of yours that ends in / or #", extra={"one_word": True})]
    description: Text
    outcomes: dict[OutcomeId, Text]
    evidence: Annotated[dict[OutcomeId, EvidenceKind], Meta(description="how learners show an outcome that marked questions do not show")] = {}
    levels: Annotated[dict[OutcomeId, OutcomeLevel], Meta(description="how far an outcome goes, where its verb does not say it")] = {}
    language: Annotated[str, Meta(min_length=1, max_length=35, extra={"one_word": True})] = "en-GB"
    languages: Annotated[tuple[OneWord, ...], Meta(description="further languages that the course is translated into, such as cy")] = ()
    audience: Annotated[str, Meta(max_length=2000)] = ""
    organisation: Annotated[str, Meta(max_length=250)] = ""
    accreditation: Annotated[str, Meta(max_length=250, description="who has accredited the course, in words of yours")] = ""
    contact: Annotated[str, Meta(max_length=250)] = ""
    hosted: Annotated[str, Meta(max_length=1000, description="https address where learners can open the course", extra={"one_word": True})] = ""
    licence: Annotated[str, Meta(max_length=250)] = ""
    pass_: Literal["complete"] | PassMark = field(name="pass", default="complete")
    record: Literal["completion", "scores", "answers"] = "answers"
    record_also: tuple[Id, ...] = ()
    exit_when_done: Literal["suspend", "normal"] = "suspend"
    units: Literal["course", "session"] = "course"
    people: tuple[PersonEntry, ...] = ()
    reviewer_roles: Annotated[tuple[Name, ...], Meta(description="who should read each session before it is called approved")] = REVIEWER_ROLES
    pilot: Annotated[PilotEntry, Meta(description="the pilot that this course is built for")] | None = None
    avoid: Annotated[dict[Name, Name], Meta(description="words that the course does not use, each with what to write instead")] = {}
    slots: Annotated[dict[Id, Text], Meta(description="places for words of an organisation: neutral words by id")] = {}
    standards: tuple[OneWord, ...] = ("scorm12", "scorm2004-3rd", "scorm2004-4th", "cmi5", "xapi", "web")


class EvaluationQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A question of the form: a kind without right answers, with the labels and lines that an author would type in its fence."""

    id: Id
    kind: Name
    ask: Text
    items: dict[Annotated[str, Meta(pattern=r"^[a-z0-9]$")], Name] = {}
    scale: tuple[Name, ...] = ()
    choose: Annotated[str, Meta(max_length=10)] = ""
    lines: Annotated[int, Meta(ge=1, le=20)] | None = None
    form: Annotated[Literal["both", "long"], Meta(description="`long`: only the long form asks it")] = "both"


class EvaluationFile(Struct, frozen=True, forbid_unknown_fields=True):
    """evaluation.yaml: what learners are asked at the end, and to whom they hand it."""

    title: Name
    hand_in: Annotated[str, Meta(min_length=1, max_length=2000, description="what learners do with the form")]
    questions: tuple[EvaluationQuestion, ...]
    at: Literal["course", "session"] = "course"
    intro: Annotated[str, Meta(max_length=2000)] = ""
    on_screen: Annotated[Literal["short", "long"], Meta(description="which form learners get on a screen; on paper there are both")] = "short"


class GlossaryEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A word of glossary.yaml and what it means, in plain text."""

    term: Annotated[str, Meta(min_length=1, max_length=100, description="the word as learners see it in the list")]
    means: Annotated[str, Meta(min_length=1, max_length=1000, description="what it means, in one or two short sentences")]


class ThemeColours(Struct, frozen=True, forbid_unknown_fields=True):
    """The colours of an organisation, each as `#005eb8`."""

    main: Annotated[str, Meta(max_length=250, description="the line at the top; the other two follow it where they are not typed")] = ""
    cover: Annotated[str, Meta(max_length=250, description="the cover of each session")] = ""
    links: Annotated[str, Meta(max_length=250, description="links, quiet buttons and marks")] = ""


class ThemeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """theme/theme.yaml: the name, the colours and the logo of an organisation."""

    organisation: Annotated[str, Meta(max_length=250, description="its name, as learners see it")] = ""
    colours: ThemeColours = ThemeColours()
    logo: Annotated[str, Meta(max_length=250, description="a picture beside theme.yaml, such as logo.svg")] = ""
    logo_alt: Annotated[str, Meta(max_length=2000, description="what the logo says, in words; without it, the organisation's name")] = ""


class LocalFile(Struct, frozen=True, forbid_unknown_fields=True):
    """local.yaml: words of an organisation for the slots of a course."""

    organisation: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME, description="whose words these are")]
    nation: Annotated[Nation, Meta(description="where they hold; without it, learners see the help of all four")] | None = None
    slots: dict[Id, Annotated[str, Meta(max_length=LONGEST_WORDS)]] = {}


SignedText = Annotated[str, Meta(pattern="^[a-z]{6} [0-9a-f]{64}$")]


class PersonalEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who made the course or helped with it."""

    name: Annotated[str, Meta(min_length=1, max_length=250, description="a name or an alias, as this person wants to be called")]
    roles: tuple[Name, ...]
    competence: Annotated[str, Meta(max_length=2000, description="what this person knows about, in their own words")] = ""
    interests: Annotated[str, Meta(max_length=2000, description="what might make others doubt their judgement")] = ""
    consent: Annotated[tuple[Literal["credits", "evidence"], ...], Meta(description="where the name may be shown; without it, nowhere")] = ()
    agreed_on: Annotated[str, Meta(max_length=50, description="the day on which this person agreed to that")] = ""


class PeopleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """people.yaml: who made the course and helped with it. It stays on the author's computer."""

    people: dict[Id, PersonalEntry] = {}
    offered: Annotated[str, Meta(max_length=2000, description="what was offered to everybody who helped, such as a fee and travel")] = ""


class SignOffEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A decision about the text of one session or several."""

    texts: Annotated[dict[Id, SignedText], Meta(description="by id of a session, the version word and the digest of the text that was read")]
    role: Name
    decision: Literal["approved", "approved with changes", "not yet"]
    typed_in_by: Annotated[str, Meta(min_length=1, max_length=250, description="who put this into the record")]
    typed_in_on: Name
    date: Annotated[str, Meta(max_length=400, description="when it was decided, as the reviewer wrote it")] = ""
    name: Annotated[str, Meta(max_length=250, description="only if the reviewer agrees that the record gives it")] = ""
    meeting: Annotated[str, Meta(max_length=2000, description="who was there, by role")] = ""
    disagreed: Annotated[str, Meta(max_length=8000, description="what a group did not agree about, and how it ended")] = ""
    changed: Annotated[dict[Id, SignedText], Meta(description="the text with all the changes that this reviewer asked for")] = {}


class CorrectedEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A passage whose typing was corrected, by its number on the page for reviewers."""

    number: Annotated[int, Meta(ge=1, le=100_000)]
    was: Annotated[str, Meta(min_length=1, max_length=8000)]
    now: Annotated[str, Meta(min_length=1, max_length=8000)]


class CorrectionEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A typing mistake that was mended after people had read the text."""

    session: Id
    before: Annotated[SignedText, Meta(description="the version word and the digest of the text with the mistake")]
    after: Annotated[SignedText, Meta(description="the same of the text without it")]
    passages: tuple[CorrectedEntry, ...]
    reason: Text
    typed_in_by: Name
    typed_in_on: Name


class SignOffsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """signoffs.yaml: who read which text and what they decided."""

    signoffs: tuple[SignOffEntry, ...] = ()
    corrections: Annotated[tuple[CorrectionEntry, ...], Meta(description="typing mistakes that were fixed after that")] = ()


class PaperNote(Struct, frozen=True, forbid_unknown_fields=True):
    """What was written beside one number of a review on paper."""

    number: Annotated[int, Meta(ge=1, le=100_000)]
    comment: Annotated[str, Meta(max_length=8000)] = ""
    better: Annotated[str, Meta(max_length=8000, description="other words for this passage")] = ""
    story: Annotated[str, Meta(max_length=8000)] = ""


class PaperFormFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A review on paper, typed in: a form that `copack review --form` makes."""

    course: Id
    session: Id
    text: Annotated[SignedText, Meta(description="the version word on the paper, and the digest that it stands for")]
    role: Annotated[str, Meta(max_length=250)] = ""
    decision: Literal["approved", "approved with changes", "not yet"] | None = None
    date: Annotated[str, Meta(max_length=400)] = ""
    name: Annotated[str, Meta(max_length=250)] = ""
    consent: bool = False
    meeting: Annotated[str, Meta(max_length=2000)] = ""
    disagreed: Annotated[str, Meta(max_length=8000)] = ""
    passages: tuple[PaperNote, ...] = ()


class SessionFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The top block of a session.md."""

    id: FileId
    title: Name
    outcomes: tuple[OutcomeId, ...]
    summary: Annotated[str, Meta(max_length=2000)] = ""
    minutes: Annotated[int, Meta(ge=1, le=600)] | None = None
    cover: Annotated[str, Meta(max_length=250, description="path of the picture on the cover, such as media/people.jpg")] = ""
    cover_alt: Annotated[str, Meta(max_length=2000, description="what it shows, in words; or: decorative")] = ""
