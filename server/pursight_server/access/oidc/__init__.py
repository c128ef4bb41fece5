"""Signing in elsewhere: OpenID Connect through the person's own browser."""
