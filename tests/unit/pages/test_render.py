"""The pages as a value: the shell, the session files, what is shared, and that no author's text breaks out of where it stands."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from msgspec.structs import replace

from builder.course.blocks import Interaction
from builder.course.edition import CoursePilot
from builder.course.model import Course, Page, PassRule, Record
from builder.interactions.kind import Kind
from builder.interactions.registry import KINDS
from builder.package.content import plain_path
from builder.pages.pages import CONNECT_MARK, LATE_MARK, SCRIPT_MARK, Pages, write_script_json
from builder.pages.render import join_styles, render_pages
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example, example_more

ROOT = Path(__file__).parents[3]
HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}</title></script><!--@@connect-src@@@@script@@ \u2028"""


def render(course: Course) -> Pages:
    plan = plan_tracking(course)
    assert plan.value is not None, plan.diagnostics
    return render_pages(course, plan.value)


def only_shell(pages: Pages) -> str:
    (shell,) = pages.shells.values()
    return shell


def parse(text: str) -> Any:
    return lxml_html.document_fromstring(text)


def read_session(script: bytes) -> tuple[str, str, dict[str, str]]:
    """What a browser would hand to `copack.session`."""
    found = re.fullmatch(r"copack\.session\((.*)\);\n", script.decode("ascii"), re.DOTALL)
    assert found
    session, digest, pages = json.loads(f"[{found[1]}]")
    return session, digest, pages


@pytest.fixture(scope="module")
def pages() -> Pages:
    return render(example.course())


def test_the_shell_holds_the_first_page_whole(pages: Pages) -> None:
    shell = parse(pages.index("'self'").decode())
    article = shell.find(".//article")
    assert article.get("data-page") == "blocks"
    assert article.find("h1").text == "Blocks"
    assert len(article.findall(".//table")) == 1


def test_a_standard_says_where_the_shell_may_connect(pages: Pages) -> None:
    assert only_shell(pages).count(CONNECT_MARK) == 1
    assert b"connect-src 'self' https:" in pages.index("'self' https:")
    assert CONNECT_MARK.encode() not in pages.index("'self'")


@pytest.mark.parametrize(("opens_with", "written"), [("blocks", "copack.web.a&amp;b#"), ("practice", "")])
def test_a_first_page_that_asks_nothing_shows_at_once_where_a_device_alone_keeps_progress(opens_with: str, written: str) -> None:
    course = example.course()
    (session,) = course.sessions
    pages = sorted(session.pages, key=lambda page: page.id != opens_with)
    shown = render(replace(course, sessions=(replace(session, pages=tuple(pages)),)))
    assert f'data-progress="{written}"' in shown.index("'self'", device="copack.web.a&b#").decode()
    assert 'data-progress=""' in shown.index("'self'").decode()


def test_every_session_the_first_included_is_a_script_that_names_its_own_digest(pages: Pages) -> None:
    (session,) = pages.sessions
    name, digest, content = read_session(session.script)
    assert (name, plain_path(session.file)) == ("one", "sessions/one.js")
    assert digest == session.digest
    assert re.fullmatch(r"[0-9a-f]{12}", digest)
    assert list(content) == ["blocks", "practice", "final"]
    assert content["blocks"] == session.pages[0].html
    assert pages.shared_files()[session.file] == session.script


def test_the_digest_changes_with_the_content_alone() -> None:
    def digest(**changes: object) -> str:
        return render(example.course(**changes)).sessions[0].digest

    assert digest() == digest(title="Another title")
    assert digest() != render(example.course(example.page("blocks", example.paragraph("New words.")))).sessions[0].digest


def test_the_same_course_gives_the_same_bytes() -> None:
    first, second = render(example.course()), render(example.course())
    assert first == second


def test_pages_carry_nothing_that_the_policy_forbids(pages: Pages) -> None:
    for text in (only_shell(pages), *pages.views.values(), *(page.html for session in pages.sessions for page in session.pages)):
        document = parse(text)
        assert not document.xpath("//@style|//style|//script[not(@src)]|//iframe|//object|//embed|//base")
        assert not document.xpath("//@*[starts-with(name(), 'on')]")
        assert not [source for source in document.xpath("//*[not(self::a)]/@href|//@src") if re.match(r"(https?:)?//", source)]


