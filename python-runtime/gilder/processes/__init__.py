"""The processes that a job starts: they belong to its run, and none of them outlives it."""
