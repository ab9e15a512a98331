import math


def f() -> int:
    from math import no_such_name

    return no_such_name


def g() -> float:
    return math.pi
