"""Files and disks. What the operating system says is certain; why is not always."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ..words.sentences import near
from ..words.texts import sendable, shortened
from .rules import Cause, Look, Rule

if TYPE_CHECKING:
    from .evidence import Evidence

#: Of a folder with more files the others are not looked at.
MOST_FILES = 2000


def _numbered(*codes: int, more: Callable[[Evidence], Mapping[str, str]] | None = None) -> Look:
    """By the number of the error, which is the same in every language."""

    def look(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
        error = evidence.error
        if not isinstance(error, OSError) or error.errno not in codes:
            return None
        path = _path(evidence)
        # In the middle of a sentence, and at its begin.
        fields = {"path": path or "a file", "Path": path or "The file"}
        return fields | (more(evidence) if more is not None else {})

    return look


def _refused(evidence: Evidence) -> Mapping[str, str]:
    path = _path(evidence)
    if not path:
        return {"advice": "Run the job as a user who may do it, or do without."}
    advice = "Check who may read and write it; it may also be open in another program."
    return {
        "with": f" with {path}",
        "advice": "It is a folder, not a file." if os.path.isdir(path) else advice,
    }


def _path(evidence: Evidence) -> str:
    name = getattr(evidence.error, "filename", None)
    if not isinstance(name, (str, bytes, os.PathLike)):
        return ""
    return shortened(sendable(os.fsdecode(name)), 300)


def _missing(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str] | None:
    path = _path(evidence) or match["named"] or ""
    second = getattr(evidence.error, "filename2", None)
    if isinstance(second, str) and os.path.exists(path):
        path = shortened(sendable(second), 300)
    if not path or os.path.exists(path):
        # By now it is there, or it is another one that is missing, as the interpreter of a script.
        return None
    if os.path.islink(path):
        return {
            "path": path,
            "advice": f"There is a link of that name to {os.readlink(path)}, which is not there.",
        }
    folder, name = os.path.split(os.path.abspath(path))
    beside = _beside(evidence, path)
    if not os.path.isdir(folder):
        relative = "" if os.path.isabs(path) else "The path is taken from the folder the job runs in. "
        gone = next((up for up in _above(folder) if not os.path.isdir(up)), folder)
        return {"path": path, "advice": f"There is no folder {gone}. {relative}Check the path."}
    if beside is not None:
        return {
            "path": path,
            "advice": f"There is one at {beside}, beside the job: a path that does not begin at the top is looked for in "
            "the folder the job runs in. Write `Path(__file__).parent / …`, or make the file a parameter of the job.",
        }
    guess = near(name, _files(folder))
    told = f"Did you mean '{guess}'? " if guess is not None else ""
    whole = "" if os.path.isabs(path) else f"It was looked for in {folder}. "
    return {"path": path, "advice": f"{told}{whole}Check the path, or make the file a parameter of the job."}


def _above(folder: str) -> list[str]:
    """The folders from the root down to this one."""
    parts = [folder]
    while os.path.dirname(parts[0]) != parts[0]:
        parts.insert(0, os.path.dirname(parts[0]))
    return parts


def _beside(evidence: Evidence, path: str) -> str | None:
    if os.path.isabs(path):
        return None
    own = next((place.file for place in reversed(evidence.places) if not place.package), None)
    there = os.path.join(os.path.dirname(os.path.abspath(own)), path) if own else ""
    return there if there and os.path.exists(there) else None


def _files(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in islice(entries, MOST_FILES)]
    except OSError:
        return []


def _decoded(evidence: Evidence, match: re.Match[str]) -> Mapping[str, str]:
    error = evidence.error
    given = error.object[:4] if isinstance(error, UnicodeDecodeError) else b""
    if given.startswith((b"PK\x03\x04", b"\x89PNG", b"%PDF", b"PAR1", b"\x1f\x8b", b"\xff\xd8\xff")):
        return {"advice": "It begins like a compressed file or a picture: it may be no text at all."}
    if given.startswith((b"\xff\xfe", b"\xfe\xff")):
        return {"advice": "Its begin looks like UTF-16: say `encoding='utf-16'` where it is opened."}
    return {
        "advice": "Files of older programs and of Excel are often `encoding='cp1252'`: say so where it is opened, and compare letters like ä."
    }


CAUSES = (
    Cause(
        "file-not-found",
        "A file or folder is not where it was looked for.",
        (
            Rule(
                ("FileNotFoundError",),
                r"^(?:\[(?:Errno|WinError) \d+\].*|(?P<named>[\w./\\: ~-]+))$",
                "There is no file or folder {path}.",
                "{advice}",
                look=_missing,
            ),
        ),
    ),
    Cause(
        "permission-denied",
        "The system does not allow to read or write a file.",
        (
            Rule(
                ("OSError",),
                cause="The system does not allow this{with}.",
                hint="{advice}",
                look=_numbered(errno.EACCES, errno.EPERM, more=_refused),
            ),
        ),
    ),
    Cause(
        "disk-full",
        "There is no room on the disk, or a quota is used up.",
        (
            Rule(
                ("OSError",),
                cause="The disk of {path} is full, or the share of it that you may use.",
                hint="Free some disk space and run the job again.",
                look=_numbered(errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)),
            ),
            Rule(
                ("OSError",),
                r"^\d+ requested and \d+ written",
                "The disk is full, or the share of it that you may use.",
                "Free some disk space and run the job again.",
                sure=False,
            ),
        ),
    ),
    Cause(
        "disk-read-only",
        "The disk cannot be written to.",
        (
            Rule(
                ("OSError",),
                cause="The disk of {path} can only be read.",
                hint="Write to another folder: `gilder.out_dir()` is the run's own.",
                look=_numbered(errno.EROFS),
            ),
        ),
    ),
    Cause(
        "not-a-file",
        "A folder stands where a file is expected, or the other way round, or something is there already.",
        (
            Rule(
                ("OSError",),
                cause="{Path} is a folder, and a file is expected.",
                hint="Add the name of the file.",
                look=_numbered(errno.EISDIR),
            ),
            Rule(
                ("OSError",),
                cause="A part of {path} is a file, and a folder is expected.",
                hint="Check the path.",
                look=_numbered(errno.ENOTDIR),
            ),
            Rule(
                ("OSError",),
                cause="{Path} is there already.",
                hint="Use another name, or allow it (`exist_ok=True` for a folder).",
                look=_numbered(errno.EEXIST),
            ),
            Rule(
                ("OSError",),
                cause="The name of the file is too long for this system.",
                hint="Shorten it, or choose a folder that is less deep.",
                look=_numbered(errno.ENAMETOOLONG),
            ),
        ),
    ),
    Cause(
        "too-many-files",
        "More files or connections are open than the system allows.",
        (
            Rule(
                ("OSError",),
                cause="More files are open at once than the system allows.",
                hint="Close each file when it has been read: `with open(…) as file:`. With many workers for data use fewer.",
                look=_numbered(errno.EMFILE, errno.ENFILE),
            ),
        ),
    ),
    Cause(
        "wrong-encoding",
        "A text file is not written in the encoding it is read in.",
        (
            Rule(
                ("UnicodeDecodeError",),
                r"^'(?P<codec>[\w-]+)' codec can't decode",
                "What is read here is not text in {codec}.",
                "{advice}",
                look=_decoded,
            ),
            Rule(
                ("UnicodeEncodeError",),
                r"^'(?P<codec>[\w-]+)' codec can't encode character",
                "The text has a character that there is none for in {codec}.",
                "Write it with `encoding='utf-8'`.",
            ),
        ),
    ),
    Cause(
        "unreadable-format",
        "A file is damaged, or of another format than it is read as.",
        (
            Rule(
                ("pandas.errors.ParserError",),
                r"Expected (?P<n>\d+) fields in line (?P<line>\d+), saw (?P<m>\d+)",
                "Line {line} of the file has {m} columns where the lines before it have {n}.",
                "Look at that line: it may have a comma inside a value, or the file another delimiter (`sep=';'`) or lines above its table (`skiprows`).",
            ),
            Rule(
                ("pandas.errors.EmptyDataError",),
                r"^No columns to parse from file",
                "There is nothing in the file, or blank lines only.",
                "Check that it is the right one and was written to its end.",
            ),
            Rule(
                ("ValueError",),
                r"^Some errors were detected !.*Line #(?P<line>\d+) \(got (?P<m>\d+) columns instead of (?P<n>\d+)\)",
                "Line {line} of the file has {m} columns where the others have {n}.",
                "Look at that line, or read the file with `pandas.read_csv`.",
                by=("numpy",),
            ),
            Rule(
                ("pyarrow.lib.ArrowInvalid",),
                r"Parquet (?:file size|magic bytes)",
                "The file is not a Parquet file, or only a part of one.",
                "Check that it is the right file and came over whole.",
            ),
            Rule(
                ("ValueError", "zipfile.BadZipFile"),
                r"^(?:Excel file format cannot be determined|File is not a zip file)",
                "The file is not what its reader takes: an Excel file or other zip archive.",
                "A CSV file that was named .xlsx is still read with `read_csv`.",
                by=("pandas", "zipfile", "openpyxl"),
            ),
            Rule(
                ("PIL.UnidentifiedImageError",),
                r"^cannot identify image file",
                "The file is not a picture of a kind that Pillow reads, or is damaged.",
                "Open it with a program for pictures to see whether it is whole.",
            ),
            Rule(
                ("json.decoder.JSONDecodeError",),
                r": line (?P<line>\d+) column (?P<column>\d+) \(char",
                "The text is no JSON from line {line}, column {column}, on.",
                "Look there: names and texts stand in double quotes, there is no comma after the last value, and an empty text is none.",
            ),
            Rule(
                ("ValueError",),
                r"^File format .* not understood\. Only 'RIFF'",
                "The file is not a WAV file.",
                "Convert it to WAV; a file of another kind does not become one by its name.",
                by=("scipy",),
            ),
        ),
    ),
)
