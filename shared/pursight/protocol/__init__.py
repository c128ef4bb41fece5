"""Both protocols as pure functions, with the simulators that prove them."""
