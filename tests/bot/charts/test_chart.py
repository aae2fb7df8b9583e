"""What a chart shows: JSON there and back, colours that can be told apart, places where nothing overlaps."""

import itertools
import json
import math
import operator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.chart import MOST_POINTS, MOST_SERIES, VERSION, Chart, Series, as_json, chart_of
from bot.charts.colours import AXIS, CARD, LINES, MARKS, QUIET, TEXT, contrast
from bot.charts.layout import apart, heights, lines_of, named_stretches, peak

TO_XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))
"""From linear sRGB, white being 1, 1, 1."""


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Any chart."""
    length = draw(st.integers(1, 12))
    counts = st.lists(st.integers(0, 10**6), min_size=length, max_size=length).map(tuple)
    series = st.builds(Series, name=st.text(max_size=200), counts=counts)
    return Chart(
        title=draw(st.text(max_size=200)),
        note=draw(st.text(max_size=200)),
        stretches=tuple(draw(st.text(max_size=20)) for _ in range(length)),
        series=tuple(draw(st.lists(series, min_size=1, max_size=MOST_SERIES))),
        unfinished=draw(st.booleans()),
    )


@given(charts())
def test_chart_comes_out_of_its_json_as_it_went_in(chart: Chart) -> None:
    assert chart_of(as_json(chart)) == chart


def _raw(**other: Any) -> bytes:
    chart = Chart(title="t", note="n", stretches=("a",), series=(Series(name="s", counts=(1,)),))
    return json.dumps({**json.loads(as_json(chart)), **other}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 10_000,
        b"\xff\xfe",
        b"[]",
        _raw(version=VERSION + 1),
        _raw(more=1),
        _raw(title=1),
        _raw(title="x" * 201),
        _raw(stretches=[]),
        _raw(stretches=["a", "b"]),
        _raw(series=[]),
        _raw(series=[{"name": "s", "counts": [1]}] * (MOST_SERIES + 1)),
        _raw(series=[{"name": "s", "counts": [-1]}]),
        _raw(series=[{"name": "s", "counts": [True]}]),
        _raw(series=[{"name": "s", "counts": [1.5]}]),
        _raw(series=[{"name": "s", "counts": [10**10]}]),
        _raw(series=["s"]),
        _raw(stretches=["a"] * (MOST_POINTS + 1)),
    ],
)
def test_what_is_no_chart_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"wanted|no JSON|no chart|a series|a count"):
        chart_of(data)


def test_text_and_lines_stand_out_from_the_card() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert all(contrast(text, CARD) >= 4.5 for text in (TEXT, QUIET, *LINES)), (
        "names have their line's colour"
    )
    assert contrast(AXIS, CARD) >= 3


@pytest.mark.parametrize(
    "seen",  # Machado, Oliveira and Fernandes 2009, severity 1: no red, no green, no blue cones
    [
        ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
        ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
        ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    ],
)
def test_lines_differ_for_everybodys_eyes_and_by_their_marks(seen: tuple[tuple[float, ...], ...]) -> None:
    def looks(colour: str) -> tuple[float, float, float]:
        """In CIELAB, where distances are as they are seen."""
        channels = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
        mixed = [min(max(sum(map(operator.mul, row, channels)), 0.0), 1.0) for row in seen]
        x, y, z = (sum(map(operator.mul, row, mixed)) ** (1 / 3) for row in TO_XYZ)
        return 116 * y, 500 * (x - y), 200 * (y - z)

    for one, other in itertools.combinations(LINES, 2):
        assert math.dist(looks(one), looks(other)) > 20, (one, other)
    assert len(set(MARKS)) == len(MARKS) == len(LINES) == MOST_SERIES


@given(st.integers(0, 10**9))
def test_heights_are_round_and_reach_the_highest(highest: int) -> None:
    levels = heights(highest)
    assert levels[0] == 0
    assert levels[-1] >= highest
    assert 2 <= len(levels) <= 5
    assert len({b - a for a, b in itertools.pairwise(levels)}) == 1


@given(st.integers(1, MOST_POINTS), st.integers(1, 8))
def test_last_stretch_is_always_named_and_never_too_many(count: int, most: int) -> None:
    named = named_stretches(count, most)
    assert named[-1] == count - 1
    assert len(named) <= most


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(5, 15)), min_size=1, max_size=5))
def test_names_never_stand_over_each_other(wanted: list[tuple[float, float]]) -> None:
    room = [one for _, one in wanted]
    placed = apart([one for one, _ in wanted], room, 0, 100)
    spans = sorted((at - one / 2, at + one / 2) for at, one in zip(placed, room, strict=True))
    assert spans[0][0] >= -1e-6
    assert spans[-1][1] <= 100 + 1e-6
    assert all(later[0] >= earlier[1] - 1e-6 for earlier, later in itertools.pairwise(spans))


def test_long_names_take_two_lines_and_the_latest_of_equal_peaks_counts() -> None:
    assert lines_of("António Guterres") == "António\nGuterres"
    assert lines_of("Organisation for Economic Co-operation and Development").endswith("…")
    assert lines_of("") == ""
    assert peak(Series(name="", counts=(3, 1, 3, 0))) == 2
