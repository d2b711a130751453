"""A small store of invented reports, with claims set by hand: what the questions are tried on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from haluan.model import Article, Claim, Evidence, Reading, Skip, Status
from haluan.store import open_store

# (outlet, date, text, claims); a claim is (source, relation, target, quote) and what differs from the usual.
REPORTS: dict[str, tuple[str | None, str | None, str, list[tuple[Any, ...]]]] = {
    "trade": (
        "Kabar Uji",
        "2024-05-01",
        "Vietnam dan Israel di satu meja\nHanoi membeli radar dari Israel. Diam-diam Vietnam juga membantu Israel.",
        [
            ("ISR", "arms", "VNM", "Hanoi membeli radar dari Israel", {}),
            ("VNM", "supports", "ISR", "Diam-diam Vietnam juga membantu Israel", {"quiet": True}),
        ],
    ),
    "copy": (
        "Salinan Uji",
        "2024-05-01",
        "Vietnam dan Israel di satu meja\nHanoi membeli radar dari Israel. Diam-diam Vietnam juga membantu Israel.",
        [("ISR", "arms", "VNM", "Hanoi membeli radar dari Israel", {})],
    ),
    "protest": (
        "Harian Coba",
        "2024-06-10",
        "Malaysia mengecam Israel. Kuala Lumpur menolak kapal Israel. Kazakhstan bertemu Israel di Jenewa. "
        "Kazakhstan mengkritik Israel.",
        [
            ("MYS", "opposes", "ISR", "Malaysia mengecam Israel", {"speaker": "Anwar"}),
            ("MYS", "sanctions", "ISR", "Kuala Lumpur menolak kapal Israel", {}),
            ("KAZ", "meets", "ISR", "Kazakhstan bertemu Israel di Jenewa", {"when": "2024-06"}),
            ("KAZ", "opposes", "ISR", "Kazakhstan mengkritik Israel", {}),
        ],
    ),
    "mild": (
        None,
        None,
        "Filipina tak pernah mengecam Israel. Filipina dikabarkan menolak undangan Israel.",
        [
            ("PHL", "opposes", "ISR", "Filipina tak pernah mengecam Israel", {"status": Status.DENIED}),
            ("PHL", "cooperates", "ISR", "menolak undangan Israel", {"status": Status.DENIED, "confidence": 0.5}),
        ],
    ),
    "pact": (
        "Kabar Uji",
        "2025-01-02",
        "Kazakhstan joins the Abraham Accords. Iran denounced the accords. Azerbaijan praised the accords, and Israel "
        "and Bahrain agreed on flights. Armenia will not join the accords.",
        [
            ("KAZ", "joins", "ABRAHAM", "Kazakhstan joins the Abraham Accords", {"when": "2025"}),
            ("IRN", "opposes", "ABRAHAM", "Iran denounced the accords", {}),
            ("AZE", "supports", "ABRAHAM", "Azerbaijan praised the accords", {}),
            ("ISR", "agrees", "BHR", "Israel and Bahrain agreed on flights", {}),
            ("ARM", "joins", "ABRAHAM", "Armenia will not join the accords", {"status": Status.DENIED}),
        ],
    ),
    "alliance": (
        "Harian Coba",
        "2025-03-04",
        "Spain and Hungary, both in NATO, differ. Spain recognised Palestine. Hungary opposed Palestine. NATO urged "
        "Japan to arm Ukraine. Norway, a NATO member, helped Palestine but blamed Palestine too.",
        [
            ("ESP", "joins", "NATO", "Spain and Hungary, both in NATO", {}),
            ("HUN", "joins", "NATO", "Hungary, both in NATO", {}),
            ("ESP", "recognizes", "PSE", "Spain recognised Palestine", {}),
            ("HUN", "opposes", "PSE", "Hungary opposed Palestine", {}),
            ("NATO", "urges", "JPN", "NATO urged Japan", {}),
            ("JPN", "arms", "UKR", "Japan to arm Ukraine", {"status": Status.REQUESTED, "speaker": "NATO"}),
            ("NOR", "joins", "NATO", "Norway, a NATO member", {}),
            ("NOR", "supports", "PSE", "helped Palestine", {"context": True}),
            ("NOR", "opposes", "PSE", "blamed Palestine", {"context": True}),
        ],
    ),
    "contested": (
        "Kabar Uji",
        "2025-03-05",
        "Kuba anggota BRICS, kata satu media. Kuba bukan anggota BRICS. Kuba tidak masuk BRICS.",
        [
            ("CUB", "joins", "BRICS", "Kuba anggota BRICS", {}),
            ("CUB", "joins", "BRICS", "Kuba bukan anggota BRICS", {"status": Status.DENIED}),
            ("CUB", "joins", "BRICS", "Kuba tidak masuk BRICS", {"status": Status.DENIED}),
        ],
    ),
    "hostile": (
        "Evil \x1b[31m[bold]Outlet\u202e",
        "2025-04-05",
        "Menurut \x1b]0;owned\x07 Laos, [red]Laos[/red] dan\x1b[2J Kuba\x9b31m berdagang \u202egnagad di sana.",
        [("LAO", "trades", "CUB", "[red]Laos[/red] dan\x1b[2J Kuba\x9b31m berdagang", {"speaker": "\x1b[5mX[/bold]"})],
    ),
}


def make_world(path: Path) -> Path:
    """Store all reports at ``path``."""
    with open_store(path) as store:
        run = store.start_run({"sources": ["reports"]})
        skip = Skip("picture\x1b[31m.png", "ingest", "not a text: PNG image")
        store.add([_reading(name) for name in REPORTS], [skip], run=run)
        store.finish_run(run, {"articles": len(REPORTS), "skips": 1})
    return path


def _reading(name: str) -> Reading:
    outlet, date, text, rows = REPORTS[name]
    article = Article(name, text, title=text.splitlines()[0], date=date, outlet=outlet, origin=f"{name}.txt")
    claims = []
    for source, relation, target, quote, extra in rows:
        start = text.index(quote)
        known: dict[str, Any] = {"status": Status.ACTUAL, "confidence": 0.8, **extra}
        evidence = Evidence.cut(text, start, start + len(quote))
        claims.append(
            Claim(name, source, relation, target, evidence=evidence, reader="hand", reader_version="1", **known)
        )
    return Reading(article, "id", tuple(claims), reader="hand", reader_version="1", sentences=text.count("."))
