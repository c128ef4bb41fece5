"""What administrators ask of the server: a module for each subject."""
