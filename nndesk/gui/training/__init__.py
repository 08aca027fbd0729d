"""The knobs of training and what comes of them."""
