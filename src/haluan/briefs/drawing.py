"""Draws the figures of a brief with matplotlib, without a display, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from haluan.answers.extras import need
from haluan.briefs.atlas import draw_map
from haluan.briefs.types import Event, Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# Distinct for colour-blind readers too; shape and fill say the same as colour.
FRIENDLY, HOSTILE, NEITHER, INK, SOFT = "#2166ac", "#c2571a", "#6b6b6b", "#1b1b1b", "#9a9a9a"
_WIDTH, _ROW = 7.2, 0.36  # inches
_SIGNS = {1: (FRIENDLY, "^"), -1: (HOSTILE, "v"), 0: (NEITHER, "o")}
_NAMES = {1: "friendly", -1: "hostile", 0: "neither"}
_SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "svg.hashsalt": "haluan",
    "svg.fonttype": "path",
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
_RESOLUTION = 200


def draw(figure: Figure, words: Mapping[str, str], form: str) -> bytes:
    """Draw a figure as ``svg`` or ``png``; ``words`` are the labels of the phrases under ``figures``.

    Raises `haluan.answers.MissingExtraError` without ``haluan[brief]``.
    """
    matplotlib, made = need("matplotlib", "brief"), need("matplotlib.figure", "brief")
    painters: tuple[tuple[object, Callable[..., None]], ...] = (
        (figure.bars, _scores),
        (figure.events, _timeline),
        (figure.places, draw_map),
    )
    with matplotlib.rc_context(_SETTINGS):
        canvas: Canvas = made.Figure(figsize=(_WIDTH, _height(figure)), layout="constrained")
        axes = canvas.add_subplot()
        for filled, painter in painters:
            if filled:
                painter(axes, figure, words)
        target = io.BytesIO()
        metadata: dict[str, Any] = {"Date": None} if form == "svg" else {"Software": None}
        canvas.savefig(target, format=form, dpi=_RESOLUTION, metadata=metadata)
    return target.getvalue()


def _height(figure: Figure) -> float:
    if figure.places:
        return 4.2
    rows = len(figure.bars) or len({event.actor for event in figure.events})
    return 1.1 + _ROW * max(rows, 2) * (1.25 if figure.bars else 1.0)


def _scores(axes: Axes, figure: Figure, words: Mapping[str, str]) -> None:
    """Two marks an actor with their intervals: words as circles, deeds as squares."""
    for shift, colour, mark, channel in ((-0.17, FRIENDLY, "o", "said"), (0.17, HOSTILE, "s", "done")):
        values = [getattr(bar, channel) for bar in figure.bars]
        rows = [row + shift for row in range(len(values))]
        axes.hlines(rows, [v[1] for v in values], [v[2] for v in values], color=colour, linewidth=1.4, alpha=0.55)
        axes.plot(
            [v[0] for v in values], rows, mark, color=colour, markersize=6, label=words[channel], linestyle="none"
        )
    axes.axvline(0, color=SOFT, linewidth=0.8)
    axes.set_xlim(-1.02, 1.02)
    ticks = [-1, -0.5, 0, 0.5, 1]
    labels = [words["hostile"], "", "0", "", words["friendly"]]
    axes.set_xticks(
        ticks,
        [
            f"{tick:+.0f}\n{label}" if label not in ("", "0") else label
            for tick, label in zip(ticks, labels, strict=True)
        ],
    )
    _rows(axes, [bar.name for bar in figure.bars])
    _legend(axes)


def _timeline(axes: Axes, figure: Figure, words: Mapping[str, str]) -> None:
    """A row an actor, a mark an event: filled where it happened, hollow where not."""
    dates = need("matplotlib.dates", "brief")
    actors = list(dict.fromkeys((event.actor, event.name) for event in figure.events))
    rows = {actor: row for row, (actor, _) in enumerate(actors)}
    for sign, (colour, mark) in _SIGNS.items():
        some = [event for event in figure.events if event.sign == sign]
        for sure in (True, False):
            chosen = [event for event in some if event.sure is sure]
            axes.plot(
                [_day(event) for event in chosen], [rows[event.actor] for event in chosen], mark, markersize=8,
                markeredgecolor=colour, markerfacecolor=colour if sure else "white", alpha=0.9, linestyle="none",
                label=words[_NAMES[sign]] if sure and some else None,
            )  # fmt: skip
    axes.xaxis_date()
    locator = dates.AutoDateLocator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.DateFormatter("%Y-%m") if _short(figure) else dates.DateFormatter("%Y"))
    axes.margins(x=0.06)
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.8)
    _rows(axes, [name for _, name in actors])
    _legend(axes)


def _day(event: Event) -> float:
    """The first day of a date, as matplotlib counts."""
    number: float = need("matplotlib.dates", "brief").datestr2num("-".join([*event.date.split("-"), "01", "01"][:3]))
    return number


def _short(figure: Figure) -> bool:
    years = [int(event.date[:4]) for event in figure.events]
    return max(years) - min(years) < 3


def _rows(axes: Axes, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _legend(axes: Axes) -> None:
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, frameon=False, handletextpad=0.2, borderpad=0)
