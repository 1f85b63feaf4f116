"""The pages of reports, one module a task: the shelf, preparing one, signing it, its editions, checking a document."""
