"""The same seed, the same numbers: of what is imported already, and of what the job imports later."""

import subprocess
import sys

import pytest
from gilder.run import seeds

SOURCE = """
import sys
{before}
from gilder.run.seeds import sow
sow({seed})
assert ("torch" in sys.modules) == {early}
import random, numpy, torch
print(random.random(), numpy.random.rand(), torch.rand(1).item(), torch.initial_seed())
"""


def drawn(seed: int, before: str = "") -> str:
    code = SOURCE.format(seed=seed, before=before, early=bool(before))
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_imported_before_or_after_the_numbers_are_the_same() -> None:
    first = drawn(7)
    assert first == drawn(7, "import torch, numpy")
    assert first.endswith(" 7\n")
    assert first != drawn(8)


def test_the_newest_run_of_a_process_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    for seed in (1, 2):
        seeds.sow(seed)
    assert sum(isinstance(finder, seeds._Later) for finder in sys.meta_path) == 1
