"""Ordinary text becomes safe HTML, and what a course cannot show is said."""

from __future__ import annotations

import re

import pytest

from builder.course.blocks import Box
from builder.course.document import Picture, Prose
from builder.diagnostics import Diagnostic
from builder.diagnostics.changes import Replacement
from builder.source.compile import compile_course
from builder.source.markdown.prose import Context, read_prose
from builder.source.markdown.terms import Glossary
from builder.source.reading import collect
from builder.source.tree.lines import read_lines
from builder.source.tree.prose import parse_prose
from tests.oracles.obedience import edit_text
from tests.unit.source.author import FIRST, PAGE, TOP, blocks_of, codes, course_of, found, html_of, places, source_of


def test_paragraphs_and_their_marks() -> None:
    typed = "Some *words* and **more**,\\\na new line and [a form](https://a.uk/?a=1&b=2).\n"
    link = '<a href="https://a.uk/?a=1&amp;b=2" rel="noopener noreferrer">a form</a>'
    assert html_of(typed) == f"<p>Some <em>words</em> and <strong>more</strong>,<br>\na new line and {link}.</p>"


def test_kinds_of_blocks_in_order() -> None:
    typed = "Text\n- a list\n> a quote\n\n## Heading\nText\n\n| A | B |\n|---|---|\n| 1 | 2 |\nMore text.\n\n### Lower\n1. One\n- Other list\n"
    blocks = blocks_of(typed)
    assert [block.kind for block in blocks if isinstance(block, Prose)] == [
        "paragraph", "list", "quote", "heading", "paragraph", "table", "paragraph", "heading", "list", "list",
    ]  # fmt: skip
    assert [block.level for block in blocks if isinstance(block, Prose) and block.kind == "heading"] == [2, 3]


def test_lists_in_lists() -> None:
    typed = "- One\n  - Two\n    - Three\n    - Four\n  - Five\n- Six\ngoes on\n"
    inner = "<ul><li>Three</li><li>Four</li></ul>"
    assert html_of(typed).replace("\n", "") == f"<ul><li>One<ul><li>Two{inner}</li><li>Five</li></ul></li><li>Sixgoes on</li></ul>"


def test_an_item_of_two_paragraphs() -> None:
    assert html_of("- One\n\n  More of one.\n- Two\n").count("<p>") == 3


def test_a_list_ends_where_the_text_goes_on() -> None:
    blocks = blocks_of("- One\n- Two\n\nText.\n")
    assert [block.kind for block in blocks if isinstance(block, Prose)] == ["list", "paragraph"]


def test_numbers_go_on_where_the_author_starts() -> None:
    assert html_of("3. Three\n4. Four\n").startswith('<ol start="3">')


def test_text_indented_with_four_spaces_is_text() -> None:
    assert html_of("    indented\n") == "<p>indented</p>"


def test_who_said_it_stands_apart() -> None:
    assert html_of("> Words.\n>\n> -- Asha\n").endswith("<footer>— Asha</footer>\n</blockquote>")
    assert "<footer>" not in html_of("> — Asha\n")


