"""The State, Agent Profile and Activity Profile Resources (Communication 2.2, 2.3, 2.6, 2.7, 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from builder.lrs.fault import Edition
from builder.lrs.json_text import read_json
from builder.lrs.resources.call import Answer, Call, RefusalError, describe_body, write_json
from builder.lrs.resources.parameters import (
    check_names,
    read_agent,
    read_iri,
    read_timestamp,
    read_uuid,
)
from builder.lrs.storage.documents import DocumentKind, DocumentStore, Owner, Precondition, WriteOutcome, is_json
from builder.lrs.storage.identity import read_identity

_OWNER_PARAMETERS = {
    DocumentKind.STATE: ("activityId", "agent"),
    DocumentKind.AGENT_PROFILE: ("agent",),
    DocumentKind.ACTIVITY_PROFILE: ("activityId",),
}
_REFUSALS = {
    WriteOutcome.PRECONDITION_FAILED: (412, "If-Match or If-None-Match does not hold for what is stored now"),
    WriteOutcome.UNGUARDED: (
        409,
        "there is a document already: GET it, look at what it holds now, and send If-Match with its ETag",
    ),
    WriteOutcome.NOT_JSON_OBJECTS: (400, "POST merges two JSON objects of type application/json; one of the two is not"),
}


@dataclass(frozen=True, slots=True)
class DocumentResource:
    """Answers calls for one kind of document.

    Attributes:
        store: where documents are kept.
        kind: which of the three resources.

    """

    store: DocumentStore
    kind: DocumentKind

    def answer(self, call: Call) -> Answer:
        """Answer a call."""
        owner = self._read_owner(call)
        name = call.parameters.get(self._name_parameter)
        if call.method == "GET":
            return self._list(owner, call) if name is None else self._get(owner, name)
        if name is None:
            self.store.delete_all(owner)
            return Answer(204)
        outcome = self._write(owner, name, call)
        if outcome is not WriteOutcome.DONE:
            raise RefusalError(*_REFUSALS[outcome])
        return Answer(204)

    def read_common_headers(self) -> dict[str, str]:
        """Write the headers that every answer of this resource has: none."""
        return {}

    @property
    def _name_parameter(self) -> str:
        return "stateId" if self.kind is DocumentKind.STATE else "profileId"

    def _read_owner(self, call: Call) -> Owner:
        required = list(_OWNER_PARAMETERS[self.kind])
        known = [*required, self._name_parameter]
        if self.kind is DocumentKind.STATE:
            known.append("registration")
        may_lack_name = call.method == "GET" or (call.method == "DELETE" and self.kind is DocumentKind.STATE)
        if not may_lack_name:
            required.append(self._name_parameter)
        if call.method == "GET" and self._name_parameter not in call.parameters:
            known.append("since")
        check_names(call.parameters, known, required)
        agent = read_agent(call.parameters, "agent", call.edition, group=call.edition is Edition.V2)
        return Owner(
            self.kind,
            activity=read_iri(call.parameters, "activityId"),
            agent=None if agent is None else read_identity(agent),
            registration=read_uuid(call.parameters, "registration"),
        )

    def _get(self, owner: Owner, name: str) -> Answer:
        document = self.store.find(owner, name)
        if document is None:
            raise RefusalError(404, f"there is no document {name!r} here")
        headers = describe_body(document.content, document.media_type, document.updated)
        return Answer(200, document.content, headers)

    def _list(self, owner: Owner, call: Call) -> Answer:
        names = self.store.list_names(owner, read_timestamp(call.parameters, "since"))
        return write_json(list(names), self.store.find_updated(owner))

    def _write(self, owner: Owner, name: str, call: Call) -> WriteOutcome:
        guard = Precondition(call.read_header("If-Match"), call.read_header("If-None-Match"))
        if call.method == "DELETE":
            return self.store.delete(owner, name, guard)
        media_type = call.read_header("Content-Type") or "application/octet-stream"
        if call.method == "POST":
            return self.store.merge(owner, name, call.body, media_type, guard)
        faults = read_json(call.body).faults if is_json(media_type) else ()
        if faults:
            raise RefusalError(400, "the document calls itself application/json and is not", faults)
        # 1.0.3 lets a state be overwritten blindly (Communication 3.1.s3), 2.0 no document at all.
        must_guard = self.kind is not DocumentKind.STATE or call.edition is Edition.V2
        return self.store.put(owner, name, call.body, media_type, guard, must_guard=must_guard)
