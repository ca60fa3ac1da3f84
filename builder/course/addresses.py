"""Web addresses that nobody owns: good for a trial, never for learners."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_EXAMPLE_HOSTS = re.compile(r"(?:^|\.)(?:example\.(?:org|com|net)|example|invalid|test|localhost)$")
"""RFC 2606 and RFC 6761: names that are reserved for examples, tests and this machine."""


def is_example_host(host: str) -> bool:
    """Tell whether a host is one of the reserved names or lies under one."""
    return _EXAMPLE_HOSTS.search(host.lower()) is not None


def host_of(address: str) -> str:
    """Return the host of an address; "" where it has none or is no address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