def test_a_table_with_caption_and_marks() -> None:
    typed = "| | *B* |\n| :-- | --: |\n| 1 | 2 \\| 3 |\nCaption: Two *numbers*\n"
    rendered = html_of(typed)
    assert "<caption>Two <em>numbers</em></caption>" in rendered
    assert "<th><em>B</em></th>" in rendered
    assert "2 | 3" in rendered
    assert "style" not in rendered


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick='x'>b</b>",
    "<!-- x --> <svg onload=alert(1)>",
    "[a form](javascript:alert(1))",
    "[a form](JaVaScRiPt:alert(1))",
    "[a form](data:text/html,<script>alert(1)</script>)",
    "[a form](vbscript:x)",
    "[a form](  javascript:alert(1))",
    "<javascript:alert(1)>",
    '[a form](https://a.uk/" onmouseover="x)',
    "[a form](&#106;avascript:alert(1))",
    "| A | B |\n|---|---|\n| <script>x</script> | [a form](javascript:x) |",
    "> <iframe src=x>",
    "- <style>*{}</style>",
    "## Heading <script>x</script>",
    "![x](javascript:alert(1))",
    "`<script>`",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_becomes_script(typed: str) -> None:
    nodes = parse_prose(read_lines("session.md", typed))
    blocks = collect(read_prose(nodes, Context(source_of(""), "sessions/01-any", Glossary()), headings=True)).value
    for block in blocks:
        assert isinstance(block, Prose)
        assert not re.search(r"<(?:script|img|iframe|style|svg|b)\b", block.html, re.IGNORECASE)
        assert not re.search(r"<[^>]*(?:javascript:|vbscript:|data:|\son)", block.html, re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("<u>x</u>", "SRC070"),
        ("</div>", "SRC070"),
        ("<script>x</script>", "SRC140"),
        ("```\ncode\n```\n", "SRC071"),
        ("~~~\ncode", "SRC071"),
        ("***", "SRC071"),
        ("_ _ _", "SRC071"),
        ("![broken", "SRC073"),
        ("#### Low", "A11002"),
        ("### Low", "A11002"),
        ("##", "SRC043"),
        ("[](https://a.uk/)", "A11003"),
        ("[a form](relative.html)", "TXT002"),
        ("[a form](//a.uk/x)", "TXT002"),
        ("[a form](ftp://a.uk/)", "TXT002"),
        ("[a form](https://)", "TXT002"),
        ("[a form](mailto:)", "TXT002"),
        ("[a form](https:\\\\a.uk\\x)", "TXT005"),
        ("[a form](https:\\a.uk)", "TXT005"),
        ("[a form](https://a.uk\\x)", "TXT005"),
        ("[a form](<https://a.uk\\x>)", "TXT005"),
        ("<https://a.uk\\x>", "TXT005"),
        ("[me](mailto:me\\you@a.uk)", "TXT005"),
        ("[a form]（https://a.uk/x)", "SRC142"),
        ("[a form]（https://a.uk/x）", "SRC142"),
        ("https://a.uk\\x", "SRC142"),
        ("https:\\a.uk/x", "SRC142"),
        ("[a form](pictures\\a.png)", "TXT002"),
        ("[a form](S:\\forms\\a.docx)", "TXT002"),
        ("[a form](https://a.uk/a\\_b)", None),
        ("[a form](https://a.uk/%5Cx)", None),
        ("The folder C:\\forms", None),
        ("[a form](#nowhere)", "CRS050"),
        ("<https://a.uk/> and <http://a.uk/>", "TXT001"),
        ("| A | |\n|---|---|", "A11004"),
        ("| A | B |\n|---|", "SRC074"),
        ("::: callout\n## Heading\n:::", "SRC061"),
        ("::: callout\nTitle: none\n:::", None),
        ("::: warning\nText.\nTitle: Late\n:::", "SRC044"),
        ("::: warning\nTitel: Slip\nText.\n:::", "SRC050"),
        ("::: expander\n::: callout\nText.\n:::\n:::", "SRC055"),
    ],
)
def test_what_a_course_cannot_show_is_said(typed: str, code: str | None) -> None:
    assert set(codes("Text.\n\n" + typed + "\n")) == ({code} if code else set())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[a form](https:\\\\a.uk\\x\\y)", "[a form](https://a.uk/x/y)"),
        ("[a form](https:\\a.uk)", "[a form](https://a.uk)"),
        ("[a form](https://a.uk\\a\\_b)", "[a form](https://a.uk/a\\_b)"),
        ("<https://a.uk\\x>", "<https://a.uk/x>"),
        ("[me](mailto:me\\you@a.uk)", "[me](mailto:meyou@a.uk)"),
    ],
)
def test_backslashes_in_addresses_become_slashes_by_the_fix(typed: str, meant: str) -> None:
    text = f"{TOP}{PAGE}Words.\n\nSee {typed} there.\n"
    (fault,) = found(text)
    assert (fault.rule.code, fault.place and fault.place.line) == ("TXT005", FIRST + 2)
    mended = edit_text(text, [change for change in fault.changes if isinstance(change, Replacement)])
    assert mended == text.replace(typed, meant)
    assert found(mended) == ()


