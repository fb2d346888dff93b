"""Finding profiles: an index in memory, facets, ranking, and what German asks for."""
