"""Any object, and anything that is wrong with a value, in words."""
