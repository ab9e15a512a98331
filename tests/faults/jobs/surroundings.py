"""What a job and a Python that it starts see of the machine around them."""

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

from gilder import job

LOOK = "import json, sys; print(json.dumps([sys.prefix, sys.path, sys.flags.optimize, sys.flags.inspect]))"


def look() -> list[object]:
    import numpy

    return [sys.prefix, os.path.dirname(numpy.__file__), sys.flags.optimize]


@job(title="Surroundings")
def surroundings() -> str:
    program = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=False)
    with multiprocessing.Pool(1) as pool:
        child = pool.apply(look)
    found = {
        "here": look(),
        "path": sys.path,
        "program": [program.returncode, program.stdout, program.stderr],
        "child": child,
        "names": sorted(
            name
            for name in os.environ
            if name.startswith(("PYTHON", "LD_", "NODE", "ELECTRON_RUN", "__PYVENV"))
        ),
        "maps": [line for line in Path("/proc/self/maps").read_text().splitlines() if "evil" in line],
    }
    return json.dumps(found)
