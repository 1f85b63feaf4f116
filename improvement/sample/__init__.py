"""The sample: a small invented history on the real notice of 2012, lived through by the product's own rules."""
