"""The read copies contracts keeps of other services' nouns."""

from services.common.messaging.read_copies import copy_of

mandates_copy = copy_of("identity", "mandate")
bodies_copy = copy_of("identity", "body")
profiles_copy = copy_of("catalog", "profile")
vendors_copy = copy_of("catalog", "vendor")
