"""Cases about context, times and attached files (Data 2.4.6, 2.4.7, 2.4.11, 4.5)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.spec.xapi.statement_case import UUID, Case, bad, good, unwise


def list_contexts() -> Iterator[Case]:
    yield bad("registration is no UUID", "Data 4.4", "$.context.registration", {"context.registration": "r1"})
    yield bad("context with more", "Data 2.2", "$.context.course", {"context.course": "x"})
    yield bad("instructor without identifier", "Data 2.4.2.3", "$.context.instructor", {"context.instructor": {"name": "A"}})
    yield bad(
        "team is an agent", "Data 2.4.2.2", "$.context.team.objectType", {"context.team": {"objectType": "Agent", "mbox": "mailto:a@example.org"}}
    )
    yield bad("contextActivities of another kind", "Data 2.2", "$.context.contextActivities.course", {"context.contextActivities": {"course": []}})
    yield bad("contextActivities is a list", "Data 2.4.6.2", "$.context.contextActivities", {"context.contextActivities": []})
    yield bad(
        "context activity is an IRI", "Data 2.4.6.2", "$.context.contextActivities.parent", {"context.contextActivities.parent": "https://a.example"}
    )
    yield bad(
        "context activity in the list is an IRI",
        "Data 2.4.4.1",
        "$.context.contextActivities.parent[0]",
        {"context.contextActivities.parent": ["https://a.example"]},
    )
    yield bad("context activity without id", "Data 2.4.4.1", "$.context.contextActivities.parent[0]", {"context.contextActivities.parent": [{}]})
    yield unwise(
        "a single context activity",
        "Data 2.4.6.2",
        "$.context.contextActivities.parent",
        {"context.contextActivities.parent": {"id": "https://a.example"}},
        oracle="refuses what 1.0.3 still takes (2.4.6.2.s4.b2)",
    )
    yield bad(
        "reference in context without type",
        "Data 2.4.4.3",
        "$.context.statement",
        {"context.statement": {"id": UUID}},
        oracle="does not ask for the objectType",
    )
    yield bad("revision is a number", "Data 2.4.6", "$.context.revision", {"context.revision": 3})
    agent = {"objectType": "Agent", "mbox": "mailto:a@example.org"}
    for name in ("revision", "platform"):
        yield bad(f"{name} where the object is an agent", "Data 2.4.6", f"$.context.{name}", {"object": agent, "context": {name: "1"}})
    yield bad("extension key in context", "Data 4.1", "$.context.extensions.x", {"context.extensions": {"x": 1}})


def list_times_and_files() -> Iterator[Case]:
    for moment in (
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.6Z",
        "2026-01-02T03:04:05.123456Z",
        "2026-01-02T03:04:05+01:00",
        "2026-01-02T03:04:05-05:30",
        "2024-02-29T00:00:00Z",
    ):
        yield good(f"time {moment}", "Data 4.5", timestamp=moment)
    for moment in (
        "2026-01-02",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04:05-00:00",
        "2026-13-02T03:04:05Z",
        "2026-01-02T25:04:05Z",
        "02/01/2026 03:04",
        "now",
        "",
        "2026-01-02 03:04:05Z",
    ):
        note = "takes a date alone" if moment == "2026-01-02" else None
        yield bad(f"time {moment!r}", "Data 4.5", "$.timestamp", {"timestamp": moment}, oracle=note)
    yield bad("30 February", "Data 4.5", "$.timestamp", {"timestamp": "2026-02-30T03:04:05Z"}, oracle="looks at the digits, not at the calendar")
    yield bad("time as a number", "Data 4.5", "$.timestamp", {"timestamp": 1767323045})
    file = {
        "usageType": "https://a.example/certificate",
        "display": {"en": "Certificate"},
        "contentType": "application/pdf",
        "length": 12,
        "sha2": "a" * 64,
        "fileUrl": "https://a.example/c.pdf",
    }
    yield good("attachment", "Data 2.4.11", attachments=[file])
    for name in ("usageType", "display", "contentType", "length", "sha2"):
        yield bad(f"attachment without {name}", "Data 2.4.11", "$.attachments[0]", {"attachments": [{k: v for k, v in file.items() if k != name}]})
    for name, value, note in (
        ("usageType", "certificate", None),
        ("contentType", "pdf", None),
        ("length", "12", None),
        ("length", 1.5, None),
        ("length", -1, "takes a negative length"),
        ("sha2", "xyz", "takes any string"),
        ("sha2", "a" * 63, "takes any string"),
        ("fileUrl", "c.pdf", None),
    ):
        yield bad(f"attachment {name} {value!r}", "Data 2.4.11", f"$.attachments[0].{name}", {"attachments": [{**file, name: value}]}, oracle=note)
    yield bad("attachment with more", "Data 2.2", "$.attachments[0].name", {"attachments": [{**file, "name": "x"}]})
    yield bad("attachments are no list", "Data 2.4.11", "$.attachments", {"attachments": file})
    yield bad(
        "signature of another type",
        "Data 2.6",
        "$.attachments[0].contentType",
        {"attachments": [{**file, "usageType": "http://adlnet.gov/expapi/attachments/signature"}]},
    )
    yield unwise("SHA-224", "Communication 1.5.2", "$.attachments[0].sha2", {"attachments": [{**file, "sha2": "a" * 56}]})
