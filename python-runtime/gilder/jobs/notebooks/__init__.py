"""A Jupyter notebook as a job: its cells run from top to bottom, the one tagged `parameters` is the form."""
