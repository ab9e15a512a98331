"""Datetimes without a time zone, read where the process's clock is set to another zone than UTC."""

import datetime


def naive() -> list:
    return [
        datetime.datetime(2020, 7, 1, 12, 30, 15, 123_999),
        datetime.datetime(2020, 1, 1, 12, 30),
        datetime.datetime(1969, 12, 31, 12, 0, 0, 1),
        # The hour that the clock shows twice: the first time, unless told otherwise.
        datetime.datetime(2020, 11, 1, 1, 30),
        datetime.datetime(2020, 11, 1, 1, 30, fold=1),
    ]
