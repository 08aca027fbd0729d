def to_tikz(figure, width_mm=None): return ""
