"""One run while it goes on: what it says, how it is stopped, and which code belongs to it."""
