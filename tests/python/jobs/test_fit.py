"""The shipped `fit` and `predict` against scikit-learn, and what each refuses."""

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from gilder import InputError, ParameterError
from gilder.models import features, parts, scores, training
from gilder.models.storage import ENTRY, load_model
from gilder.results import weights
from sklearn import metrics
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.preprocessing import StandardScaler

JOBS = Path(__file__).resolve().parents[3] / "python-runtime/jobs"
FIT, PREDICT = JOBS / "fit/fit.py", JOBS / "predict/predict.py"
PENGUINS = JOBS / "fit/samples/penguins-2007-2008.csv"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Outside of a run the model is written into the current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def code() -> SimpleNamespace:
    from gilder.jobs.loading import load

    return SimpleNamespace(fit=load(str(FIT)).module.fit, predict=load(str(PREDICT)).module.predict)


@pytest.fixture(scope="module")
def penguins() -> pd.DataFrame:
    from gilder.tables.reading import read

    return read(str(PENGUINS))


def numbers_table(rows: int = 400, noise: float = 0.3) -> pd.DataFrame:
    random = np.random.default_rng(3)
    x = random.normal(size=(rows, 3)) * [1, 10, 0.1] + [5, -40, 0]
    y = 2 * x[:, 0] - 0.3 * x[:, 1] + 7 * x[:, 2] + 11 + noise * random.normal(size=rows)
    return pd.DataFrame({"a": x[:, 0], "b": x[:, 1], "c": x[:, 2], "y": y})


def divided(table: pd.DataFrame, classes: Any = None, seed: int = 0) -> parts.Parts:
    return parts.divide(len(table), classes, 0.2, 0.2, seed)


LINEAR = {"hidden_layers": 0, "batch": 1_000_000, "patience": 0, "epochs": 1500, "learning_rate": 0.01}


def test_without_hidden_layers_it_is_linear_regression(code: SimpleNamespace, here: Path) -> None:
    table = numbers_table()
    result = code.fit(table, "y", **LINEAR)
    rows = divided(table)
    theirs = LinearRegression().fit(table.iloc[rows.training][["a", "b", "c"]], table["y"][rows.training])
    held_out = table.iloc[rows.held_out]
    expected = theirs.predict(held_out[["a", "b", "c"]])
    np.testing.assert_allclose(result["held_out"]["predicted"], expected, atol=1e-3)
    assert result["scores"]["R2"] == pytest.approx(metrics.r2_score(held_out["y"], expected), abs=1e-4)


def test_without_hidden_layers_it_is_logistic_regression(code: SimpleNamespace, here: Path) -> None:
    table = numbers_table()
    random = np.random.default_rng(5)
    chance = 1 / (1 + np.exp(-(table["a"] - 5 + (table["b"] + 40) / 8)))
    table["y"] = np.where(random.random(len(table)) < chance, "yes", "no")
    result = code.fit(table, "y", **LINEAR)
    model = load_model(here / "model.safetensors")
    rows = divided(table, (table["y"] == "yes").to_numpy().astype(int))
    scaler = StandardScaler().fit(table.iloc[rows.training][["a", "b", "c"]])
    theirs = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(
        scaler.transform(table.iloc[rows.training][["a", "b", "c"]]), table["y"][rows.training]
    )
    held_out = table.iloc[rows.held_out]
    expected = theirs.predict_proba(scaler.transform(held_out[["a", "b", "c"]]))
    np.testing.assert_allclose(result["held_out"][["chance of no", "chance of yes"]], expected, atol=1e-3)
    assert result["scores"]["AUC"] == pytest.approx(
        metrics.roc_auc_score(held_out["y"] == "yes", expected[:, 1]), abs=1e-3
    )
    # Standardised as scikit-learn does it, and on the rows that train alone.
    assert [each.mean for each in model.description.features] == pytest.approx(scaler.mean_, rel=1e-12)
    assert [each.scale for each in model.description.features] == pytest.approx(scaler.scale_, rel=1e-12)


