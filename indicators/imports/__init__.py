"""Figures from files, and back: read in a child, compared with what stands, recorded whole or not at all."""
