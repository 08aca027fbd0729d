"""What can be wrong with data."""


class DataError(ValueError):
    """The data cannot be used as they are; the message says which row or column and why."""
