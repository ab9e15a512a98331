"""How many threads libraries may use, also when one run starts while another still imports them."""

import importlib
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from gilder import host
from gilder.run import cores

#: As the real one it is in `sys.modules` from the first line of its import on, with nothing in it.
TORCH = """
import threading

gate.began.set()
assert gate.go.wait(30)
told = []
set_num_threads = told.append
"""


class Gate:
    def __init__(self) -> None:
        self.began, self.go = threading.Event(), threading.Event()


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Holds an import of `torch` in its middle."""
    made = Gate()
    folder = tmp_path / "packages" / "torch"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("from builtins import gate\n" + TORCH)
    monkeypatch.setattr("builtins.gate", made, raising=False)
    monkeypatch.syspath_prepend(str(folder.parent))
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setattr(cores, "_told", {})
    return made


def test_a_run_that_starts_while_another_imports_torch_is_done(gate: Gate, bench: Any, app: Any) -> None:
    first = bench.run("def job() -> int:\n    return 1\n")
    importing = threading.Thread(target=importlib.import_module, args=("torch",))
    importing.start()
    assert gate.began.wait(30)
    try:
        assert not hasattr(sys.modules["torch"], "set_num_threads")
        with app.calling(2):
            assert host.run({**first.order, "threads": 1})["state"] == "done"
    finally:
        gate.go.set()
        importing.join()
    torch: Any = sys.modules["torch"]
    assert torch.told == []
    # By now it is whole: the next start tells it what it could not be told before, and tells it once.
    for call in (3, 4):
        with app.calling(call):
            assert host.run({**first.order, "threads": 1})["state"] == "done"
    assert torch.told == [1]


def test_what_the_libraries_take_by_themselves_need_not_be_told(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.go.set()
    torch: Any = importlib.import_module("torch")
    monkeypatch.setattr(cores, "_of_its_own", 6)
    cores.share(6)
    assert torch.told == []
    cores.share(2)
    cores.share(6)
    assert torch.told == [2, 6]
