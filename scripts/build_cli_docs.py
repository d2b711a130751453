"""Writes docs/cli.md from the commands' own help, so that the page and the program say the same.

python scripts/build_cli_docs.py            write the page
python scripts/build_cli_docs.py --check    fail where the page is not current
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from haluan.cli import COMMANDS, main

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
_INTRODUCTION = """\
# The command line

<!-- Made by scripts/build_cli_docs.py from the commands' own help. Do not edit. -->

`haluan read` turns articles into claims in a store; every other command asks the store.

- **Actors** may be named by code (`ISR`, `NATO`) or by any name in Indonesian, Malay or English (`Korsel`,
  `"korea utara"`, `AS`, `Vietnam`); regions likewise (`Asia`, `"Asia Tenggara"`). Where nothing fits, the nearest names
  are offered.
- **The store** is `haluan.db` in the working directory, or what `HALUAN_DB` or `--db` say.
- **Language** of names, labels and messages: `--lang`, else `HALUAN_LANG`, else that of the environment.
- **Output**: data on stdout, progress and warnings on stderr. `--json` everywhere. Colour only on a terminal and never
  with `NO_COLOR`.
- **Exit codes**: 0 found, 1 nothing found, 2 wrong use, 3 store missing or unreadable, 130 interrupted.

## How to read an answer

Each line is a tie: `+` speaks for friendship, `−` against it, `·` for neither. `→` goes from the actor of the line
to the one asked about, `←` comes from it, `↔` is mutual. Then what is reported, its status (actual, planned, requested,
possible, denied), whether a text calls it quiet, how many claims from how many independent sources (wire copies of one
story are one source), the best quote, its outlet and date (the title, where the outlet is not known), and the id of
the claim for `haluan show`. A denied tie counts a little for the other side: "never condemned" is a mild sign of
friendship.

The weights of *friendly* and *hostile* are sums over independent sources; they order the answer and are no
probability. Each answer ends with the states about which the store is silent - silent is never "no tie" - and with what
it rests on.

## JSON

With `--json` an answer is one object. Actors stand in it by code beside their name. Every answer from the store has
`basis` (`as_of`, `snapshot`, `coverage`, `rejected`, `at`, `window`, `weights`, `weights_file`); those about ties
have `gaps`; `more`, `more_ranked` and `more_others` count what `--limit` left out. A *relationship* has `actor`,
`name`, `stance`, `friendly`, `hostile`, `quiet`, `claims`, `independent`, its `ties` (`more_ties` counts those left
out), `said` and `done` (`value`, `low`, `high`, `friendly`, `hostile`; [how stances are scored](alignment.md)),
`reading`, `open`, `hushed`, `denied`, `motives` and `against`; a *tie* has `source`, `relation`, `target`, `label`,
`direction`, `status`, `sign`, `quiet`, `weight`, `claims`, `independent`, `first`, `last`, `in_force`, `until`,
`ended_by` and its best `citations`; a *citation* is a claim in the form of `haluan read --claims` and `haluan claims
--json`: `id`, `article`, `source`, `relation`, `target`, `status`, `quiet`, `speaker`, `when`, `evidence` (`start`,
`end`, `text`; the offsets index the article's text), `confidence`, `context`, and what a citation needs (`outlet`,
`date`, `title`, `url` ...). `review` says what people judged of it: `verdict`, `reviewers`, `disputed`, `notes`; null
where nobody did.
"""


def page() -> str:
    """Return the whole page."""
    parts = [_INTRODUCTION, "## Commands\n", _help([], main)]
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        parts += [f"## haluan {name}\n", _help([name], command)]
        if isinstance(command, click.Group):
            for word, inner in command.commands.items():
                parts += [f"### haluan {name} {word}\n", _help([f"{name} {word}"], inner)]
    return "\n".join(parts)


def _help(words: list[str], command: click.Command) -> str:
    """Return a command's help as a code block, as wide as a page shows without scrolling."""
    context = click.Context(main, info_name="haluan", terminal_width=100, **main.context_settings)
    if words:
        context = click.Context(command, parent=context, info_name=words[-1], terminal_width=100)
    return f"```console\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else f"{PAGE.name} is old; run {Path(__file__).name}")
    PAGE.write_text(page(), encoding="utf-8")
