"""The door that reports come through: runs, chunks, commits."""
