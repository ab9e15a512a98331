"""How often the garbage collector looks: while this module is imported, and later."""

import gc

_at_the_top_level = gc.get_threshold()


def at_the_top_level() -> list[int]:
    return list(_at_the_top_level)


def now() -> list[int]:
    return list(gc.get_threshold())


def set_to(thresholds: list[int]) -> None:
    gc.set_threshold(*thresholds)
