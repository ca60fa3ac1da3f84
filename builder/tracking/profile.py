"""The course's xAPI Profile: its version's id (requirements 3.5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from builder.tracking.plan import Event, StatementTemplate


def profile_version(base: str, shapes: Mapping[Event, object], statements: Iterable[StatementTemplate]) -> str:
    """Return the id of the version of the profile: it changes when what may be sent changes (XP-07)."""
    rules = [shapes, [(one.name, one.event, one.object.iri) for one in statements]]
    return f"{base}profile/{hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()[:12]}"
