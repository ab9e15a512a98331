"""The side of the app of a cluster: the service of `gilder.cluster` on a thread, and orders for it."""

import hashlib
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from dask_processes import Dask, wait_for  # beside this file

Json = dict[str, Any]


class Desk:
    """Sends runs as the app would, and takes down what it is told of them."""

    def __init__(self, app: Any, folder: Path) -> None:
        from gilder.cluster import service

        self._service = service
        self._folder = folder
        self._ends: dict[str, Json] = {}
        self._told: list[tuple[str, str, Json]] = []
        ready = threading.Event()

        def hear(_call: int, kind: str, payload: Json) -> None:
            match kind:
                case "ready":
                    ready.set()
                case "event":
                    self._told.append((payload["run"], payload["kind"], payload["payload"]))
                case "end":
                    self._ends[payload["run"]] = payload["outcome"]

        app.on_event = hear

        def serve() -> None:
            with app.calling(1):
                service.serve()

        self._thread = threading.Thread(target=serve, daemon=True)
        self._thread.start()
        assert ready.wait(10)

    def close(self) -> None:
        self._service.close()
        self._thread.join(10)
        assert not self._thread.is_alive()

    def begin(
        self,
        address: str,
        source: str | Path,
        params: Json | None = None,
        inputs: tuple[str, ...] = (),
        checkpoint: bytes | None = None,
    ) -> str:
        """`source` is the code of a job, or its file; `inputs` name the parameters that are files."""
        run = f"run-{len(list(self._folder.glob('run-*'))) + 1}"
        folder = self._folder / run
        folder.mkdir()
        if checkpoint is not None:
            (folder / "checkpoint.pkl").write_bytes(checkpoint)
        file = source if isinstance(source, Path) else folder / "job.py"
        if isinstance(source, str):
            file.write_text(source, encoding="utf-8")
        files = [_input(name, Path((params or {})[name])) for name in inputs]
        self._service.begin(
            {
                "run": run,
                "folder": str(folder),
                "job": _reference(file),
                "params": params or {},
                "inputs": files,
                "cluster": address,
            }
        )
        return run

    def outcome(self, run: str, seconds: float = 60.0) -> SimpleNamespace:
        wait_for(lambda: run in self._ends, seconds)
        return SimpleNamespace(**{"folder": self._folder / run, "error": None, **self._ends[run]})

    def run(self, *arguments: Any, **named: Any) -> SimpleNamespace:
        return self.outcome(self.begin(*arguments, **named))

    def cancel(self, run: str) -> None:
        self._service.cancel(run)

    def ended(self, run: str) -> bool:
        return run in self._ends

    def events(self, run: str, kind: str) -> list[Json]:
        return [payload for its, of, payload in list(self._told) if (its, of) == (run, kind)]

    def lines(self, run: str) -> list[str]:
        return [line["text"] for payload in self.events(run, "log") for line in payload["lines"]]

    def says(self, run: str, text: str) -> None:
        wait_for(lambda: text in self.lines(run) or self.ended(run))
        assert text in self.lines(run), self._ends.get(run)


def _reference(file: Path) -> Json:
    from gilder import host

    (spec, *_) = host.describe(str(file))["jobs"]
    return {name: spec[name] for name in ("id", "title", "file", "function", "sha256")}


def _input(param: str, path: Path) -> Json:
    data = path.read_bytes()
    return {"param": param, "path": str(path), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """Shared by the tests that leave its two workers alive."""
    made = Dask(tmp_path_factory.mktemp("dask"))
    made.worker()
    made.worker()
    yield made
    made.close()


@pytest.fixture(scope="session")
def sturdy_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """Its workers come back when they die."""
    made = Dask(tmp_path_factory.mktemp("dask"))
    made.worker(nanny=True)
    made.worker(nanny=True)
    yield made
    made.close()


@pytest.fixture
def new_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Dask]]:
    """For tests that break it."""
    made: list[Dask] = []

    def make() -> Dask:
        made.append(Dask(tmp_path_factory.mktemp("dask")))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def desk(app: Any, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(app, tmp_path)
    yield opened
    opened.close()
