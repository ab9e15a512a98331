"""The last rows of a terminal, for what moves up to redraw itself: progress bars inside of progress bars."""

import re
from collections.abc import Callable

UP = re.compile(r"\x1b\[(\d*)A")

#: More bars than this nobody stacks; a row that scrolls out above is settled.
ROWS = 16
LONGEST_ROW = 4096

_STEP = re.compile(r"(\n|\x1b\[\d*A)")


class Screen:
    """Gives on each row once, in the state in which it scrolls out or the run ends."""

    def __init__(self, give: Callable[[str], None], open_row: str) -> None:
        self._give = give
        #: What stands above the open row has been given on already; whoever moves there writes it anew.
        self._rows = ["", open_row]
        self._at = 1
        self._fresh = False

    def write(self, text: str) -> None:
        for piece in _STEP.split(text):
            if piece == "\n":
                self._down()
            elif (up := UP.fullmatch(piece)) is not None:
                self._at = max(0, self._at - int(up[1] or 1))
            elif piece:
                self._put(piece)

    def end(self) -> None:
        for row in self._rows:
            self._settle(row)
        self._rows, self._at = [""], 0

    def _down(self) -> None:
        self._at += 1
        self._fresh = True
        if self._at == len(self._rows):
            self._rows.append("")
        if len(self._rows) > ROWS:
            self._settle(self._rows.pop(0))
            self._at -= 1

    def _put(self, text: str) -> None:
        text = ("" if self._fresh else self._rows[self._at]) + text
        self._fresh = False
        self._rows[self._at] = last_state(text)[:LONGEST_ROW]

    def _settle(self, row: str) -> None:
        row = row.rstrip("\r")
        if row.strip():
            self._give(row)


def last_state(text: str) -> str:
    """What carriage returns leave of a line: the text that came last, with the returns after it."""
    end = len(text.rstrip("\r"))
    return text[text.rfind("\r", 0, end) + 1 :]
