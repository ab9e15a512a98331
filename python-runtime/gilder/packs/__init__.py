"""Packages that are not part of the runtime and can be had beside it: packs."""
