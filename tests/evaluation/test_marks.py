"""A figure that misses its must is seen, and so is a sentence that nobody wrote."""

import pytest

from evaluation.marks import MARKS, score_of

_SUMMARY = "summary_neus  n= 10  R1 38.40  R2 18.00  RLsum {rl}  invented {bad}  too long 0  5.0 ms/item"


def test_a_set_that_reaches_every_figure_is_met() -> None:
    assert score_of("summary_neus", [_SUMMARY.format(rl="33.00", bad=0)]).met is True


def test_one_figure_below_its_must_is_a_miss() -> None:
    assert score_of("summary_neus", [_SUMMARY.format(rl="32.99", bad=0)]).met is False


def test_an_invented_sentence_is_a_miss_whatever_the_figures() -> None:
    assert score_of("summary_neus", [_SUMMARY.format(rl="50.00", bad=1)]).met is False


def test_orders_of_arrival_count_by_their_mean() -> None:
    line = "group_neus n=9 BCubed P 0.9 R 0.9 F {}  pairwise F {}  stories 4/4  1.0 ms/item"
    score = score_of("group_neus", [line.format("80.0", "50.0"), line.format("78.0", "54.0")])
    assert score.figures == (79.0, 52.0)
    assert score.met is True


def test_shares_are_told_as_percentages() -> None:
    score = score_of("actors_own", ["actors_own n=9 P 0.981 R 0.969 F 97.5  5.0 ms/item"])
    assert score.figures == (98.1, 96.9)
    assert score.met is False


def test_a_line_without_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="said nothing"):
        score_of("quotes_polnear", ["no such set"])


def test_aims_are_never_below_what_must_be() -> None:
    for mark in MARKS.values():
        assert all(aim > must for must, aim in zip(mark.must, mark.aim, strict=False))
