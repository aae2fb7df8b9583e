"""Charts drawn for real: in a process that ends, in time, and never in the bot's own."""

import asyncio
import os
import struct
import sys
from pathlib import Path

import pytest

from bot.charts import drawing
from bot.charts.chart import Chart, Series
from bot.charts.drawing import Drawer

CHART = Chart(
    title="$x$ 漢字 🎉 \u202e \ud800 " + "very " * 30,
    note="",
    stretches=("1 Jun", "2 Jun", "3 Jun"),
    series=(
        Series(name="", counts=(0, 0, 0)),
        Series(name="A$^{2}$ " + "long " * 30, counts=(1, 0, 10**9)),
        Series(name="محمد بن سلمان", counts=(1, 2, 3)),
        Series(name="Нікол", counts=(3, 2, 1)),
        Series(name="x" * 200, counts=(3, 2, 1)),
    ),
    unfinished=True,
)


async def test_any_names_and_numbers_are_drawn_by_a_process_that_ends(tmp_path: Path) -> None:
    before = set(sys.modules)
    drawn = await Drawer(tmp_path)(CHART)
    assert drawn is not None
    assert struct.unpack(">II", drawn[16:24]) == (1200, 675)
    assert not {name for name in set(sys.modules) - before if "matplotlib" in name}, "that is for the process"


async def test_what_is_no_chart_and_what_takes_too_long_are_no_picture(tmp_path: Path) -> None:
    script = "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"
    assert await Drawer(tmp_path, deadline=0.2, command=("-c", script))(CHART) is None
    assert await Drawer(tmp_path, command=("-c", "print('no picture')"))(CHART) is None
    assert await Drawer(tmp_path, command=("-c", "import no_such_module"))(CHART) is None
    empty = Chart(title="", note="", stretches=(), series=())
    assert await Drawer(tmp_path)(empty) is None


async def test_charts_are_drawn_one_at_a_time_and_too_many_at_once_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_WAITING", 2)
    script = (
        "import os, sys; sys.stdin.buffer.read(); "
        f"os.mkdir({str(tmp_path / 'busy')!r}); os.rmdir({str(tmp_path / 'busy')!r}); "
        "sys.stdout.buffer.write(b'\\x89PNG\\r\\n\\x1a\\n')"
    )
    drawer = Drawer(tmp_path, command=("-c", script))
    drawn = await asyncio.gather(*(drawer(CHART) for _ in range(4)))
    assert [one is not None for one in drawn] == [True, True, False, False]


async def test_process_is_ended_when_nobody_waits_for_the_picture(tmp_path: Path) -> None:
    os.mkfifo(began := tmp_path / "began")
    script = f"import pathlib, time; pathlib.Path({str(began)!r}).write_text('yes'); time.sleep(60)"
    drawing_it = asyncio.create_task(Drawer(tmp_path, command=("-c", script))(CHART))
    assert await asyncio.to_thread(began.read_text) == "yes"
    async with asyncio.timeout(10):
        drawing_it.cancel()
        with pytest.raises(asyncio.CancelledError):
            await drawing_it
