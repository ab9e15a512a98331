"""Why something failed, where that can be told from the exception: a table of rules, and what they look at."""
