"""What works in a terminal and has nobody to answer here."""

import os
import signal
import threading
from typing import Literal


def asks() -> str:
    return input("Your name? ")


def shows() -> int:
    import matplotlib.pyplot as plt

    plt.plot([1, 2])
    plt.show()
    return len(plt.get_fignums())


def handles() -> str:
    """As in plain Python, where a job is the main program."""
    heard: list[int] = []
    signal.signal(signal.SIGUSR1, lambda number, _frame: heard.append(number))
    os.kill(os.getpid(), signal.SIGUSR1)
    in_main = threading.current_thread() is threading.main_thread()
    return f"{heard == [signal.SIGUSR1]} {in_main}"


def forks() -> int:
    child = os.fork()
    if child == 0:
        return 1
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def spawns(method: Literal["default"] = "default") -> str:
    import multiprocessing

    return multiprocessing.get_start_method()
