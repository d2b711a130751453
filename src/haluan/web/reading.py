"""Reading what people add at the desk: one job at a time, in the background, with its progress."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from haluan.answers import open_project
from haluan.model import HaluanError
from haluan.web.desk import Desk
from haluan.web.forms import File

_UNSAFE = re.compile(r"[^\w.-]+")
_MOST_JOBS = 50  # to remember


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is being read, or was. ``state`` is waiting, running, done or failed; counts are as of now."""

    id: str
    what: str
    state: str = "waiting"
    articles: int = 0
    claims: int = 0
    skips: int = 0
    known: int = 0
    run: int | None = None
    problem: str = ""

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """The jobs of one desk. Only one reads at a time, since a store has one writer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def get(self, job: str) -> Job | None:
        """A job as it stands; None for one that nobody started."""
        return self._jobs.get(job)

    def latest(self) -> tuple[Job, ...]:
        """The jobs, newest first."""
        return tuple(reversed(self._jobs.values()))

    def add(self, files: Sequence[File], url: str, date: str | None, outlet: str | None) -> Job:
        """Start to read uploaded files or a web address; never a path of this machine."""
        names = [Path(file.name.replace("\\", "/")).name for file in files]
        job = Job(secrets.token_hex(8), ", ".join(names) if files else url)
        self._note(job)
        threading.Thread(target=self._run, args=(job, list(files), url, date, outlet), daemon=True).start()
        return job

    def _note(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            for old in [one.id for one in self._jobs.values() if one.ended][:-_MOST_JOBS]:
                del self._jobs[old]

    def _run(self, job: Job, files: list[File], url: str, date: str | None, outlet: str | None) -> None:
        folder = Path(tempfile.mkdtemp(prefix="haluan-added-"))
        try:
            with self._turn:
                sources = [str(_kept(folder, at, file)) for at, file in enumerate(files)] or [url]
                self._read(replace(job, state="running"), sources, date, outlet)
        except (HaluanError, OSError) as error:
            self._note(replace(self._jobs[job.id], state="failed", problem=str(error).replace(f"{folder}/", "")))
        except BaseException as error:
            self._note(replace(self._jobs[job.id], state="failed", problem=type(error).__name__))
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, job: Job, sources: list[str], date: str | None, outlet: str | None) -> None:
        from haluan import pipeline  # lazily: the reader's model takes a while to load, and most visitors only ask

        self._note(job)
        project = open_project(self._desk.db.parent)
        options = pipeline.Options(workers=1, names=project.names, terms=project.overlay.terms)
        options = replace(
            options, ingest=replace(options.ingest, date=date, outlet=outlet, allow_private=self._desk.allow_private)
        )

        def progress(articles: int, claims: int, skips: int, known: int) -> None:
            self._note(replace(job, articles=articles, claims=claims, skips=skips, known=known))

        report = pipeline.read_into(self._desk.db, sources, options, progress)
        job = replace(job, articles=report.articles, claims=report.claims, skips=report.skips, known=report.known)
        self._note(replace(job, state="done", run=report.run))


def _kept(folder: Path, number: int, file: File) -> Path:
    """Write an upload under a name of our own that keeps its ending, by which formats are told."""
    name = _UNSAFE.sub("_", Path(file.name.replace("\\", "/")).name).lstrip(".")[-80:] or "text.txt"
    path = folder / f"{number}" / name
    path.parent.mkdir()
    path.write_bytes(file.content)
    return path