def test_only_rules_and_scripts_of_what_is_used_are_shipped(pages: Pages) -> None:
    plain = render(example.course(example.page("only", example.paragraph("Words."))))
    assert plain.kinds == frozenset()
    assert plain.blocks == {"paragraph"}
    assert b"copack-question" not in plain.files["style.css"].replace(b"copack-question--missing", b"")
    assert len(plain.widgets) < len(pages.widgets)
    assert pages.kinds == {one.kind for one in example.every_kind()}
    for kind in pages.kinds:
        assert f'widget("{kind}"'.encode() in pages.widgets
    assert b"copack-pair" in join_styles(frozenset(), frozenset({"match"}))


def test_a_form_can_show_one_question_at_a_time_in_a_course_without_a_check() -> None:
    assert b".copack-step--away{display:none}" in join_styles(frozenset({"question", "hand-in"}), frozenset({"poll"}))


def own_classes(kind: Kind) -> set[str]:
    """The classes that stand in the style sheet of a kind's room alone, and not in that of every question."""
    shared = set(re.findall(r"\.(copack-[a-z_-]+)", (ROOT / "templates" / "styles" / "blocks" / "question.css").read_text(encoding="utf-8")))
    rooms = {one.name: set(re.findall(r"\.(copack-[a-z_-]+)", sheet(one))) for one in KINDS}
    return rooms[kind.name] - shared.union(*(classes for name, classes in rooms.items() if name != kind.name))


def sheet(kind: Kind) -> str:
    """The style of a kind's own; some have none."""
    path = ROOT / "builder" / "interactions" / "kinds" / kind.folder / "widget.css"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.parametrize("question", [*example.every_kind(), *example_more.every_kind()], ids=lambda question: str(question.kind))
def test_a_course_with_one_kind_carries_no_script_and_no_style_of_another(question: Interaction) -> None:
    made = render(example.course(example.page("only", question)))
    script, style = made.widgets.decode(), made.files["style.css"].decode()
    assert re.findall(r'copack\.widget\("([a-z-]+)"', script) == [question.kind]
    for kind in KINDS:
        if kind.name != question.kind:
            assert not [one for one in own_classes(kind) if re.search(rf"\.{one}(?![\w-])", style)], kind.name


def test_the_way_past_the_header_is_unseen_until_it_has_the_focus(pages: Pages) -> None:
    assert re.search(rb"\.nhsuk-skip-link:not\(:active\):not\(:focus\)[^{]*\{position:absolute!important;width:1px!important", pages.files["style.css"])


def test_the_notices_travel_in_a_file_of_their_own(pages: Pages) -> None:
    notices = pages.files["licences.txt"].decode()
    assert "the Copack contributors" in notices
    assert "NHS.UK" in notices
    assert "shall be included in all copies" in notices
    assert b"Permission is hereby granted" not in pages.files["style.css"]


def test_sentences_of_templates_do_not_travel(pages: Pages) -> None:
    assert pages.words["part-right"] == "Right"
    assert not [name for name in pages.words if name.startswith("shell-")]


def test_script_json_is_ascii_and_closes_nothing() -> None:
    text = write_script_json({"a": "</script><!-- é \u2028\u2029"})
    assert text.isascii()
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!-- é \u2028\u2029"}


# ---------------------------------------------------------------- what is recorded


def recorded(*pages: Page, **changes: object) -> str:
    (views,) = render(example.course(*pages, **changes)).views.values()
    (view,) = parse(views).cssselect('[data-view="recorded"]')
    return " ".join(view.text_content().split())


def test_own_words_are_said_to_stay_in_the_window_unless_they_are_sent() -> None:
    page = example.page("own", example_more.reflection("my-words"))
    said = "What you write for yourself."
    assert said in recorded(page)
    assert said not in recorded(page, record_also=("my-words",))
    assert said not in recorded()


def test_what_is_recorded_follows_the_plan() -> None:
    levels = (Record.ANSWERS, Record.SCORES, Record.COMPLETION)
    answers, scores, completion = (recorded(record=level, pass_rule=PassRule(mark=70)) for level in levels)
    assert f"the {len(example.every_kind())} questions of “Last check”" in answers
    assert "your mark" in answers
    assert "questions of “Last check”" not in scores
    assert "your mark" in scores
    assert "your mark" not in completion
    assert "A list of your answers for people to read" in completion
    assert "your mark" not in recorded()


def test_practice_that_is_sent_is_named() -> None:
    assert "“Must you?”" not in recorded()
    assert "“Must you?”" in recorded(record_also=("practice-one",))


# ---------------------------------------------------------------- hostile text


