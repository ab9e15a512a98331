"""Packs: which one has a module, and what a job hears that imports one without asking for it."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from gilder.errors import UsageError
from gilder.packs.catalogue import pack_hint, pack_with, packs
from gilder.packs.entering import enter


def test_a_pack_is_found_by_its_modules() -> None:
    for name in ("tensorflow", "tensorflow.keras.layers", "keras"):
        pack = pack_with(name)
        assert pack is not None
        assert pack.name == "tensorflow"
    assert pack_with("tensor") is None
    assert pack_hint("numpy") is None
    assert set(packs()) >= {"tensorflow"}


def test_a_job_that_did_not_ask_for_its_pack_is_told_which_one_it_is(bench: Any) -> None:
    run = bench.run("def learn():\n    import tensorflow.keras\n")
    assert run.state == "failed"
    assert run.error["message"] == "There is no package named 'tensorflow' in Gilder's Python"
    assert '@job(packs=["tensorflow"])' in run.error["hint"]
    assert "gilder --install-pack tensorflow" in run.error["hint"]


def test_other_packages_are_in_no_pack(bench: Any) -> None:
    run = bench.run("def learn():\n    import nowhere\n")
    assert run.error["hint"] == "Use a package that Gilder carries, or leave the import out."


def test_a_job_says_which_packs_it_needs(bench: Any) -> None:
    source = 'from gilder import job\n\n@job(packs=["{}"])\ndef learn():\n    """Learns."""\n'
    (spec,) = bench.describe(source.format("tensorflow"))["jobs"]
    assert spec["packs"] == ["tensorflow"]
    error = bench.describe(source.format("tensorflwo"))["error"]
    assert error["message"] == "learn asks for the pack 'tensorflwo', which there is not"
    assert "tensorflow" in error["hint"]
    (plain,) = bench.describe("def learn(): ...\n")["jobs"]
    assert "packs" not in plain


def test_a_pack_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="TensorFlow, which is not installed any more") as caught:
        enter(["tensorflow"], str(tmp_path))
    assert caught.value.hint == "Install it: gilder --install-pack tensorflow"


def test_a_pack_is_behind_all_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delenv("TF_CPP_MIN_LOG_LEVEL", raising=False)
    site = tmp_path / f"tensorflow-{packs()['tensorflow'].version}" / "site"
    site.mkdir(parents=True)
    before = list(sys.path)
    for _ in range(2):
        enter(["tensorflow"], str(tmp_path))
    assert sys.path == [*before, str(site)]
    assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "2"
    enter(["tensorflow"], None)
