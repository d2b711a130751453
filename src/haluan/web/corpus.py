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
from haluan.web.reading import Jobs, Source
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
    found, polled = jobs.get(visit.request.path_params["job"]), bool(visit.request.headers.get("hx-request"))
    if found is None and polled:
        return Response(headers={"HX-Refresh": "true"})  # the desk was started anew: the whole page says so
    if found is None:
        raise Refused("corpus.no_job", 404)
    if polled and visit.asked.get("seen") == found.mark:
        return Response(status_code=204)  # nothing is put in, so nothing is read out again
    return visit.render("_job.html" if polled else "job.html", job=found, given=found.source, partly=polled)


def add(visit: Visit, jobs: Jobs, form: Mapping[str, str], files: list[File]) -> Response:
    """Start to read what a form brought: files, or an address of the web."""
    url, day, outlet = (form.get(name, "").strip() for name in ("url", "date", "outlet"))
    source = Source(tuple(files), url, day, outlet)
    wrong = _wrong(source)
    if wrong:
        return visit.render("add.html", 400, given=source, wrong=wrong)
    return visit.go(visit.url.fresh("corpus", "job", jobs.add(source).id))


def _wrong(source: Source) -> str:
    """The field of the form that keeps a source from being read; "" for none."""
    if not is_web_address(source.url) if source.url else not source.files:
        return "url"
    try:
        calendar_day.fromisoformat(source.date or "2000-01-01")
    except ValueError:
        return "date"
    return ""
