"""Reading what people add at the desk: one job at a time, in the background, with its progress."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from haluan.answers import StoreBusy, open_project
from haluan.model import HaluanError
from haluan.web.desk import Desk
from haluan.web.forms import File
from haluan.web.uploads import FOLDER, called, keep, named

if TYPE_CHECKING:
    from haluan import pipeline

_MOST_JOBS = 50  # to remember
_MOST_SHOWN = 20  # articles and reasons of one job


@dataclass(frozen=True, slots=True)
class Source:
    """What a form brought: files, an address of the web ("" for none), and what holds for articles that name none."""

    files: tuple[File, ...] = ()
    url: str = ""
    date: str = ""
    outlet: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        names = [named(file.name) for file in self.files]
        return ", ".join([*names, self.url] if self.url else names)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is being read, or was. ``state`` is waiting, running, done or failed; counts are as of now.

    ``busy`` says that another program writes to the store and this waits for it. Once done, ``met`` are articles that
    it brought, new or known, as (id, title), ``unread`` what was not read as (place, reason): the first of them.
    """

    id: str
    source: Source
    state: str = "waiting"
    articles: int = 0
    claims: int = 0
    skips: int = 0
    known: int = 0
    busy: bool = False
    problem: str = ""
    met: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")

    @property
    def fruitless(self) -> bool:
        """Whether it ended without an article."""
        return self.ended and not self.articles + self.known

    @property
    def word(self) -> str:
        """What the state is called, as the end of a message's key."""
        return "nothing" if self.fruitless and self.state == "done" else self.state

    @property
    def mark(self) -> str:
        """Stays as long as there is nothing new to say."""
        counts = (self.articles, self.claims, self.skips, self.known)
        return "-".join(map(str, (self.state, int(self.busy), *counts)))


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

    def add(self, source: Source) -> Job:
        """Start to read uploaded files and a web address; never a path of this machine."""
        names = tuple(File(file.name, b"") for file in source.files)  # what is in them is not kept once it is read
        job = Job(secrets.token_hex(8), replace(source, files=names))
        self._note(job)
        threading.Thread(target=self._run, args=(job, source.files), daemon=True).start()
        return job

    def _note(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            for old in [one.id for one in self._jobs.values() if one.ended][:-_MOST_JOBS]:
                del self._jobs[old]

    def _run(self, job: Job, files: tuple[File, ...]) -> None:
        folder = Path(tempfile.mkdtemp(prefix=FOLDER))
        try:
            with self._turn:
                places = [str(keep(folder, at, file.name, file.content)) for at, file in enumerate(files)]
                self._read(job, [*places, job.source.url] if job.source.url else places)
        except (HaluanError, OSError) as error:
            self._note(replace(self._jobs[job.id], state="failed", problem=called(str(error))))
        except BaseException as error:
            self._note(replace(self._jobs[job.id], state="failed", problem=type(error).__name__))
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, job: Job, places: list[str]) -> None:
        from haluan import pipeline  # lazily: the reader's model takes a while to load, and most visitors only ask

        running = replace(job, state="running")
        self._note(running)
        options = self._options(job.source)
        met: dict[str, None] = {}  # in the order in which they came

        def progress(articles: int, claims: int, skips: int, known: int) -> None:
            self._note(replace(running, articles=articles, claims=claims, skips=skips, known=known))

        while True:
            try:
                report = pipeline.read_into(
                    self._desk.db, places, options, progress, seen=lambda one: met.update({one: None})
                )
                break
            except StoreBusy:  # a long `haluan read` must not cost what somebody added meanwhile
                self._note(replace(job, busy=True))
        met_now, unread = self._outcome(report.run, list(met)[:_MOST_SHOWN])
        done = replace(job, articles=report.articles, claims=report.claims, skips=report.skips, known=report.known)
        self._note(replace(done, state="done", met=met_now, unread=unread))

    def _options(self, source: Source) -> pipeline.Options:
        from haluan import pipeline

        project = open_project(self._desk.db.parent)
        options = pipeline.Options(workers=1, names=project.names, terms=project.overlay.terms)
        wanted = replace(options.ingest, date=source.date or None, outlet=source.outlet or None)
        return replace(options, ingest=replace(wanted, allow_private=self._desk.allow_private))

    def _outcome(self, run: int, met: list[str]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """The titles of articles, and what the run did not read and why."""
        with self._desk.open(self._desk.language) as database:
            titles = tuple((one, database.article(one).article.title or one) for one in met)
            skips = [entry.skip for entry in database.log(run).skips[:_MOST_SHOWN]]
        return titles, tuple((called(one.origin), called(one.reason)) for one in skips)
