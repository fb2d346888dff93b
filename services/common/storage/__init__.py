"""MongoDB as the services use it: aggregates, indexes, schema steps, files, leases."""