def test_each_tag_is_told_at_its_own_place() -> None:
    typed = "<p class=x>Some\n<p class=x>more <u>of</u> <u>it</u>, see [us](https://a.uk/x) and [here](https://a.uk/x).\n"
    told = [("SRC070", 1, 1, 11), ("SRC070", 2, 1, 11), ("SRC070", 2, 17, 3), ("SRC070", 2, 27, 3), ("A11005", 2, 68, 4)]
    assert places(typed) == told


def test_a_note_among_the_words_for_a_picture_is_for_authors_alone() -> None:
    (picture,) = blocks_of("![A nurse <!-- ask Sam --> smiles](media/a.svg) <!-- the new one -->\n", media={"media/a.svg": SVG})
    assert isinstance(picture, Picture)
    assert picture.alt == "A nurse smiles"


def test_links_that_may_stand() -> None:
    typed = "[a form](https://a.uk/) [post](mailto:a@b.uk) [call](tel:+441234) [up](#A-Page) <https://a.uk/>\n"
    assert codes(typed) == []
    assert 'href="#a-page"' in html_of(typed)


def test_blocks_hold_blocks() -> None:
    typed = "::: expander\nTitle: More\nText.\n\n::: warning\nTitle: Look out\nInner.\n:::\n\nLast.\n:::\n"
    (expander,) = blocks_of(typed)
    assert isinstance(expander, Box)
    inner = expander.body[1]
    assert isinstance(inner, Box)
    assert (inner.name, inner.title and inner.title.plain, len(expander.body)) == ("warning", "Look out", 3)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="url(#a)"/></svg>'


def test_a_picture_with_its_labels() -> None:
    typed = "![A square.](media/a.svg)\n\nDescription: It is *black*\nand small.\nCaption: A square\n\nText.\n"
    course = course_of(typed, media={"sessions/01-any/media/a.svg": SVG, "media/a.svg": b"", "media/unused.svg": b"x"})
    picture = course.sessions[0].pages[0].blocks[0]
    assert isinstance(picture, Picture)
    assert (picture.file, picture.alt, picture.decorative) == ("sessions/01-any/media/a.svg", "A square.", False)
    assert picture.description is not None
    assert picture.description.html == "It is <em>black</em>\nand small."
    assert picture.caption is not None
    assert picture.caption.plain == "A square"
    assert course.media == {"sessions/01-any/media/a.svg": SVG}


def test_a_decorative_picture_says_nothing() -> None:
    course = course_of("![Decorative](media/a.svg)\n", media={"media/a.svg": SVG})
    picture = course.sessions[0].pages[0].blocks[0]
    assert isinstance(picture, Picture)
    assert (picture.alt, picture.decorative) == ("", True)


def svg_codes(inner: str, attributes: str = 'viewBox="0 0 9 9"', before: str = "") -> list[str]:
    content = f'{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inner}</svg>'
    found = compile_course(source_of(TOP + PAGE + "![A.](media/a.svg)\n", media={"media/a.svg": content.encode()})).diagnostics
    return [one.rule.code for one in found]


@pytest.mark.parametrize(
    "inner",
    [
        "<script/>",
        '<rect onclick="x"/>',
        '<a xlink:href="javascript:x"><rect/></a>',
        '<image href="https://a.uk/x.png"/>',
        '<image href="data:image/svg+xml,x"/>',
        '<rect fill="url(https://a.uk/#x)"/>',
        "<rect fill=\"URL( '//a.uk' )\"/>",
        "<foreignObject/>",
        '<animate attributeName="href" to="javascript:x"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>',
        '<use href="other.svg#x"/>',
    ],
)
def test_an_svg_that_could_do_something_is_refused(inner: str) -> None:
    assert set(svg_codes(inner)) == {"CRS063"}


@pytest.mark.parametrize(
    "inner", ['<rect fill="url(#g)"/>', '<use href="#x"/>', '<image href="data:image/png;base64,xx"/>', "<title>A style of script</title>"]
)
def test_a_harmless_svg_is_taken(inner: str) -> None:
    assert svg_codes(inner) == []


def test_an_svg_with_a_doctype_or_entities_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "CRS063" in svg_codes("<text>&b;</text>", before=bomb)


def test_a_broken_or_sizeless_svg_is_refused() -> None:
    assert svg_codes("<rect>") == ["CRS064"]
    assert svg_codes("", attributes="") == ["CRS065"]
    assert svg_codes("", attributes='width="10" height="20"') == []


