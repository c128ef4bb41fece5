"""Business domains: the areas that sources and assets belong to."""
