"""Which tones a sound is made of: its spectrum, how it changes with time, and its peaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from gilder import Audio, Heatmap, InputError, Line, Param, ParameterError, heatmap, job, line, progress, warn

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame

    Array = np.ndarray[Any, Any]

#: Of the picture, on either side.
MOST_CELLS = 256
#: Numbers of one block of frames: 8 MB for each channel.
BLOCK = 1_000_000
#: A power that stands for nothing at all: -200 dB.
SILENCE = 1e-20
#: How far a peak must stand out of what is around it, in dB.
PROMINENCE = 6.0

Shape = Literal["hann", "hamming", "blackman", "boxcar"]


@dataclass(frozen=True)
class Results:
    spectrogram: Heatmap
    chart: Line
    peaks: DataFrame
    channels: DataFrame
    spectrum: DataFrame


@job(
    title="Sound spectrum",
    tags=["sound", "signal"],
    samples={"Tones: 440 Hz left, 1000 Hz right": {"sound": "samples/tones.wav"}},
)
def spectrum(
    sound: Annotated[Audio, Param(title="Sound", help="A WAV file without compression.")],
    channel: Annotated[
        int,
        Param(title="Channel", min=0, max=64, help="1 is the first (in stereo the left one), 0 all of them."),
    ] = 0,
    window: Annotated[
        int,
        Param(
            title="Window",
            min=16,
            max=1_048_576,
            unit="samples",
            help="A longer one tells closer tones apart, a shorter one closer moments.",
        ),
    ] = 2048,
    shape: Annotated[
        Shape,
        Param(title="Window shape", help="Blackman hides faint tones beside loud ones least, boxcar most."),
    ] = "hann",
    overlap: Annotated[
        float, Param(title="Overlap", min=0, max=95, unit="%", help="Of each window with the next one.")
    ] = 50,
    most_peaks: Annotated[int, Param(title="Peaks at most", min=1, max=1000)] = 20,
    span: Annotated[
        float,
        Param(title="Range", above=0, max=180, unit="dB", help="Peaks so far below the loudest one count."),
    ] = 60,
) -> Results:
    """Shows which frequencies a WAV file holds, when, how loud, and lists the ones that stand out.

    Levels are in dB below a sine of full scale (dBFS): 0 dB is the loudest sine that a file of whole numbers
    can hold. The sound is cut into windows that overlap; the spectrum is the mean of their powers, of each
    channel by itself, and for picture and peaks the mean of the channels' powers. The mean of each window
    is taken off first, so nothing is said about 0 Hz. The picture shows 256 by 256 cells at most: over time
    the mean power, over frequencies the loudest.

    A peak stands 6 dB or more above what is around it; its place between two frequencies is that of a
    parabola through three levels: a steady tone alone is found to a fiftieth of a step of frequency (rate /
    window) with the hann shape. A tone that comes and goes, or moves, is lower than it was at its loudest:
    see the picture. Two tones closer than about four steps may be one peak.

    The file is read as a whole and takes several times its size in memory. Levels are not sound pressure:
    for that the microphone must be calibrated.

    P. D. Welch, "The use of fast Fourier transform for the estimation of power spectra", IEEE Transactions
    on Audio and Electroacoustics 15, 70-73 (1967).
    """
    import numpy as np

    samples, names = _chosen(sound, channel)
    _check(samples, window)
    hop = max(1, window - int(window * overlap / 100))
    frames = (samples.shape[1] - window) // hop + 1
    across = -(-frames // MOST_CELLS)
    total, columns = np.zeros((len(samples), window // 2 + 1)), []
    for power in _blocks(samples, sound.rate, window, hop, shape, across):
        total += power.sum(2)
        columns.append(_grouped(power.mean(0), across))
    powers = total / frames
    frequencies = np.fft.rfftfreq(window, 1 / sound.rate)
    found = peaks(frequencies, decibels(powers.mean(0)), most_peaks, span)
    if not powers.max() > SILENCE:
        warn("The sound is silent: it has no peaks")
    levels = {name: decibels(power) for name, power in zip(names, powers, strict=True)}
    # A window stands for the moment in its middle.
    times = (np.arange(-(-frames // across)) * across * hop + window / 2) / sound.rate
    return Results(
        _picture(np.concatenate(columns, axis=1), frequencies, times),
        line(frequencies, levels, title="Spectrum", x_label="Frequency in Hz", y_label="Level in dBFS"),
        found,
        _channels(samples, names, sound.rate),
        _table({"frequency_hz": frequencies} | {f"{name} in dBFS": each for name, each in levels.items()}),
    )


def _chosen(sound: Audio, channel: int) -> tuple[Array, list[str]]:
    count = len(sound.samples)
    if channel > count:
        raise ParameterError(
            "channel",
            f"channel must be at most the number of channels, {count} (got {channel})",
            "Choose 0 for all of them.",
        )
    names = {1: ["Mono"], 2: ["Left", "Right"]}.get(count, [f"Channel {i + 1}" for i in range(count)])
    only = slice(None) if channel == 0 else slice(channel - 1, channel)
    return sound.samples[only], names[only]


def _check(samples: Array, window: int) -> None:
    import numpy as np

    length = samples.shape[1]
    if length < 16:
        raise InputError(f"The sound has only {length} samples", "Choose one of 16 samples or more.", "sound")
    if length < window:
        raise ParameterError(
            "window",
            f"window must be at most the number of samples, {length} (got {window})",
            "Choose a shorter window.",
        )
    bad = int((~np.isfinite(samples)).sum())
    if bad:
        raise InputError(
            f"{bad} of {samples.size} samples are not finite numbers", "Export the sound again.", "sound"
        )


def _blocks(samples: Array, rate: int, window: int, hop: int, shape: Shape, across: int) -> Iterator[Array]:
    """Powers of some frames after others, relative to a sine of full scale: channels, frequencies, frames.

    A block holds a multiple of `across` frames, but for the last one.
    """
    import numpy as np
    from scipy.signal import spectrogram

    frames = (samples.shape[1] - window) // hop + 1
    size = max(1, BLOCK // (window * across)) * across
    for start in progress(range(0, frames, size), "Transforming"):
        count = min(size, frames - start)
        part = samples[:, start * hop : (start + count - 1) * hop + window].astype(np.float64)
        _, _, power = spectrogram(
            part, rate, shape, window, window - hop, detrend="constant", scaling="spectrum", mode="psd"
        )
        # A sine of amplitude 1 has power 1/2.
        yield 2 * power


def _grouped(power: Array, across: int) -> Array:
    import numpy as np

    starts = np.arange(0, power.shape[1], across)
    return np.add.reduceat(power, starts, axis=1) / np.diff(np.append(starts, power.shape[1]))


def decibels(power: Array) -> Array:
    import numpy as np

    return 10 * np.log10(np.maximum(power, SILENCE))


def peaks(frequencies: Array, levels: Array, most: int, span: float) -> DataFrame:
    """The highest peaks, the loudest first, between the given frequencies by quadratic interpolation.

    J. O. Smith, "Spectral audio signal processing", W3K Publishing (2011), section on quadratic
    interpolation of spectral peaks.
    """
    import numpy as np
    from scipy.signal import find_peaks

    at, stand = find_peaks(levels, prominence=PROMINENCE)
    before, here, after = levels[at - 1], levels[at], levels[at + 1]
    bend = before - 2 * here + after
    shift = np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, -1), 0)
    height = here - 0.25 * (before - after) * shift
    step = frequencies[1] - frequencies[0]
    order = np.argsort(-height, kind="stable")
    loud = order[height[order] >= levels.max() - span][:most]
    return _table(
        {
            "frequency_hz": (frequencies[at] + shift * step)[loud],
            "level_dbfs": height[loud],
            "prominence_db": stand["prominences"][loud],
        }
    )


def _picture(power: Array, frequencies: Array, times: Array) -> Heatmap:
    import numpy as np

    down = -(-len(power) // MOST_CELLS)
    # The loudest of neighbours, since a mean would hide a narrow tone.
    rows = np.maximum.reduceat(power, np.arange(0, len(power), down), axis=0)
    return heatmap(
        decibels(rows)[::-1],
        x=times,
        y=frequencies[::down][::-1],
        title="Spectrogram",
        x_label="Time in s",
        y_label="Frequency in Hz",
        label="dBFS",
    )


def _channels(samples: Array, names: list[str], rate: int) -> DataFrame:
    import numpy as np

    wide = samples.astype(np.float64)
    return _table(
        {
            "channel": names,
            "seconds": [samples.shape[1] / rate] * len(names),
            "rate_hz": [rate] * len(names),
            "peak": np.abs(wide).max(1),
            "rms": np.sqrt(np.square(wide).mean(1)),
            "mean": wide.mean(1),
        }
    )


def _table(columns: dict[str, Any]) -> DataFrame:
    import pandas

    return pandas.DataFrame(columns)
