"""A book as PDF, made by WeasyPrint from the HTML of the book itself: the same words, the same style sheet.

WeasyPrint is the extra `pdf`, since it needs Pango, a library of the operating system.
"""

from __future__ import annotations


class PdfToolMissingError(Exception):
    """WeasyPrint, or a library that it needs, is not on this computer. The text says what to type."""


_INSTEAD = "Or type the command without --pdf. Then open the book in a browser, print it, and choose “Save as PDF” as the printer."
_NOT_INSTALLED = f"PDF needs WeasyPrint, which is not installed. Type: pipx inject copack weasyprint\n{_INSTEAD}"
_NO_PANGO = (
    "PDF needs Pango, a library that is not on this computer. On Debian or Ubuntu type: "
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "For other computers see https://doc.courtbouillon.org/weasyprint/stable/first_steps.html\n"
    f"{_INSTEAD}"
)


def require_pdf_tool() -> None:
    """Raise `PdfToolMissingError` where no PDF can be made."""
    try:
        import weasyprint  # noqa: F401
    except ModuleNotFoundError as fault:
        raise PdfToolMissingError(_NOT_INSTALLED) from fault
    except OSError as fault:  # cffi found no shared library
        raise PdfToolMissingError(_NO_PANGO) from fault


def has_pdf_tool() -> bool:
    """Tell whether PDF can be made here."""
    try:
        require_pdf_tool()
    except PdfToolMissingError:
        return False
    return True


def write_pdf(html: bytes, mark: str = "") -> bytes:
    """Return the PDF of a book: tagged (ISO 32000-1, 14.8), with bookmarks from its headings, its title and its language.

    `mark`: of the build. It is a comment before the last lines (ISO 32000-1, 7.2.3), where `read_build_letters` finds it.

    Nothing is fetched: a book holds its pictures. The PDF holds no date: the same book gives the same bytes with the same WeasyPrint and fonts.
    """
    require_pdf_tool()
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    document = HTML(string=html.decode(), url_fetcher=URLFetcher(allowed_protocols=["data"]))
    pdf = document.write_pdf(pdf_tags=True)
    assert isinstance(pdf, bytes)
    body, end, last = pdf.rpartition(b"startxref")
    return b"".join((body, b"%" + mark.encode("ascii") + b"\n" if mark else b"", end, last))
