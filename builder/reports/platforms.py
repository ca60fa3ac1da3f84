"""What a handover sheet says of each platform: which file of the build it takes, and every statement that holds for this course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set as AbstractSet

from msgspec import Struct

from builder.platforms.platform import Fact, ImportedStandard, Platform, Trait
from builder.reports.delivered import Delivery
from builder.standards.registry import Registry
from builder.standards.standard import Handover
from builder.tracking.plan import TrackingPlan


class Line(Struct, frozen=True):
    """A sentence of the sheet. All but `text` is empty where it is about the course or the standard, or says that something is not known."""

    text: str
    grade: str = ""
    source: str = ""
    reviewed: str = ""


class PlatformFile(Struct, frozen=True):
    """A file of the build on one platform, or on any platform of its standard.

    Attributes:
        delivered: the file.
        why: that the platform takes it, and how.
        importing: steps, empty where the platform's own are not known.
        settings: what to set there; the platform's own first.
        updating: how to put up a new version; the platform's own way instead of the standard's first sentence.
        records: where a learner's record is seen.
        limits: what to know before learners do.
        unverified: what nobody has tried.
        handover: the standard's words about this course.

    """

    delivered: Delivery
    why: Line
    importing: tuple[Line, ...]
    settings: tuple[Line, ...]
    updating: tuple[Line, ...]
    records: tuple[Line, ...]
    limits: tuple[Line, ...]
    unverified: tuple[str, ...]
    handover: Handover


class PlatformSection(Struct, frozen=True):
    """What the sheet says of one platform.

    Attributes:
        platform: which.
        through: title of the platform that the file is put on instead; empty where it takes the file itself.
        sign_in: who can have an account.
        guests: what becomes of visitors.
        files: those of the build that it takes, the best first.
        needs: titles of the standards that it could take, where it takes no file of this build.

    """

    platform: Platform
    through: str
    sign_in: Line
    guests: Line
    files: tuple[PlatformFile, ...]
    needs: tuple[str, ...]

    def known(self) -> tuple[Line, ...]:
        """Return every line that has a source, each once."""
        told = (line for file in self.files for line in (file.why, *file.importing, *file.settings, *file.updating, *file.records, *file.limits))
        return tuple(dict.fromkeys(line for line in (self.sign_in, self.guests, *told) if line.source))

    def takes(self, delivered: Delivery) -> bool:
        """Tell whether it takes this file of the build."""
        return any(file.delivered == delivered for file in self.files)


def course_traits(plan: TrackingPlan) -> tuple[Trait, ...]:
    """Return what statements may depend on in this course."""
    return (
        "no mark" if plan.pass_rule.mark is None else "mark",
        "score" if plan.sends_score() else "no score",
        *(("several units",) if len(plan.units) > 1 else ()),
    )


def platform_sections(
    plan: TrackingPlan, delivered: Sequence[Delivery], endings: AbstractSet[str], platforms: Sequence[Platform], registry: Registry
) -> tuple[PlatformSection, ...]:
    """Return a section for each platform, in their order; one that takes no file of the build has no files.

    `endings` are those of the course's media, `.mp4`; `registry` knows the titles of standards that were not built.
    """
    names = {platform.name: platform.title for platform in platforms}
    built = {file.standard.name: (file, file.standard.handover(plan)) for file in delivered}
    return tuple(
        PlatformSection(
            platform=platform,
            through=names[platform.through] if platform.through else "",
            sign_in=_line(plan, platform, platform.sign_in, known=platform.sign_in.who != "not known"),
            guests=_line(plan, platform, platform.guests, known=platform.guests.guests != "not known"),
            files=tuple(_platform_file(plan, platform, choice, endings, *built[choice.standard]) for choice in taken),
            needs=() if taken else tuple(registry.title(choice.standard) for choice in platform.takes),
        )
        for platform in platforms
        for taken in (platform.choose(built),)
    )


def _line(plan: TrackingPlan, platform: Platform, statement: Fact, *, known: bool = True) -> Line:
    text = statement.text.replace("{mark}", str(plan.pass_rule.mark))
    if not known:
        return Line(text)
    return Line(text, statement.grade.value, statement.source, platform.reviewed_on(statement).isoformat())


def _platform_file(
    plan: TrackingPlan, platform: Platform, choice: ImportedStandard, endings: AbstractSet[str], delivered: Delivery, handover: Handover
) -> PlatformFile:
    traits, standard = course_traits(plan), choice.standard

    def lines(statements: Iterable[Fact]) -> tuple[Line, ...]:
        return tuple(_line(plan, platform, statement) for statement in statements if statement.applies(standard, traits))

    open_questions = (question.text for question in platform.unverified if question.applies(standard, traits))
    return PlatformFile(
        delivered=delivered,
        why=_line(plan, platform, choice),
        importing=lines(platform.importing),
        settings=(*lines(platform.settings), *_plain(handover.settings)),
        updating=(*(lines(platform.updating) or _plain(handover.updating[:1])), *_plain(handover.updating[1:])),
        records=lines(platform.records),
        limits=(*lines(platform.limits), *lines(served for served in platform.media if served.ending in endings)),
        unverified=(*open_questions, *handover.unverified),
        handover=handover,
    )


def any_platform(plan: TrackingPlan, delivered: Delivery) -> PlatformFile:
    """Return what holds of a file wherever it goes: for platforms that the sheet does not know."""
    handover = delivered.standard.handover(plan)
    return PlatformFile(
        delivered=delivered,
        why=Line(""),
        importing=_plain(handover.importing),
        settings=_plain(handover.settings),
        updating=_plain(handover.updating),
        records=(),
        limits=(),
        unverified=handover.unverified,
        handover=handover,
    )


def _plain(sentences: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(sentence) for sentence in sentences)
