"""Corpus: what was read, what was skipped and why, where the gaps are; and adding to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date as calendar_day

from starlette.responses import Response

from haluan.answers import StoreMissing
from haluan.answers.markup import is_web_address
from haluan.web.desk import Desk
from haluan.web.forms import File, Refused
from haluan.web.reading import Jobs
from haluan.web.visit import Visit

_MOST_RUNS = 10
_MOST_SKIPS = 100
_MOST_ACTORS = 30


def page(visit: Visit, jobs: Jobs) -> Response:
    """What the store holds."""
    try:
        with visit.open() as database:
            log = database.log(limit=_MOST_RUNS)
            naming = database.view.naming
            year = visit.asked.get("year", "").strip() or None
            calendar = database.calendar(year)
            coverage = log.basis.coverage
            actors = [(naming.named(code), n) for code, n in coverage.actors[:_MOST_ACTORS]]
            known = {code for code, _ in coverage.actors}
            silent = sorted((naming.name(code) for code in naming.states(None) - known), key=str.casefold)
    except StoreMissing:
        return visit.render("empty.html", q="")
    reasons = Counter(entry.skip.reason for entry in log.skips).most_common()
    return visit.render(
        "corpus.html",
        log=log,
        basis=log.basis,
        skips=log.skips[-_MOST_SKIPS:][::-1],
        reasons=reasons,
        actors=actors,
        calendar=calendar,
        silent=silent,
        jobs=jobs.latest(),
    )


def prepare(desk: Desk) -> None:
    """Count what the page shows."""
    with desk.open(desk.language) as database:
        database.calendar()


def job(visit: Visit, jobs: Jobs) -> Response:
    """How far the reading of something that was added is."""
    found = jobs.get(visit.request.path_params["job"])
    if found is None:
        raise Refused("corpus.no_job", 404)
    template = "_job.html" if visit.request.headers.get("hx-request") else "job.html"
    return visit.render(template, job=found)


def add(visit: Visit, jobs: Jobs, form: Mapping[str, str], files: list[File]) -> Response:
    """Start to read what a form brought: files, or an address of the web."""
    url, day = form.get("url", "").strip(), form.get("date", "").strip()
    if not files and not is_web_address(url):
        raise Refused("corpus.add.nothing", 400)
    try:
        day and calendar_day.fromisoformat(day)
    except ValueError as error:
        raise Refused("corpus.add.date", 400) from error
    started = jobs.add(files, url, day or None, form.get("outlet", "").strip() or None)
    return visit.go(visit.url.fresh("corpus", "job", started.id))
