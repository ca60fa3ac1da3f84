"""From typed blocks to HTML: which template frames a block, and what it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from builder.course.blocks import Block, Box, Check, Download, Interaction, Media, Recording, Resource, Sections
from builder.course.cmi import SHORT_ANSWER_LENGTH
from builder.course.document import GAP_MARK, Picture, Prose, Text
from builder.course.walk import walk
from builder.interactions.registry import find
from builder.pages.assets import PackedPicture
from builder.pages.environment import render
from builder.pages.markup import LETTERED_LIST, finish_html, inner, read_quote, read_table, replace_marks
from builder.pages.media import PackedFile, captions_language, download_note
from builder.sentences import say_on_page
from builder.tracking.disclosures import answer_keeping
from builder.tracking.plan import Responses

_GAP = re.compile(GAP_MARK.format(r"(\d+)"))

QUESTION = "question"
"""The block that frames every kind's view."""

SHORT_VERSION = "short-version"

LOWEST_HEADING = 4
"""No heading of a block is deeper."""


class Medium(Struct, frozen=True):
    """What blocks are shown on; by default a screen.

    Attributes:
        render: name of a template and its values -> what it says.
        finish: sanitised HTML and the words for a link that leaves -> the HTML as it is shown.
        draw: a question, its parted prompt and where it stands -> its answers; `None`: as the view of its kind has them.

    """

    render: Callable[..., str] = render
    finish: Callable[[str, str], str] = finish_html
    draw: Callable[[Interaction, PromptParts, RenderContext], str] | None = None


class RenderContext(Struct, frozen=True):
    """Where a block stands.

    Attributes:
        language: of the course.
        pictures: by the author's path.
        files: recordings, captions and downloads, likewise.
        heading: plain words of the heading above: it names tables without a caption.
        level: of a heading that belongs to the block itself, so that no level is left out.
        shift: how far the author's heading levels move down: 1 in a check, which has a heading of its own.
        tracked: by id of a block, what the plan says of its responses.
        medium: what it is shown on.

    """

    language: str
    pictures: Mapping[str, PackedPicture]
    heading: str
    level: int = 2
    shift: int = 0
    tracked: Responses = {}
    files: Mapping[str, PackedFile] = {}
    medium: Medium = Medium()


class QuestionNumber(Struct, frozen=True):
    """A question's place in its check; a practice question has none."""

    number: int
    total: int


