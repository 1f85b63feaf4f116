"""The pages of the indicators, one module a task: their list, a figure, a target, what the Board agreed."""
