"""Makes Python's counterparts of JavaScript values that no function of the C API makes."""

import datetime
import decimal

_START = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def date(milliseconds: int) -> datetime.datetime:
    return _START + datetime.timedelta(milliseconds=milliseconds)


def number(text: str) -> decimal.Decimal:
    return decimal.Decimal(text)
