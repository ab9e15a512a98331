"""Files that are programs: what is known of them without running them, and what a run of one leaves."""

import sys
from pathlib import Path
from typing import Any

import pytest

PLAIN = """
'''Draws a line.

More about it.'''
import matplotlib.pyplot as plt

print("drawing")
plt.plot([1, 2], [3, 4])
plt.title("A line")
plt.show()
"""

TOOL = """
import argparse, sys
from pathlib import Path

def main() -> None:
    parser = argparse.ArgumentParser(description="Counts things.")
    parser.add_argument("table", type=Path, help="what to count")
    parser.add_argument("--rate", "-r", type=float, default=0.5, help="learning rate (%(default)s)")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--mode", choices=["fast", "exact"], default="fast")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--no-cache", dest="cache", action="store_false")
    parser.add_argument("--tags", nargs="+", default=["a"])
    parser.add_argument("-q", action="count", default=0)
    parser.add_argument("--add", action="append", type=int)
    parser.add_argument("--bar", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--lambda", type=float)
    parser.add_argument("--on", type=bool, default=True)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--left", action="store_true")
    group.add_argument("--right", action="store_true")
    print(sys.argv[1:])
    print(sorted(vars(parser.parse_args()).items()))

if __name__ == "__main__":
    main()
    Path("executed.txt").write_text("yes")
"""

COMMANDS = """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--verbose", action="store_true")
below = parser.add_subparsers(dest="command", required=True)
train = below.add_parser("train", help="trains")
train.add_argument("data")
train.add_argument("--lr", type=float, default=0.1)
below.add_parser("list")
args = parser.parse_args()
print(sorted(vars(args).items()))
"""

CLICK = """
import click

@click.command()
@click.argument("name")
@click.option("--count", default=1, type=click.IntRange(1, 10), help="how often")
@click.option("--shout/--whisper", default=False)
@click.option("--tag", multiple=True)
@click.option("--size", nargs=2, type=int)
def hello(name, count, shout, tag, size):
    '''Says hello.'''
    click.echo(f"{name} {count} {shout} {tag} {size}")

if __name__ == "__main__":
    hello()
"""


def fields(described: dict[str, Any]) -> dict[str, Any]:
    (spec,) = described["jobs"]
    found: dict[str, Any] = spec["params"]["properties"]
    return found


def test_a_plain_script_is_one_job_and_is_not_executed_to_be_described(bench: Any, app: Any) -> None:
    described = bench.describe(PLAIN, "my-line.py")
    (spec,) = described["jobs"]
    assert described["error"] is None
    assert (spec["title"], spec["function"], spec["kind"]) == ("My line", "__main__", "script")
    assert (spec["summary"], spec["doc"]) == ("Draws a line.", "More about it.")
    assert spec["isolation"] == "process"
    assert list(spec["params"]["properties"]) == ["arguments"]
    assert app.texts() == []


def test_its_figures_and_its_words_are_kept(bench: Any, app: Any) -> None:
    done = bench.run(PLAIN)
    assert done.state == "done", done.outcome
    assert app.texts() == ["drawing"]
    (figure,) = done.results
    assert (figure["label"], figure["kind"]) == ("A line", "image")


def test_figures_that_nobody_showed_or_saved_are_shown_at_the_end(bench: Any) -> None:
    done = bench.run(
        """
import matplotlib.pyplot as plt
for name in ("one", "one", "saved"):
    figure = plt.figure()
    figure.suptitle(name)
    figure.add_subplot().plot([1, 2])
    if name == "saved":
        figure.savefig("saved.png")
"""
    )
    assert [each["label"] for each in done.results] == ["One", "one (2)", "saved.png"]


