"""What `pursight server` and `pursight demo` do at the command line."""
