"""The pages of the Board, one module a task: its calendar, what it decides."""
