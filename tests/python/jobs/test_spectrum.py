"""The shipped spectrum against SciPy's own functions, and against tones that are known."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from gilder import Audio, InputError, ParameterError
from scipy import signal
from scipy.io import wavfile

JOB = Path(__file__).resolve().parents[3] / "python-runtime/jobs/spectrum/spectrum.py"
SAMPLE = JOB.parent / "samples/tones.wav"


@pytest.fixture(scope="module")
def code() -> SimpleNamespace:
    from gilder.jobs.loading import load

    return SimpleNamespace(**vars(load(str(JOB)).module))


def sine(hertz: float, height: float = 1.0, rate: int = 8000, seconds: float = 2) -> Audio:
    t = np.arange(int(rate * seconds)) / rate
    return Audio((height * np.sin(2 * np.pi * hertz * t)).astype(np.float32)[None], rate)


@pytest.mark.parametrize("shape", ["hann", "hamming", "blackman", "boxcar"])
@pytest.mark.parametrize(("window", "overlap"), [(256, 50), (255, 0), (1000, 75)])
def test_the_spectrum_is_that_of_welch(code: SimpleNamespace, shape: str, window: int, overlap: int) -> None:
    sound = Audio(np.random.default_rng(0).normal(0, 0.1, (2, 20_011)).astype(np.float32), 8000)
    ours = code.spectrum(sound, window=window, overlap=overlap, shape=shape).spectrum
    f, theirs = signal.welch(
        sound.samples.astype(float),
        8000,
        shape,
        window,
        window - max(1, window - int(window * overlap / 100)),
        scaling="spectrum",
    )
    np.testing.assert_allclose(ours["frequency_hz"], f)
    # Of 0 Hz the mean was taken: what is left is rounding.
    for name, power in zip(["Left", "Right"], theirs, strict=True):
        np.testing.assert_allclose(ours[f"{name} in dBFS"][1:], 10 * np.log10(2 * power[1:]), atol=1e-9)


def test_blocks_make_no_difference(code: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Audio(np.random.default_rng(1).normal(0, 0.1, (1, 90_000)).astype(np.float32), 8000)
    whole = code.spectrum(sound, window=128)
    monkeypatch.setitem(code.spectrum.__globals__, "BLOCK", 5000)
    parts = code.spectrum(sound, window=128)
    np.testing.assert_allclose(parts.spectrum, whole.spectrum, rtol=1e-12)
    np.testing.assert_allclose(parts.spectrogram.cells, whole.spectrogram.cells, rtol=1e-12)


def test_the_picture_is_scipys_spectrogram(code: SimpleNamespace) -> None:
    sound = sine(1000, 0.5)
    picture = code.spectrum(sound, window=256).spectrogram
    f, t, power = signal.spectrogram(
        sound.samples[0].astype(float), 8000, "hann", 256, 128, scaling="spectrum"
    )
    np.testing.assert_allclose(picture.x, t)
    # The highest frequency is at the top.
    np.testing.assert_allclose(picture.y, f[::-1])
    np.testing.assert_allclose(
        np.array(picture.cells)[::-1][1:], 10 * np.log10(np.maximum(2 * power, 1e-20))[1:], atol=1e-6
    )


@pytest.mark.parametrize("hertz", [440.0, 1000.0, 1234.56, 3000.1])
def test_a_tone_is_found_where_and_as_loud_as_it_is(code: SimpleNamespace, hertz: float) -> None:
    peak = code.spectrum(sine(hertz, 0.1)).peaks.iloc[0]
    assert peak["frequency_hz"] == pytest.approx(hertz, abs=8000 / 2048 / 50)
    assert peak["level_dbfs"] == pytest.approx(-20, abs=0.3)


def test_the_sample_has_its_tones(bench: Any) -> None:
    run = bench.run_file(str(JOB), {"sound": str(SAMPLE)})
    assert run.state == "done", run.outcome
    import pandas as pd

    found = pd.read_parquet(run.folder / "results/peaks.parquet")
    np.testing.assert_allclose(found["frequency_hz"][:2], [440, 1000], atol=16_000 / 2048 / 50)
    again = bench.run_file(str(JOB), {"sound": str(SAMPLE)}, call=2)
    files = sorted(path for path in (run.folder / "results").rglob("*") if path.is_file())
    assert len(files) >= 5
    for path in files:
        twin = again.folder / path.relative_to(run.folder)
        assert twin.read_bytes() == path.read_bytes(), path.name


def test_one_channel_of_two(code: SimpleNamespace, bench: Any) -> None:
    from gilder.files.sounds import read_sound

    sound = read_sound(str(SAMPLE))
    right = code.spectrum(sound, channel=2)
    assert right.peaks["frequency_hz"][0] == pytest.approx(1000, abs=0.1)
    assert [name for name, _ in right.chart.series] == ["Right"]
    with pytest.raises(ParameterError, match="at most the number of channels, 2"):
        code.spectrum(sound, channel=3)


@pytest.mark.parametrize("kind", ["u1", "i2", "i4", "f4", "f8"])
def test_every_kind_of_wav(bench: Any, tmp_path: Path, kind: str) -> None:
    t = np.arange(16_000) / 8000
    wave = 0.5 * np.sin(2 * np.pi * 500 * t)
    most = {"u1": 127, "i2": 2**15 - 1, "i4": 2**31 - 1}.get(kind, 1)
    wavfile.write(tmp_path / "s.wav", 8000, (wave * most + (128 if kind == "u1" else 0)).astype(kind))
    run = bench.run_file(str(JOB), {"sound": str(tmp_path / "s.wav")})
    import pandas as pd

    peak = pd.read_parquet(run.folder / "results/peaks.parquet").iloc[0]
    assert peak["frequency_hz"] == pytest.approx(500, abs=0.1)
    assert peak["level_dbfs"] == pytest.approx(-6.02, abs=0.3)


def test_what_cannot_be_transformed_is_said(code: SimpleNamespace) -> None:
    with pytest.raises(InputError, match="only 7 samples"):
        code.spectrum(Audio(np.zeros((1, 7), np.float32), 8000))
    with pytest.raises(ParameterError, match="at most the number of samples, 100"):
        code.spectrum(Audio(np.zeros((1, 100), np.float32), 8000))
    with pytest.raises(InputError, match="1 of 5000 samples are not finite"):
        code.spectrum(Audio(np.where(np.arange(5000) == 7, np.nan, 0).astype(np.float32)[None], 8000))


def test_silence_has_no_peaks(code: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    result = code.spectrum(Audio(np.zeros((1, 5000), np.float32), 8000))
    assert len(result.peaks) == 0
    assert "The sound is silent" in capsys.readouterr().err
