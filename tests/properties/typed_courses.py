"""Courses as authors type them, with every construct of the syntax, and one slip in one of them. Every word is there once, so that it can be followed.

In the templates `§` stands for a word, and `%` for an id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from hypothesis import strategies as st

from builder.package.content import Content
from builder.source.files import SessionFolder, Source, TextFile
from builder.source.tree.lines import split_lines

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180"/></svg>'

FILES: dict[str, Content] = {"media/x.pdf": b"%PDF-1.4\n%%EOF\n", "media/x.mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00" + b"\x00" * 413}

COURSE = """id: any-course
title: § §
version: 1
base: https://courses.nhs.uk/any-course/
description: § § §.
# § §
audience: "§ §"
organisation: '§'
contact: §
licence: § §
# § §
outcomes:
  1.1: § §.
  1.2: § § §.
"""
GLOSSARY = "first:\n  term: § §\n  means: § §.\n# §\nsecond: {term: §, means: '§ §.'}\n"
EVALUATION = """title: § §
intro: § §
hand_in: § §.
questions:
  - id: %
    kind: rating
    ask: § §?
    scale: [§, § §, §]
    items:
      a: § §.
      b: §.
  - id: %
    kind: poll
    ask: § §?
    items: {a: §, b: § §}
  - id: %
    kind: reflection
    ask: § §?
