"""Cases about the statement itself, its actor, verb and object (Data 2.2 to 2.4.4, 2.4.8 to 2.4.10)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.spec.xapi.statement_case import GONE, UUID, VOIDED, Case, bad, good, unwise


def list_general() -> Iterator[Case]:
    yield good("the full statement", "Data 2.4")
    yield good("the least", "Data 2.4", changes={"result": GONE, "context": GONE, "timestamp": GONE})
    yield unwise("no id", "Data 2.4", "$", {"id": GONE})
    for name in ("actor", "verb", "object"):
        yield bad(f"no {name}", "Data 2.4", "$", {name: GONE})
        yield bad(f"null {name}", "Data 2.2", f"$.{name}", {name: None})
        yield bad(f"{name} is a string", {"actor": "Data 2.4.2.1", "verb": "Data 2.4.3", "object": "Data 2.4.4.1"}[name], f"$.{name}", {name: "x"})
    yield bad("unknown property", "Data 2.2", "$.mood", {"mood": "fine"})
    yield bad("wrong case of a key", "Data 2.2", "$.Result", {"Result": {}})
    yield bad("null deep inside", "Data 2.2", "$.context.language", {"context.language": None})
    yield bad(
        "null in an array",
        "Data 2.2",
        "$.context.contextActivities.parent[1]",
        {"context.contextActivities.parent": [{"id": "http://a.example"}, None]},
    )
    yield bad("number as a string", "Data 2.2", "$.result.score.raw", {"result.score.raw": "80"})
    yield bad("truth as a string", "Data 2.2", "$.result.success", {"result.success": "true"})
    yield bad("truth as a number", "Data 2.2", "$.result.completion", {"result.completion": 1})
    yield bad("number as a truth", "Data 2.2", "$.result.score.raw", {"result.score.raw": True})
    yield bad("id is no UUID", "Data 4.4", "$.id", {"id": "statement-1"})
    yield bad("id without hyphens", "Data 4.4", "$.id", {"id": "0f4e6a5e7c1d4e6f8a9b1c2d3e4f5a6b"})
    yield bad("id in braces", "Data 4.4", "$.id", {"id": "{0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b}"}, oracle="does not look at the ends of a UUID")
    yield bad("id with a g", "Data 4.4", "$.id", {"id": "0g4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"})
    yield bad("id is a number", "Data 4.4", "$.id", {"id": 12})
    yield unwise("id in upper case", "Data 4.4", "$.id", {"id": "0F4E6A5E-7C1D-4E6F-8A9B-1C2D3E4F5A6B"})
    yield good("id of version 5", "Data 2.4.1", id="0f4e6a5e-7c1d-5e6f-8a9b-1c2d3e4f5a6b")
    yield good("id of version 7", "Data 2.4.1", id="0190163d-8694-739b-aea5-966c26f8ad91")
    yield unwise("stored set by the sender", "Data 2.4.8", "$.stored", {"stored": "2026-01-02T03:04:05Z"})
    yield unwise("authority set by the sender", "Data 2.4.9", "$.authority", {"authority": {"mbox": "mailto:a@example.org"}})
    yield bad("authority without identifier", "Data 2.4.2.3", "$.authority", {"authority": {"objectType": "Agent"}})
    yield bad(
        "authority is a group of three",
        "Data 2.4.9",
        "$.authority",
        {"authority": {"objectType": "Group", "member": [{"mbox": f"mailto:{n}@example.org"} for n in "abc"]}},
    )
    yield unwise(
        "authority is the pair of OAuth",
        "Data 2.4.9",
        "$.authority",
        {"authority": {"objectType": "Group", "member": [{"mbox": f"mailto:{n}@example.org"} for n in "ab"]}},
    )
    yield good("version 1.0.0", "Data 2.4.10", version="1.0.0")
    yield unwise("version 1.0.3", "Data 2.4.10", "$.version", {"version": "1.0.3"})
    yield bad("version 1.0", "Data 2.4.10", "$.version", {"version": "1.0"}, oracle="takes a version without its patch number")
    yield bad("version 0.95", "Data 2.4.10", "$.version", {"version": "0.95"})
    yield bad("version 1.1.0", "Data 2.4.10", "$.version", {"version": "1.1.0"})
    yield bad("version 2.0.0 under 1.0.3", "Data 2.4.10", "$.version", {"version": "2.0.0"})
    yield bad("contextAgents under 1.0.3", "IEEE 9274.1.1 4.2.2.4", "$.context.contextAgents", {"context.contextAgents": []})


def list_actors() -> Iterator[Case]:
    for name, value in {
        "mbox": "mailto:someone@example.org",
        "mbox_sha1sum": "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "openid": "https://openid.example.org/4711",
        "account": {"homePage": "https://lms.example.org", "name": "x"},
    }.items():
        yield good(f"agent by {name}", "Data 2.4.2.3", actor={name: value})
    yield good("agent with a name", "Data 2.4.2.1", actor={"mbox": "mailto:a@example.org", "name": "A"})
    yield good("address with a plus", "Data 2.4.2.3", actor={"mbox": "mailto:a+b@example.org"})
    yield bad("no identifier", "Data 2.4.2.3", "$.actor", {"actor": {"name": "A"}})
    yield bad("two identifiers", "Data 2.4.2.3", "$.actor", {"actor": {"mbox": "mailto:a@example.org", "openid": "https://a.example"}})
    yield bad("mbox without mailto", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": "a@example.org"}})
    yield bad("mbox without address", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": "mailto:nobody"}})
    yield bad("mbox with a space", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": "mailto:a b@example.org"}})
    yield bad("mbox in an array, as in Tin Can 0.9", "Data 2.4.2.3", "$.actor.mbox", {"actor": {"mbox": ["mailto:a@example.org"]}})
    yield bad("digest of 39 digits", "Data 2.4.2.3", "$.actor.mbox_sha1sum", {"actor": {"mbox_sha1sum": "a" * 39}}, oracle="takes 5 to 40 digits")
    yield bad("digest that is none", "Data 2.4.2.3", "$.actor.mbox_sha1sum", {"actor": {"mbox_sha1sum": "z" * 40}})
    yield bad("openid without scheme", "Data 2.4.2.3", "$.actor.openid", {"actor": {"openid": "openid.example.org"}})
    yield bad("account without homePage", "Data 2.4.2.4", "$.actor.account", {"actor.account": {"name": "x"}})
    yield bad("account without name", "Data 2.4.2.4", "$.actor.account", {"actor.account": {"homePage": "https://lms.example.org"}})
    yield bad("account with more", "Data 2.2", "$.actor.account.id", {"actor.account.id": "x"})
    yield bad("account name is a number", "Data 2.4.2.4", "$.actor.account.name", {"actor.account.name": 4711})
    yield bad("homePage without scheme", "Data 2.4.2.4", "$.actor.account.homePage", {"actor.account.homePage": "lms.example.org"})
    yield unwise("account name is empty", "Data 2.4.2.4", "$.actor.account.name", {"actor.account.name": ""})
    yield bad("agent with members", "Data 2.2", "$.actor.member", {"actor.member": []})
    yield bad("objectType in lower case", "Data 2.4.2.1", "$.actor.objectType", {"actor.objectType": "agent"})
    yield bad("objectType Person", "Data 2.4.2.1", "$.actor.objectType", {"actor.objectType": "Person"})
    member = {"mbox": "mailto:a@example.org"}
    yield good("group without identifier", "Data 2.4.2.2", actor={"objectType": "Group", "member": [member]})
    yield good("group with identifier", "Data 2.4.2.2", actor={"objectType": "Group", "mbox": "mailto:team@example.org"})
    yield good("group with both", "Data 2.4.2.2", actor={"objectType": "Group", "mbox": "mailto:team@example.org", "member": [member]})
    yield bad("group with nothing", "Data 2.4.2.2", "$.actor", {"actor": {"objectType": "Group", "name": "T"}})
    yield bad("group without members in the list", "Data 2.4.2.2", "$.actor", {"actor": {"objectType": "Group", "member": []}})
    yield bad("members that are no array", "Data 2.4.2.2", "$.actor.member", {"actor": {"objectType": "Group", "member": member}})
    yield bad(
        "group in a group",
        "Data 2.4.2.2",
        "$.actor.member[0]",
        {"actor": {"objectType": "Group", "member": [{"objectType": "Group", "member": [member]}]}},
        oracle="takes groups as members",
    )
    yield bad("member without identifier", "Data 2.4.2.3", "$.actor.member[0]", {"actor": {"objectType": "Group", "member": [{"name": "A"}]}})
    yield bad(
        "group with two identifiers",
        "Data 2.4.2.3",
        "$.actor",
        {"actor": {"objectType": "Group", "mbox": "mailto:t@example.org", "openid": "https://a.example"}},
    )


def list_verbs_and_objects() -> Iterator[Case]:
    yield bad("verb without id", "Data 2.4.3", "$.verb", {"verb.id": GONE})
    yield bad("verb id is a word", "Data 2.4.3", "$.verb.id", {"verb.id": "answered"})
    yield bad(
        "verb id with a space", "Data 2.4.3", "$.verb.id", {"verb.id": "http://a.example/went home"}, oracle="looks at the scheme of an IRI alone"
    )
    yield bad("verb id without host", "Data 2.4.3", "$.verb.id", {"verb.id": "http:///answered"}, oracle="looks at the scheme of an IRI alone")
    yield good("verb id is a URN", "Data 4.3", changes={"verb.id": "urn:example:verb"})
    yield good("verb id beyond ASCII", "Data 4.3", changes={"verb.id": "http://example.com/فعل/خواندن"})
    yield unwise("verb without display", "Data 2.4.3", "$.verb", {"verb.display": GONE})
    yield bad("display is a string", "Data 4.2", "$.verb.display", {"verb.display": "answered"})
    yield bad("display in no language", "Data 4.2", "$.verb.display.english_gb", {"verb.display": {"english_gb": "x"}})
    yield bad("display is a number", "Data 4.2", "$.verb.display.en", {"verb.display": {"en": 1}})
    for tag in ("en", "en-GB", "cy", "zh-Hant-TW", "de-CH-1996", "sl-rozaj", "es-419", "x-own", "i-klingon", "und"):
        yield good(f"language {tag}", "Data 4.2", changes={"context.language": tag})
    for tag in ("", "e", "en_GB", "en-", "en GB", "english-language-of-wales", "123"):
        yield bad(f"language {tag!r}", "Data 2.4.6", "$.context.language", {"context.language": tag})
    yield bad("activity without id", "Data 2.4.4.1", "$.object", {"object.id": GONE})
    yield bad("activity id is a word", "Data 2.4.4.1", "$.object.id", {"object.id": "q1"})
    yield bad("activity with a name outside its definition", "Data 2.2", "$.object.name", {"object.name": {"en": "x"}})
    yield good("activity without objectType", "Data 2.4.4", changes={"object.objectType": GONE})
    yield bad("objectType unknown", "Data 2.4.4", "$.object.objectType", {"object.objectType": "Course"})
    yield bad("objectType of the object in lower case", "Data 2.4.4", "$.object.objectType", {"object.objectType": "activity"})
    yield bad("definition is a string", "Data 2.4.4.1", "$.object.definition", {"object.definition": "x"})
    yield bad("definition with more", "Data 2.2", "$.object.definition.title", {"object.definition.title": "x"})
    yield bad("type is no IRI", "Data 2.4.4.1", "$.object.definition.type", {"object.definition.type": "question"})
    yield bad("moreInfo is no IRL", "Data 2.4.4.1", "$.object.definition.moreInfo", {"object.definition.moreInfo": "see there"})
    yield bad("name in a bad language", "Data 4.2", "$.object.definition.name.en_GB", {"object.definition.name": {"en_GB": "x"}})
    yield bad("extension key is no IRI", "Data 4.1", "$.object.definition.extensions.level", {"object.definition.extensions": {"level": 1}})
    yield good("extension value is null", "Data 4.1", changes={"object.definition.extensions": {"https://a.example/x": None}})
    agent = {"objectType": "Agent", "mbox": "mailto:a@example.org"}
    plain = {"result": GONE, "context": GONE}
    yield good("object is an agent", "Data 2.4.4.2", changes={**plain, "object": agent})
    yield bad("object is an agent that does not say so", "Data 2.2", "$.object.mbox", {**plain, "object": {"mbox": "mailto:a@example.org"}})
    yield good("object is a group", "Data 2.4.4.2", changes={**plain, "object": {"objectType": "Group", "mbox": "mailto:t@example.org"}})
    yield good("object is a statement", "Data 2.4.4.3", changes={**plain, "object": {"objectType": "StatementRef", "id": UUID}})
    yield bad("reference without id", "Data 2.4.4.3", "$.object", {**plain, "object": {"objectType": "StatementRef"}})
    yield bad("reference with no UUID", "Data 4.4", "$.object.id", {**plain, "object": {"objectType": "StatementRef", "id": "x"}})
    yield good("voiding", "Data 2.3.2", changes={**plain, "verb.id": VOIDED, "object": {"objectType": "StatementRef", "id": UUID}})
    yield bad("voiding an activity", "Data 2.3.2", "$.object", {**plain, "verb.id": VOIDED})
    inner = {
        "objectType": "SubStatement",
        "actor": agent,
        "verb": {"id": "http://a.example/go", "display": {"en": "go"}},
        "object": {"id": "http://a.example/x"},
    }
    yield good("object is a substatement", "Data 2.4.4.3", changes={**plain, "object": inner})
    yield bad("substatement in a substatement", "Data 2.4.4.3", "$.object.object", {**plain, "object": {**inner, "object": inner}})
    for name, value in {"id": UUID, "stored": "2026-01-02T03:04:05Z", "version": "1.0.0", "authority": agent}.items():
        yield bad(f"substatement with {name}", "Data 2.2", f"$.object.{name}", {**plain, "object": {**inner, name: value}})
    yield bad("substatement without verb", "Data 2.4.4.3", "$.object", {**plain, "object": {k: v for k, v in inner.items() if k != "verb"}})
