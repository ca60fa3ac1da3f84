"""`copack explain`: what a code means and why the rule is there."""

from __future__ import annotations

from collections.abc import Collection

import click

_DIGITS = str.maketrans("OIL", "011")
"""Letters that people type in place of digits."""


def _find_close(code: str, known: Collection[str]) -> list[str]:
    """Return the code that was probably meant: with digits for the letters that look like them, or spelt nearly so."""
    import difflib

    family, number = code[:3], code[3:].translate(_DIGITS)
    return [family + number] if family + number in known else difflib.get_close_matches(code, known, 1)


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
        close = _find_close(code.upper(), known)
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
