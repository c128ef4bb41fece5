"""What `pursight agent`, `scan` and `classify` do at the command line."""
