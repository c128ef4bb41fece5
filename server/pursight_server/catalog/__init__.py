"""What data exists, and what people say of it."""
