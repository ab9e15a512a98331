"""The Python side of a child process: `bench_serve.py IN OUT`, two descriptors, frames in and answers out.

A frame is a header of 16 bytes (id, function, bytes that follow; little endian) and its payload. In an answer
a kind (0 none, 1 number, 2 bytes, 3 an error's text) stands in place of the function.
"""

import os
import struct
import sys

import bench_work
import numpy as np

HEADER = struct.Struct("<IIQ")
NUMBER = struct.Struct("<d")
# In the order of `functions` in contestants/frames.mjs.
FUNCTIONS = ("noop", "first", "matmuls", "matmul", "spin", "hold", "forever", "total", "ones")


class Source:
    """Reads as much as has come: many small frames cost one system call, a large one no second copy."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._chunk = bytearray(65_536)
        self._large = bytearray()
        self._start = self._end = 0

    def waiting(self) -> bool:
        return self._end > self._start

    def take(self, size: int) -> memoryview:
        """The next bytes, valid until the next call; raises EOFError when the other side has closed."""
        if size <= self._end - self._start:
            piece = memoryview(self._chunk)[self._start : self._start + size]
            self._start += size
            return piece
        memory = memoryview(self._room(size))[:size]
        filled = self._end - self._start
        memory[:filled] = self._chunk[self._start : self._end]
        self._start = self._end = 0
        if size > len(self._chunk):
            while filled < size:
                filled += self._read(memory[filled:])
            return memory
        while filled < size:
            filled += self._read(memoryview(self._chunk)[filled:])
        self._start, self._end = size, filled
        return memoryview(self._chunk)[:size]

    def _room(self, size: int) -> bytearray:
        if size <= len(self._chunk):
            return self._chunk
        if size > len(self._large):
            self._large = bytearray(size)
        return self._large

    def _read(self, memory: memoryview) -> int:
        count = os.readv(self._descriptor, [memory])
        if count == 0:
            raise EOFError
        return count


def answer(name: str, payload: memoryview) -> tuple[int, bytes | memoryview]:
    values = np.frombuffer(payload, dtype=np.float64)
    try:
        result = getattr(bench_work, name)(*([values] if name == "total" else values.tolist()))
    except Exception as error:
        return 3, repr(error).encode()
    if result is None:
        return 0, b""
    if isinstance(result, float):
        return 1, NUMBER.pack(result)
    return 2, memoryview(result).cast("B")


def serve(descriptor: int, sink_descriptor: int) -> None:
    source = Source(descriptor)
    with open(sink_descriptor, "wb", closefd=False) as sink:
        while True:
            try:
                call, index, size = HEADER.unpack(source.take(HEADER.size))
                kind, body = answer(FUNCTIONS[index], source.take(size))
            except EOFError:
                return
            sink.write(HEADER.pack(call, kind, len(body)))
            sink.write(body)
            if not source.waiting():
                sink.flush()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
