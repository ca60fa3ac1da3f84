"""Every file of a course, read as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block
from builder.course.named_builds import NamedBuilds
from builder.course.people import Helpers
from builder.course.sign_offs import SignOffRecord
from builder.course.walk import walk
from builder.source.bind.evaluation import BoundForm, form_blocks, read_evaluation
from builder.source.bind.glossary import read_glossary
from builder.source.bind.named_builds import read_named_builds
from builder.source.bind.people import read_people, report_people_in_course
from builder.source.bind.records import BoundRecords, read_records
from builder.source.bind.room_texts import BoundRoomTexts, read_room_texts
from builder.source.bind.session import BoundSession, read_session
from builder.source.bind.sign_offs import read_sign_offs
from builder.source.bind.slots import read_local_words
from builder.source.bind.theme import BoundTheme, read_theme
from builder.source.earlier_questions import EarlierQuestions
from builder.source.files import Source
from builder.source.markdown.prose import Context
from builder.source.markdown.terms import Terms
from builder.source.reading import Reading, Reference, read_all
from builder.source.tree.session import SessionTree
from builder.source.yaml.document import parse_document
from builder.source.yaml.fill import Filled, fill
from builder.source.yaml.settings import CourseFile, LocalFile


class BoundCourse(Struct, frozen=True):
    """A course as far as it could be read; what is judged of the whole is judged here.

    Attributes:
        source: the files.
        file: course.yaml; `None` where it is missing, or no YAML.
        terms: of the glossary; `None` where they could not be read.
        sessions: in order, each as far as it could be read.
        form: evaluation.yaml; `None` where it is missing, or no YAML.
        room_texts: by path of a session's folder, what it has for facilitators and for the room.
        theme: theme/theme.yaml; the same.
        local: local.yaml, or the file that stands in for it; the same.
        sign_offs: records of signoffs.yaml.
        records: what the course keeps about itself, by name; those that are YAML.
        helpers: what people.yaml says.
        builds: what builds.yaml says.

    """

    source: Source
    file: Filled[CourseFile] | None
    terms: Terms
    sessions: tuple[BoundSession, ...]
    form: BoundForm | None
    room_texts: dict[str, BoundRoomTexts] = {}
    theme: BoundTheme | None = None
    local: Filled[LocalFile] | None = None
    sign_offs: SignOffRecord = SignOffRecord()
    records: BoundRecords = {}
    helpers: Helpers = Helpers()
    builds: Filled[NamedBuilds] | None = None

    @property
    def form_is_known(self) -> bool:
        """Whether all questions of the form are known, or there is none."""
        return self.form.file.model is not None if self.form is not None else self.source.evaluation is None

    @property
    def trees_are_sound(self) -> bool:
        """Whether all sessions were found and their fences open and close, so that nothing in them is hidden."""
        return self.source.complete and all(session.tree.sound for session in self.sessions)

    def references(self, kind: str) -> Iterator[Reference]:
        """Yield the references of one kind, in the order of the text."""
        references = chain(*(part.references for part in self.sessions), *(texts.references for texts in self.room_texts.values()))
        return (reference for reference in references if reference.kind == kind)

    def trees(self) -> Iterator[SessionTree]:
        """Yield the trees of all files that are typed like a session: those of the sessions, then those for facilitators."""
        yield from (session.tree for session in self.sessions)
        yield from (tree for texts in self.room_texts.values() for tree in texts.trees)

    def pages(self) -> Iterator[Sequence[Block]]:
        """Yield the blocks of each page; the form's, once, at the end."""
        yield from (page.blocks for session in self.sessions for page in session.pages)
        if self.form is not None and self.form.file.model is not None and self.sessions:
            yield form_blocks(self.form, self.form.file.model, "", self.form.interactions)

    def blocks(self) -> Iterator[Block]:
        """Yield every block of every page, outer ones first."""
        return walk(block for page in self.pages() for block in page)

    def facilitator_blocks(self) -> Iterator[Block]:
        """Yield every block of notes, guides and handouts, outer ones first."""
        yield from walk(block for session in self.sessions for page in session.pages for block in page.notes)
        yield from walk(block for texts in self.room_texts.values() for block in texts.blocks())


def read_course(source: Source, trees: Sequence[SessionTree], first: Terms = None) -> Reading[BoundCourse]:
    """Read every file of a course. `trees` are those of its sessions, in order; `first`: a translated course's glossary in its first language."""
    document = (yield from parse_document(source.course)) if source.course is not None else None
    file = (yield from fill(document.root, CourseFile)) if document is not None and document.root is not None else None
    terms = yield from read_glossary(source)
    terms = terms.also_found_by(first) if terms is not None and first is not None else terms
    folders = [session.path for session in source.sessions]
    contexts = [Context(source, folder, terms) for folder in folders]
    sessions = yield from _read_sessions(trees, contexts)
    ids = (session.top.values.get("id") for session in sessions if session.top is not None)
    form = yield from read_evaluation(source, str(next(ids, "")))
    texts = yield from read_all(read_room_texts(folder, context) for folder, context in zip(source.sessions, contexts, strict=True))
    theme = yield from read_theme(source, str(file.values.get("organisation", "")) if file is not None else "")
    local = yield from read_local_words(source)
    signed = yield from read_sign_offs(source)
    records = yield from read_records(source)
    helpers, builds = (yield from read_people(source)), (yield from read_named_builds(source))
    if file is not None and file.model is not None:
        yield from report_people_in_course(file.model.people, file.places)
    room = dict(zip(folders, texts, strict=True))
    return BoundCourse(source, file, terms, sessions, form, room, theme, local, signed, records, helpers, builds)


def _read_sessions(trees: Sequence[SessionTree], contexts: Sequence[Context]) -> Reading[tuple[BoundSession, ...]]:
    """Read the sessions in order; each may ask the questions of those before it again."""
    sessions: list[BoundSession] = []
    earlier = EarlierQuestions()
    for tree, context in zip(trees, contexts, strict=True):
        session = yield from read_session(tree, replace(context, earlier=earlier))
        sessions.append(session)
        earlier = earlier.after(tree, session.pages)
    return tuple(sessions)
