import math


def cycle(year: int, length: float) -> float:
    return 50 + 50 * math.sin(2 * math.pi * year / length)
