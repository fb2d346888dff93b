"""Where identity keeps its copy of the catalogue's vendors, whose people are invited."""

from services.common.messaging.read_copies import copy_of

vendors_copy = copy_of("catalog", "vendor")
