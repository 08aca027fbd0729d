"""The few dialogs: what to make, what to export, what there is to know."""
