"""Access reviews: whoever has something is looked at again, by somebody else, by a day."""
