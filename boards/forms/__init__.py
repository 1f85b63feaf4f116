"""What is asked on the forms of the Board."""
