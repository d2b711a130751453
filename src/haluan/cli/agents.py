"""The command that serves language models: mcp."""

from __future__ import annotations

from pathlib import Path

import click

from haluan.cli import EXIT_USAGE, Failure
from haluan.cli.settings import Settings, db_option, examples, language_option
from haluan.cli.terminal import warn


@click.command(epilog=examples("mcp", "mcp --http --port 8765"))
@click.option("--http", is_flag=True, help="Serve HTTP on this machine instead of standard input and output.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="Port for --http.")
@db_option
@language_option
def mcp(http: bool, port: int, db: Path, lang: str) -> None:
    """Serve the store to language models over the Model Context Protocol: ask, ties, evidence, check, status.

    All five tools only read. Their answers carry quotes with offsets, the store's snapshot and what the corpus is
    silent about; texts of articles are marked as untrusted. HTTP listens on 127.0.0.1 only and refuses requests of
    other hosts and web pages. Needs haluan[mcp].
    """
    settings = Settings(db, lang, False)
    try:
        from haluan.mcp import server
    except ImportError as error:
        raise Failure(f"this needs the package {error.name}: pip install 'haluan[mcp]'", EXIT_USAGE) from error
    settings.open().close()  # a missing store is an error now, not at the first question
    if http:
        warn(settings.say("mcp.serving", address=f"http://127.0.0.1:{port}/mcp"))
        server.run_http(db, lang, "127.0.0.1", port)
    else:
        server.run_stdio(db, lang)
