import os

line = b"x" * 1023 + b"\n"
for _ in range(1024):
    os.write(1, line * 512)
    print("y" * 1024 * 512)


def fine(n: int = 1) -> int:
    return n
