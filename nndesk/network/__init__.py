"""The lecture's mathematics: networks, activations, costs, passes, walks, training. numpy only."""
