"""The tests, one folder a package; `tests.cast` and `tests.factories` say who and what they are about."""
