"""Uses every package of the runtime once, and tells what was used; run by the runtime's own Python.

Prints one JSON object: the installed packages and every shared library that came from outside the runtime.
"""

import ctypes
import io
import json
import lzma
import re
import sqlite3
import ssl
import sys
from importlib import metadata
from pathlib import Path

import dask
import distributed
import matplotlib
import numpy as np
import openpyxl
import pandas as pd
import PIL.Image
import pyarrow as pa
import pydantic
import scipy.linalg
import sklearn.cluster
import torch

FROM_THE_SYSTEM = re.compile(
    r"^(ld-linux|libc|libm|libdl|libpthread|librt|libutil|libresolv|libnss_\w+|libstdc\+\+|libgcc_s)[.-]"
)


def use_standard_library() -> None:
    assert ssl.create_default_context().minimum_version
    assert sqlite3.connect(":memory:").execute("select 6 * 7").fetchone() == (42,)
    assert ctypes.sizeof(ctypes.c_double) == 8
    assert lzma.decompress(lzma.compress(b"gilder")) == b"gilder"


def use_packages() -> None:
    matrix = np.eye(3) * 2
    assert np.allclose(scipy.linalg.inv(matrix) @ matrix, np.eye(3))
    assert torch.version.cuda is None, f"torch {torch.__version__} is a CUDA build"
    assert float(torch.from_numpy(matrix).sum()) == 6.0
    frame = pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]})
    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    assert pd.read_parquet(buffer).equals(frame)
    sheet = io.BytesIO()
    frame.to_excel(sheet, index=False)
    assert openpyxl.load_workbook(sheet).active.max_row == 4
    assert pa.array([1, 2, 3]).sum().as_py() == 6
    model = sklearn.cluster.KMeans(n_clusters=2, n_init=1, random_state=0)
    assert len(model.fit(np.array([[0.0], [0.1], [9.0]])).labels_) == 3
    matplotlib.use("agg")
    from matplotlib import pyplot

    pyplot.plot([1, 2, 3])
    picture = io.BytesIO()
    pyplot.savefig(picture, format="png")
    assert PIL.Image.open(picture).format == "PNG"
    assert pydantic.TypeAdapter(int).validate_python("7") == 7
    assert dask.delayed(sum)([1, 2]).compute(scheduler="synchronous") == 3
    assert distributed.__version__


def foreign_libraries() -> list[str]:
    """What the process has loaded from outside the runtime and is not part of the system's C run time."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return []
    paths = {line.split(maxsplit=5)[-1].strip() for line in maps.read_text().splitlines() if "/" in line}
    libraries = {path for path in paths if re.search(r"\.so(\.|$)", path)}
    home = f"{Path(sys.prefix).resolve()}/"
    return sorted(
        path for path in libraries if not path.startswith(home) and not FROM_THE_SYSTEM.match(Path(path).name)
    )


use_standard_library()
use_packages()
distributions = {found.metadata["Name"]: found.version for found in metadata.distributions()}
print(
    json.dumps(
        {
            "python": ".".join(map(str, sys.version_info[:3])),
            "packages": dict(sorted(distributions.items(), key=lambda item: item[0].lower())),
            "foreign": foreign_libraries(),
        }
    )
)
