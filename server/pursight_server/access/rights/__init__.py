"""Groups, custom roles and assignments: what people have been given."""
