"""Lines in the plane, the regions they cut it into, exactly, and the outlines of those regions."""
