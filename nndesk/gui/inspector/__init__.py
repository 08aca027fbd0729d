"""What is selected, in numbers: to read during a walk, and to change."""
