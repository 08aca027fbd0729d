"""The card beside the plane in the Explore workspace: hypercube, regions, surface, hidden space."""
