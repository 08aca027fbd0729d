"""The formula of the step that is shown, and what it says in words."""
