"""What catalog says to the world; ``profile.changed`` carries the whole profile."""

SAYS = {
    "profile.changed": "the whole profile, after any change of what the public sees",
    "profile.published": "a version of a profile was published, or a paused one is back",
    "profile.orderable": "bodies may order a profile that might not: the offer, and the one before",
    "opening.announced": "the people of bodies are to be told: the service and at most 400 bodies",
    "profile.paused": "a profile cannot be had for a while, with reason",
    "profile.retired": "a profile ended, with reason and successor",
    "profile.sent_back": "a working copy is given back to its authors: why, until when",
    "profile.link_changed": "a link of a profile is dead, or good again",
    "vendor.changed": "the whole vendor with its mail address",
    "system.changed": "the whole specialist system",
    "notice.published": "the whole notice of an outage, a change or an end",
    "watch.alerted": "who watches a service is to be told: the service, what has changed, accounts",
    "copy.wanted": "catalog asks an owner for a snapshot",
    "news.counted": "what catalog heard of another service, which tells again what got lost",
    "audit.recorded": "who did what to which thing, for whom; ids only",
}

SNAPSHOTS = ("profile", "vendor", "system", "paper")
