"""Gilder runs numerical Python. A job is a plain function; this is what it can use.

Nothing here needs the app: a job can be called, and tested, like any other function.
"""

from .errors import Cancelled, InputError, ParameterError
from .jobs.declaration import job
from .parameters.markers import (
    Array,
    Audio,
    Color,
    Column,
    Columns,
    Device,
    File,
    Folder,
    Image,
    Param,
    Secret,
    Seed,
    Table,
)
from .results.charts import Heatmap, Histogram, Line, Scatter, heatmap, histogram, line, scatter
from .results.contents import Pickled, pickled
from .run.current import cancelled, log, progress, warn
from .run.sharing import artifact, checkpoint, metric, out_dir, resume, show
from .tables.columns import numeric_columns

__all__ = [
    "Array",
    "Audio",
    "Cancelled",
    "Color",
    "Column",
    "Columns",
    "Device",
    "File",
    "Folder",
    "Heatmap",
    "Histogram",
    "Image",
    "InputError",
    "Line",
    "Param",
    "ParameterError",
    "Pickled",
    "Scatter",
    "Secret",
    "Seed",
    "Table",
    "artifact",
    "cancelled",
    "checkpoint",
    "heatmap",
    "histogram",
    "job",
    "line",
    "log",
    "metric",
    "numeric_columns",
    "out_dir",
    "pickled",
    "progress",
    "resume",
    "scatter",
    "show",
    "warn",
]
