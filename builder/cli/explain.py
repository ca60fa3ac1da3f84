"""`copack explain`: what a code means and why the rule is there."""

from __future__ import annotations

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Say what the fault CODE means, why it matters, and which platforms are known to mind. Without a code: list them all."""
    from builder.rulebook import collect_rules

    known = {rule.code: rule for rule in collect_rules()}
    if code is None:
        for rule in known.values():
            click.echo(f"{rule.code}  {rule.severity.value:<7}  {rule.name}")
        return 0
    explained = known.get(code.upper())
    if explained is None:
        import difflib

        close = difflib.get_close_matches(code.upper(), known, 1)
        raise click.UsageError(f"There is no code “{code}”." + (f" Did you mean {close[0]}?" if close else " “copack explain” lists them all."))
    click.echo(f"{explained.code} {explained.name} ({explained.severity.value})\n\n{explained.reason}")
    if explained.clause:
        click.echo(f"\nComes from: {explained.clause}")
    from builder.platforms.registry import platforms

    for platform in platforms():
        for fact in platform.importer:
            if explained.code in fact.codes:
                click.echo(f"\n{platform.title}: {fact.text} ({fact.grade.value})")
    return 0
