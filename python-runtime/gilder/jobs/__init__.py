"""A file's functions as jobs: found, described, called."""
