"""The review desk: accept, reject or correct a claim, and take it back."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from haluan.model import CORRECTABLE, HaluanError, Verdict
from haluan.web.forms import File
from haluan.web.visit import Visit

_MOST = 20


def queue(visit: Visit) -> Response:
    """Claims that the reviewer has not judged, those first whose judgement helps most."""
    reviewer = visit.asked.get("by", "").strip() or visit.desk.reviewer
    actor = visit.asked.get("actor", "").strip()
    with visit.open() as database:
        tasks = database.tasks(reviewer, actor or None, _MOST)
        basis = database.view.basis()
    return visit.render("review.html", tasks=tasks, basis=basis, reviewer=reviewer, actor=actor)


def judge(visit: Visit, form: Mapping[str, str], files: list[File]) -> Response:
    """Keep one judgement, or withdraw the last, and go back to the claim."""
    claim, verdict = visit.request.path_params["claim"], form.get("verdict", "")
    reviewer = form.get("reviewer", "").strip() or visit.desk.reviewer
    with visit.open() as database:
        shown = database.show(claim).citation
    with visit.open(writing=True) as database:
        if verdict == "undo":
            database.undo(reviewer, shown.cited.id)
        else:
            database.judge(
                shown.cited.id, reviewer, _verdict(verdict), _changes(shown.to_dict(), form, verdict), form.get("note")
            )
    return visit.go(visit.url.fresh("claim", shown.cited.id, done=verdict))


def _verdict(word: str) -> Verdict:
    try:
        return Verdict(word)
    except ValueError as error:
        raise HaluanError(f"no verdict {word[:40]!r}") from error


def _changes(stands: Mapping[str, object], form: Mapping[str, str], verdict: str) -> dict[str, str]:
    """The fields that a correction sets: those of the form that say something else than the claim."""
    if verdict != Verdict.CORRECT.value:
        return {}
    now = {name: "" if stands[name] is None else str(stands[name]) for name in CORRECTABLE}
    now["quiet"] = "yes" if stands["quiet"] else "no"
    return {name: form[name].strip() for name in CORRECTABLE if name in form and form[name].strip() != now[name]}
