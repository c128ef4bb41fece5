"""A page of the server's own for passkeys: what no console can do, since browsers hold them."""
