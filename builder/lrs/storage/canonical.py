"""What the LRS has learnt from statements: definitions of activities, words for verbs, names of people."""

from __future__ import annotations

from collections.abc import Iterator

from builder.lrs.fault import Json
from builder.lrs.storage.identity import Identity, read_identity


class CanonicalDefinitions:
    """The canonical definitions (Data 2.4.4.1.s4, 2.4.3.s6) and the Person objects (Communication 2.4)."""

    def __init__(self) -> None:
        self._definitions: dict[str, dict[str, Json]] = {}
        self._displays: dict[str, dict[str, Json]] = {}
        self._names: dict[Identity, list[str]] = {}

    def learn(self, statement: dict[str, Json]) -> None:
        """Take in a statement that was accepted."""
        verb = statement.get("verb")
        if isinstance(verb, dict):
            display = verb.get("display")
            self._displays.setdefault(str(verb.get("id")), {}).update(display if isinstance(display, dict) else {})
        for inner in _walk(statement):
            self._learn_activity(inner)
            self._learn_name(inner)

    def find_definition(self, activity: str) -> dict[str, Json] | None:
        """Find what is known of an activity; `None` if nothing is."""
        return self._definitions.get(activity)

    def find_display(self, verb: str) -> dict[str, Json] | None:
        """Find the language map of a verb; `None` if nobody gave one."""
        return self._displays.get(verb) or None

    def describe_person(self, agent: dict[str, Json]) -> dict[str, Json]:
        """Make the Person object of an agent: each property an array; only what is known of this identifier."""
        person: dict[str, Json] = {"objectType": "Person"}
        identity = read_identity(agent)
        names = list(self._names.get(identity, ())) if identity is not None else []
        own = agent.get("name")
        if isinstance(own, str) and own not in names:
            names.append(own)
        if names:
            person["name"] = [*names]
        for name in ("mbox", "mbox_sha1sum", "openid", "account"):
            if name in agent:
                person[name] = [agent[name]]
        return person

    def _learn_activity(self, value: dict[str, Json]) -> None:
        definition = value.get("definition")
        name = value.get("id")
        if not isinstance(definition, dict) or not isinstance(name, str):
            return
        known = self._definitions.setdefault(name, {})
        for key, inner in definition.items():
            before = known.get(key)
            if key in ("name", "description") and isinstance(before, dict) and isinstance(inner, dict):
                known[key] = {**before, **inner}
            else:
                # A later sender may add to a definition but not change its questions (Data 2.4.4.1.s4.b5).
                known.setdefault(key, inner)

    def _learn_name(self, value: dict[str, Json]) -> None:
        identity = read_identity(value)
        name = value.get("name")
        if identity is not None and isinstance(name, str):
            known = self._names.setdefault(identity, [])
            if name not in known:
                known.append(name)


def _walk(value: Json) -> Iterator[dict[str, Json]]:
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in ("extensions", "definition", "account", "result"):
                yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)
