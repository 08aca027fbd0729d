"""Pictures as data: primitives, the builders that make them from a document, and the SVG and TikZ writers."""
