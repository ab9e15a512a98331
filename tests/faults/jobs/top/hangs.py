import time


def fine(n: int = 1) -> int:
    return n


while True:
    time.sleep(1)
