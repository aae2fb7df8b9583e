"""A missed target is seen: in the table, in the sum, in the exit status."""

from io import StringIO

from rich.console import Console

from benchmarks.__main__ import main
from benchmarks.report import Line, missing, sum_up, table


def test_a_figure_at_its_target_meets_it_and_one_above_does_not() -> None:
    assert Line(what="CPU", figure=2, unit="×", target=2).met is True
    assert Line(what="CPU", figure=2.01, unit="×", target=2).met is False
    assert Line(what="CPU", figure=2.01, unit="×").met is None


def test_work_left_undone_is_a_missed_target() -> None:
    assert missing("feeds", 0).met is True
    assert missing("feeds", 3).met is False


def test_one_missed_target_is_named_and_spoils_the_whole() -> None:
    out = StringIO()
    lines = [
        Line(what="CPU", figure=1, unit="×", target=2),
        Line(what="memory", figure=31, unit="MB", target=30),
    ]
    console = Console(file=out, width=120)
    console.print(table("warm", lines))
    assert sum_up(console, lines) is False
    assert "1 of 2 targets met" in out.getvalue()
    assert "Missed: memory" in out.getvalue()


def test_an_unknown_name_is_refused_with_those_that_there_are() -> None:
    assert main(["wrm"]) == 2
