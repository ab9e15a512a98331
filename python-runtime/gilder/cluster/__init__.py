"""Runs on Dask schedulers, from the side of the app (service, run, link) and of a worker (boot, visit)."""