def list_used(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield ("block" or "kind", name) for everything whose style and script the blocks need."""
    for block in walk(blocks):
        match block:
            case Prose():
                yield "block", block.kind
                if "<ol type=" in block.html:
                    yield "block", LETTERED_LIST
            case Picture():
                yield "block", "picture"
            case Box() | Sections():
                yield "block", block.name
            case Recording():
                yield "block", "recording"
            case Download() | Resource():
                yield "block", "away"
                yield "block", "download" if isinstance(block, Download) else "resource"
            case Check():
                yield "block", "check"
            case Interaction():
                yield "block", QUESTION
                yield "kind", block.kind


def render_blocks(blocks: Iterable[Block], around: RenderContext) -> Markup:
    """Return the HTML of blocks in a row."""
    return Markup("\n").join(_render_row(blocks, around))


def render_page_blocks(blocks: Sequence[Block], around: RenderContext) -> Markup:
    """Return the HTML of all blocks of a page; where it has a short version, that comes first and what it stands for is marked.

    Questions belong to both versions. Their headings stand right under the page's, since the headings above them may be unseen.
    """
    short = next((block for block in blocks if isinstance(block, Box) and block.name == SHORT_VERSION), None)
    if short is None:
        return render_blocks(blocks, around)
    full = [block for block in blocks if block is not short]
    rows = zip(full, _render_row(full, around, question_level=around.level), strict=True)
    parts = [render_block(short, around)]
    for asks, row in groupby(rows, key=lambda pair: isinstance(pair[0], Interaction | Check)):
        html = Markup("\n").join(markup for _, markup in row)
        parts.append(html if asks else Markup('<div data-version="full">\n{}\n</div>').format(html))
    return Markup("\n").join(parts)


def _render_row(blocks: Iterable[Block], around: RenderContext, question_level: int | None = None) -> Iterator[Markup]:
    for block in blocks:
        fixed = question_level is not None and isinstance(block, Interaction)
        yield render_block(block, replace(around, level=question_level) if fixed else around)
        if isinstance(block, Prose) and block.kind == "heading":
            around = replace(around, heading=block.plain, level=min(block.level + around.shift + 1, LOWEST_HEADING))


def render_block(block: Block, around: RenderContext, numbered: QuestionNumber | None = None) -> Markup:
    """Return the HTML of one block."""
    match block:
        case Prose():
            return _render_prose(block, around)
        case Picture():
            return _render("picture", around, picture=block, packed=around.pictures[block.file])
        case Box() | Sections():
            return _render(block.name, around, block=block)
        case Recording() | Download() | Resource():
            return _render_media(block, around)
        case Check():
            return _render("check", around, check=block, above=around.heading, body=_render_check(block, around))
        case Interaction():
            return _render_question(block, around, numbered)


def _render(name: str, around: RenderContext, **values: object) -> Markup:
    """Return what a block's template says. It decides itself how deep its headings are: `inside(blocks, 1)` stands under one of its own."""
    words = partial(say_on_page, around.language)
    told = {"words": words, "prose": partial(finish, around), "inside": partial(_render_inside, around)}
    return Markup(around.medium.render(f"blocks/{name}.html.jinja", level=around.level, **told, **values))


def _render_inside(around: RenderContext, blocks: Iterable[Block], deeper: int = 0, heading: Text | None = None) -> Markup:
    """Return what stands inside a block; `heading` names it, `deeper` says how many levels below the block's own."""
    level = min(around.level + deeper, LOWEST_HEADING)
    return render_blocks(blocks, replace(around, level=level, heading=heading.plain if heading else around.heading))


def finish(around: RenderContext, text: Text | str) -> Markup:
    """Return an author's sanitised HTML as it stands on the page."""
    html = text.html if isinstance(text, Text) else text
    return Markup(around.medium.finish(html, escape(say_on_page(around.language, "shell-new-tab"))))


def _render_prose(block: Prose, around: RenderContext) -> Markup:
    if block.kind == "table":
        return _render("table", around, table=read_table(block.html), heading=around.heading)
    if block.kind == "quote":
        return _render("quote", around, quote=read_quote(block.html))
    if block.kind == "heading":
        return _render("heading", replace(around, level=min(block.level + around.shift, 6)), html=inner(block.html, f"h{block.level}"))
    return _render(block.kind, around, html=block.html)


def _render_media(block: Media, around: RenderContext) -> Markup:
    body = render_blocks(block.body, around)
    match block:
        case Recording():
            return _render(
                "recording",
                around,
                recording=block,
                body=body,
                file=around.files[block.file],
                captions=around.files.get(block.captions),
                poster=around.pictures.get(block.poster),
                language=captions_language(block.captions, around.language),
            )
        case Download():
            kind, size = download_note(block)
            called = say_on_page(around.language, kind)
            return _render("download", around, download=block, body=body, file=around.files[block.file], kind=called, size=size)
        case Resource():
            return _render("resource", around, resource=block, body=body, host=urlsplit(block.address).hostname)


# ---------------------------------------------------------------- questions


def _render_check(check: Check, around: RenderContext) -> Markup:
    total = len(check.interactions())
    inside = replace(around, heading=check.title.plain, level=3 + around.shift, shift=around.shift + 1)
    return Markup("\n").join(_render_marked(check.body, inside, total))


def _render_marked(blocks: Iterable[Block], around: RenderContext, total: int) -> Iterator[Markup]:
    number = 0
    for block in blocks:
        if isinstance(block, Interaction):
            number += 1
            yield render_block(block, around, QuestionNumber(number, total))
        else:
            yield render_block(block, around)


class PromptParts(Struct, frozen=True):
    """A prompt as it stands on the page (author syntax, "The prompt").

    Attributes:
        scene: what comes before the question itself.
        question: inner HTML of the last paragraph; empty when there is none.
        after: pictures and tables between the question and the answers.

    """

    scene: Markup
    question: Markup
    after: Markup


def split_prompt(prompt: tuple[Prose | Picture, ...], around: RenderContext) -> PromptParts:
    """Part the question itself, the last paragraph, from what sets the scene."""
    places = [index for index, block in enumerate(prompt) if isinstance(block, Prose) and block.kind == "paragraph"]
    if not places:
        return PromptParts(render_blocks(prompt, around), Markup(), Markup())
    asked = prompt[places[-1]]
    assert isinstance(asked, Prose)
    scene, after = (render_blocks(blocks, around) for blocks in (prompt[: places[-1]], prompt[places[-1] + 1 :]))
    return PromptParts(scene, finish(around, inner(asked.html, "p")), after)


def _render_question(question: Interaction, around: RenderContext, numbered: QuestionNumber | None) -> Markup:
    kind = find(question.kind)
    assert kind is not None, question.kind
    asked = split_prompt(question.prompt, around)
    view = (around.medium.draw or _render_view)(question, asked, around)
    return _render(
        QUESTION,
        around,
        question=question,
        asked=asked,
        view=Markup(view),
        numbered=numbered,
        judged=kind.judged,
        own_buttons=kind.own_buttons,
        keeping=answer_keeping(around.tracked.get(question.id, ())),
    )


def _render_view(question: Interaction, asked: PromptParts, around: RenderContext) -> str:
    """Return the answers of a question as the view of its kind has them."""
    kind = find(question.kind)
    assert kind is not None, question.kind
    return render(
        f"kinds/{kind.folder}/view.html.jinja",
        question=question,
        asked=asked,
        words=partial(say_on_page, around.language),
        prose=partial(finish, around),
        blocks=partial(render_blocks, around=around),
        split=partial(split_prompt, around=around),
        level=around.level,
        option_picture=partial(render_option_picture, around),
        with_gaps=with_gaps,
        most=SHORT_ANSWER_LENGTH,
        described=f"q-{question.id}-scene" if asked.scene else "",
    )


def render_option_picture(around: RenderContext, picture: Picture | None) -> Markup:
    """Return the picture of an answer, or nothing."""
    return _render("option-picture", around, picture=picture, packed=around.pictures[picture.file]) if picture else Markup()


def with_gaps(html: Markup, fields: list[Markup]) -> Markup:
    """Return the HTML with each gap's mark replaced by its field."""
    return Markup(replace_marks(str(html), _GAP, lambda index: str(fields[index])))
