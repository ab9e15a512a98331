"""What an author says of a parameter, and what becomes of the value that a user gives for it."""
