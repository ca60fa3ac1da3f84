"""Blocks and questions on paper: which templates draw them, and what becomes of links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape, unescape

from markupsafe import Markup

from builder.course.blocks import Interaction
from builder.course.document import TERM_TARGET, Picture
from builder.course.slots import SLOT_TARGET
from builder.interactions.paper_form import (
    GridForm,
    NumberForm,
    OrderForm,
    PairForm,
    PassageForm,
    SceneForm,
    Shape,
    SpotForm,
    TickForm,
    TruthForm,
    WritingForm,
)
from builder.interactions.registry import find_paper_form
from builder.pages.assets import PackedPicture
from builder.pages.blocks import Medium, PromptParts, RenderContext, finish, render_blocks, render_option_picture, with_gaps
from builder.pages.environment import layered_environment
from builder.pages.markup import open_slot
from builder.sentences import say_on_page

TEMPLATES: Mapping[type[Shape], str] = {
    TickForm: "tick",
    TruthForm: "truth",
    PairForm: "pair",
    OrderForm: "order",
    PassageForm: "passage",
    NumberForm: "numeric",
    GridForm: "grid",
    WritingForm: "writing",
    SpotForm: "spot",
    SceneForm: "scene",
}
"""Name of the templates that draw a shape, in `questions/` to be filled in, in `answers/` with its answers."""

UNANSWERED = (GridForm, WritingForm)
"""Shapes of which no answer is right or wrong, and of which nothing is said."""

_LINK = re.compile(r'<a(?: [a-z-]+="[^"]*")*? href="(?P<target>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def render_on_paper(template: str, **values: object) -> str:
    """Return what a template of paper says with these values."""
    return layered_environment("print").get_template(template).render(values)


def paper_medium(pages: frozenset[str], render: Callable[..., str] = render_on_paper) -> Medium:
    """Return the medium of a book that holds these pages: a link to one of them leads there, and one to any other is plain words.

    `render`: makes the HTML of a block, where it is not quite as on paper.
    """
    return Medium(render, partial(finish_for_paper, pages), draw_question)


def finish_for_paper(pages: frozenset[str], html: str, _new_tab: str) -> str:
    """Return sanitised HTML with the address of each link behind its words, and with words of the glossary marked."""

    def change(link: re.Match[str]) -> str:
        target, words = link["target"], link["words"]
        if target.startswith(SLOT_TARGET):
            return f"{open_slot(target.removeprefix(SLOT_TARGET))}{words}</data>"
        if target.startswith(TERM_TARGET):
            return f'<a class="term" href="#word-{target.removeprefix(TERM_TARGET)}">{words}</a>'
        if target.startswith("#"):
            return f'<a class="to-page" href="#page-{target[1:]}">{words}</a>' if target[1:] in pages else words
        address = target.removeprefix("mailto:").removeprefix("tel:")
        if _same(_TAG.sub("", words), address):
            return f'<a href="{target}">{words}</a>'
        return f'<a href="{target}">{words}</a><span class="address"> ({address})</span>'

    return _LINK.sub(change, html)


def _same(words: str, address: str) -> bool:
    """Tell whether the words of a link are its address already, however much of it people write."""
    said, meant = ("".join(unescape(text).split()).lower().rstrip("/") for text in (words, address))
    return said in {meant, meant.partition("://")[2], meant.partition("://")[2].removeprefix("www.")}


def draw_question(question: Interaction, asked: PromptParts, around: RenderContext) -> str:
    """Return the answers of a question to be filled in by hand."""
    form = find_paper_form(question)
    return _draw("questions", form.shape, around, question=question, asked=asked)


def draw_answers(question: Interaction, around: RenderContext) -> Markup:
    """Return the right answers of a question with each feedback; empty where there is nothing to say."""
    form = find_paper_form(question)
    return Markup() if isinstance(form.shape, UNANSWERED) else Markup(_draw("answers", form.shape, around, question=question))


def _draw(folder: str, shape: Shape, around: RenderContext, **values: object) -> str:
    return render_on_paper(
        f"{folder}/{TEMPLATES[type(shape)]}.html.jinja",
        shape=shape,
        words=partial(say_on_page, around.language),
        prose=partial(finish, around),
        blocks=partial(render_blocks, around=around),
        option_picture=partial(render_option_picture, around),
        packed=partial(_packed, around),
        with_gaps=with_gaps,
        level=around.level,
        **values,
    )


def _packed(around: RenderContext, picture: Picture) -> PackedPicture:
    return around.pictures[picture.file]


def css_string(text: str) -> Markup:
    """Return a text as a string of a style sheet that may stand in HTML: letters and digits as they are, all else escaped (CSS Syntax 4.3.7)."""
    return Markup('"' + "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text) + '"')


def escape_text(text: str) -> Markup:
    """Return plain text as HTML."""
    return Markup(escape(text, quote=False))
