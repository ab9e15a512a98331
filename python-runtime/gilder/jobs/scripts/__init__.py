"""A file that is a program and no collection of functions: one job, with the form of its own parser."""
