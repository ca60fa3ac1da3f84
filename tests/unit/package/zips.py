"""Zips as no honest program writes them, for tests."""

from __future__ import annotations

import io
import stat
import struct
import zipfile


def make_zip(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, links: bool = False) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            if links:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    return written.getvalue()


def patch(content: bytes, signature: bytes, offset: int, form: str, value: int) -> bytes:
    """Set one field of the first record that begins with `signature`."""
    at = content.index(signature) + offset
    return content[:at] + struct.pack(form, value) + content[at + struct.calcsize(form) :]


LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
