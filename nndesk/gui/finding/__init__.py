"""How a person finds what the program can do: the palette of actions, the overlay of shortcuts, tooltips."""
