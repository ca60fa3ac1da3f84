"""Every sort of file that Copack makes of a course, beside its zips: what it is, and for whom.

Names of files are the only thing that is read: the handover sheet and the kit list what is really there.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.course.model import Course


class Sort(Struct, frozen=True):
    """A sort of file.

    Attributes:
        ending: of its name, behind the course's id and that of a session, where it is of one.
        title: what it is.
        readers: for whom it is.
        use: what they do with it, as a sentence.

    """

    ending: str
    title: str
    readers: str
    use: str


SORTS: tuple[Sort, ...] = (
    Sort("-facilitator-book.html", "Facilitator’s book", "the person who runs the sessions", "Open it in a browser and print it."),
    Sort("-facilitator-book.pdf", "Facilitator’s book, as PDF", "the person who runs the sessions", "Print it."),
    Sort("-learner-book.html", "Learner’s book", "each learner", "Open it in a browser and print it, or read it there."),
    Sort("-learner-book.pdf", "Learner’s book, as PDF", "each learner", "Print it, or read it on a screen."),
    Sort("-evaluation-form.html", "Evaluation form", "each learner, at the end", "Open it in a browser, print it, copy it and give it out."),
    Sort("-evaluation-form.pdf", "Evaluation form, as PDF", "each learner, at the end", "Print it, copy it and give it out."),
    Sort("-long-evaluation-form.html", "Long evaluation form", "learners, in place of the short one", "Open it in a browser, print and copy it."),
    Sort("-long-evaluation-form.pdf", "Long evaluation form, as PDF", "learners, in place of the short one", "Print and copy it."),
    Sort("-slides.html", "Slides", "the person who runs the sessions", "Open the file in a browser on the computer of the room, and press F11."),
    Sort("-handover.html", "Handover sheet", "the person who runs the learning platform", "Read it before you upload a zip."),
    Sort("-record-sheets.html", "Sheets for records", "people who make the course", "Print it, fill it in together, and type it into the records."),
    Sort("-evidence.html", "Evidence for reviewers", "people who review the course", "Open it in a browser: outcomes, and what shows them."),
    Sort("-statements.html", "Every record that the course can send", "people who review the course", "Open it in a browser."),
    Sort("-kit.zip", "Kit", "the person who runs the course", "Unpack it, and open start-here.html."),
)
"""Those that are told by the end of their name; a handout by `.docx`, a session in one file and a page for reviewers by the id of the session."""

HANDOUT = Sort(".docx", "Handout, as a Word document", "learners in a room", "Change it for your group, and print it.")
REVIEW_PAGE = Sort("-review", "Page for reviewers", "people who review the course", "Open it in a browser or print it, and send your reply.")
SESSION = Sort(".html", "Session in one file", "a learner with a phone, a tablet or a computer", "Send it by e-mail, or copy it from a memory stick.")


class Material(Struct, frozen=True):
    """A file of a course that is no package.

    Attributes:
        name: of the file, with folders where it is in some.
        sort: what it is and for whom.
        part: which session it is of, such as “session 1, Welcome”; empty for the whole course.

    """

    name: str
    sort: Sort
    part: str = ""

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        return f"{self.sort.title}: {self.part}" if self.part else self.sort.title


def describe_material(course: Course, path: str) -> Material | None:
    """Return what a file is, told by its name; `None` for zips of standards and for all that is not of this course."""
    name = path.rpartition("/")[2]
    if not name.startswith(f"{course.id}-"):
        return None
    rest = name.removeprefix(course.id)
    for number, session in enumerate(course.sessions, 1):
        if rest == f"{REVIEW_PAGE.ending}-{session.id}.html":
            return Material(path, REVIEW_PAGE, f"session {number}, {session.title}")
    for number, session in sorted(enumerate(course.sessions, 1), key=lambda numbered: -len(numbered[1].id)):
        own = f"-{session.id}"
        if not rest.startswith((f"{own}-", f"{own}.")):
            continue
        sort = _find_sort(rest.removeprefix(own), SESSION)
        if sort is not None:
            return Material(path, sort, f"session {number}, {session.title}")
    sort = _find_sort(rest, None)
    return Material(path, sort) if sort is not None else None


def _find_sort(rest: str, whole: Sort | None) -> Sort | None:
    """Return the sort by the rest of a name; `whole`: the sort of a file whose name ends with its ending alone."""
    if whole is not None and rest == whole.ending:
        return whole
    if whole is not None and rest.startswith("-") and rest.endswith(HANDOUT.ending):
        return HANDOUT
    return next((sort for sort in SORTS if rest == sort.ending), None)


def describe_materials(course: Course, paths: Iterable[str]) -> tuple[Material, ...]:
    """Return what these files are, by sort in the order of `SORTS`, then by session as the course has them; others are left out."""
    order = {sort: number for number, sort in enumerate((*SORTS, HANDOUT, SESSION, REVIEW_PAGE))}
    found = [material for path in paths if (material := describe_material(course, path)) is not None]
    numbers = {f"session {number}, {session.title}": number for number, session in enumerate(course.sessions, 1)}
    return tuple(sorted(found, key=lambda material: (order[material.sort], numbers.get(material.part, 0), material.name)))
