"""The input plane: what a network with two inputs makes of every point, with lines, samples and the example.

Importing this package imports pyqtgraph, which takes a quarter of a second: the window is shown first.
"""
