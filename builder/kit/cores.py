"""What a file is without the words of an organisation: the same whoever has filled its slots.

`make-it-yours.html` holds these digests, and changes only files that have them. `rewrite.ts` and `copies.ts` of `templates/runtime/make_it_yours/`
do the same in the browser; a test holds both to one kit.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from builder.package.zip import digest_packed

_PLACES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r'(<data class="copack-local" value="[^"]*">).*?</data>', re.DOTALL), r"\1</data>"),
    (re.compile(r'( data-nations="[^"<>]*")(?: hidden)?>'), r"\1>"),
    (re.compile(r"( data-(?:local|neutral)-words)(?: hidden)?>"), r"\1>"),
    (re.compile(r'(<script type="application/json" data-local>)[^<]*(</script>)'), r"\1\2"),
    (re.compile(r'(<link rel="copack-local" href="#)[0-9a-f]*(">)'), r"\1\2"),
    (re.compile(r"(<dt><code>[^<]+\.zip</code></dt><dd><code>)[0-9a-f]{64}(</code></dd>)"), r"\1\2"),
    (re.compile(r'( data-size="[^"]*">)[^<]*(<)'), r"\1\2"),
)
"""Where the words are and what follows from them, with what is left of each place."""


def core_of(html: str) -> str:
    """Return a page with nothing in the places for words, and for sizes and fingerprints of files that hold words."""
    for place, left in _PLACES:
        html = place.sub(left, html)
    return html


def has_places(html: str) -> bool:
    """Tell whether a page holds words of an organisation, or says something of a file that does."""
    return any(place.search(html) for place, _left in _PLACES)


def digest_page(html: str) -> str:
    """Return the SHA-256 of the core of a page, in hex digits."""
    return hashlib.sha256(core_of(html).encode()).hexdigest()


def digest_zip(path: Path, pages: Mapping[str, str]) -> str:
    """Return the SHA-256 of a zip without the words in these pages, by their names, in hex digits. Raises OSError."""
    whole = hashlib.sha256()
    for name, method, packed in digest_packed(path):
        core = f"page {digest_page(pages[name])}" if name in pages else f"{method} {packed}"
        whole.update(f"{name}\n{core}\n".encode())
    return whole.hexdigest()
