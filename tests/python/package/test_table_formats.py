"""Tables in JSON, Feather and text of unknown writing."""

from pathlib import Path

import pandas
import pytest
from gilder.errors import InputError
from gilder.tables.reading import glance, read

TABLE = pandas.DataFrame({"name": ["a", "b"], "value": [1, 2]})


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.json", '[{"name": "a", "value": 1}, {"name": "b", "value": 2}]'),
        ("a.json", '{"name": ["a", "b"], "value": [1, 2]}'),
        ("a.json", '{"name": "a", "value": 1}\n{"name": "b", "value": 2}\n'),
        ("a.jsonl", '\ufeff{"name": "a", "value": 1}\n\n{"name": "b", "value": 2}'),
        ("a.txt", "name\tvalue\na\t1\nb\t2\n"),
        ("a.txt", "name;value\na;1\nb;2\n"),
    ],
)
def test_text_is_read_as_it_is_written(tmp_path: Path, file: str, content: str) -> None:
    path = tmp_path / file
    path.write_text(content, encoding="utf-8")
    assert read(str(path)).to_dict("list") == TABLE.to_dict("list")
    assert list(glance(str(path)).columns) == ["name", "value"]


def test_feather(tmp_path: Path) -> None:
    path = str(tmp_path / "a.feather")
    TABLE.to_feather(path)
    assert read(path).to_dict("list") == TABLE.to_dict("list")
    assert [str(kind) for kind in glance(path).dtypes][1] == "int64"


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("a.json", "[1, 2]", "a.json holds JSON, but no table"),
        ("a.json", "[]", "a.json holds JSON, but no table"),
        ("a.json", "[{]", "a.json is not JSON: .* at line 1, column 3"),
        ("a.json", '{"a": [1], "b": [1, 2]}', "The columns of a.json are not equally long"),
        ("a.jsonl", '{"a": 1}\n{"a": }', "Record 2 of a.jsonl is not JSON"),
        ("a.jsonl", '{"a": 1}\n5', "Record 2 of a.jsonl has no names for its values"),
        ("a.jsonl", " \n ", "a.jsonl is empty"),
        ("a.feather", "no arrow", "a.feather is not a Feather file"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, file: str, content: str, words: str) -> None:
    path = tmp_path / file
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        read(str(path))
    assert caught.value.hint