def test_the_arguments_of_argparse_are_fields(bench: Any) -> None:
    described = bench.describe(TOOL)
    found = fields(described)
    assert described["jobs"][0]["params"]["required"] == ["table", "steps"]
    assert described["jobs"][0]["summary"] == "Counts things."
    assert found["rate"]["description"] == "learning rate (0.5)"
    assert (found["rate"]["type"], found["rate"]["default"]) == ("number", 0.5)
    assert found["mode"]["enum"] == ["fast", "exact"]
    assert (found["verbose"]["type"], found["verbose"]["default"]) == ("boolean", False)
    assert found["cache"]["default"] is True
    assert (found["tags"]["items"]["type"], found["tags"]["default"]) == ("string", ["a"])
    assert found["q"]["type"] == "integer"
    assert found["add"]["items"]["type"] == "integer"
    assert found["bar"]["default"] is True
    assert "default" not in found["lambda_"]
    assert not list(bench.folder.rglob("executed.txt")), "described, it is executed up to its parser"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, []),
        ({"rate": 0.5}, []),
        ({"rate": -0.25}, ["--rate=-0.25"]),
        ({"mode": "exact", "verbose": True}, ["--mode", "exact", "--verbose"]),
        ({"cache": False}, ["--no-cache"]),
        ({"tags": ["x", "y z"]}, ["--tags", "x", "y z"]),
        ({"q": 2}, ["-q", "-q"]),
        ({"add": [1, 2]}, ["--add", "1", "--add", "2"]),
        ({"bar": False}, ["--no-bar"]),
        ({"lambda_": 1e-3}, ["--lambda", "0.001"]),
        ({"on": False}, ["--on", ""]),
    ],
)
def test_what_is_filled_in_is_what_the_script_is_given(
    bench: Any, app: Any, given: dict[str, Any], words: list[str]
) -> None:
    done = bench.run(TOOL, {"table": "t.csv", "steps": 3, **given})
    assert done.state == "done", done.outcome
    assert app.texts()[0] == repr(["t.csv", "--steps", "3", *words]) or sorted(
        eval(app.texts()[0])
    ) == sorted(["t.csv", "--steps", "3", *words])
    assert "('steps', 3)" in app.texts()[1]


def test_a_place_that_begins_with_a_dash_comes_behind_two(bench: Any, app: Any) -> None:
    done = bench.run(TOOL, {"table": "-odd", "steps": 3})
    assert done.state == "done", done.outcome
    assert app.texts()[0] == repr(["--steps", "3", "--", "-odd"])


def test_what_the_parser_refuses_is_told_before_the_run(bench: Any) -> None:
    from gilder import host

    path = bench.write(TOOL)
    given = {"table": "t", "steps": 1, "left": True, "right": True}
    answer = host.validate(path, "__main__", given)
    (problem,) = answer["problems"]
    assert problem["field"] in ("left", "right")
    assert "not allowed with argument --left" in problem["message"]


def test_files_are_named_from_where_the_user_is(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from gilder import host

    path = bench.write(TOOL)
    elsewhere = bench.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "t.csv").write_text("a\n")
    monkeypatch.chdir(elsewhere)
    answer = host.validate(path, "__main__", {"table": "t.csv", "steps": 1, "tags": ["none.csv", "t"]})
    assert answer["params"]["table"] == str(elsewhere / "t.csv")
    assert answer["params"]["tags"] == ["none.csv", "t"]


def test_commands_below_the_first_are_a_choice_with_groups(bench: Any, app: Any) -> None:
    found = fields(bench.describe(COMMANDS))
    assert found["command"]["enum"] == ["train", "list"]
    assert found["train"]["properties"]["lr"]["default"] == 0.1
    assert found["train"]["required"] == ["data"]
    done = bench.run(COMMANDS, {"verbose": True, "command": "train", "train": {"data": "d", "lr": 0.5}})
    assert done.state == "done", done.outcome
    assert app.texts() == ["[('command', 'train'), ('data', 'd'), ('lr', 0.5), ('verbose', True)]"]


def test_click(bench: Any, app: Any) -> None:
    described = bench.describe(CLICK)
    found = fields(described)
    assert described["jobs"][0]["summary"] == "Says hello."
    assert (found["count"]["minimum"], found["count"]["maximum"]) == (1, 10)
    assert described["jobs"][0]["params"]["required"] == ["name"]
    done = bench.run(CLICK, {"name": "Ü", "shout": True, "tag": ["a", "b"], "size": [1, 2]})
    assert done.state == "done", done.outcome
    assert app.texts() == ["Ü 1 True ('a', 'b') (1, 2)"]


