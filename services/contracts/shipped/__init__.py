"""What ships with contracts: the upstream agreements."""
