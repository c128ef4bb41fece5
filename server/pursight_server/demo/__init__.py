"""The demonstration: a company's data and the main job on it."""
