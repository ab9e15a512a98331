"""The first thing a worker executes for a run, as source: unpacks the package `gilder` and hands over to it.

Nothing of ours can be imported before that, and no function can be sent either: a worker with another Python
could not read it. `PACKAGE`, `SHA256`, `ORDER` and `TOPIC` are put beside this code by `cluster.run`.
"""

import io
import os
import sys
import tempfile
import zipfile
from typing import Any

from distributed import get_worker


def unpack(data: bytes, home: str) -> None:
    """All of it or nothing: several runs may come at once."""
    if os.path.isdir(home):
        return
    made = tempfile.mkdtemp(prefix="gilder-", dir=os.path.dirname(home))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(made)
    try:
        os.rename(made, home)
    except OSError:
        if not os.path.isdir(home):
            raise


def begin(worker: Any, data: bytes, sha256: str, order: dict[str, Any], topic: str) -> None:
    home = os.path.join(os.path.abspath(worker.local_directory), "gilder-" + sha256[:16])
    loaded = sys.modules.get("gilder")
    if loaded is not None and not os.path.abspath(loaded.__file__ or "").startswith(home + os.sep):
        worker.log_event(
            topic, {"run": order["run"], "worker": worker.address, "other": loaded.__file__ or ""}
        )
        return
    unpack(data, home)
    if home not in sys.path:
        sys.path.insert(0, home)
    from gilder.cluster import visit

    visit.receive_run(worker, order, topic, home)


if "ORDER" in globals():
    begin(get_worker(), PACKAGE, SHA256, ORDER, TOPIC)  # noqa: F821  # put beside this code
