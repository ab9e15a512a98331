"""Files as tables, their columns, and tables as what a file can hold."""
