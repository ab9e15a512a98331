"""The package under test, and a stand-in for the app around it that only writes down what it is told."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

RUNTIME = Path(__file__).resolve().parents[2] / "python-runtime"
sys.path.insert(0, str(RUNTIME))
sys.dont_write_bytecode = True


class Recorder:
    """What `_gilder` is to the package: the number of the call on this thread, its events, its flag."""

    class Interrupted(BaseException): ...

    def __init__(self) -> None:
        self.events: list[tuple[int, str, dict[str, Any]]] = []
        self.stopped: set[int] = set()
        self.on_event: Callable[[int, str, dict[str, Any]], None] = lambda *_: None
        self._here = threading.local()

    def current(self) -> int:
        return getattr(self._here, "call", 0)

    def emit(self, call: int, kind: str, payload: dict[str, Any]) -> None:
        self.events.append((call, kind, payload))
        self.on_event(call, kind, payload)

    def cancelled(self, call: int) -> bool:
        return call in self.stopped

    @contextmanager
    def calling(self, call: int) -> Iterator[None]:
        self._here.call = call
        yield
        self._here.call = 0

    def lines(self, call: int = 1) -> list[dict[str, Any]]:
        sent = [payload for its, kind, payload in self.events if its == call and kind == "log"]
        return [line for payload in sent for line in payload["lines"]]

    def texts(self, call: int = 1, level: str | None = None) -> list[str]:
        return [line["text"] for line in self.lines(call) if level in (None, line["level"])]

    def progress(self, call: int = 1) -> list[dict[str, Any]]:
        return [payload for its, kind, payload in self.events if its == call and kind == "progress"]


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setitem(sys.modules, "_gilder", recorder)
    return recorder


class Bench:
    """Writes a job file and runs it as the app would: described, then ordered."""

    def __init__(self, folder: Path, app: Recorder) -> None:
        self.folder, self.app = folder, app

    def write(self, source: str, name: str = "job.py") -> str:
        path = self.folder / name
        path.write_text(source, encoding="utf-8")
        return str(path)

    def describe(self, source: str, name: str = "job.py") -> dict[str, Any]:
        from gilder import host

        return host.describe(self.write(source, name))

    def run_file(self, path: str, params: dict[str, Any] | None = None, call: int = 1) -> SimpleNamespace:
        from gilder import host

        described = host.describe(path)
        assert described["jobs"], described["error"]
        spec = described["jobs"][0]
        folder = self.folder / f"run-{call}"
        folder.mkdir(exist_ok=True)
        names = ("id", "title", "file", "function", "sha256")
        order = {
            "run": f"run-{call}",
            "folder": str(folder),
            "job": {name: spec[name] for name in names},
            "params": params or {},
        }
        with self.app.calling(call):
            outcome = host.run(order)
        return SimpleNamespace(folder=folder, outcome=outcome, order=order, **outcome)

    def run(self, source: str, params: dict[str, Any] | None = None, call: int = 1) -> SimpleNamespace:
        return self.run_file(self.write(source), params, call)


@pytest.fixture
def bench(tmp_path: Path, app: Recorder) -> Bench:
    return Bench(tmp_path, app)


class Stored:
    """What a job returned, as files; previews must be JSON that every reader takes."""

    def __init__(self, returned: object, folder: Path) -> None:
        from gilder.results.kinds import results_of
        from gilder.results.storing import store

        self.folder = folder
        self.artifacts = store(results_of(returned), str(folder))
        self.names = [artifact["name"] for artifact in self.artifacts]

    def preview(self, number: int = 0) -> dict[str, Any]:
        text = (self.folder / self.artifacts[number]["preview"]).read_text(encoding="utf-8")
        parsed: dict[str, Any] = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} in JSON"))
        assert parsed["kind"] == self.artifacts[number]["kind"]
        return parsed

    def file(self, format: str, number: int = 0) -> Path:
        (found,) = [file for file in self.artifacts[number]["files"] if file["format"] == format]
        path = self.folder / found["path"]
        assert path.stat().st_size == found["bytes"]
        return path


@pytest.fixture
def keep(tmp_path: Path) -> Any:
    return lambda returned: Stored(returned, tmp_path)


@pytest.fixture(scope="session")
def jobs() -> Path:
    return RUNTIME / "jobs"
