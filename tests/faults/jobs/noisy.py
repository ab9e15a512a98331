"""Prints far more than anybody wants, of every kind."""

import os

from gilder import job


@job(title="Gigabyte")
def gigabyte(megabytes: int = 1000) -> str:
    line = "x" * 999 + "\n"
    block = line * 1000
    print("the first line")
    for _megabyte in range(megabytes):
        print(block, end="")
    print("the last line")
    return "said"


@job(title="Long line")
def long_line(megabytes: int = 100) -> str:
    print("before")
    for _megabyte in range(megabytes):
        print("y" * 1_000_000, end="")
    print()
    print("z" * (megabytes * 1_000_000))
    print("after")
    return "said"


@job(title="Odd")
def odd() -> str:
    print(
        "nul \0 inside, \x1b[31mred\x1b[0m, \x1b]0;a title\x07, \x1b[2J\x9b5m, bell \x07, back\b, half \ud800"
    )
    os.sys.stdout.buffer.write(bytes(range(256)) * 1000 + b"\n")
    print("rewritten\rtwice\rthe rest")
    print("after")
    return "said"
