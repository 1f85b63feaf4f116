"""The sample: an invented autumn and winter on the real notice of 2012, lived through by the product's own rules.

What is said stands in data/: the plan with what its owners say of it, the decisions, the judgements, the figures. The
modules read it and act it out in order of time, through the functions that a page or a job would call.
"""
