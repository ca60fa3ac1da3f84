"""JSON Schemas of what authors write in YAML, so that an editor can complete and check it while they type."""

from __future__ import annotations

from typing import Any


def schemas() -> dict[str, dict[str, Any]]:
    """Return name -> JSON Schema (draft 2020-12).

    `course` is course.yaml, `session` the top block of a session.md; `glossary`, `evaluation`, `theme`, `local`, `signoffs` and `people` are the
    files of these names.
    YAML reads `version: 1.10` as a number where we read the text that was typed; the schemas therefore accept numbers for texts.
    """
    import msgspec

    from builder.course.records import RECORDS
    from builder.source.yaml.settings import (
        CourseFile,
        EvaluationFile,
        GlossaryEntry,
        Id,
        LocalFile,
        PeopleFile,
        SessionFile,
        SignOffsFile,
        ThemeFile,
    )

    models = {
        "course": CourseFile,
        "session": SessionFile,
        "glossary": dict[Id, GlossaryEntry],
        "evaluation": EvaluationFile,
        "theme": ThemeFile,
        "local": LocalFile,
        "signoffs": SignOffsFile,
        "people": PeopleFile,
        **RECORDS,
    }
    return {name: _loosen(msgspec.json.schema(model)) for name, model in models.items()}


def _loosen(schema: Any) -> Any:
    """Let numbers stand where a text is wanted, and yes or no as texts where a truth value is."""
    if isinstance(schema, list):
        return [_loosen(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    loose = {key: _loosen(value) for key, value in schema.items()}
    if loose.get("type") == "string":
        loose["type"] = ["string", "number"]
    return loose
