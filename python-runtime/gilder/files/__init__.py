"""What jobs are given from files that are no tables: arrays, pictures, sounds."""
