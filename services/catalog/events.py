"""What catalog says to the world; ``profile.changed`` carries the whole profile."""

SAYS = {
    "profile.changed": "the whole profile, after any change",
    "profile.published": "a paused profile can be had again",
    "profile.paused": "a profile cannot be had for a while, with reason",
    "audit.recorded": "who did what to which thing, for whom; ids only",
}

SNAPSHOTS = ("profile", "vendor")
