"""How fast is it on a large notice? `make bench`; no test asserts a time."""
