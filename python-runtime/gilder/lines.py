"""Text that arrives in pieces, given on in whole lines."""

from collections.abc import Callable

#: A longer line is given on in pieces, so that a job that never ends its line cannot fill the memory.
LONGEST_LINE = 64 * 1024


class Lines:
    """As on a terminal, a carriage return starts the line anew: only what stood there last is given on."""

    def __init__(self, give: Callable[[str], None]) -> None:
        self._give = give
        self._rest = ""

    def write(self, text: str) -> None:
        *whole, rest = (self._rest + text).split("\n")
        for line in whole:
            self._pass(line)
        while len(rest) > LONGEST_LINE:
            self._pass(rest[:LONGEST_LINE])
            rest = rest[LONGEST_LINE:]
        # The trailing "\r" of a bar that redraws itself is kept: what follows decides what it means.
        start = rest.rfind("\r", 0, -1) if rest else -1
        self._rest = rest[start + 1 :]

    def end(self) -> None:
        """Gives on what no line end followed."""
        rest, self._rest = self._rest, ""
        if rest.strip("\r"):
            self._pass(rest)

    def _pass(self, line: str) -> None:
        line = line.rstrip("\r")
        line = line[line.rfind("\r") + 1 :]
        for start in range(0, max(len(line), 1), LONGEST_LINE):
            self._give(line[start : start + LONGEST_LINE])
