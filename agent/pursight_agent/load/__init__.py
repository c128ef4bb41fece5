"""What a scan may cost its source, kept to and measured."""