@pytest.mark.parametrize(
    ("end", "state", "message"),
    [
        ("sys.exit()", "done", ""),
        ("sys.exit(0)", "done", ""),
        ("sys.exit(3)", "failed", "The script ended with exit status 3"),
        ("sys.exit('no data')", "failed", "no data"),
        ("1 / 0", "failed", "division by zero"),
    ],
)
def test_ends(bench: Any, end: str, state: str, message: str) -> None:
    done = bench.run(f"import sys\nprint('begun')\n{end}\n")
    assert done.state == state
    if state == "failed":
        assert done.error["message"] == message
        assert done.error["kind"] == "job"


def test_it_works_in_a_folder_of_its_own_with_all_that_lies_beside_it(bench: Any) -> None:
    (bench.folder / "data.csv").write_text("1,2\n")
    (bench.folder / "old.txt").write_text("old")
    (bench.folder / "deep").mkdir()
    (bench.folder / "deep" / "more.txt").write_text("more")
    (bench.folder / "large.bin").write_bytes(bytes(2 << 20))
    done = bench.run(
        """
import os, shutil
from pathlib import Path
print("working")
assert Path("data.csv").read_text() == "1,2\\n"
assert Path("large.bin").stat().st_size == 2 << 20
assert Path(__file__).parent != Path.cwd()
Path("old.txt").write_text("new")
Path("out.txt").write_text("made")
Path("deep/made.txt").write_text("made")
Path("fresh").mkdir()
Path("fresh/one.txt").write_text("1")
"""
    )
    assert done.state == "done", done.outcome
    assert [each["label"] for each in done.results] == ["deep", "fresh", "old.txt", "out.txt"]
    assert (bench.folder / "old.txt").read_text() == "old"
    kept = [file["path"] for file in done.results[0]["files"]]
    assert kept == ["results/out/deep/made.txt"] or kept[0].endswith("made.txt")
    assert len(kept) == 1
    assert not (bench.folder / "out.txt").exists()


def test_a_script_may_import_what_lies_beside_it(bench: Any, app: Any) -> None:
    (bench.folder / "beside_it.py").write_text("word = 'beside'\n")
    assert bench.run("import beside_it\nprint(beside_it.word)\n").state == "done"
    assert app.texts() == ["beside"]
    assert "beside_it" in sys.modules
    del sys.modules["beside_it"]


@pytest.mark.parametrize(
    ("source", "functions"),
    [
        ("def f(n: int): ...\n", ["f"]),
        ("def f(n: int): ...\nif __name__ == '__main__':\n    f(1)\n", ["f"]),
        ("def main(): ...\nif __name__ == '__main__':\n    main()\n", ["__main__"]),
        ("def f(n: int): ...\nprint(f(1))\n", ["__main__"]),
        ("print('hello')\ndef f(n: int): ...\n", ["f"]),
        ("print('hello')\n", ["__main__"]),
        ("import logging\nlog = logging.getLogger()\nlog.setLevel(10)\ndef f(n: int): ...\n", ["f"]),
        ("import numpy as np\nnp.random.seed(1)\ndef f(n: int): ...\n", ["f"]),
        ("from gilder import job\n@job\ndef f(n: int): ...\nprint(1)\n", ["f"]),
        ("class A: ...\ndef f(a: A): ...\nif __name__ == '__main__':\n    f(A())\n", ["__main__"]),
    ],
)
def test_what_is_a_script(bench: Any, source: str, functions: list[str]) -> None:
    described = bench.describe(source)
    assert [each["function"] for each in described["jobs"]] == functions, described["error"]


def test_not_inside_of_the_app(bench: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(bench.run, PLAIN).result()
    assert done.state == "failed"
    assert "the whole of its process" in done.error["message"]


def test_processes_of_a_script(bench: Any) -> None:
    done = bench.run(
        """
import multiprocessing

class Thing:
    def __init__(self, n): self.n = n

def double(thing):
    return Thing(thing.n * 2)

if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        found = pool.map(double, [Thing(1), Thing(2)])
    with open("found.txt", "w") as out:
        out.write(str([each.n for each in found]))
"""
    )
    assert done.state == "done", done.outcome
    (kept,) = done.results
    path: Path = done.folder / kept["files"][0]["path"]
    assert path.read_text() == "[2, 4]"