@pytest.mark.parametrize("classes", [2, 4])
def test_scores_are_those_of_scikit_learn(classes: int) -> None:
    random = np.random.default_rng(classes)
    actual, chances = random.integers(classes, size=200), random.dirichlet(np.ones(classes), 200)
    predicted = chances.argmax(1)
    found = scores.of_classes(actual, predicted, chances)
    assert found["accuracy"] == (actual == predicted).mean()
    recalls = [(predicted[actual == each] == each).mean() for each in range(classes)]
    assert found["balanced_accuracy"] == pytest.approx(np.mean(recalls))
    assert found["F1"] == pytest.approx(metrics.f1_score(actual, predicted, average="macro"))
    if classes == 2:
        above = chances[actual == 1, 1][:, None] > chances[actual == 0, 1]
        assert found["AUC"] == pytest.approx(above.mean())
    else:
        assert "AUC" not in found
    values = random.normal(size=200)
    errors = actual - values
    of_numbers = scores.of_numbers(actual.astype(float), values)
    assert of_numbers["MAE"] == pytest.approx(np.abs(errors).mean())
    assert of_numbers["RMSE"] == pytest.approx(np.sqrt((errors**2).mean()))
    assert of_numbers["R2"] == pytest.approx(1 - (errors**2).sum() / ((actual - actual.mean()) ** 2).sum())


@pytest.mark.parametrize("seed", range(5))
def test_each_part_has_its_share_of_each_class(seed: int) -> None:
    classes = np.repeat([0, 1, 2], [300, 30, 5])
    found = parts.divide(len(classes), classes, 0.2, 0.25, seed)
    together = np.concatenate([found.training, found.validation, found.held_out])
    assert sorted(together) == list(range(len(classes)))
    for rows, share in ((found.held_out, 0.2), (found.validation, 0.2), (found.training, 0.6)):
        counts = np.bincount(classes[rows], minlength=3)
        np.testing.assert_allclose(counts, np.array([300, 30, 5]) * share, atol=2)
        assert counts.min() > 0
    other = parts.divide(len(classes), classes, 0.2, 0.25, seed + 100)
    assert not np.array_equal(other.held_out, found.held_out)


def test_what_is_said_of_each_column(code: SimpleNamespace, here: Path, penguins: pd.DataFrame) -> None:
    code.fit(penguins, "Species", epochs=3, categories=["Sample Number"], most_categories=5)
    about = load_model(here / "model.safetensors").description
    kinds = {feature.name: feature for feature in about.features}
    assert {name: feature.kind for name, feature in kinds.items()} == {
        "studyName": "category",
        "Sample Number": "category",
        "Island": "category",
        "Stage": "category",
        "Clutch Completion": "category",
        "Date Egg": "date",
        "Culmen Length (mm)": "number",
        "Culmen Depth (mm)": "number",
        "Flipper Length (mm)": "number",
        "Body Mass (g)": "number",
        "Sex": "category",
        "Delta 15 N (o/oo)": "number",
        "Delta 13 C (o/oo)": "number",
    } or "Stage" not in kinds
    assert kinds["Sample Number"].other
    assert len(kinds["Sample Number"].values) == 5
    assert kinds["Sex"].missing
    assert kinds["Sex"].width == 3


