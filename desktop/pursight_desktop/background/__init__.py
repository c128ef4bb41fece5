"""Between the user interface's thread and all that works beside it."""
