"""What views ask the replica; one module a screen, each a pure reading over a connection."""
