"""A group of commands that are imported when they are run, and whose errors end as a sentence and an exit code."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from careergraph.cli import writing


class LazyGroup(click.Group):
    """
    A group whose commands live in modules of their own, each the function `command` of the module of its name.

    Parameters
    ----------
    commands_in
        The package of the modules.
    first_lines
        The names of the commands, in the order of the help, each with the first line of its help.
    """

    def __init__(self, *, commands_in: str, first_lines: Mapping[str, str], **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(**settings)
        self.commands_in = commands_in
        self.first_lines = first_lines

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands in the order they are told."""
        return list(self.first_lines)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command; None where there is none of that name."""
        if cmd_name not in self.first_lines:
            return None
        command = import_module(f"{self.commands_in}.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)  # noqa: S101 - tells mypy what every module promises
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.first_lines.items()))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT002 - click's signature
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> NoReturn:
        """Run a command and end the process with its exit code; an error becomes a sentence."""
        words = sys.argv[1:] if args is None else list(args)
        del standalone_mode  # errors are told here, whoever calls
        writing.suit_terminal()
        try:
            status = super().main(words, prog_name or "careergraph", complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except Exception as error:  # noqa: BLE001 - told as a fault of ours if nobody foresaw it
            from careergraph.cli import refusing  # noqa: PLC0415 - needed only when something went wrong

            status = refusing.tell(error, as_json="--json" in words)
        sys.exit(status if isinstance(status, int) else 0)
