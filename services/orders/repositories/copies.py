"""The read copies orders keeps of other services' nouns."""

from services.common.messaging.read_copies import copy_of

bodies_copy = copy_of("identity", "body")
profiles_copy = copy_of("catalog", "profile")
vendors_copy = copy_of("catalog", "vendor")
systems_copy = copy_of("catalog", "system")
chains_copy = copy_of("contracts", "chain")
standings_copy = copy_of("identity", "standing")
