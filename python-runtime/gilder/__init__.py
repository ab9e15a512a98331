"""Gilder runs numerical Python. A job is a plain function; this is what it can use.

Nothing here needs the app: a job can be called, and tested, like any other function.
"""

from .errors import Cancelled, InputError, ParameterError
from .jobs.declaration import job
from .parameters.markers import Column, Columns, File, Folder, Param, Seed, Table
from .results.charts import Histogram, Scatter, histogram, scatter
from .run.current import cancelled, log, progress, warn
from .tables.columns import numeric_columns

__all__ = [
    "Cancelled",
    "Column",
    "Columns",
    "File",
    "Folder",
    "Histogram",
    "InputError",
    "Param",
    "ParameterError",
    "Scatter",
    "Seed",
    "Table",
    "cancelled",
    "histogram",
    "job",
    "log",
    "numeric_columns",
    "progress",
    "scatter",
    "warn",
]
