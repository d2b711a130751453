"""The socket on which the desk is reached, opened before anything is promised."""

from __future__ import annotations

import socket

from haluan.model import HaluanError


class ListenError(HaluanError):
    """The address is taken, forbidden, or none of this machine."""


def listen(host: str, port: int) -> socket.socket:
    """Open the socket; port 0 takes any free one. Raises `ListenError`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise ListenError(f"cannot listen on {host}:{port}: {error.strerror or error}") from error
    return listener
