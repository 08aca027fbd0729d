"""All weights and biases as a table and as matrices: to read, to type, to paste; also without a mouse."""
