"""What authors type: sessions, YAML files, captions and SVG pictures, each read in a course whose other files are fine."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from functools import cache

from builder.diagnostics import Diagnostic
from builder.diagnostics.formats import as_sarif
from builder.diagnostics.reporters import as_text
from builder.pages.render import render_pages
from builder.source.compile import compile_course, parse_course
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.fix import fix
from builder.source.tree.lines import split_lines
from builder.source.tree.parse import parse, write
from builder.tracking.compile import plan_tracking
from tests.fuzz.mutation import mutator
from tests.fuzz.target import Target, one_by_one, read_seeds
from tests.unit.source.author import COURSE, PAGE, TOP

TOP_OF_PAGE = TOP + PAGE
"""A session up to its first page, as what follows it is read."""
SHOWN = {
    "picture": TOP_OF_PAGE + "![A drawing](media/any.svg)\n",
    "captions": TOP_OF_PAGE + "::: audio\nFile: media/any.wav\nTitle: A talk\nCaptions: media/any.vtt\nWhat is said.\n:::\n",
}

FENCES = (
    b"::: choose-one an-id", b"::: choose-several", b"::: true-or-false", b"::: match", b"::: put-in-order", b"::: sort", b"::: fill-gaps", b"::: choose-gaps",
    b"::: number", b"::: picture-spots", b"::: scenario", b"::: reflection", b"::: rating", b"::: poll", b"::: checklist", b"::: check a-check", b"::: callout",
    b"::: accordion", b"::: tabs", b"::: steps", b"::: timeline", b"::: story", b"::: audio", b"::: video", b"::: download", b"::: quiz", b"::: note", b":::", b"::::",
)  # fmt: skip
LABELS = (
    b"Page: a-page", b"Core: no", b"Minutes: 4", b"Feedback: Right.", b"Hint: Think.", b"Outcome: 1.1", b"Points: 2", b"If right: Yes.", b"Extra: (z) Audit",
    b"Answer: 3", b"Accept: 1 to 5", b"Unit: kg", b"Final: yes", b"Explanation: Why.", b"Correct: B", b"Caption: A caption", b"Title: A title", b"Key: a7x",
    b"- [x] (a) Yes", b"- [ ] (b) No", b"- (a) One -> (x) Two", b"1. First", b"## A scene", b"A [[(a) gap | other]] here.", b"| A | B |", b"| --- | --- |",
    b"![alt](media/x.svg)", b"[link](https://www.hra.nhs.uk/)", b"[bore da](lang:cy)", b"<b>", b"&amp;", b"<!-- note", b"-->", b"```", b"> A quote", b"---",
    b"[x][1]", b"**", b"_", b"~~", b"$$", b"\\", b"[[", b"]]", b"# A page", b"## ", b"Help: Call us.",
)  # fmt: skip
YAML_WORDS = (
    b"id: any", b"title: ", b"version: 1.10", b"base: https://", b"outcomes:", b"  1.1: ", b"pass:", b"  mark: 70", b"  tries: 3", b"people:", b"standards: [scorm12]",
    b"record: [answers]", b"record_also: []", b"units: session", b"licence: ", b"language: cy", b"&a", b"*a", b"!!str", b"<<:", b"? ", b"- ", b": ", b" #", b"'", b'"',
    b"|", b">-", b"{", b"}", b"[", b"]", b",", b"---", b"...", b"%YAML 1.2", b'"\\a"', b'"\\u202e"', b"~", b"null", b"yes", b"0o17", b"1e3", b".inf", b"2024-01-01",
)  # fmt: skip
CAPTION_WORDS = (
    b"WEBVTT", b"NOTE", b"STYLE", b"REGION", b"-->", b"00:00.000 --> 00:01.000", b"00:00:01.000 --> 00:00:02.000 align:start", b"<v Ann>", b"</v>", b"<00:01.000>",
    b"00:00:01,000 --> 00:00:02,500", b"1\n", b"\r\n", b"&lt;", b"::cue{}", b"99:99:99.999",
)  # fmt: skip
SVG_WORDS = (
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>", b"</svg>", b"<g>", b"</g>", b"<path d='M0 0h9'/>", b"<use href='#a'/>", b"<image href='https://x.test/'/>",
    b"<style>*{fill:url(https://x.test)}</style>", b"<script>", b"<animate attributeName='href'/>", b"<foreignObject>", b" style='fill:red'", b" onload='x'", b" xml:base='x'",
    b"<!DOCTYPE svg [<!ENTITY a 'b'>]>", b"&a;", b"<?xml-stylesheet href='x'?>", b"<?xml version='1.0' encoding='utf-16'?>", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b" xmlns:xlink='http://www.w3.org/1999/xlink'", b" xlink:href='x'", b" width='1e99'", b" height='9'", b" viewBox='0 0 0 0'", b"image-set('x' 1x)",
)  # fmt: skip


def text_file(path: str, content: bytes) -> TextFile | None:
    """Return a text file as it is loaded; None where the loader refuses it, since it is no UTF-8."""
    try:
        raw = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return TextFile(path, raw, split_lines(raw))


def session_folder(content: bytes) -> SessionFolder | None:
    file = text_file("sessions/01-any/session.md", content)
    return None if file is None else SessionFolder("sessions/01-any", file)


@cache
def recording() -> bytes:
    """Return a second of silence."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setparams((1, 1, 8000, 8000, "NONE", ""))
        file.writeframes(b"\x80" * 8000)
    return written.getvalue()


