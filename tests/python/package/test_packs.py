"""Packs: which one has a module, and what a job hears that imports one without asking for it."""

from typing import Any

from gilder.packs.catalogue import pack_hint, pack_with, packs


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
