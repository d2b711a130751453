"""Write ``names_cldr.csv`` from the CLDR territory names of the npm package ``cldr-localenames-full``.

    npm pack cldr-localenames-full && tar xzf cldr-localenames-full-*.tgz
    python scripts/build_names.py package

Takes the plain and the *alternative* forms of Indonesian, Malay and English for every state in ``actors.csv``.
Forms with brackets ("Kongo (RDK)") never stand in running text and are left out; so are names that
``ambiguous.yaml`` settles, because there a person decides which readings a name has.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pycountry
import yaml

DATA = Path(__file__).resolve().parent.parent / "src" / "haluan" / "ontology" / "data"
LANGUAGES = ("id", "ms", "en")
# Names that are also common words or first names: only as written.
COMMON_WORDS = {
    *("benin", "chad", "chile", "cuba", "guinea", "jordan", "kuba", "mali", "malta"),
    *("niger", "oman", "peru", "samoa", "swiss", "togo", "tonga", "turkey"),
}
XKX = "XK"  # user-assigned, so that pycountry lacks it


def alpha_3(territory: str) -> str | None:
    """Return the alpha-3 code of a CLDR territory, None for regions and unassigned codes."""
    if territory == XKX:
        return "XKX"
    country = pycountry.countries.get(alpha_2=territory)
    return country.alpha_3 if country else None


def rows(package: Path, wanted: set[str], settled: set[str]) -> list[tuple[str, str, str, str, int]]:
    """Return sorted rows of names_cldr.csv for the state codes ``wanted``."""
    found: dict[tuple[str, str], tuple[str, str, str, str, int]] = {}
    for language in LANGUAGES:
        path = package / "main" / language / "territories.json"
        display = json.loads(path.read_text("utf-8"))["main"][language]["localeDisplayNames"]["territories"]
        for key, name in display.items():
            code = alpha_3(key.split("-")[0])
            if code not in wanted or "(" in name or name.casefold() in settled:
                continue
            short = name.isupper() or "." in name
            kind = "short" if short else "name"
            cased = int(short or name.casefold() in COMMON_WORDS)
            same = found.get((code, name))
            tag = language if same is None else "*"
            found[code, name] = (code, name, tag, kind, cased)
    return sorted(found.values())


def main() -> None:
    """Write the file."""
    with (DATA / "actors.csv").open(encoding="utf-8", newline="") as lines:
        wanted = {row["code"] for row in csv.DictReader(lines) if row["kind"] == "state"}
    settled = {str(name) for name in yaml.safe_load((DATA / "ambiguous.yaml").read_text("utf-8"))}
    with (DATA / "names_cldr.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "name", "language", "kind", "cased"))
        writer.writerows(rows(Path(sys.argv[1]), wanted, settled))


if __name__ == "__main__":
    main()