@cache
def good_course() -> TextFile:
    file = text_file("course.yaml", COURSE.encode())
    assert file is not None
    return file


def judge_source(source: Source) -> str:
    """Compile a course as `copack check` and `copack build` do, as far as it goes, and write the report in each form."""
    compiled = compile_course(source)
    show(compiled.diagnostics, source)
    fix(source)
    if compiled.value is not None:
        planned = plan_tracking(compiled.value)
        show(planned.diagnostics, source)
        if planned.value is not None:
            render_pages(compiled.value, planned.value)
    return ""


def show(diagnostics: Sequence[Diagnostic], source: Source) -> None:
    as_text(diagnostics, source.lines, colour=True)
    as_sarif(diagnostics)


def judge_session(case: bytes) -> str:
    folder = session_folder(case)
    if folder is None:
        return ""
    if write(parse(folder.file.path, folder.file.raw)) != folder.file.raw:
        return "what was parsed is not written back as it was"
    source = Source(good_course(), (folder,))
    parse_course(source, drafts=True)
    return judge_source(source)


def judge_yaml(case: bytes) -> str:
    """Read a YAML file in each of its places: course, glossary, evaluation, top block of a session."""
    file = text_file("course.yaml", case)
    folder = session_folder(TOP_OF_PAGE.encode() + b"Some words.\n")
    assert folder is not None
    if file is None:
        return ""
    top = session_folder(b"---\n" + case + b"\n---\n\n# A page\nPage: a-page\n\nSome words.\n")
    for source in (
        Source(file, (folder,)),
        Source(good_course(), (folder,), glossary=text_file("glossary.yaml", case), evaluation=text_file("evaluation.yaml", case)),
        Source(good_course(), (top,) if top is not None else ()),
    ):
        judge_source(source)
    return ""


def judge_captions(case: bytes) -> str:
    folder = session_folder(SHOWN["captions"].encode())
    assert folder is not None
    return judge_source(Source(good_course(), (folder,), files={"media/any.wav": recording(), "media/any.vtt": case}))


def judge_svg(case: bytes) -> str:
    folder = session_folder(SHOWN["picture"].encode())
    assert folder is not None
    return judge_source(Source(good_course(), (folder,), media={"media/any.svg": case}))


def session_seeds() -> list[bytes]:
    return read_seeds("tests/courses/*/sessions/*/session.md", "tests/broken/*/sessions/*/session.md", "course_source/sessions/*/session.md")


def yaml_seeds() -> list[bytes]:
    return [COURSE.encode(), *read_seeds("tests/courses/*/*.yaml", "tests/broken/*/*.yaml", "course_source/*.yaml")]


def caption_seeds() -> list[bytes]:
    return [b"WEBVTT\n\n00:00.000 --> 00:01.500\nHello.\n\n00:02.000 --> 00:03.000\n<v Ann>Welcome.\n", *read_seeds("tests/**/*.vtt", "tests/**/*.srt")]


def svg_seeds() -> list[bytes]:
    plain = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><title>A</title><path d="M0 0h9v9z" fill="#005eb8"/></svg>'
    return [plain, *read_seeds("tests/**/media/*.svg", "course_source/**/*.svg")]


SOURCE_ROOM = ("/builder/source/", "/builder/interactions/", "/builder/course/")
TARGETS = (
    Target("sources", "compile_course, plan_tracking, render_pages on any session.md", session_seeds, mutator(FENCES + LABELS, by_lines=True), one_by_one(judge_session), SOURCE_ROOM),
    Target("yaml", "compile_course on any course.yaml, glossary.yaml, evaluation.yaml, top block", yaml_seeds, mutator(YAML_WORDS, by_lines=True), one_by_one(judge_yaml), SOURCE_ROOM),
    Target("captions", "compile_course and render_pages with any captions", caption_seeds, mutator(CAPTION_WORDS, by_lines=True), one_by_one(judge_captions), ("/captions.py",)),
    Target("svg", "compile_course and render_pages with any SVG picture", svg_seeds, mutator(SVG_WORDS), one_by_one(judge_svg), ("/check/", "/pages/assets.py", "svg")),
)  # fmt: skip
