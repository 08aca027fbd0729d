"""Lines in the plane, the regions they cut it into, and the outlines of those regions."""
