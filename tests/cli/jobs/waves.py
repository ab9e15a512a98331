"""Draws waves.

A script as people write them: arguments, a bar, a figure that is shown, a file, processes.
"""

import argparse
import multiprocessing
import sys

import matplotlib.pyplot as plt
import numpy as np
from tqdm import tqdm


class Wave:
    def __init__(self, rate: float, values: np.ndarray) -> None:
        self.rate, self.values = rate, values


def compute(rate: float) -> Wave:
    t = np.linspace(0, 1, 100)
    return Wave(rate, np.sin(2 * np.pi * rate * t))


def main() -> None:
    parser = argparse.ArgumentParser(description="Draws waves.")
    parser.add_argument("rates", nargs="+", type=float, help="in Hz")
    parser.add_argument("--table", default="waves.csv", help="where the numbers go")
    parser.add_argument("--fail", action="store_true")
    args = parser.parse_args()
    with multiprocessing.Pool(2) as pool:
        waves = list(tqdm(pool.imap(compute, args.rates), total=len(args.rates)))
    for wave in waves:
        plt.plot(wave.values, label=f"{wave.rate} Hz")
    plt.title("Waves")
    plt.show()
    np.savetxt(args.table, np.stack([wave.values for wave in waves]), delimiter=",")
    print(f"{len(waves)} waves")
    if args.fail:
        sys.exit("told to fail")


if __name__ == "__main__":
    main()
