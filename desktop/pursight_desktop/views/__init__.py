"""The screens: each a package that offers `make(desk, place)`; none knows another."""
