"""Whom learners may ask: addresses become links, nothing else does, and nothing typed becomes markup."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from lxml import html
from msgspec.structs import replace

from builder.pages.contact import link_contact
from builder.pages.render import render_pages
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example

NEW_TAB = "(opens in a new tab)"


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("Ask Jo: jo.bloggs@nhs.net or 0300 123 4567.", ["mailto:jo.bloggs@nhs.net", "tel:03001234567"]),
        ("jo@nhs.net,info@nhs.uk", ["mailto:jo@nhs.net", "mailto:info@nhs.uk"]),
        ("mailto:jo@nhs.net", ["mailto:jo@nhs.net"]),
        ("tel:116 123", ["tel:116123"]),
        ("Samaritans, 116 123", ["tel:116123"]),
        ("Call 111", ["tel:111"]),
        ("Text 85258", ["tel:85258"]),
        ("+44 (0)20 7946 0000", ["tel:+442079460000"]),
        ("(01234) 567890 ext. 3", ["tel:01234567890"]),
        ("0113-496-0000, Mon to Fri 9-5", ["tel:01134960000"]),
        ("See https://help.nhs.uk/a?b=1&c=2.", ["https://help.nhs.uk/a?b=1&c=2"]),
        ("www.nhs.uk/help", ["https://www.nhs.uk/help"]),
        ("Room 111, Floor 2, 2024-2025", []),
        ("javascript:alert(1)", []),
        ("The office on the ground floor", []),
    ],
)
def test_addresses_become_links_and_nothing_else_does(typed: str, links: list[str]) -> None:
    root = html.fragment_fromstring(link_contact(typed, NEW_TAB), create_parent="p")
    assert [link.get("href") for link in root.iter("a")] == links
    assert root.text_content().replace(f" {NEW_TAB}", "") == typed.replace("mailto:", "").replace("tel:", "")


@given(st.text(max_size=60).filter(lambda typed: typed.isprintable()))
def test_no_text_becomes_markup(typed: str) -> None:
    root = html.fragment_fromstring(link_contact(f"{typed}<b>&amp;\"'", NEW_TAB), create_parent="p")
    assert {element.tag for element in root.iter()} <= {"p", "a"}
    assert all(set(link.attrib) <= {"href", "target", "rel"} for link in root.iter("a"))
    assert all(str(link.get("href")).startswith(("https://", "http://", "mailto:", "tel:")) for link in root.iter("a"))
    assert "<b>&amp;\"'" in root.text_content()


def shell(**changes: object) -> html.HtmlElement:
    course = replace(example.course(), **changes)
    plan = plan_tracking(course).value
    assert plan is not None
    pages = render_pages(course, plan)
    return html.document_fromstring("".join((*pages.shells.values(), *pages.views.values())))


def test_organisation_and_contact_stand_in_help_with_a_button_to_it() -> None:
    root = shell(organisation="Trust <One>", contact="Jo, jo@nhs.net")
    (view,) = root.xpath("//*[@data-view='help']")
    assert "This course is from Trust <One>." in view.text_content()
    assert [link.get("href") for link in view.iter("a")] == ["#main", "mailto:jo@nhs.net"]
    assert len(root.xpath("//*[@id='copack-menu']//button[@data-action='help']")) == 1
    (recorded,) = root.xpath("//*[@data-view='recorded']")
    assert "mailto:jo@nhs.net" in [link.get("href") for link in recorded.iter("a")]


@pytest.mark.parametrize(("organisation", "contact", "there"), [("", "", False), ("A trust", "", True), ("", "0300 123 4567", True)])
def test_help_is_there_where_there_is_anything_to_say(organisation: str, contact: str, there: bool) -> None:
    root = shell(organisation=organisation, contact=contact)
    assert bool(root.xpath("//*[@data-view='help']")) is there
    assert bool(root.xpath("//button[@data-action='help']")) is there
