"""A word explained: what the author typed as its meaning is text, whatever signs it holds."""

from __future__ import annotations

from builder.course.term import Term
from builder.pages.glossary import explain_terms
from builder.pages.markup import TERM_CLASS

SIGNS = """<b>Tom & "Jo's"</b><script>x</script>"""
ESCAPED = "&lt;b&gt;Tom &amp; &quot;Jo&#x27;s&quot;&lt;/b&gt;&lt;script&gt;x&lt;/script&gt;"


def explain(term: Term) -> str:
    return explain_terms(f'<p>See the <a class="{TERM_CLASS}" href="#term:word">word</a>.</p>', {"word": term})


def test_signs_in_a_meaning_are_text() -> None:
    html = explain(Term("word", "Word", SIGNS))
    assert ESCAPED in html
    assert SIGNS not in html


def test_signs_in_a_term_are_text() -> None:
    html = explain(Term("word", SIGNS, "What it means."))
    assert f"{ESCAPED}:" in html
    assert SIGNS not in html