"""
TOP = "---\nid: %\ntitle: § §\noutcomes: [1.1, 1.2]\nsummary: § § §.\n---\n"

PROSE = (
    "§ § §\n§ § §.",
    "§ **§** *§* `§` \\*§ § & §.",
    "§ [§ §](https://www.hra.nhs.uk/) §, § £5 § §.",
    "- § §\n- § **§**\n  - § §\n- §",
    "1. § §\n2. §\n\n   §",
    "> § §\n>\n> — §",
    "| § | § § |\n| --- | --- |\n| § | § |\n| § § | |",
    "| § | § |\n|---|---|\n| § | § |\nCaption: § §\n§",
    "## § §\n\n§ §.\n\n### §\n\n§.",
    "![§ §](media/x.svg)",
    "![§](media/x.svg)\nCaption: § §\nDescription: § §\n§ §",
    "<!-- § § -->",
    "§\n<!-- §\n§ -->\n§",
    "[§](glossary:first) § [§ §](glossary:second).",
)
BLOCKS = (
    "::: callout\n§ §.\n\n- §\n:::",
    "::: warning\nTitle: § §\n§ §.\n:::",
    "::: expander\nTitle: § §\n§ §.\n:::",
    "::: accordion\n## § §\n§.\n## §\n§ §\n\n§.\n:::",
    "::: tabs\n## §\n§ §.\n## §\n§.\n:::",
    "::: steps\n## § §\n§.\n## §\n:::",
    "::: timeline\n## 2024: § §\n§.\n## § §: §\n:::",
    "::: story\nTitle: §\n§ §.\n\n> § §\n>\n> — §\n:::",
    "::: key-points\n- § §\n- §\n:::",
    "::: do-and-dont\n## §\n- § §\n- §\n## §\n- §\n:::",
    "::: for-carers\n§ §.\n:::",
    "::: content-warning\n§ §.\nHelp: § §\n§.\n:::",
    "::: nation-note\nNation: Wales\n§ §.\n:::",
    "::: resource\nAddress: https://www.hra.nhs.uk/\nTitle: § §\n§ §.\n:::",
    "::: facilitator\nTitle: §\n§ §.\n:::",
    "::: accordion\n## §\n§\n\n::: callout\n§ §.\n:::\n\n§\n## § §\n| § | § |\n| --- | --- |\n| § | § |\nCaption: §\n:::",
    "::: expander\nTitle: §\n§\n\n:::: warning\nTitle: §\n§.\n::::\n- §\n:::",
    "::: short-version\nTitle: § §\n§ §.\n\n## §\n\n§\n\n::: callout\n§\n:::\n:::",
    "::: download\nFile: media/x.pdf\nTitle: § §\n§.\n:::",
    "::: audio\nFile: media/x.mp3\nTitle: §\n§ §.\n\n> §\n:::",
)
FIRST_ON_A_PAGE = ("::: content-warning", "::: short-version")
LABELS = "\nHint: § §\n§\nIf right: § §.\nIf wrong: § §."
QUESTIONS = (
    f"::: choose-one %\n§ § §?\nOutcome: 1.1\n- [x] (a) § §\n  Feedback: § §\n  §\n- [ ] (b) § **§**\n- [ ] (c) §\n§{LABELS}\n:::",
    f"::: choose-several %\n§ §.\n\n§ §?\n- [x] (a) §\n- [x] (b) § §\n  Feedback: §\n- [ ] (c) §{LABELS}\n:::",
    f"::: true-or-false %\n§ § §.\nAnswer: true{LABELS}\n:::",
    f"::: match %\n§ §.\n- (a) § § -> (x) §\n- (b) § -> (y) § §\n- (c) § -> (x)\nExtra: (z) § §{LABELS}\n:::",
    f"::: put-in-order %\n§ §.\n- (a) § §\n- (b) §\n- (c) § §{LABELS}\n:::",
    f"::: sort %\n§ §.\n## (i) § §\n- (a) § §\n  Feedback: §\n- (b) §\n## (p) §\n- (c) §{LABELS}\n:::",
    f"::: fill-gaps %\n§ §.\n\n§ [[(a) § | § §]] § §\n§ [[(b) §]].{LABELS}\n:::",
    f"::: choose-gaps %\n§ §.\n\n§ [[(a) [x] (m) § § | (n) §]] §.{LABELS}\n:::",
    f"::: number %\n§ §?\nAnswer: 53.10\nAccept: 53 to 53.20\nUnit: £{LABELS}\n:::",
    f"::: picture-spots %\n§ §?\n![§ §](media/x.svg)\n- [x] (a) § §\n  Area: 72, 58, 18, 30\n  Feedback: §\n- [ ] (b) §\n  Area: 22, 50, 40, 14{LABELS}\n:::",
    "::: scenario %\n§ §.\n## (a) § §\n§ §.\n\n§ §?\n- (a) § § -> (b)\n  Feedback: § §\n- (b) § -> (c)\n## (b) §\n> § §\n\n§.\n## (c) §\n§ §.\n:::",
    "::: reflection %\n§ §.\n\n§ §?\nLines: 4\n:::",
    "::: rating %\n§ §?\nScale: § | § § | §\n- (a) § §\n- (b) §\n:::",
    "::: poll %\n§ §?\nChoose: several\n- (a) § §\n- (b) §\n:::",
    "::: checklist %\n§ §.\n- [ ] (a) § §\n- [ ] (b) §\n:::",
)
CHECKED = tuple(question for question in QUESTIONS if question[4:].split(" ")[0] not in {"reflection", "rating", "poll", "checklist", "scenario"})

STRAY = (
    "§", "§ § §", "Foo: § §", "Explanaton: § §", "Feedbak: §", "Hnt: §", "If rihgt: §", "Note: § §", "§: §", "§ §: § §", "Explanation: §", "Correct: §",
    "- §", "- [ ] §", "- [x] (d) § §", "-§", "• §", "\uf0b7 §", "1. §", "a) §", "A. §", "(a) §", "* [x] §", "> §", "## §", "### § §", "#### §", "#§", "# §",
    "| § |", "| § | § |", "§ | §", "| --- |", "Caption: §", "Description: §", "Title: §", "Hint: §", "Hint:", "Page: §", "Key: §", "Outcome: 1.2", "Points: 2",
    "Core: no", "Minutes: 3", "Extra: §", "Extra: (w) §", "Answer: §", "Unit: §", "Scale: § | §", "Area: 1, 1, 9, 9", "Feedback: §", "Help: §", "Nation: Wales",
    "![§](media/x.svg)", "![§](media/y.svg)", "§ ![§](media/x.svg) §", "[§](#nowhere)", "[§](https://www.hra.nhs.uk/)", "[§]", "[§][1]", "[1]: https://a.uk/",
    "[^1]: §", "§[^1]", "[§]: §", "(§)[https://a.uk/]", "<§>", "<b>§</b>", "<§", "<!-- §", "<!-- § -->", "--> §", "§ <!-- § --> §", "<!-- § --> §", "<!---->§",
    "[[§]]", "[[(c) § | §]]", "[[§", "§]]", ":::", "::: §", "::: callout", "::: callout §", "::: note", "::: quiz §", ":: callout", "::::", "***", "---", "===", "```",
    "``` §", "~~~ §", "~~§~~", "==§==", "$§$", "`§`", "\\§", "§\\", "{§}", "{{ § }}", "{#§}", "§  ", "  §", "    §", "\t§", "+ §", "– §", "→ §", "§ -> §", "-> §",
    "= §", "~ §", "ANSWER: A", "// §", "::§:: §", "# § #", "§\u2028§", "§\u00ad§", "\u200b§", "§\u00a0§", "%", "@§", "* § *", "_§_", "** § **", "&nbsp;§", "&§;",
    "https://§.uk/", "§@nhs.uk", "§™ ½ ☎ 😀",
)  # fmt: skip
TYPED = (
    "<div>§</div>", "§<br>§", "<p class=x>§", "<a href='https://a.uk/'>§</a>", "<img src='x.png' alt='§'>", "<tr><td>§</td></tr>", "<summary>§</summary>", "<u>§</u> §",
    "<span title='§'>§</span>", "<!DOCTYPE §>", "<?§ §?>", "<![CDATA[§]]>", "<§@nhs.uk>", "<https://§.uk/>", "<!--§-->§", "<sup>§</sup>", "<center>", "</§>", "<§/>§", "&lt;§&gt;",
    "§ [^§]", "[^§]: § §", "§ ^[§ §]", "[§](https://www.hra.nhs.uk/ '§')", '[§](https://www.hra.nhs.uk/ "§ §")', "[§](<https://www.hra.nhs.uk/>)", "[§][§]", "[§]: https://a.uk/ '§'",
    "[§](https:\\\\a.uk\\§)", "[§](images\\§.png)", "[§](https://www.hra.nhs.uk/ §)", "![§](media/x.svg '§')", '![§ §](media/x.svg "§")', "![§](media\\x.svg)", "![](media/x.svg)§", "![§]",
    "![§](https://a.uk/§.png)", "***§ §***", "**§ *§***", "**§** **§", "___§___", "_§_ __§__", "*§**", "~§~", "^§^", "§\\", "§  \n§", "§\\\n§", "&nbsp;§", "§&nbsp;§", "&amp;§", "&#163;§",
    "&#x§;", "&hellip;§", "- [x] (d) § - [ ] (e) §", "- (d) § - (e) §", "1. § 2. §", "- § - [ ] §", "(d) § (e) §", "[ ] §", "[x] § [ ] §", "☐ § ☐ §", "  - §", "    - [ ] §", "  1. §", "\t- §", "- [\u00a0] §", "-\u00a0[x]\u00a0(d)\u00a0§",
    "- [X] §", "- [x]§", "-[ ] §", "- [] §", "- [ x ] §", "[ ] (d) §", "* §\n* §", "+ §\n+ §", "１. §", "１．§", "（ｄ） §", "- （d） §", "| § \\| § | § |", "§ \\| §", "| § |\n| § | § | § |", "|§|§|", "| § | §", "§ | § |",
    "|:--|", "|---|---|\n| § | § |", "“Title”: §", "Title： §", "Title : §", "TITLE: §", "**Title:** §", "*Hint:* §", "- Hint: §", "> Hint: §", "Hint - §", "Hint = §", "Hint; §", "`Hint:` §", "“§”", "‘§’ „§“", "«§»", "“§", "§”",
    "Colour: §", "Class: § §", "Style: §", "Type: §", "Id: §", "Name: §", "Icon: §", "Width: §", "Alt: §", "Source: §", "Link: §", "URL: §", "Date: §", "Author: §", "{.§}", "{: .§ }", "{#§ .§}", ":::", ":::: §", "::: {.§}", "::: callout {.§}",
    "::: callout Title: §", "::: warning Title: § §", "::: facilitator Title: §", "::: facilitator title: § §", "::: facilitator §", "::: expander Title: §", "::: expander § §", "::: accordion Title: §", "::: steps Title: §", "::: story Title: §",
    "::: resource Address: https://www.hra.nhs.uk/ Title: §", "::: resource Title: §", "::: download File: media/x.pdf", "::: audio File: media/x.mp3 Title: §", "::: nation-note Nation: Wales", "::: nation-note Wales", "::: content-warning Help: §",
    "::: short-version Title: §", "::: check % Title: § §", "::: check % Final: yes", "::: check % §", "::: choose-one % Outcome: 1.1", "::: choose-one % Hint: §", "::: choose-one % §?", "::: choose-one %: §", "::: poll % Choose: several", "::: callout: §",
    "::: callout | §", "::: callout (§)", '::: callout "§"', "::: callout — §", "::: callout # §", "::: callout <!-- § -->", "::: callout title=§", "::: callout colour=§ §", ":::callout §", "::: Callout", "::: CALLOUT Title: §", "::: callout :::", "::: callout § :::",
)  # fmt: skip
"""What people type and paste: HTML, notes, links, marks, boxes, tables, options that are unknown or on the line of their fence."""
OPTIONS = (" Title: §", " title: § §", " §", " § §", " — §", " Outcome: 1.1", " Hint: §", " Colour: §", " Points: 2", " {.§}", " Title: § :::", "  ", "\t", " <!-- § -->", ": §", " Final: yes", " Help: §")
"""What is typed on the line of a fence, behind its name and id."""
FORMS: dict[str, tuple[str, str]] = {
    "boxes with hard blanks": ("[ ]", "[\u00a0]"), "hard blanks": (" ", "\u00a0"), "bullets with hard blanks": ("- ", "-\u00a0"), "stars": ("\n- ", "\n* "), "pluses": ("\n- ", "\n+ "), "dashes": ("\n- ", "\n– "),
    "bullets": ("\n- ", "\n• "), "touching bullets": ("\n- ", "\n-"), "tabs": ("- ", "-\t"), "indents": ("\n  ", "\n\t"), "deeper indents": ("\n  ", "\n      "), "numbers": ("\n- ", "\n1. "), "wide digits": ("1", "１"), "wide colons": (": ", "："),
    "wide brackets": ("(", "（"), "long dashes": ("->", "—>"), "one arrow": ("->", "→"), "blanks at the ends": ("\n", " \n"), "breaks at the ends": ("\n", "  \n"), "tabs at the ends": ("\n", "\t\n"), "CRLF": ("\n", "\r\n"), "CR": ("\n", "\r"), "a mark at the start": ("", "\ufeff"),
    "empty lines": ("\n", "\n\n"), "curly quotes": ('"', "”"), "curly apostrophes": ("'", "’"), "escaped bars": ("|", "\\|"), "capitals in boxes": ("[x]", "[X]"), "ticks in boxes": ("[x]", "[✓]"), "boxes of forms": ("[ ]", "☐"), "no blank in a box": ("[ ]", "[]"),
    "capital codes": ("(a)", "(A)"), "headings without a blank": ("## ", "##"), "headings deeper": ("\n## ", "\n### "), "notes": (" §", " <!-- § --> §"), "bold": (" §", " **§**"), "more signs": (" §", " ***§***"), "entities": (" §", "&nbsp;§"), "dots": (" §.", " §…"),
}
"""What programs and habits make of a whole file: what is replaced once, or everywhere, by what."""
STRAY_SETTINGS = (
    "§: §", "title: §", "§", "  §", "# §", "- §", "  1.3: §", "  §: §", "summary: §", "  §: [§, §]", "'§'", "licence: § # §", "minutes: 3", "  - §", "audience: >", "?", "|", "§:§",
    "language: cy", "units: session", "  means: §", "third: {term: §, means: §}", "third:", "record: scores", "standards: [web]", "  intro: §", "x: {§: §}", "[§]", '"§": §',
)  # fmt: skip
ODD = ("\u00ad", "\u200b", "\ufeff", "\u0301", "\u2028", "\u00a0", "\u200e", "\t", "  ", "|", ":", "#", "*", "[", "]", "(", "<", ">", "`", "\\", "-", "->", "~", "“", "'", '"', "&", "!", "/", "§", "§:", "\uf0b7", "\x07", "\U000e0041")  # fmt: skip


def number_words(template: str, start: int = 0) -> str:
    """Return a text with a word of its own in place of each `§`, and an id in place of each `%`."""
    words = count(start)
    return re.sub("[§%]", lambda sign: f"{'id-' if sign[0] == '%' else ''}q{next(words)}z", template)


@st.composite
def page(draw: st.DrawFn, number: int) -> str:
    """Draw a page of any constructs."""
    parts = draw(st.lists(st.sampled_from((*PROSE, *BLOCKS, *QUESTIONS)), min_size=1, max_size=6))
    checked = draw(st.lists(st.sampled_from(CHECKED), max_size=2))
    check = ["::: check %\nTitle: § §\n" + "\n\n".join(checked) + "\n:::"] if len(checked) > 1 else []
    parts = [part for at, part in enumerate(parts) if not part.startswith(FIRST_ON_A_PAGE) or at == 0]
    return f"# § §\nPage: page-{number}\n\n" + "\n\n".join([*parts, "§ §.", *check]) + "\n"


def page_of(constructs: Sequence[str]) -> st.SearchStrategy[str]:
    """Draw a page of these constructs alone."""
    return st.lists(st.sampled_from(constructs), min_size=1, max_size=6).map(lambda parts: "# §\nPage: a-page\n\n§.\n\n" + "\n\n".join(parts) + "\n")


@st.composite
def typed_course(draw: st.DrawFn) -> dict[str, str]:
    """Draw the files of a course without a fault: path -> text, with signs in place of words."""
    first, second = draw(page(1)), draw(page(2))
    return {
        "course.yaml": COURSE,
        "glossary.yaml": GLOSSARY,
        **({"evaluation.yaml": EVALUATION} if draw(st.booleans()) else {}),
        "sessions/01-any/session.md": f"{TOP}\n{first}\n{second}",
    }


@st.composite
def course_with_slips(draw: st.DrawFn) -> dict[str, str]:
    """Draw a course and change one place or two: a stray line, a line twice, gone, joined or indented, or an odd character."""
    files = draw(typed_course())
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from([*files, *["sessions/01-any/session.md"] * 5]))
        files = {**files, path: draw(_with_a_slip(files[path], STRAY if path.endswith(".md") else STRAY_SETTINGS))}
    return files


@st.composite
def _with_a_slip(draw: st.DrawFn, text: str, stray: Sequence[str]) -> str:
    lines = text.split("\n")
    at = draw(st.integers(1, len(lines) - 1))
    match draw(st.sampled_from(["stray", "stray", "typed", "typed", "odd", "twice", "gone", "joined", "option", "form", "indented", "blank"])):
        case "stray":
            lines.insert(at, draw(st.sampled_from(stray)))
        case "typed":
            lines.insert(at, draw(st.sampled_from(TYPED if stray is STRAY else STRAY_SETTINGS)))
        case "option":
            fences = [number for number, line in enumerate(lines) if line.startswith("::: ")]
            number = draw(st.sampled_from(fences)) if fences else at
            lines[number] += draw(st.sampled_from((*OPTIONS, f" {lines.pop(number + 1)}" if number + 1 < len(lines) else "")))
        case "form":
            return in_another_form(text, *FORMS[draw(st.sampled_from(sorted(FORMS)))], draw(st.integers(-1, 30)))
        case "odd":
            column = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:column] + draw(st.sampled_from(ODD)) + lines[at][column:]
        case "twice":
            lines.insert(at, lines[at])
        case "gone":
            del lines[at]
        case "joined":
            lines[at - 1 : at + 1] = [f"{lines[at - 1]} {lines[at]}"]
        case "indented":
            lines[at] = draw(st.sampled_from(["  ", "    ", "\t", "\u00a0"])) + lines[at]
        case _:
            lines.insert(at, "")
    return "\n".join(lines)


def in_another_form(text: str, typed: str, form: str, number: int = -1) -> str:
    """Return a text with one of its parts replaced, the one of this number if it is there, or all of them where the number is below nothing."""
    if not typed:
        return form + text
    parts = text.split(typed)
    if number < 0 or len(parts) <= number + 1:
        return form.join(parts)
    return typed.join(parts[: number + 1]) + form + typed.join(parts[number + 1 :])


def source_of(files: dict[str, str]) -> Source:
    """Return files as a course in memory, each word and id of its own."""
    texts: dict[str, TextFile] = {}
    for index, (path, template) in enumerate(files.items()):
        text = number_words(template, 10_000 * (index + 1))
        texts[path] = TextFile(path, text, split_lines(text))
    sessions = tuple(SessionFolder(path.rpartition("/")[0], file) for path, file in texts.items() if path.startswith("sessions/"))
    return Source(
        texts["course.yaml"], sessions, {"media/x.svg": SVG}, FILES, glossary=texts.get("glossary.yaml"), evaluation=texts.get("evaluation.yaml")
    )
