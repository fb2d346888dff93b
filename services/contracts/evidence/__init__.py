"""What proves a contract to somebody who asks nobody: kept, packed, recognised."""
