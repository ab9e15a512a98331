"""Text tables (CSV, TSV): finding out how one is written, then reading it once with pandas."""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..run.current import warn

if TYPE_CHECKING:
    from pandas import DataFrame

#: Enough to tell how a file is written, little enough to cost nothing.
SAMPLE = 64 * 1024
MOST_LINES = 100
DELIMITERS = (",", ";", "\t", "|")
#: ASCII's unit separator, which no text holds.
NO_DELIMITER = "\x1f"

_COMMA_NUMBER = re.compile(r"\s*[+-]?\d+(\.\d{3})*,\d+([eE][+-]?\d+)?\s*$")
_THOUSANDS = re.compile(r"\s*[+-]?\d{1,3},\d{3}\s*$")
_POINT_NUMBER = re.compile(r"\s*[+-]?\d+\.\d+([eE][+-]?\d+)?\s*$")
_GROUPED_NUMBER = re.compile(r"\s*[+-]?\d{1,3}(\.\d{3})+,\d+\s*$")
_DOTTED_DATE = re.compile(r"\s*\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})\b")
_WRONG_COUNT = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")


@dataclass(frozen=True)
class Writing:
    """How a text table is written."""

    encoding: str
    delimiter: str
    decimal: str = "."
    thousands: str | None = None
    #: Every row ends with a delimiter that the header lacks.
    trailing: bool = False

    @property
    def is_one_column(self) -> bool:
        return self.delimiter == NO_DELIMITER


def read_delimited(path: str, rows: int | None = None) -> DataFrame:
    import pandas

    name = os.path.basename(path)
    writing = find_writing(path)
    try:
        try:
            return _read(path, writing, writing.encoding, rows)
        except UnicodeDecodeError:
            if writing.encoding != "utf-8":
                raise
            # Good UTF-8 as far as the sample went, but not to the end.
            table = _read(path, writing, "cp1252", rows)
            warn(f"{name} is not UTF-8; it was read as Windows-1252 text")
            return table
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not text in UTF-8, UTF-16 or Windows-1252", "Save it again as UTF-8."
        ) from error
    except pandas.errors.EmptyDataError as error:
        raise _empty(name) from error
    except pandas.errors.ParserError as error:
        raise _unparsed(name, str(error)) from error


def _read(path: str, writing: Writing, encoding: str, rows: int | None) -> DataFrame:
    import pandas

    options: dict[str, Any] = {"index_col": False} if writing.trailing else {}
    table: DataFrame = pandas.read_csv(
        path,
        sep=writing.delimiter,
        encoding=encoding,
        decimal=writing.decimal,
        thousands=writing.thousands,
        nrows=rows,
        compression=None,
        # A column has one type, whatever the size of the file.
        low_memory=False,
        **options,
    )
    return table


def find_writing(path: str) -> Writing:
    name = os.path.basename(path)
    with open(path, "rb") as stream:
        sample = stream.read(SAMPLE)
    if not sample.strip():
        raise _empty(name)
    encoding, text = _decoded(sample, name)
    whole = len(sample) < SAMPLE
    lines = text.splitlines(keepends=True)[:MOST_LINES]
    if not whole and len(lines) > 1 and len(lines) < MOST_LINES:
        lines.pop()
    delimiter, rows = _split(lines, "\t" if path.lower().endswith((".tsv", ".tab")) else None)
    decimal, thousands = _decimal(rows[1:], delimiter)
    header, body = rows[0] if rows else [], rows[1:]
    trailing = bool(body) and all(len(row) == len(header) + 1 and not row[-1] for row in body)
    return Writing(encoding, delimiter, decimal, thousands, trailing)


def _decoded(sample: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if sample.startswith(mark):
            return encoding, codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    if b"\0" in sample or sample.startswith(b"%PDF"):
        raise InputError(
            f"{name} is not a text table, whatever its ending says",
            "Choose a CSV or TSV file, or open it in the program that made it and save it as CSV.",
        )
    try:
        # The sample may end in the middle of a character.
        return "utf-8", codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252", sample.decode("cp1252", "replace")


def _split(lines: list[str], given: str | None) -> tuple[str, list[list[str]]]:
    """The delimiter that cuts the header and most lines alike into fields, and those fields."""
    best: tuple[float, int] = (0.0, 0)
    # A header of one name is a table of one column: a comma further down is part of a text.
    found = (NO_DELIMITER, [[line.rstrip("\r\n")] for line in lines])
    for delimiter in (given,) if given and any(given in line for line in lines) else DELIMITERS:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        width, often = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        if width > 1 and len(rows[0]) > 1 and (often / len(rows), width) > best:
            best, found = (often / len(rows), width), (delimiter, rows)
    return found


def _decimal(rows: list[list[str]], delimiter: str) -> tuple[str, str | None]:
    """A decimal comma, if numbers are written so and none has a decimal point; `1.234,5` groups by points."""
    fields = [field for row in rows for field in row]
    commas = [field for field in fields if _COMMA_NUMBER.match(field)]
    # 1,234 is one and a bit where semicolons delimit; elsewhere it may as well be a thousand.
    sure = delimiter == ";" or not all(_THOUSANDS.match(field) for field in commas)
    if delimiter == "," or not commas or not sure or any(_POINT_NUMBER.match(field) for field in fields):
        return ".", None
    grouped = any(_GROUPED_NUMBER.match(field) for field in fields)
    # pandas would read 01.02.2024 as the number 1022024.
    dated = any(_DOTTED_DATE.match(field) for field in fields)
    return ",", "." if grouped and not dated else None


def _empty(name: str) -> InputError:
    return InputError(f"{name} is empty", "Choose a file with a header line and at least one row.")


def _unparsed(name: str, words: str) -> InputError:
    wrong = _WRONG_COUNT.search(words)
    if wrong:
        expected, line, saw = wrong.groups()
        return InputError(
            f"Line {line} of {name} has {saw} fields where {expected} were expected",
            "Correct that line, or quote the field that holds the delimiter.",
        )
    if "EOF inside string" in words:
        return InputError(
            f"{name} has a quotation mark that is never closed", "Close it, or save the file again."
        )
    return InputError(f"{name} cannot be read as a table: {words}", "Save the file again as CSV.")