def test_the_log_and_the_card_say_what_was_done(
    code: SimpleNamespace, here: Path, penguins: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    result = code.fit(penguins, "Species", epochs=5)
    told = capsys.readouterr().err
    card = (here / "model-card.md").read_text("utf-8")
    for text in (
        "Columns that are left out: Region (one value only)",
        "Missing values that were filled: ",
        "Culmen Length (mm) (1)",
    ):
        assert text in told
        assert text.replace("_", "\\_") in card
    assert "Task: classification, since 'Species' holds text" in told
    assert f"{result['scores']['accuracy']:.4g}" in card
    assert "224 rows" in card
    assert "| seed | 0 |" in card


def test_equal_seeds_give_equal_bits(code: SimpleNamespace, here: Path, penguins: pd.DataFrame) -> None:
    found = {}
    threads = torch.get_num_threads()
    for name, seed, cores in (("one", 1, threads), ("again", 1, 1), ("other", 2, threads)):
        torch.set_num_threads(cores)
        result = code.fit(penguins, "Body Mass (g)", epochs=20, seed=seed)
        found[name] = (
            (here / "model.safetensors").read_bytes(),
            result["held_out"].to_csv(),
            result["scores"],
        )
    torch.set_num_threads(threads)
    assert found["one"] == found["again"]
    assert found["one"][0] != found["other"][0]


def test_a_useless_model_is_told(code: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    random = np.random.default_rng(0)
    noise = pd.DataFrame({"x": random.normal(size=200), "y": random.normal(size=200)})
    result = code.fit(noise, "y", epochs=200, patience=0, width=128, learning_rate=0.01)
    assert result["scores"]["RMSE"] > result["scores"]["guess_RMSE"]
    assert "The model is no better than a guess: RMSE" in capsys.readouterr().err


def test_early_stop_takes_the_best_weights(
    code: SimpleNamespace, penguins: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    values: list[float] = []
    monkeypatch.setattr(
        training, "metric", lambda name, value, _: values.append(value) if name == "loss/validation" else None
    )
    result = code.fit(penguins, "Species", patience=4, epochs=300, learning_rate=0.05)
    assert result["scores"]["best_epoch"] == int(np.argmin(values)) + 1
    assert result["scores"]["epochs"] == min(300, result["scores"]["best_epoch"] + 4)


@pytest.mark.parametrize(
    ("change", "params", "kind", "message"),
    [
        (lambda t: t.head(3), {}, InputError, "3 usable rows are too few"),
        (lambda t: t.assign(y=4.0), {}, InputError, "The target 'y' is 4 in every row"),
        (lambda t: t.assign(y=np.nan), {}, InputError, "The target 'y' has no values"),
        (lambda t: t.assign(y=np.inf), {}, InputError, "The target 'y' has no finite number"),
        (lambda t: t.assign(y="a"), {}, InputError, "The target 'y' has 1 class of at least 5 rows, 'a'"),
        (lambda t: t.assign(y=[f"n{i}" for i in range(len(t))]), {}, ParameterError, "these are no classes"),
        (
            lambda t: t.assign(y=[f"n{i % 150}" for i in range(len(t))]),
            {},
            InputError,
            "no class of at least",
        ),
        (lambda t: t, {"columns": ["a", "y"]}, ParameterError, "'y' is the target and cannot predict itself"),
        (lambda t: t[["y"]], {}, InputError, "There is no column to predict from"),
        (lambda t: t.assign(y="a"), {"task": "regression"}, ParameterError, "holds no numbers"),
        (
            lambda t: t.assign(a=[[1]] * len(t)),
            {"columns": ["a"]},
            ParameterError,
            "holds neither numbers, text",
        ),
        (lambda t: t.assign(y=pd.Timestamp("2026-01-01")), {}, ParameterError, "holds dates"),
        (lambda t: t, {"learning_rate": 10.0, "epochs": 500}, ParameterError, "no finite number any more"),
    ],
)
def test_what_cannot_be_fitted_is_said(
    code: SimpleNamespace, change: Any, params: dict[str, Any], kind: type[Exception], message: str
) -> None:
    table = numbers_table() * (1e30 if "learning_rate" in params else 1)
    if "learning_rate" in params:
        params = params | {"hidden_layers": 20, "width": 64}
        table["y"] /= 1e30
    with pytest.raises(kind) as caught:
        code.fit(change(table), "y", **params)
    assert message in str(caught.value)
    assert caught.value.hint


def test_ten_thousand_classes_are_refused(code: SimpleNamespace) -> None:
    table = pd.DataFrame({"x": np.arange(60_000.0), "y": [f"name {i % 10_000}" for i in range(60_000)]})
    with pytest.raises(ParameterError, match="has 10,000 classes, and 100 are the most"):
        code.fit(table, "y")


def test_rows_without_a_target_and_rare_classes_are_left_out(
    code: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    table = numbers_table(100)
    table["y"] = ["b"] * 50 + ["a"] * 43 + ["c"] * 4 + [None] * 3
    result = code.fit(table, "y", epochs=2)
    told = capsys.readouterr().err
    assert "3 of 100 rows have no target and are left out" in told
    assert "4 rows of classes with fewer than 5 rows are left out: c" in told
    assert set(result["held_out"]["y"]) == {"a", "b"}


@pytest.mark.parametrize("target", ["Species", "Body Mass (g)", "Clutch Completion"])
def test_a_prediction_is_that_of_the_run_that_made_the_model(
    code: SimpleNamespace, here: Path, penguins: pd.DataFrame, target: str
) -> None:
    fitted = code.fit(penguins, target, epochs=10)
    own = fitted["held_out"]
    rows = own[list(penguins.columns)]
    found = code.predict(here / "model.safetensors", rows)
    added = own.columns[: own.columns.get_loc("studyName")]
    assert list(found["predictions"].columns) == list(own.columns)
    pd.testing.assert_frame_equal(found["predictions"][added], own[added], check_exact=True)
    for name, value in found["scores"].items():
        assert value == fitted["scores"][name.removeprefix("when_made_")]
    # Columns in another order, others between them, no answers.
    bare = rows.drop(columns=target)[rows.columns.drop(target)[::-1]].assign(new=1)
    again = code.predict(here / "model.safetensors", bare)
    assert "scores" not in again
    pd.testing.assert_frame_equal(again["predictions"][added], own[added], check_exact=True)


def test_classes_come_back_as_what_they_were(code: SimpleNamespace, here: Path) -> None:
    table = numbers_table(60)
    for values, kind in (([0, 1], "int64"), ([2.5, 1.5], "float64"), ([True, False], "bool")):
        table["y"] = np.resize(values, len(table))
        assert code.fit(table, "y", task="classification", epochs=2)["held_out"]["predicted"].dtype == kind
    table["y"] = table["y"].astype(object).where(table.index > 2)
    assert set(code.fit(table, "y", epochs=2)["held_out"]["predicted"]) <= {True, False}


def test_what_is_odd_in_new_rows_is_told(
    code: SimpleNamespace, here: Path, penguins: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    code.fit(penguins, "Body Mass (g)", ["Island", "Sex", "Flipper Length (mm)"], epochs=2)
    capsys.readouterr()
    rows = penguins.head(6).assign(
        Island=["Dream", "Mars", "Mars", "Venus", None, "Dream"],
        **{"Flipper Length (mm)": [1, 2, np.nan] * 2},
    )
    found = code.predict(here / "model.safetensors", rows)
    told = capsys.readouterr().err
    assert "'Island': 3 of 6 rows hold values that were not in training (Mars, Venus)" in told
    assert "Flipper Length (mm) (2)" in told
    assert found["predictions"]["predicted"].notna().all()


def test_a_model_of_complete_rows_predicts_no_others(
    code: SimpleNamespace, here: Path, penguins: pd.DataFrame, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["Sex", "Culmen Length (mm)"]
    code.fit(penguins, "Species", names, epochs=2, incomplete="leave out")
    assert "rows lack a value in a column and are left out" in capsys.readouterr().err
    found = code.predict(here / "model.safetensors", penguins)
    lacking = penguins[names].isna().any(axis=1)
    assert (found["predictions"]["predicted"].isna() == lacking).all()
    assert f"{lacking.sum()} of 224 rows lack a value" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop(columns="Sex"), "The table lacks the column 'Sex' the model was trained on"),
        (
            lambda t: t.rename(columns={"Sex": "sex", "Island": "Isle"}),
            "The table lacks 2 columns, 'Island', 'Sex',",
        ),
        (
            lambda t: t.assign(**{"Culmen Length (mm)": "long"}),
            "The column 'Culmen Length (mm)' holds text, where the model was trained on numbers",
        ),
    ],
)
def test_tables_that_do_not_fit_are_refused(
    code: SimpleNamespace, here: Path, penguins: pd.DataFrame, change: Any, message: str
) -> None:
    code.fit(penguins, "Species", ["Island", "Sex", "Culmen Length (mm)"], epochs=2)
    with pytest.raises(InputError) as caught:
        code.predict(here / "model.safetensors", change(penguins))
    assert message in str(caught.value)
    assert caught.value.hint


def test_big_tables_are_predicted_in_blocks(
    code: SimpleNamespace, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gilder.models import model

    code.fit(numbers_table(), "y", epochs=2)
    trained, table = load_model(here / "model.safetensors"), numbers_table(5000)
    whole = trained.predict(table).values
    monkeypatch.setattr(model, "ROWS_ENCODED_AT_ONCE", 700)
    monkeypatch.setattr(model, "ROWS_AT_ONCE", 300)
    reports: list[float] = []
    np.testing.assert_allclose(trained.predict(table, report=reports.append).values, whole, rtol=1e-6)
    assert len(reports) == 8


class Damage:
    """Changes to a good model file, by what is then wrong with it."""

    @staticmethod
    def change(path: Path, alter: Any) -> None:
        model = load_model(path)
        about = json.loads(model.description.model_dump_json())
        tensors = dict(model.weights)
        alter(about, tensors)
        with open(path, "wb") as stream:
            weights.write(stream, tensors, {ENTRY: json.dumps(about)})

    def text(self, path: Path) -> None:
        path.write_text("x,y\n1,2\n" * 10)

    def empty(self, path: Path) -> None:
        path.write_bytes(b"")

    def zipped(self, path: Path) -> None:
        shutil.make_archive(str(path.with_suffix("")), "zip", path.parent, "model-card.md")
        shutil.move(path.with_suffix(".zip"), path)

    def cut_in_numbers(self, path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-10])

    def cut_in_header(self, path: Path) -> None:
        path.write_bytes(path.read_bytes()[:500])

    def longer(self, path: Path) -> None:
        path.write_bytes(path.read_bytes() + b"more")

    def other_tensors(self, path: Path) -> None:
        with open(path, "wb") as stream:
            weights.write(stream, {"a": torch.ones(3)})

    def newer(self, path: Path) -> None:
        self.change(path, lambda about, _: about.update(version=2))

    def unknown_word(self, path: Path) -> None:
        self.change(path, lambda about, _: about.update(task="dream"))

    def other_layers(self, path: Path) -> None:
        self.change(path, lambda about, _: about["layers"].update(hidden=[3]))

    def other_columns(self, path: Path) -> None:
        self.change(path, lambda about, _: about["features"].pop())

    def not_finite(self, path: Path) -> None:
        self.change(path, lambda _, tensors: tensors.update({"0.bias": tensors["0.bias"] / 0}))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("text", "is no safetensors file"),
        ("empty", "is no safetensors file"),
        ("zipped", "is no safetensors file"),
        ("cut_in_numbers", "is cut off"),
        ("cut_in_header", "is cut off"),
        ("longer", "is a damaged safetensors file"),
        ("other_tensors", "does not say which columns they are for"),
        ("newer", "was made by a newer Gilder"),
        ("unknown_word", "is damaged: what it says of itself is not right (task:"),
        ("other_layers", "its weights do not fit its layers"),
        ("other_columns", "its columns and layers do not fit"),
        ("not_finite", "has weights that are no finite numbers"),
    ],
)
def test_model_files_that_are_none_are_refused(
    code: SimpleNamespace, here: Path, damage: str, message: str
) -> None:
    table = numbers_table(50)
    code.fit(table, "y", epochs=1)
    getattr(Damage(), damage)(here / "model.safetensors")
    with pytest.raises(InputError) as caught:
        code.predict(here / "model.safetensors", table)
    assert message in str(caught.value)
    assert caught.value.hint


def test_any_changed_byte_of_the_header_is_an_error_or_harmless(here: Path, code: SimpleNamespace) -> None:
    table = numbers_table(50)
    code.fit(table, "y", epochs=1)
    good = (here / "model.safetensors").read_bytes()
    random = np.random.default_rng(1)
    for _ in range(300):
        bad = bytearray(good)
        bad[int(random.integers(len(good)))] = int(random.integers(256))
        (here / "bad.safetensors").write_bytes(bad)
        try:
            load_model(here / "bad.safetensors").predict(table)
        except InputError as error:
            assert error.hint


def test_an_interrupted_training_comes_to_the_same_end(bench: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from gilder.run import execution

    monkeypatch.setattr(training, "SECONDS_BETWEEN_CHECKPOINTS", 0)
    monkeypatch.setattr(execution, "SECONDS_BETWEEN_REPORTS", 0)
    params = {"table": str(PENGUINS), "target": "Species", "epochs": 40, "patience": 0}
    whole = bench.run_file(str(FIT), params)
    assert whole.state == "done", whole.outcome

    def stop(call: int, kind: str, payload: dict[str, Any]) -> None:
        if call == 2 and payload.get("message", "").startswith("Epoch 17:"):
            bench.app.stopped.add(call)

    bench.app.on_event = stop
    part = bench.run_file(str(FIT), params, call=2)
    assert part.outcome["state"] == "cancelled"
    (bench.folder / "run-3").mkdir()
    os.link(part.folder / "checkpoint.pkl", bench.folder / "run-3" / "checkpoint.pkl")
    rest = bench.run_file(str(FIT), params, call=3)
    assert any(text.startswith("Going on after epoch 1") for text in bench.app.texts(call=3))
    for run in (whole, rest):
        run.sums = {file["path"]: file["sha256"] for result in run.results for file in result["files"]}
    assert whole.sums == rest.sums
    # The chart of the losses is whole, too.
    counts = [
        sum(
            len(series["points"])
            for its, kind, payload in bench.app.events
            if its == call and kind == "metrics"
            for series in payload["series"]
        )
        for call in (1, 3)
    ]
    assert counts[0] == counts[1] == 80

    (bench.folder / "run-4").mkdir()
    os.link(part.folder / "checkpoint.pkl", bench.folder / "run-4" / "checkpoint.pkl")
    other = bench.run_file(str(FIT), params | {"seed": 9}, call=4)
    assert other.state == "done"
    assert any("it begins anew" in text for text in bench.app.texts(call=4))


def test_as_runs_of_the_samples(bench: Any) -> None:
    from gilder import host

    (spec,) = host.describe(str(FIT))["jobs"]
    for number, sample in enumerate(spec["samples"], 1):
        run = bench.run_file(str(FIT), sample["params"], call=number)
        assert run.state == "done", run.outcome
        names = [result["name"] for result in run.results]
        assert names[0] == "scores"
        assert names[-2:] == ["model-card-md", "model-safetensors"]
        assert len(names) == 6
    (spec,) = host.describe(str(PREDICT))["jobs"]
    run = bench.run_file(str(PREDICT), spec["samples"][0]["params"], call=9)
    assert run.state == "done", run.outcome
    assert [result["name"] for result in run.results] == ["scores", "confusion", "classes", "predictions"]


def test_the_sample_model_is_what_its_command_makes(code: SimpleNamespace, here: Path) -> None:
    """Not bit by bit: processors differ in the last digits of a product of matrices."""
    from gilder import host
    from gilder.jobs.loading import load
    from gilder.tables.reading import read

    job = load(str(FIT)).jobs["fit"]
    job.call(job.load(job.check(host.describe(str(FIT))["jobs"][0]["samples"][0]["params"])[0]))
    made = load_model(here / "model.safetensors")
    shipped = load_model(JOBS / "predict/samples/penguin-species.safetensors")
    assert shipped.description.features == made.description.features
    assert shipped.description.training == made.description.training
    rows = read(str(JOBS / "predict/samples/penguins-2009.csv"))
    np.testing.assert_allclose(shipped.predict(rows).values, made.predict(rows).values, atol=1e-3)


def test_categories_are_the_same_as_text_and_as_numbers() -> None:
    as_numbers = pd.Series([1, 2, None, 2], name="x")
    as_text = pd.Series(["1", "2", None, "2"], name="x")
    learnt = features.learn(as_numbers, "category", 10)
    assert learnt.values == ["2", "1"]
    for column in (as_numbers, as_text, as_numbers.astype("Int64")):
        matrix, _, odd = features.encode(column.to_frame(), [learnt])
        assert matrix.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 1], [1, 0, 0]]
        assert not odd.unseen
