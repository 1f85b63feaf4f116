"""The pages of the plan, one module a task: the lists, speaking for one item, dates, entering what was agreed."""
