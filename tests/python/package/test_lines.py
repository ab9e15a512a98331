"""Text in pieces as lines: what a terminal would show in the end."""

import pytest
from gilder.run.lines import LONGEST_LINE, Lines
from gilder.run.screen import ROWS


def given(*pieces: str) -> list[str]:
    out: list[str] = []
    lines = Lines(out.append)
    for piece in pieces:
        lines.write(piece)
    lines.end()
    return out


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["a\nb"], ["a", "b"]),
        (["a", "", "b\n", "\n", "c"], ["ab", "", "c"]),
        (["windows\r\n", "split\r", "\nnext\n"], ["windows", "split", "next"]),
        (["\r1%", "\r50%", "\r100%\n"], ["100%"]),
        (["1%\r", "50%\r", "100%\r"], ["100%"]),
        (["1%\r", "\r", "\r2%"], ["2%"]),
        (["kept", "\r", "\r\n"], ["kept"]),
        (["\r\r\r"], []),
        (["\r 40%|####  |", "\r             \r", "done\n"], ["done"]),
        (["\r 40%|####  |", "\r             \r"], []),
        (["head\n\r1%\r2%\nfoot"], ["head", "2%", "foot"]),
    ],
)
def test_carriage_returns(pieces: list[str], expected: list[str]) -> None:
    assert given(*pieces) == expected
    assert given(*"".join(pieces)) == expected


def test_a_bar_of_a_million_steps_is_one_line() -> None:
    assert given(*(f"\r{step}/1000000" for step in range(1_000_001)), "\n") == ["1000000/1000000"]


def test_a_line_that_never_ends_comes_in_pieces() -> None:
    whole = given("x" * 20_000_000)
    assert {len(piece) for piece in whole[:-1]} == {LONGEST_LINE}
    assert sum(map(len, whole)) == 20_000_000
    # Dot by dot: joined at each write, this would take minutes.
    dots = given(*("." for _ in range(1_000_000)))
    assert sum(map(len, dots)) == 1_000_000
    assert max(map(len, dots)) == LONGEST_LINE


def test_bars_inside_of_bars_end_as_one_line_each() -> None:
    # As tqdm draws them: down to its row, the bar, and up again.
    pieces = []
    for epoch in range(20):
        pieces.append(f"\repoch {epoch}")
        for batch in range(1000):
            pieces += ["\n", f"\rbatch {batch}", "\x1b[A"]
    pieces += ["\repoch 20", "\n", "\n", "after\n"]
    # What was written before the first move up had been given on by then.
    assert given(*pieces) == ["epoch 0", "epoch 20", "batch 999", "after"]


def test_rows_that_scroll_out_are_given_on_in_order() -> None:
    moved = given("a\nb\x1b[1A", *(f"\nrow {number}" for number in range(1000)))
    assert moved[0] == "a"
    assert moved[-2:] == ["row 998", "row 999"]
    out: list[str] = []
    lines = Lines(out.append)
    lines.write("\x1b[5A")
    for number in range(1000):
        lines.write(f"row {number}\n")
    assert len(out) >= 1000 - ROWS
