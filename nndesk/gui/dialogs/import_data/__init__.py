"""Importing a table of samples: look at it, say what its columns are, see what is wrong with it."""
