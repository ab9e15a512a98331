"""Events, cancelling and threads."""

import signal
import threading
import time

import _gilder
import numpy as np

_local = threading.local()
_barrier = threading.Barrier(2)


def emit_numbers(count: int) -> int:
    call = _gilder.current()
    for i in range(count):
        _gilder.emit(call, "number", i)
    return count


def emit_values(values: list) -> None:
    for value in values:
        _gilder.emit(_gilder.current(), "value", value)


def emit_large() -> str:
    try:
        _gilder.emit(_gilder.current(), "array", {"a": np.zeros(200_000)})
    except TypeError as error:
        return str(error)
    return "sent"


def emit_snapshot() -> None:
    """The event must show the array as it was when it was sent."""
    array = np.arange(4.0)
    _gilder.emit(_gilder.current(), "array", array)
    array[...] = -1


def emit_wrongly() -> list[str]:
    said = []
    for arguments in [(1, 2, 3), (1, "kind"), ("1", "kind", None), (_gilder.current(), "kind", object())]:
        try:
            _gilder.emit(*arguments)
            said.append("nothing")
        except TypeError as error:
            said.append(str(error))
    return said


def emit_from_threads(threads: int, count: int) -> int:
    call = _gilder.current()

    def work(number: int) -> None:
        for i in range(count):
            _gilder.emit(call, f"thread {number}", i)

    workers = [threading.Thread(target=work, args=(n,)) for n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return threads * count


def emit_too_late(seconds: float) -> None:
    """A thread goes on emitting after the call has returned."""
    call = _gilder.current()

    def work() -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            _gilder.emit(call, "late", None)

    threading.Thread(target=work, daemon=True).start()


def who() -> dict:
    in_thread = []
    thread = threading.Thread(target=lambda: in_thread.append(_gilder.current()))
    thread.start()
    thread.join()
    return {"call": _gilder.current(), "in_thread": in_thread[0], "thread": threading.get_native_id()}


def until_cancelled(seconds: float) -> bool:
    call = _gilder.current()
    _gilder.emit(call, "running", None)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if _gilder.cancelled(call):
            return True
        time.sleep(0.001)
    return False


def is_cancelled() -> bool:
    return _gilder.cancelled(_gilder.current())


def is_call_cancelled(call: int) -> bool:
    return _gilder.cancelled(call)


def hold_the_gil(seconds: float) -> float:
    """Inside one C call, so that no other thread gets the GIL meanwhile: at least so long."""
    count = 10**6
    while True:
        start = time.perf_counter()
        sum(range(count))
        held = time.perf_counter() - start
        if held >= seconds:
            return held
        count = int(count * max(2.0, 1.1 * seconds / held))


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def loop(seconds: float) -> int:
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        count += 1
    return count


def meet() -> int:
    """Returns only when two calls are here at once."""
    return _barrier.wait(timeout=30)


def one_product(size: int) -> dict:
    """When one NumPy call that lets the GIL go was entered and left."""
    a = np.ones((size, size))
    start = time.perf_counter()
    product = a @ a
    return {"start": start, "end": time.perf_counter(), "right": bool((product == size).all())}


def calls_on_this_thread() -> list[int]:
    _local.calls = getattr(_local, "calls", 0) + 1
    time.sleep(0.002)
    return [threading.get_native_id(), _local.calls]


def main_thread() -> dict:
    return {
        "main": threading.main_thread().native_id,
        "here": threading.get_native_id(),
        "name": threading.main_thread().name,
    }


def handle_child_signal() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


_senders: list[threading.Thread] = []


def emit_beyond_the_end() -> None:
    """A thread is made to wait for room, and this returns meanwhile."""
    call = _gilder.current()

    def work() -> None:
        for i in range(20_000):
            _gilder.emit(call, "number", i)

    _senders.append(threading.Thread(target=work, daemon=True))
    _senders[0].start()
    time.sleep(0.3)


def wait_for_late_sender() -> None:
    _senders[0].join()
