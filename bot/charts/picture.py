"""A chart as a PNG, drawn by matplotlib (Agg). Only the process that draws imports this."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import blended_transform_factory

from bot.charts.chart import Chart
from bot.charts.colours import AXIS, CARD, GRID, LINES, MARKS, QUIET, TEXT
from bot.charts.fonts import families, legible
from bot.charts.layout import (
    MOST_TICKS,
    MOST_TICKS_BESIDE_NAMES,
    apart,
    heights,
    lines_of,
    named_stretches,
    peak,
)

WIDTH, HEIGHT = 1200, 675
"""Pixels. A phone shows them at a third of that: no letter is less than 24 of them high."""

_DPI: Final = 100
_TITLE, _LABEL, _NOTE = 27, 22, 18
"""Points; at this resolution 1.4 pixels each."""

_EDGE, _DIGIT, _RIGHT, _RIGHT_BESIDE_NAMES, _BOTTOM, _TOP = 0.035, 0.0175, 0.965, 0.735, 0.195, 0.83
_MOST_MARKS: Final = 32


def png(chart: Chart) -> bytes:
    """The picture, WIDTH by HEIGHT, opaque."""
    # parse_math: a $ in somebody's name is a $
    with mpl.rc_context({"text.parse_math": False, "font.family": families(), "font.size": _LABEL}):
        figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=CARD)
        canvas: Any = FigureCanvasAgg(figure)
        right = _RIGHT if len(chart.series) == 1 else _RIGHT_BESIDE_NAMES
        levels = heights(max(max(one.counts) for one in chart.series))
        left = _EDGE + _DIGIT * len(_height(levels[-1])) + 0.012
        axes = figure.add_axes((left, _BOTTOM, right - left, _TOP - _BOTTOM), facecolor=CARD)
        _scales(axes, chart, levels)
        for number in reversed(range(len(chart.series))):  # the first one in front
            _line(axes, chart, number)
        if len(chart.series) == 1:
            _peak(axes, chart)
        else:
            _names(axes, chart)
        _words(figure, _EDGE, 0.925, chart.title, size=_TITLE, color=TEXT, weight="bold")
        _words(figure, _EDGE, 0.055, chart.note, size=_NOTE, color=QUIET)
        drawn = BytesIO()
        canvas.print_png(drawn)
        return drawn.getvalue()


def _scales(axes: Axes, chart: Chart, levels: Sequence[int]) -> None:
    """Heights to read by and stretches below, with nothing else around."""
    count = len(chart.stretches)
    axes.set_ylim(-levels[-1] * 0.02, levels[-1] * 1.04)
    axes.set_xlim(-0.02 * count - 0.25, count - 0.75 + 0.02 * count)
    for side in ("left", "right", "top", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_yticks(levels, [_height(level) for level in levels])
    axes.hlines(levels[1:], 0, 1, transform=axes.get_yaxis_transform(), color=GRID, linewidth=1.5, zorder=0)
    axes.axhline(0, color=AXIS, linewidth=2, zorder=1)
    named = named_stretches(count, MOST_TICKS if len(chart.series) == 1 else MOST_TICKS_BESIDE_NAMES)
    axes.set_xticks(named, [legible(chart.stretches[at]) for at in named])
    axes.tick_params(length=0, pad=10, labelcolor=QUIET, labelsize=_LABEL)


def _height(level: int) -> str:
    return f"{level:,}".replace(",", "\u202f")


def _line(axes: Axes, chart: Chart, number: int) -> None:
    counts, colour, mark = chart.series[number].counts, LINES[number], MARKS[number]
    places = range(len(counts))
    whole = len(counts) - 1 if chart.unfinished else len(counts)
    every = max(1, -(-len(counts) // _MOST_MARKS))
    style: dict[str, Any] = {
        "color": colour, "linewidth": 4.5, "solid_capstyle": "round", "solid_joinstyle": "round",
        "zorder": 5 + len(LINES) - number, "clip_on": False,
    }  # fmt: skip
    axes.plot(places[:whole], counts[:whole], marker=mark, markersize=11, markevery=every, **style)
    if chart.unfinished:
        dots: Any = (0, (1.2, 1.8))
        axes.plot(places[-2:], counts[-2:], linestyle=dots, **style)
        hollow = {"marker": mark, "markersize": 13, "markerfacecolor": CARD, "markeredgewidth": 4}
        axes.plot(places[-1:], counts[-1:], **{**style, **hollow})
    if len(chart.series) == 1:
        axes.fill_between(places, counts, color=colour, alpha=0.16, linewidth=0, zorder=2)


def _peak(axes: Axes, chart: Chart) -> None:
    """How high the only line goes."""
    at = peak(chart.series[0])
    height = chart.series[0].counts[at]
    if height:
        above: Any = {"xytext": (0, 11), "textcoords": "offset points", "ha": "center", "va": "bottom"}
        axes.annotate(_height(height), (at, height), color=TEXT, weight="bold", zorder=20, **above)


def _names(axes: Axes, chart: Chart) -> None:
    """Each line's name beside its end, in its colour."""
    names = [lines_of(legible(one.name)) for one in chart.series]
    top = axes.get_ylim()[1]
    line = top * (_LABEL * 1.28 * _DPI / 72) / ((_TOP - _BOTTOM) * HEIGHT)
    room = [line * (name.count("\n") + 1) + line * 0.3 for name in names]
    places = apart([one.counts[-1] for one in chart.series], room, -0.1 * top, top * 1.08)
    end, beside = len(chart.stretches) - 1, _RIGHT_BESIDE_NAMES + 0.035
    beside_axes = blended_transform_factory(axes.figure.transFigure, axes.transData)
    for number, (one, name, place) in enumerate(zip(chart.series, names, places, strict=True)):
        colour = LINES[number]
        style: Any = {"weight": "bold", "va": "center", "linespacing": 1.05, "color": colour}
        _fitted(axes.text(beside, place, name, transform=beside_axes, **style), (0.99 - beside) * WIDTH)
        arrow = {"arrowstyle": "-", "color": colour, "linewidth": 1.5, "shrinkB": 10, "shrinkA": 0}
        axes.annotate(
            "", (end, one.counts[-1]), (beside - 0.006, place), textcoords=beside_axes, arrowprops=arrow,
            zorder=3,
        )  # fmt: skip


def _fitted(text: Text, most: float) -> None:
    """Make a name smaller, as far as it can be read, then shorter, until it has at most so many pixels."""
    size = _LABEL
    while _width(text) > most and size > _NOTE:
        size -= 1
        text.set_fontsize(size)
    while _width(text) > most and len(text.get_text()) > 1:
        longest = max(text.get_text().split("\n"), key=len)
        text.set_text(text.get_text().replace(longest, f"{longest.rstrip('…')[:-1]}…"))


def _words(figure: Figure, x: float, y: float, text: str, **style: Any) -> None:
    """One line from the left edge on, cut where it would leave the card."""
    said = legible(text)
    drawn = figure.text(x, y, said, va="center", **style)
    while len(said) > 1 and _width(drawn) > (1 - 2 * x) * WIDTH:
        said = said[: max(1, int(len(said) * 0.97) - 1)].rstrip()
        drawn.set_text(f"{said}…")


def _width(text: Text) -> float:
    """In pixels."""
    figure = text.get_figure(root=True)
    assert figure is not None
    canvas: Any = figure.canvas
    return float(text.get_window_extent(canvas.get_renderer()).width)
