"""Names that a file cannot have on Windows, whatever its ending and its capitals."""

from __future__ import annotations

_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$", *(f"{port}{sign}" for port in ("com", "lpt") for sign in "0123456789¹²³")})
"""Names of devices: https://learn.microsoft.com/windows/win32/fileio/naming-a-file. `aux.md` is the device too."""


def is_reserved(name: str) -> bool:
    """Tell whether a name of a file or a folder, without its path, is that of a device."""
    return name.split(".", 1)[0].rstrip(" ").lower() in _DEVICES
