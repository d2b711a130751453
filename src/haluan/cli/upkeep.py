"""The commands round the work: doctor, demo, completion."""

from __future__ import annotations

from pathlib import Path

import click

from haluan.cli import EXIT_NOTHING, EXIT_STORE
from haluan.cli.settings import Settings, examples, language_option, shared_options
from haluan.cli.terminal import echo_json


@click.command(epilog=examples("doctor", "doctor --json"))
@shared_options
def doctor(settings: Settings) -> None:
    """Check Python, SQLite, the reference data, the disk, the terminal and the store, every quote in it included.

    A store that does not exist yet is no fault.
    """
    from haluan.cli.checks import Level, examine

    checks = tuple(examine(settings.db))
    if settings.as_json:
        echo_json([{"check": check.name, "level": check.level.value, "detail": check.detail} for check in checks])
    else:
        from haluan.cli.notes import checks_page

        checks_page(settings.printer(), checks)
    failed = [check.name for check in checks if check.level is Level.BAD]
    code = EXIT_STORE if "store" in failed else EXIT_NOTHING if failed else 0
    click.get_current_context().exit(code)


@click.command(epilog=examples("demo", "demo --db demo.db --lang id"))
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="Keep the demo's store here.")
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
def demo(db: Path | None, lang: str, as_json: bool) -> None:
    """Read the bundled demo corpus, short reports on public events, and answer five questions from it.

    Without `--db` the store is a temporary one and goes with the command.
    """
    import tempfile

    from haluan.cli.demonstration import demonstrate

    with tempfile.TemporaryDirectory(prefix="haluan-demo-") as folder:
        read = demonstrate(Settings(db or Path(folder) / "demo.db", lang, as_json))
    click.get_current_context().exit(0 if read else EXIT_NOTHING)


@click.command(epilog=examples("completion bash", "completion fish"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    For bash, put `eval "$(haluan completion bash)"` into ~/.bashrc; for zsh the same with zsh into ~/.zshrc; for fish,
    run `haluan completion fish > ~/.config/fish/completions/haluan.fish`.
    """
    from click.shell_completion import get_completion_class

    from haluan.cli import main

    shell_class = get_completion_class(shell)
    assert shell_class is not None  # click knows the three choices
    complete = shell_class(main, {}, "haluan", "_HALUAN_COMPLETE")
    click.echo(complete.source_template % complete.source_vars())
