"""The plan as a workbook that people fill in where they like, and what comes back of it."""
