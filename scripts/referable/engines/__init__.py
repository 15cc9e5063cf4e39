"""Site engines: thin adapters around the compiler, and what all of them share."""
