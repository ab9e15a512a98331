"""A sound from a WAV file."""

from __future__ import annotations

import os
import warnings

from ..errors import InputError
from ..parameters.inputs import check_file
from ..parameters.markers import Audio


def read_sound(path: str) -> Audio:
    """Raises InputError for what is no WAV file, or one that is compressed, damaged or empty."""
    import numpy
    from scipy.io import wavfile

    check_file(path)
    name = os.path.basename(path)
    try:
        with warnings.catch_warnings():
            # About chunks that say something else than sound.
            warnings.simplefilter("ignore", wavfile.WavFileWarning)
            rate, data = wavfile.read(path)
    except MemoryError:
        raise
    except Exception as error:
        raise InputError(
            f"{name} cannot be read as a WAV file: {error}", "Save it as an uncompressed WAV file."
        ) from error
    if data.size == 0:
        raise InputError(f"{name} holds no sound", "Choose a file that is longer.")
    samples = data.reshape(len(data), -1).T
    if samples.dtype == numpy.uint8:
        samples = (samples.astype(numpy.float32) - 128) / 128
    elif samples.dtype.kind == "i":
        samples = samples / numpy.float64(2 ** (8 * samples.dtype.itemsize - 1))
    return Audio(samples=numpy.ascontiguousarray(samples, dtype=numpy.float32), rate=int(rate))
