"""The command that opens the desk in the browser: serve."""

from __future__ import annotations

import getpass
import os
import secrets
from pathlib import Path

import click

from haluan.cli import EXIT_STORE, Failure
from haluan.cli.settings import db_option, examples, language_option
from haluan.cli.terminal import warn
from haluan.i18n import catalogue

PORT = 8400


@click.command(epilog=examples("serve", "serve --db project.db --lang id", "serve --host 0.0.0.0 --read-only"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any free one.")
@click.option("--read-only", is_flag=True, help="Nobody can judge claims or add articles.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A further host name that the desk answers to.")
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@click.option("--by", "reviewer", envvar="HALUAN_REVIEWER", metavar="NAME", help="Who judges. [default: you]")
@click.option("--open", "browse", is_flag=True, help="Open the desk in the browser.")
@db_option
@language_option
def serve(
    host: str,
    port: int,
    read_only: bool,
    allow_host: tuple[str, ...],
    allow_private: bool,
    reviewer: str | None,
    browse: bool,
    db: Path,
    lang: str,
) -> None:
    """Open the desk in the browser: ask, see the proof, read, check and review. Ends with Ctrl-C.

    Only this machine can reach it. With another --host everybody who can reach that address needs the token that is
    printed (HALUAN_TOKEN, else a new one each time), and what goes over the network is not encrypted: put a proxy with
    TLS before it, and give its name with --allow-host. Pages load nothing from outside; only an address that somebody
    adds or checks is fetched, and not from private networks.

    It can be served while `haluan read` writes: new claims appear with the next page, and a pinned page stays as it is.
    The same answers come as JSON under /api (OpenAPI: /api/openapi.json).
    """
    import uvicorn

    from haluan.web.app import make_app
    from haluan.web.desk import Desk, is_loopback
    from haluan.web.listening import listen

    say = catalogue(lang, "web")
    if read_only and not db.exists():
        raise Failure(f"there is no store at {db}; `haluan read` makes one", EXIT_STORE)
    token = None if is_loopback(host) else os.environ.get("HALUAN_TOKEN") or secrets.token_urlsafe(24)
    listener = listen(host, port)
    chosen = listener.getsockname()[1]
    desk = Desk(
        db=db,
        host=host,
        port=chosen,
        language=lang,
        reviewer=reviewer or getpass.getuser(),
        read_only=read_only,
        token=token,
        names=allow_host,
        allow_private=allow_private,
    )
    address = desk.address
    warn(say("serve.at", address=address))
    if token is not None:
        warn(say("serve.token"))
    if browse:
        click.launch(address)
    config = uvicorn.Config(make_app(desk), log_level="warning", server_header=False, access_log=False)
    with listener:
        uvicorn.Server(config).run(sockets=[listener])
