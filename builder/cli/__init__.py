"""The command line: one module a command, imported only when that command runs."""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence

import click

from builder import __version__

COMMANDS: dict[str, str] = {
    "new": "Start a course in a new folder.",
    "check": "Look for faults in a course or in a finished zip; --fix writes missing ids.",
    "build": "Make the packages, the handover sheet and the statement page.",
    "preview": "Show the course in a browser and renew it at each save.",
    "print": "Make books for learners and facilitators, to print.",
    "review": "Make a page for people who read the course before it is used.",
    "kit": "Make one zip with every file of a course, for the people who run it.",
    "translate": "Make a table of words for a translator, and read it back.",
    "sign-off": "Read a reviewer's reply, or show who has read which session.",
    "plan": "Show what a course tracks and what it costs.",
    "statements": "Write every statement that a course may send, for reviewers.",
    "evidence": "Write the evidence pack, for accreditation reviewers.",
    "profile": "Write the course's xAPI Profile.",
    "explain": "Say what a fault's code means.",
    "schema": "Print the JSON Schemas of the YAML files, for editors.",
}
"""Every command with its one line for `--help`, so that help needs none of their modules."""

OUR_FAULT = 3


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports a command's module when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which an author meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module; `None` when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"builder.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            close = difflib.get_close_matches(args[0], COMMANDS, 1)
            meant = f" Did you mean “{close[0]}”?" if close else " Type “copack --help” to see them all."
            raise click.UsageError(f"There is no command “{args[0]}”.{meant}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="copack", message="%(prog)s %(version)s")
def cli() -> None:
    """Copack turns plain-text teaching sessions into packages that learning platforms import and track."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. No input, good or bad, ends in a traceback."""
    try:
        result = cli.main(list(arguments), prog_name="copack", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except OSError as fault:
        return _refused(fault)
    except Exception as fault:  # noqa: BLE001  # the last stop before the author: say that it is ours
        return _own_fault(fault)


def _refused(fault: OSError) -> int:
    from builder.diagnostics.system_errors import explain_system_error
    from builder.output.swap import NotWritten

    click.echo(explain_system_error(fault), err=True)
    if isinstance(fault, NotWritten):
        left = "now has files of two builds" if fault.mixed else "is as it was"
        click.echo(f"The folder “{fault.folder}” {left}. When you have done this, type the same command again.", err=True)
    return 1


def _own_fault(fault: Exception) -> int:
    from builder.diagnostics.own_fault import describe_own_fault

    click.echo(describe_own_fault(fault), err=True)
    click.echo("Your files are as they were. Please report the line above, with what you were doing.", err=True)
    if os.environ.get("COPACK_DEBUG"):
        import traceback

        traceback.print_exception(fault)
    else:
        click.echo("With COPACK_DEBUG=1 before the command it shows the details.", err=True)
    return OUR_FAULT
