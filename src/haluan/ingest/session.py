"""One guarded session for all that goes over HTTP: private addresses refused, answers bounded in size and time."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests
import urllib3
from requests_hardened import Config, HTTPSession  # type: ignore[import-untyped]
from requests_hardened.ip_filter import InvalidIPAddress  # type: ignore[import-untyped]

from haluan.ingest.deadline import OverdueError
from haluan.ingest.options import Options
from haluan.ingest.robots import FetchError
from haluan.ingest.sniff import HEAD
from haluan.ingest.streams import TooLargeError

PATIENCE = 6  # a whole page may take this many times the timeout of one answer

# It warns of every refused address on stderr; the refusal is a `FetchError` here, said once.
logging.getLogger("requests_hardened").setLevel(logging.ERROR)


def session(options: Options) -> requests.Session:
    """Make a session that refuses private addresses, unless ``options`` let them through."""
    made: requests.Session
    if options.allow_private:
        made = requests.Session()
    else:
        timeouts = (options.timeout, options.timeout)
        made = HTTPSession(
            Config(
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=False,
                never_redirect=False,
                default_timeout=timeouts,
            )
        )
        # A proxy would resolve names itself, behind the back of the filter.
        made.trust_env = False
    made.headers["User-Agent"] = options.user_agent
    return made


def body(response: requests.Response, limit: int, timeout: float) -> bytes:
    """Take in an answer of up to ``limit`` bytes after decompression; raises `TooLargeError` and `FetchError`."""
    parts: list[bytes] = []
    size = 0
    end = time.monotonic() + PATIENCE * timeout
    # What has arrived each time, so that neither a slow drip nor a compression bomb gets beyond the limits.
    while part := response.raw.read1(HEAD, decode_content=True):
        size += len(part)
        if size > limit:
            raise TooLargeError(limit)
        if time.monotonic() > end:
            raise FetchError("the server is too slow")
        parts.append(part)
    return b"".join(parts)


@contextmanager
def explained() -> Iterator[None]:
    """Turn whatever goes wrong on the network into a `FetchError` that a user can read."""
    try:
        yield
    except OverdueError:
        raise FetchError("the server is too slow") from None
    except TooLargeError as error:
        raise FetchError(str(error)) from error
    except InvalidIPAddress as error:
        raise FetchError(f"refused: {error} is a private address (--allow-private lets it through)") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise FetchError(f"cannot be fetched: {_root_cause(error)}") from error


def _root_cause(error: BaseException) -> str:
    """The innermost reason in one line: urllib3 and requests wrap it several times."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return (str(error) or type(error).__name__)[:200]
