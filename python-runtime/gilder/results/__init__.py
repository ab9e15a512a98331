"""What a job returns, as named results and as files in the folder of its run."""
