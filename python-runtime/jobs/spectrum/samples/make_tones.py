"""Makes tones.wav: two steady tones, one in each channel, a rising tone in both, and faint noise."""

from pathlib import Path

import numpy as np
from scipy.io import wavfile

RATE, SECONDS = 16_000, 3

t = np.arange(RATE * SECONDS) / RATE
rising = 0.05 * np.sin(2 * np.pi * (2000 * t + 3000 * t**2 / (2 * SECONDS)))
noise = np.random.default_rng(0).normal(0, 0.001, (2, len(t)))
left = 0.5 * np.sin(2 * np.pi * 440 * t) + rising
right = 0.25 * np.sin(2 * np.pi * 1000 * t) + rising
whole = np.round((np.stack([left, right]) + noise) * 32767).astype(np.int16)
wavfile.write(Path(__file__).with_name("tones.wav"), RATE, whole.T)
