"""Types into an interactive shell, presses the Tab key, and tells the words that stand on its line then."""

import json
import os
import pty
import select
import sys
import time

START, END = "<<<", ">>>"


def read_until(terminal: int, done: str, limit: float = 60.0) -> str:
    seen = ""
    end = time.monotonic() + limit
    while done not in seen:
        left = end - time.monotonic()
        if left < 0 or not select.select([terminal], [], [], left)[0]:
            raise TimeoutError(f"{done!r} did not come, but {seen!r}")
        seen += os.read(terminal, 65536).decode("utf-8", "replace")
    return seen


def main(command: list[str], setup: str, lines: list[str]) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    # Neither appears in the echo of what is typed.
    tell = "tell() { printf '%s<<' '<'; printf '[%s]' \"$@\"; printf '%s>>\\n' '>'; }"
    os.write(terminal, f"{setup}\n{tell}\ntell ready\n".encode())
    read_until(terminal, f"{START}[ready]{END}")
    found = []
    for line in lines:
        # To the front of the line, and our own program before it.
        os.write(terminal, line.encode() + b"\t\x01tell \n")
        seen = read_until(terminal, END).rsplit(START, 1)[1].removesuffix("\n")
        found.append(seen.split(END)[0][1:-1].split("]["))
    os.close(terminal)
    print(json.dumps(found))


main(json.loads(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
