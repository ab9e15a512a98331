"""Sets how often the garbage collector looks, at its top level, as some programs do."""

import gc

gc.set_threshold(1234, 5, 6)


def now() -> list[int]:
    return list(gc.get_threshold())
