"""Text that arrives in pieces, given on in whole lines."""

from collections.abc import Callable

from .screen import UP, Screen, last_state

#: A longer line is given on in pieces, so that a job that never ends its line cannot fill the memory.
LONGEST_LINE = 64 * 1024


class Lines:
    """As on a terminal, a carriage return starts the line anew: only what stood there last is given on."""

    def __init__(self, give: Callable[[str], None]) -> None:
        self._give = give
        #: The open line in pieces: joined at each write, a million dots would be copied a million times.
        self._open: list[str] = []
        self._length = 0
        #: The open line ends with a return: what follows decides what it means.
        self._returned = False
        self._screen: Screen | None = None

    def write(self, text: str) -> None:
        if self._screen is None and "\x1b[" in text and UP.search(text):
            self._screen = Screen(self._give, self._take())
        if self._screen is not None:
            self._screen.write(text)
        elif text == "\n":
            self._pass(self._take())
        elif "\n" in text:
            first, *others, last = text.split("\n")
            self._add(first)
            self._pass(self._take())
            for line in others:
                self._pass(line)
            self._add(last)
        else:
            self._add(text)

    def end(self) -> None:
        """Gives on what no line end followed."""
        if self._screen is not None:
            self._screen.end()
        rest = self._take()
        if rest.strip():
            self._pass(rest)

    def _add(self, text: str) -> None:
        if self._returned or "\r" in text:
            text = self._redrawn(text)
        if not text:
            return
        self._open.append(text)
        self._length += len(text)
        if self._length > LONGEST_LINE:
            whole = self._take()
            cut = (len(whole) - 1) // LONGEST_LINE * LONGEST_LINE
            self._pass(whole[:cut])
            self._open, self._length = [whole[cut:]], len(whole) - cut
            self._returned = whole.endswith("\r")

    def _redrawn(self, text: str) -> str:
        """What of the text is to be added to the open line, which is emptied when the text overwrites it."""
        content = text.rstrip("\r")
        if content and (self._returned or "\r" in content):
            self._take()
            text = last_state(text)
        elif not content:
            text = "\r" if text and self._open and not self._returned else ""
        self._returned = self._returned or text.endswith("\r")
        return text

    def _take(self) -> str:
        taken = "".join(self._open)
        self._open, self._length, self._returned = [], 0, False
        return taken

    def _pass(self, line: str) -> None:
        if "\r" in line:
            line = last_state(line).rstrip("\r")
        if len(line) <= LONGEST_LINE:
            self._give(line)
            return
        for start in range(0, len(line), LONGEST_LINE):
            self._give(line[start : start + LONGEST_LINE])
