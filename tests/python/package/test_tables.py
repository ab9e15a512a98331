"""Tables as people have them: encodings, delimiters, broken files, and files that are none."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from gilder.errors import InputError
from gilder.tables import reading


@pytest.fixture
def put(tmp_path: Path) -> Any:
    def write(content: str | bytes, name: str = "t.csv", encoding: str = "utf-8") -> str:
        path = tmp_path / name
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return str(path)

    return write


NAMES = "name,size\nZoë,1.5\nÜnal,2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_delimiters(put: Any, encoding: str, delimiter: str, end: str) -> None:
    table = reading.read(put(NAMES.replace(",", delimiter).replace("\n", end), encoding=encoding))
    assert list(table.columns) == ["name", "size"]
    assert table["name"].tolist() == ["Zoë", "Ünal"]
    assert table["size"].tolist() == [1.5, 2.0]


def test_big_endian_utf16_has_a_mark_too(put: Any) -> None:
    assert reading.read(put(b"\xfe\xff" + NAMES.encode("utf-16-be")))["name"].tolist() == ["Zoë", "Ünal"]


def test_windows_text_after_the_sample_is_read_with_a_warning(
    put: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put("name\n" + "plain\n" * 20_000 + "Zoë\n", encoding="cp1252")
    assert reading.read(path)["name"].iloc[-1] == "Zoë"
    assert "t.csv is not UTF-8; it was read as Windows-1252 text" in capsys.readouterr().err


def test_a_character_cut_by_the_end_of_the_sample(put: Any) -> None:
    from gilder.tables.delimited import SAMPLE, find_writing

    for shift in range(3):
        path = put("n\n" + "x" * (SAMPLE - 3 - shift) + "日本\n")
        assert find_writing(path).encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "column", "values"),
    [
        ("a;b\n1,5;x\n2,25;y\n", "a", [1.5, 2.25]),
        ("a;b\n1,5;2.5\n", "a", ["1,5"]),
        ("a;b\n1.234,5;x\n2,0;y\n", "a", [1234.5, 2.0]),
        ("a;d\n1.234,5;01.02.2024\n2,0;03.04.2024\n", "d", ["01.02.2024", "03.04.2024"]),
        ("a;b\n1;x\n", "a", [1]),
        ("a\tb\n1,5\t2\n", "a", [1.5]),
        ("a\tb\n1,234\t2\n", "a", ["1,234"]),
        ("a;b\n1,234;2\n", "a", [1.234]),
        ("a\n1,5\n2,25\n", "a", [1.5, 2.25]),
        ("a,b\n1,5\n", "b", [5]),
        ('a,b\n"x,y",1\n', "a", ["x,y"]),
        ("a;b\nx,y;1\nz;2\n", "a", ["x,y", "z"]),
        ("word\nplain text, with a comma\nmore\n", "word", ["plain text, with a comma", "more"]),
        ("a\n1\n2\n", "a", [1, 2]),
        ("a,b,\n1,2,\n", "b", [2]),
        ("a,b\n1,2,\n3,4,\n", "a", [1, 3]),
        ("a,b\nr1,1,2\nr2,3,4\n", "index", ["r1", "r2"]),
        ("a,a,b\n1,2,3\n", "a.1", [2]),
        ("d\n2024-01-02\n\n2024-03-04\n", "d", [pd.Timestamp("2024-01-02"), pd.Timestamp("2024-03-04")]),
        (
            "d\n2024-01-02T10:00\n2024-01-02 11:30:15.5\n",
            "d",
            [pd.Timestamp("2024-01-02T10:00"), pd.Timestamp("2024-01-02T11:30:15.5")],
        ),
        ("d\n2024-01-02\nsoon\n", "d", ["2024-01-02", "soon"]),
        ("d\n02/01/2024\n", "d", ["02/01/2024"]),
        ("y\n2024\n", "y", [2024]),
        ("b\ntrue\nFalse\n", "b", [True, False]),
        ("n\n1\nNA\n", "n", [1.0, np.nan]),
        ("n\n99999999999999999999\n1\n", "n", None),
        ("n\ninf\n-inf\n", "n", [np.inf, -np.inf]),
    ],
)
def test_what_the_fields_mean(put: Any, text: str, column: str, values: list[Any] | None) -> None:
    table = reading.read(put(text))
    if values is None:
        assert not pd.api.types.is_float_dtype(table[column])
    else:
        pd.testing.assert_series_equal(
            table[column], pd.Series(values, name=column), check_dtype=False, check_index=False
        )


def test_tsv_is_cut_at_tabs_although_it_has_more_commas(put: Any) -> None:
    table = reading.read(put("a\tb\nx,y,z\t1\np,q,r\t2\n", "t.TSV"))
    assert table["a"].tolist() == ["x,y,z", "p,q,r"]
    assert reading.read(put("a;b\n1;2\n", "t.tsv")).shape == (1, 2)


def test_columns_have_one_type_in_a_large_file(put: Any) -> None:
    path = put("n\n" + "1\n" * 300_000 + "x\n")
    assert set(map(type, reading.read(path)["n"])) == {str}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", b"", "t.csv is empty"),
        ("t.csv", b"  \n\n", "t.csv is empty"),
        ("t.csv", b"a,b\n", "t.csv has columns but no rows"),
        ("t.csv", b"a,b\n1,2\n1,2,3\n1,2\n", "Line 3 of t.csv has 3 fields where 2 were expected"),
        ("t.csv", b'a,b\n1,"open\n', "t.csv has a quotation mark that is never closed"),
        ("t.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "t.csv is not a text table, whatever its ending says"),
        ("t.csv", b"%PDF-1.7\n%\xe2", "t.csv is not a text table, whatever its ending says"),
        ("t.csv", b"PK\x03\x04\x14\0", "t.csv is not a text table, whatever its ending says"),
        ("t.csv", b"a,b\n\x81\x8d,1\n", "t.csv is not text in UTF-8, UTF-16 or Windows-1252"),
        ("t.pdf", b"a,b\n1,2\n", "t.pdf is not a table that Gilder can read (.pdf)"),
        ("t", b"a,b\n1,2\n", "t is not a table that Gilder can read (no ending)"),
        ("t.parquet", b"garbage", "t.parquet is not a Parquet file, or it is damaged"),
        ("t.parquet", b"PAR1" + b"x" * 100 + b"PAR1", "t.parquet is not a Parquet file, or it is damaged"),
        ("t.xlsx", b"garbage", "t.xlsx is not an Excel workbook, or it is damaged"),
        (
            "t.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "t.xlsx is protected by a password, or an .xls file by another name",
        ),
    ],
)
def test_files_that_are_no_tables(put: Any, name: str, content: bytes, message: str) -> None:
    path = put(content, name)
    with pytest.raises(InputError) as caught:
        reading.read(path)
    assert caught.value.message == message
    assert caught.value.hint
    if "no rows" not in message and "Line 3" not in message:
        with pytest.raises(InputError):
            reading.glance(path)


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="There is no file"):
        reading.read(str(tmp_path / "gone.csv"))
    with pytest.raises(InputError, match="is a folder, not a file"):
        reading.read(str(tmp_path))
    with pytest.raises(InputError, match="There is no file http"):
        reading.read("http://localhost:1/t.csv")
    path = tmp_path / "t.csv"
    path.write_text(NAMES)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(InputError, match=r"t\.csv may not be read"):
        reading.read(str(path))


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "n": [1, 2],
            "x": [0.5, None],
            "s": ["a", None],
            "d": pd.to_datetime(["2024-01-02", "2024-03-04"]),
            "b": [True, False],
        }
    )


def test_parquet(tmp_path: Path) -> None:
    path = str(tmp_path / "t.parquet")
    frame().to_parquet(path)
    pd.testing.assert_frame_equal(reading.read(path), frame())
    frame().set_index("s").to_parquet(path)
    assert list(reading.read(path).columns) == list(reading.glance(path).columns) == ["s", "n", "x", "d", "b"]
    frame().iloc[:0].to_parquet(path)
    with pytest.raises(InputError, match="has columns but no rows"):
        reading.read(path)


def test_excel(tmp_path: Path) -> None:
    path = str(tmp_path / "t.xlsx")
    with pd.ExcelWriter(path) as book:
        frame().to_excel(book, sheet_name="first", index=False)
        pd.DataFrame({"other": [1]}).to_excel(book, sheet_name="second", index=False)
    pd.testing.assert_frame_equal(reading.read(path), frame(), check_dtype=False)
    pd.DataFrame([[1, 2]], columns=[2007, 2008]).to_excel(path, index=False)
    assert list(reading.read(path).columns) == ["2007", "2008"]
    pd.DataFrame().to_excel(path, index=False)
    with pytest.raises(InputError, match=r"The first sheet of t\.xlsx is empty"):
        reading.read(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    with pytest.raises(InputError, match="is not an Excel workbook"):
        reading.read(path)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
def test_a_glance_agrees_with_the_whole_and_reads_little(tmp_path: Path, ending: str) -> None:
    path = str(tmp_path / f"t.{ending}")
    long = pd.concat([frame()] * 300, ignore_index=True)
    {"csv": long.to_csv, "xlsx": long.to_excel}.get(ending, long.to_parquet)(path, index=False)
    glance = reading.glance(path)
    assert len(glance) == (0 if ending == "parquet" else reading.GLANCE)
    assert glance.dtypes.to_dict() == reading.read(path).dtypes.to_dict()
