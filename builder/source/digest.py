"""What an author typed and put into a course, as one digest: the same files give the same, and any change another."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator

from builder.package.content import Content, digest_of
from builder.source.files import Source


def digest_source(source: Source, languages: Collection[str] = ()) -> str:
    """Return the SHA-256, in hex digits, of every file that was read: paths and contents. Raises OSError for a large file that is gone.

    The words of an organisation (`local.yaml`), records of reviews (`signoffs.yaml`) and people (`people.yaml`) are no part of it: whoever
    changes them has the same course. Nor are words of further languages, but for `languages`, which packages or the book hold.
    """
    digest = hashlib.sha256()
    for path, content in list_digests(source, languages):
        digest.update(f"{len(path)} {path} {content}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def list_digests(source: Source, languages: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """Return every file of the course with the SHA-256 of its content in hex digits, by path; those of further languages as above. Raises OSError."""
    return tuple(sorted(_contents(source, languages)))


def _contents(source: Source, languages: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each path with the digest of its content."""
    translations = {text.path for tag, texts in source.translations.items() if tag not in languages for text in texts}
    for text in source.texts():
        kept = (source.local, source.sign_offs, source.people, source.builds, *source.records.values())
        if text in kept or text.path in translations:
            continue
        yield text.path, digest_of(text.raw.encode("utf-8", "surrogatepass"))
    media: dict[str, Content] = {**source.media, **source.files}
    for path, content in media.items():
        yield path, digest_of(content)
