"""The same system on one machine: keys, identity provider, mail sink, servers."""
