"""What a person may see, kept on their machine: encrypted, searchable, and theirs to edit."""
