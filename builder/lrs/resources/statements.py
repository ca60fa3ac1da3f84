"""The Statement Resource (Communication 2.1)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.lrs.fault import Json
from builder.lrs.json_text import read_json
from builder.lrs.resources.call import (
    CONSISTENT_HEADER,
    Answer,
    Call,
    RefusalError,
    describe_body,
    write_json,
)
from builder.lrs.resources.parameters import (
    check_names,
    read_agent,
    read_boolean,
    read_choice,
    read_count,
    read_iri,
    read_timestamp,
    read_uuid,
)
from builder.lrs.storage.documents import is_json
from builder.lrs.storage.identity import read_identity
from builder.lrs.storage.rendering import FORMATS, render_statement
from builder.lrs.storage.selection import Query
from builder.lrs.storage.statements import StatementStore
from builder.lrs.validation.attachment import SIGNATURE
from builder.lrs.validation.formats import write_timestamp
from builder.lrs.validator import refusals, validate_statements

_SINGLE = ("statementId", "voidedStatementId")
_FILTERS = (
    *("agent", "verb", "activity", "registration", "related_activities", "related_agents"),
    *("since", "until", "limit", "format", "attachments", "ascending"),
)
_CURSOR = "cursor"
_BOUNDARY = "copack-statements"


@dataclass(frozen=True, slots=True)
class StatementResource:
    """Answers calls for statements.

    Attributes:
        store: where they are kept.
        refuses_advice: whether what is only advised is refused as well.

    """

    store: StatementStore
    refuses_advice: bool = False

    def answer(self, call: Call) -> Answer:
        """Answer a call."""
        actions = {"GET": self._get, "PUT": self._put, "POST": self._post}
        return actions[call.method](call)

    def read_common_headers(self) -> dict[str, str]:
        """Write the header that every answer of this resource has, a refusal too (2.1.3.s2.b5)."""
        return {CONSISTENT_HEADER: write_timestamp(self.store.read_clock())}

    def _put(self, call: Call) -> Answer:
        check_names(call.parameters, ("statementId",), ("statementId",))
        name = read_uuid(call.parameters, "statementId")
        statement = self._read_body(call)
        if not isinstance(statement, dict):
            raise RefusalError(400, "PUT takes one statement, not an array; send several by POST")
        own = statement.get("id", name)
        if not isinstance(own, str) or own.lower() != name:
            raise RefusalError(400, f'the statement\'s id {own} is not the parameter "statementId", {name}')
        self._insert([{**statement, "id": name}], call)
        return Answer(204)

    def _post(self, call: Call) -> Answer:
        check_names(call.parameters, ())
        value = self._read_body(call)
        statements = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]
        return write_json(list(self._insert(statements, call)))

    def _insert(self, statements: list[dict[str, Json]], call: Call) -> tuple[str, ...]:
        insertion = self.store.insert(statements, dict(call.authority), call.edition)
        if insertion.conflict is not None:
            raise RefusalError(409, f"another statement has the id {insertion.conflict}; none of this request was stored (2.1.2.s2)")
        return insertion.ids

    def _read_body(self, call: Call) -> Json:
        media_type = call.read_header("Content-Type") or ""
        if media_type.lower().startswith("multipart/"):
            raise RefusalError(400, "this LRS stores no attached files: send application/json and give each attachment a fileUrl")
        if not is_json(media_type):
            raise RefusalError(400, f"statements are sent as application/json, not as {media_type or 'nothing named'}")
        reading = read_json(call.body)
        all_faults = reading.faults
        if not all_faults or reading.value is not None:
            all_faults += validate_statements(reading.value, call.edition)
        faults = all_faults if self.refuses_advice else refusals(all_faults)
        if faults:
            raise RefusalError(400, f"the statements break {len(faults)} rules of xAPI; nothing was stored", faults)
        _check_attached(reading.value)
        return reading.value

    def _get(self, call: Call) -> Answer:
        parameters = call.parameters
        check_names(parameters, (*_SINGLE, *_FILTERS, _CURSOR))
        if any(name in parameters for name in _SINGLE):
            return self._get_one(call)
        after = None
        if _CURSOR in parameters:
            check_names(parameters, (_CURSOR,))
            after, parameters = _read_cursor(parameters[_CURSOR])
            check_names(parameters, _FILTERS)
            call = replace(call, parameters=parameters)
        query = _read_query(call)
        style = read_choice(parameters, "format", FORMATS)
        page = self.store.select(query, after)
        languages = call.read_header("Accept-Language")
        more = "" if page.after is None else f"{call.address}?{_CURSOR}={_write_cursor(page.after, parameters)}"
        rendered: list[Json] = [render_statement(kept.statement, style, self.store.canonical, languages) for kept in page.statements]
        updated = max((kept.stored for kept in page.statements), default=None)
        answer = write_json({"statements": rendered, "more": more}, updated)
        return _wrap(answer) if read_boolean(parameters, "attachments") else answer

    def _get_one(self, call: Call) -> Answer:
        if all(name in call.parameters for name in _SINGLE):
            raise RefusalError(400, "ask for statementId or for voidedStatementId, not for both (2.1.3.s2.b1)")
        for name in call.parameters:
            if name not in (*_SINGLE, "attachments", "format"):
                raise RefusalError(400, f'"{name}" cannot be used with the id of a statement (2.1.3.s2.b2)')
        voided = "voidedStatementId" in call.parameters
        wanted = read_uuid(call.parameters, "voidedStatementId" if voided else "statementId")
        style = read_choice(call.parameters, "format", FORMATS)
        attached = read_boolean(call.parameters, "attachments")
        kept = self.store.find(wanted or "", voided=voided)
        if kept is None:
            raise RefusalError(404, f"there is no {'voided ' if voided else ''}statement {wanted}")
        languages = call.read_header("Accept-Language")
        answer = write_json(render_statement(kept.statement, style, self.store.canonical, languages), kept.stored)
        return _wrap(answer) if attached else answer


def _check_attached(value: Json) -> None:
    for statement in value if isinstance(value, list) else [value]:
        attachments = statement.get("attachments") if isinstance(statement, dict) else None
        for attachment in attachments if isinstance(attachments, list) else ():
            if isinstance(attachment, dict) and attachment.get("usageType") == SIGNATURE:
                raise RefusalError(400, "this LRS does not accept signed statements, because it cannot verify them (Data 2.6)")
            if isinstance(attachment, dict) and "fileUrl" not in attachment:
                raise RefusalError(400, "an attachment without its file needs a fileUrl (Communication 1.5.2)")


def _read_query(call: Call) -> Query:
    parameters = call.parameters
    agent = read_agent(parameters, "agent", call.edition, group=True)
    return Query(
        agent=None if agent is None else read_identity(agent),
        verb=read_iri(parameters, "verb"),
        activity=read_iri(parameters, "activity"),
        registration=read_uuid(parameters, "registration"),
        related_activities=read_boolean(parameters, "related_activities"),
        related_agents=read_boolean(parameters, "related_agents"),
        since=read_timestamp(parameters, "since"),
        until=read_timestamp(parameters, "until"),
        limit=read_count(parameters, "limit"),
        ascending=read_boolean(parameters, "ascending"),
    )


def _write_cursor(after: int, parameters: Mapping[str, str]) -> str:
    text = json.dumps([after, dict(parameters)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode("ascii").rstrip("=")


def _read_cursor(text: str) -> tuple[int, dict[str, str]]:
    try:
        after, parameters = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return int(after), {str(name): str(value) for name, value in dict(parameters).items()}
    except (binascii.Error, ValueError, TypeError) as error:
        raise RefusalError(400, "this is not the address that an earlier answer gave as more") from error


def _wrap(answer: Answer) -> Answer:
    """Put an answer into the multipart form that `attachments=true` asks for (Communication 1.5.2)."""
    head = f"--{_BOUNDARY}\r\nContent-Type: application/json\r\n\r\n".encode()
    body = head + answer.body + f"\r\n--{_BOUNDARY}--\r\n".encode()
    headers = describe_body(body, f'multipart/mixed; boundary="{_BOUNDARY}"')
    return Answer(answer.status, body, {**answer.headers, **headers})
