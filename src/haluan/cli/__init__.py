"""The command line: parse, call, print. Commands are imported when they are called, so that help comes at once."""

from __future__ import annotations

import errno
import importlib
from typing import Any

import click

from haluan import __version__
from haluan.cli.terminal import clean, tolerate_encodings
from haluan.model import HaluanError

# Command -> where it is, and its line in the overview (which must not cost the import of the command).
COMMANDS = {
    "read": ("haluan.cli.reading:read", "Read articles into the store as claims with evidence."),
    "rank": ("haluan.cli.asking:rank", "Who stands with an actor, the best proven first."),
    "pair": ("haluan.cli.asking:pair", "All reported ties between two actors."),
    "state": ("haluan.cli.asking:state", "One actor's ties with all others."),
    "bloc": ("haluan.cli.asking:bloc", "Who belongs to, courts and criticises a bloc or pact."),
    "split": ("haluan.cli.asking:split", "Where a bloc's members stand toward a third actor."),
    "network": ("haluan.cli.networking:network", "Blocs, strain, bridges and brokers in the web of ties."),
    "explain": ("haluan.cli.tracing:explain", "What each claim adds to a stance."),
    "changes": ("haluan.cli.tracing:changes", "Stances that are new or reversed, ties that ended."),
    "sources": ("haluan.cli.tracing:sources", "Who reports a tie, and who omits it."),
    "brief": ("haluan.cli.briefing:brief", "Write an article that answers a question, every sentence cited."),
    "facts": ("haluan.cli.known:facts", "What is known as of a date: members, recognition, treaties, offices."),
    "check": ("haluan.cli.checking:check", "Check what texts say against what is known."),
    "conflicts": ("haluan.cli.conflicting:conflicts", "Reports that contradict each other, side by side."),
    "names": ("haluan.cli.naming:names", "Names that stayed undecided, and how to settle them."),
    "review": ("haluan.cli.reviewing:review", "Judge claims; what people judged wins over the machine."),
    "serve": ("haluan.cli.serving:serve", "The desk in the browser: from question to proof in two clicks."),
    "claims": ("haluan.cli.looking:claims", "List claims by filters, as a table, CSV or JSONL."),
    "export": ("haluan.cli.exporting:export", "Write claims for other tools: graphs, tables, linked data, events."),
    "show": ("haluan.cli.looking:show", "One claim with its quote in context."),
    "search": ("haluan.cli.looking:search", "Articles that hold the words."),
    "log": ("haluan.cli.looking:log", "What was read when, and what was skipped and why."),
    "mcp": ("haluan.cli.agents:mcp", "Serve the store to language models (needs haluan[mcp])."),
    "doctor": ("haluan.cli.upkeep:doctor", "Check the installation and the store."),
    "demo": ("haluan.cli.upkeep:demo", "Read the bundled demo corpus and answer five questions from it."),
    "train": ("haluan.cli.learning:train", "Make the learned reader's weights anew (needs haluan[train])."),
    "completion": ("haluan.cli.upkeep:completion", "Print shell completion for bash, zsh or fish."),
}

EXIT_NOTHING, EXIT_USAGE, EXIT_STORE = 1, 2, 3


class Failure(click.ClickException):
    """An error as one clear line on stderr, with its exit code."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click reads it from the instance

    def show(self, file: Any = None) -> None:
        """Print the line; what a store or a file name put into it cannot steer the terminal."""
        click.echo(f"haluan: {clean(self.format_message())}", err=True)


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"No such command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors meant for users become one line and an exit code."""
        tolerate_encodings()
        try:
            return super().invoke(ctx)
        except HaluanError as error:
            raise Failure(str(error), _exit_code(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of a pipe has gone: click ends the program quietly
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise Failure(f"{where}{error.strerror or error}", EXIT_USAGE) from error


def _exit_code(error: HaluanError) -> int:
    from haluan.answers import AmbiguousId, NotInStore, StoreError

    if isinstance(error, NotInStore):
        return EXIT_NOTHING
    return EXIT_STORE if isinstance(error, StoreError) and not isinstance(error, AmbiguousId) else EXIT_USAGE


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="haluan", message="%(prog)s %(version)s")
def main() -> None:
    """Who stands with whom among states, as reported, with the exact words that prove it.

    Start with `haluan demo`, or `haluan read SOURCE...` and then `haluan rank --toward ISR --in Asia`.
    """
