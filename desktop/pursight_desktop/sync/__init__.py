"""The replica meets the server."""
