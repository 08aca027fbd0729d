"""Samples: what a dataset is and where one comes from."""
