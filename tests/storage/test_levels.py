"""The record of an FTS5 index's levels: read as it is, and shortened without a segment lost."""

from hypothesis import given
from hypothesis import strategies as st

from storage.sought.levels import Level, Levels, read, written

NUMBERS = st.integers(0, 2**40)
SEGMENTS = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=4).map(tuple)
LEVELS = st.builds(
    Levels,
    cookie=st.binary(min_size=4, max_size=4),
    writes=NUMBERS,
    levels=st.lists(st.builds(Level, merging=st.integers(0, 3), segments=SEGMENTS), max_size=80).map(tuple),
)
EMPTY = Level(merging=0, segments=())


def level(*numbers: int, merging: int = 0) -> Level:
    """A level with segments of these numbers, a page each."""
    return Level(merging=merging, segments=tuple((number, 1, 1) for number in numbers))


def record(*levels: Level) -> Levels:
    """These levels, written to 300 times."""
    return Levels(cookie=b"\0\0\0\7", writes=300, levels=levels)


def test_record_is_read_as_sqlite_writes_it() -> None:
    held = record(level(7, 130), EMPTY, level(2, merging=1))
    block = bytes.fromhex("00000007 03 03 822c 00 02 07 01 01 8102 01 01 00 00 01 01 02 01 01")
    assert written(held) == block
    assert read(block) == held
    assert held.merging
    assert not record(level(7), EMPTY).merging


def test_empty_levels_go_those_on_top_all_and_the_highest_first() -> None:
    held = record(level(5), EMPTY, level(4), EMPTY, EMPTY, level(1), EMPTY)
    assert held.shortened(4) == record(level(5), EMPTY, level(4), level(1))
    assert held.shortened(0) == record(level(5), level(4), level(1))
    assert held.shortened(7) == record(level(5), EMPTY, level(4), EMPTY, EMPTY, level(1))
    assert record(EMPTY, EMPTY).shortened(7) == record()


@given(held=LEVELS)
def test_whatever_is_written_is_read_again(held: Levels) -> None:
    assert read(written(held)) == held


@given(held=LEVELS, most=st.integers(0, 80))
def test_no_segment_goes_or_moves_past_another(held: Levels, most: int) -> None:
    shorter = held.shortened(most)
    full = [each for each in held.levels if each.segments]
    assert [each for each in shorter.levels if each.segments] == full
    assert len(shorter.levels) <= max(most, len(full))
    assert not shorter.levels or shorter.levels[-1].segments
    assert shorter.shortened(most) == shorter
    assert (shorter.cookie, shorter.writes) == (held.cookie, held.writes)


@given(block=st.binary(max_size=60))
def test_what_is_laid_out_otherwise_is_not_guessed_at(block: bytes) -> None:
    held = read(block)
    assert held is None or written(held) == block


def test_record_of_another_layout_or_cut_short_is_none() -> None:
    whole = written(record(level(7, 130), level(2)))
    assert all(read(whole[:length]) is None for length in range(len(whole)))
    assert read(whole + b"\0") is None
    assert whole[5] == 3
    assert read(whole[:5] + b"\4" + whole[6:]) is None, "which counts its segments otherwise"
    assert read(whole[:4] + b"\xff\0\0\1" + whole[4:]) is None, "which has tombstones"
    assert read(whole[:4] + b"\x80" + whole[4:]) is None, "a number is as short as can be"
