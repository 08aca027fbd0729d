"""Play, step and scrub through the recorded passes."""
