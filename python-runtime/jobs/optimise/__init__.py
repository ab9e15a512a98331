"""Minimise a formula: the job, and the reader of formulas that it needs."""
