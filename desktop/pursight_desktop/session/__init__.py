"""Who is signed in to which server, with what, and where the secrets of it lie."""
