"""The resources that only tell: about, activities, agents (Communication 2.4, 2.5, 2.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.lrs.fault import Edition, Json
from builder.lrs.resources.call import Answer, Call, write_json
from builder.lrs.resources.parameters import check_names, read_agent, read_iri
from builder.lrs.storage.canonical import CanonicalDefinitions


@dataclass(frozen=True, slots=True)
class InformationResource:
    """Answers a GET from what the LRS knows; `tell` reads the call and gives the JSON."""

    tell: Callable[[Call], dict[str, Json]]

    def answer(self, call: Call) -> Answer:
        """Answer a call."""
        return write_json(self.tell(call))

    def read_common_headers(self) -> dict[str, str]:
        """Write the headers that every answer of this resource has: none."""
        return {}


def about_resource(editions: tuple[Edition, ...]) -> InformationResource:
    """Make the About Resource: the newest version of each major version spoken."""

    def tell(call: Call) -> dict[str, Json]:
        check_names(call.parameters, ())
        return {"version": [str(edition.value) for edition in editions], "extensions": {}}

    return InformationResource(tell)


def activities_resource(canonical: CanonicalDefinitions) -> InformationResource:
    """Make the Activities Resource: an activity with all that is known of it; an unknown one bare."""

    def tell(call: Call) -> dict[str, Json]:
        check_names(call.parameters, ("activityId",), ("activityId",))
        name = read_iri(call.parameters, "activityId") or ""
        activity: dict[str, Json] = {"objectType": "Activity", "id": name}
        definition = canonical.find_definition(name)
        return activity if definition is None else {**activity, "definition": definition}

    return InformationResource(tell)


def agents_resource(canonical: CanonicalDefinitions) -> InformationResource:
    """Make the Agents Resource: the Person object of an agent."""

    def tell(call: Call) -> dict[str, Json]:
        check_names(call.parameters, ("agent",), ("agent",))
        agent = read_agent(call.parameters, "agent", call.edition, group=False)
        return canonical.describe_person(agent or {})

    return InformationResource(tell)