def hostile_course() -> Course:
    """Everything that an author types as plain text, typed with malice; HTML comes sanitised from the compiler, so it is not varied here."""
    safe = "&lt;b&gt;"
    text = example.text(HOSTILE, safe)
    picture = replace(example.PICTURE, alt=HOSTILE, caption=text, description=text)
    one: Any = example.choose_one(hint=text, if_right=text, if_wrong=text)
    one = replace(one, options=tuple(replace(option, text=text, feedback=text) for option in one.options))
    pair: Any = example.match(prompt=(picture, example.paragraph("Match each.")))
    pair = replace(pair, targets=tuple(replace(target, text=text) for target in pair.targets))
    gaps = example.fill_gaps(accepted=(HOSTILE[:40], "ethics"))
    check = example.check(one, example.choose_several(), pair, gaps, title=text)
    course = example.course(example.page("first", picture, example.prose("heading", "<h2>x</h2>", 2), example.TABLE, check, title=text))
    sessions = tuple(replace(session, title=HOSTILE, summary=HOSTILE) for session in course.sessions)
    return replace(course, sessions=sessions, title=HOSTILE, description=HOSTILE, contact=HOSTILE, organisation=HOSTILE, version=HOSTILE)


def test_no_text_of_an_author_breaks_out() -> None:
    good, bad = render(example.course()), render(hostile_course())
    shell = parse(only_shell(bad))
    assert shell.findtext(".//title") == HOSTILE
    assert [script.get("src") for script in shell.iter("script")] == ["start.js"]
    assert [plain_path(link.get("href")) for link in shell.cssselect("link[rel=copack-script]")] == ["runtime.js", SCRIPT_MARK]
    assert [plain_path(link.get("href")) for link in shell.cssselect("link[rel=copack-late]")] == [LATE_MARK, "style.css"]
    for text in (only_shell(bad), *bad.views.values(), *(page.html for page in bad.sessions[0].pages)):
        document = parse(text)
        assert not document.xpath("//@*[starts-with(name(), 'on')]")
        assert not [image for image in document.iter("img") if not image.get("src").startswith("media/")]
        assert text in bad.views.values() or HOSTILE in document.xpath("//img/@alt")
    assert b"<" not in bad.sessions[0].script
    assert bad.sessions[0].script.isascii()
    policy = "//meta[@http-equiv='Content-Security-Policy']/@content"
    assert shell.xpath(policy) == parse(only_shell(good)).xpath(policy)


def test_a_title_that_looks_like_the_mark_changes_no_policy() -> None:
    index = render(example.course(title=f"Before {CONNECT_MARK} after")).index("https:")
    assert parse(index.decode()).findtext(".//title") == f"Before {CONNECT_MARK} after"


def test_a_gap_never_carries_its_answer() -> None:
    html = render(example.course(example.page("only", example.fill_gaps(accepted=("xylophone", "zebra"))))).sessions[0].pages[0].html
    assert "xylophone" not in html
    assert "zebra" not in html


def test_pictures_are_named_by_what_they_hold(pages: Pages) -> None:
    digest = hashlib.sha256(example.SVG).hexdigest()[:12]
    assert pages.media[f"media/boxes-{digest}.svg"] == example.SVG


def test_words_of_an_author_in_attributes_stay_words() -> None:
    hostile = example.text('"><img src=x onerror=alert(1)>', "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;")
    line, *others = example.put_in_order().shown  # type: ignore[attr-defined]  # a PutInOrder
    ordered = example.put_in_order(shown=(replace(line, text=hostile), *others))
    shown = render(example.course(example.page("one", ordered), example.page("two", example.number(unit=hostile.plain)))).sessions[0].pages
    assert [parse(page.html).findall(".//img") for page in shown] == [[], []]
    assert parse(shown[0].html).find(".//button[@aria-label]").get("aria-label") == f"Move up: {hostile.plain}"
    assert parse(shown[1].html).find(".//div[@data-unit]").get("data-unit") == hostile.plain


def test_label_and_id_of_a_pilot_are_in_the_bar_of_every_view_as_plain_text_and_costs_others_nothing() -> None:
    course = example.course()
    piloted = render(replace(course, pilot=CoursePilot("spring", "Pilot <1> & more")))
    root = parse(only_shell(piloted))
    (label,) = root.xpath("//*[@data-bar]//*[@data-pilot]")
    assert label.text_content() == "Pilot <1> & more (spring)"
    line = '  <div class="nhsuk-width-container"><p class="copack-bar__left" data-pilot>Pilot &lt;1&gt; &amp; more (spring)</p></div>\n'
    assert only_shell(piloted).replace(line, "") == only_shell(render(course))
    views = next(iter(piloted.views.values()))
    assert "Pilot &lt;1&gt; &amp; more" in views
