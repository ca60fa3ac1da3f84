"""A manifest as XML: is it well-formed, in UTF-8, and free of what importers refuse (ZIP-08)?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

NOT_XML = Rule("PKG020", "not-well-formed", _ERROR, "A platform cannot read a manifest that is not well-formed XML.", "ZIP-08")
DOCTYPE = Rule(
    "PKG021", "document-type", _WARNING, "Importers refuse document types and entities, since they can be used to attack a server.", "ZIP-08"
)
ENCODING = Rule("PKG022", "xml-encoding", _WARNING, "Simple importers need UTF-8 without a byte order mark, from the first byte.", "ZIP-08")

_UTF8_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""The first bytes of a manifest in UTF-16, with a byte order mark or without one (XML 1.0, appendix F)."""

_PLAIN_WORDS = (
    (re.compile("excessive depth", re.IGNORECASE), "its elements are nested more than 256 deep"),
    (re.compile("entity amplification|entity loop", re.IGNORECASE), "its entities would make it very large"),
    (re.compile("Document is empty|Start tag expected", re.IGNORECASE), "it does not begin with an element"),
)
"""What the parser says of an attack, and the same for people."""


def check_manifest(name: str, content: bytes) -> Iterator[Diagnostic]:
    """Yield the faults of a manifest as a document; nothing outside of it is read, and no entity is unfolded."""
    from lxml import etree

    if (content.startswith((_UTF8_MARK, *_WIDE_MARKS)) and content[:2] != b"<?") or re.match(rb"\s+<\?xml", content):
        yield _diagnostic(ENCODING, name, f"{name} does not begin with “<” in UTF-8.", "Save it as UTF-8 without a byte order mark.", 1)
    if _has_document_type(content):
        yield _diagnostic(DOCTYPE, name, f"{name} has a document type or entities.", "Remove <!DOCTYPE …>.")
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser).getroottree()
    except etree.XMLSyntaxError as fault:
        message = f"{name} is not well-formed XML: {_in_plain_words(fault.msg or '')}."
        yield _diagnostic(NOT_XML, name, message, "Export the course again, or fix this line.", fault.lineno or 0)
    except (LookupError, ValueError):
        yield _diagnostic(NOT_XML, name, f"{name} is written in an encoding that is not known.", "Save it as UTF-8.", 1)
    else:
        if (tree.docinfo.encoding or "UTF-8").upper() not in {"UTF-8", "US-ASCII", "ASCII"}:
            yield _diagnostic(ENCODING, name, f"{name} is written in {tree.docinfo.encoding}.", "Save it as UTF-8.", 1)


def _diagnostic(rule: Rule, name: str, message: str, hint: str, line: int = 0) -> Diagnostic:
    return Diagnostic(rule, message, Place(name, line), hint)


def _has_document_type(content: bytes) -> bool:
    wide = _WIDE_MARKS.get(content[:2])
    text = content.decode(wide, "replace").encode() if wide else content
    return b"<!DOCTYPE" in text or b"<!ENTITY" in text


def _in_plain_words(said: str) -> str:
    return next((words for pattern, words in _PLAIN_WORDS if pattern.search(said)), said)
