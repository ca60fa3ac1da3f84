"""Web addresses that nobody owns: good for a trial, never for learners."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_RESERVED = re.compile(r"(?:^|\.)(?:example|invalid|test|localhost|local|internal|home\.arpa)$")
"""RFC 2606, RFC 6761, RFC 6762, RFC 8375: ends of names that are reserved for examples, tests, this machine and one's own network."""
_STAND_IN = re.compile(r"(?:^|[.-])(?:example|(?:your|my)-?(?:trust|organisation|organization|domain|company|site|address|name))(?:[.-]|$)")
"""Words that stand in for a name of one's own, as in the hints of Copack: `courses.your-trust.nhs.uk`."""


def is_example_host(host: str) -> bool:
    """Tell whether a host can belong to nobody in public: a reserved or stand-in name, a name without a dot, or an address by number."""
    name = host.lower().rstrip(".")
    by_number = ":" in name or re.fullmatch(r"[0-9.]+", name) is not None
    return by_number or "." not in name or _RESERVED.search(name) is not None or _STAND_IN.search(name) is not None


def example_note(address: str) -> tuple[str, ...]:
    """Return the sentence that is to be said beside ids below an address that is only an example; none of any other."""
    return ("These ids start with an example address. Do not use them with learners yet.",) if is_example_host(host_of(address)) else ()


def host_of(address: str) -> str:
    """Return the host of an address; "" where it has none or is no address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
