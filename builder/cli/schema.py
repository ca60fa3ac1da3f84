"""`copack schema`: JSON Schemas, so that an editor can complete and check the YAML files."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Print the JSON Schema of a YAML file, such as course, session (its head) or glossary; without NAME all in one object."""
    from builder.source.yaml.schema import schemas

    documents = schemas()
    if name is not None and name not in documents:
        raise click.UsageError(f"There is no schema “{name}”. Type one of these: {', '.join(documents)}.")
    click.echo(json.dumps(documents if name is None else documents[name], indent=2, ensure_ascii=False))
    return 0