def picture_faults(name: str, content: bytes) -> list[Diagnostic]:
    return list(compile_course(source_of(TOP + PAGE + f"![A.](media/{name})\n", media={f"media/{name}": content})).diagnostics)


@pytest.mark.parametrize(
    ("name", "content", "said", "advised"),
    [
        ("a.jpg", b"RIFF", "not a jpg picture", "save it again"),
        ("a.jpeg", b"", "empty", "save it again"),
        ("a.webp", b"RIFF\0\0\0\0WAVE", "not a webp picture", "save it again"),
        ("a.jpg", b"\0\0\0\x18ftypheic", "HEIC", "Most Compatible"),
        ("a.png", b"\0\0\0\x18ftypmif1", "HEIC", "Most Compatible"),
        ("a.jpg", b"II*\0", "TIFF", "PNG or JPEG"),
        ("a.png", b"8BPS", "Photoshop", "export"),
        ("a.png", b"\0\0\0\x0cjP  \r\n", "JPEG 2000", "PNG or JPEG"),
        ("a.png", b"%PDF-1.7", "PDF", "::: download"),
        ("a.jpg", b"<!doctype html><html>", "web page", "Open the picture itself"),
        ("a.png", b"PK\x03\x04", "Office", "Save as Picture"),
        ("a.png", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG drawing", "“a.svg”"),
        ("a.svg", b"\x89PNG\r\n\x1a\n", "PNG picture", "“a.png”"),
        ("a.svg", b"\xff\xd8\xff", "JPG picture", "“a.jpg”"),
        ("a.svg", b"\x1f\x8b\x08", "compressed SVG", "plain SVG"),
        ("a.svg", b"<!DOCTYPE html><html>", "web page", "Open the picture itself"),
        ("a.svg", b"", "empty", "save it again"),
    ],
)
def test_a_file_that_no_browser_shows_is_told_by_what_it_is(name: str, content: bytes, said: str, advised: str) -> None:
    (fault,) = picture_faults(name, content)
    assert fault.rule.code == "CRS064"
    assert said in fault.message
    assert advised in fault.hint


@pytest.mark.parametrize("ending", ["heic", "HEIF", "tif", "tiff", "jp2", "psd", "ai", "eps", "pdf", "ico", "wmf", "emf", "svgz", "mp4"])
def test_a_type_that_cannot_stand_in_a_course_is_told_with_what_to_do(ending: str) -> None:
    (fault,) = picture_faults(f"a.{ending}", b"")
    assert fault.rule.code == "CRS061"
    assert re.search("export|save|Save|Take", fault.hint)


@pytest.mark.parametrize("start", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x18ftypavif"])
def test_a_picture_of_dots_with_the_ending_of_another_is_taken_for_what_it_is(start: bytes) -> None:
    assert [picture_faults(f"a.{ending}", start) for ending in ("png", "jpg", "jpeg", "webp", "gif", "bmp", "avif")] == [[]] * 7


@pytest.mark.parametrize(
    "typed", ["> One\n>\nTwo\n> Three\n", "> - One\n- Two\nThree\n", "> One\nTwo\nThree\n", "> | One | x |\n> | --- | --- |\nTwo | Three\n"]
)
def test_a_line_without_the_sign_stays_in_its_quote(typed: str) -> None:
    html = html_of(typed)
    assert html.startswith("<blockquote>")
    assert html.count("<blockquote>") == html.count("</blockquote>") == 1
    assert html.endswith("</blockquote>")
    assert all(word in html for word in ("One", "Two", "Three"))


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("[bore da](lang:cy)", '<span lang="cy">bore da</span>'),
        ("[bore *da*](LANG:cy-GB)", '<span lang="cy-GB">bore <em>da</em></span>'),
        ("**[Grüße](lang:de-1996)**", '<strong><span lang="de-1996">Grüße</span></strong>'),
        ("[you & me](lang:en)", '<span lang="en">you &amp; me</span>'),
    ],
)
def test_words_in_another_language_are_marked_for_screen_readers(typed: str, html: str) -> None:
    assert html in html_of(f"They say {typed}.\n")
