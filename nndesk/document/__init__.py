"""The whole state as one immutable value, the pure edits that change it, and the files that keep it."""
