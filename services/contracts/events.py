"""What contracts says to the world; every event carries the whole contract and its order."""

SAYS = {
    "contract.drafted": "the facts of a contract are fixed; the document worker makes the PDF",
    "contract.offered": "the document can be signed; carries its hash",
    "contract.signed": "the body has signed",
    "contract.concluded": "the operator has countersigned",
    "contract.seal_wanted": "a concluded contract is to be closed; the document worker seals it",
    "contract.sealed": "its final document is there, with its hash, under the operator's seal",
    "contract.seal_failed": "it could not be closed, with the reason; a person begins it again",
    "contract.refused": "no contract can be made, with the reason",
    "contract.document_failed": "its document cannot be made, with the reason; a person decides",
    "contract.withdrawn": "it was taken back before it was concluded, with the reason",
    "contract.terminated": "a concluded one ended by notice, or with its order",
    "contract.notice_given": "one side ends a concluded contract on a day, with the reason",
    "contract.reminded": "a successor waits to be signed; ``to`` is whom",
    "contract.escalated": "a successor waits too long; ``to`` is who hears of it",
    "contract.ending": "a concluded contract ends on a day that comes near",
    "contract.expired": "the term of a concluded contract is over",
    "contract.succession_begun": "a renewal or amendment is wanted; the new contract is drafted",
    "contract.superseded": "a concluded contract made way for its successor",
    "chain.changed": "how the chain of a profile stands: whole or not, from when, until when",
    "chain.broken": "a level of the chain of a profile is missing from now on; releases stop",
    "chain.ending": "an agreement has an end and no successor: the task to renew it, until when",
    "levy.changed": "a run of the levy is released: its year and which services it pays for",
    "copy.wanted": "contracts asks an owner for a snapshot",
    "news.counted": "what contracts heard of another service, which tells again what got lost",
    "audit.recorded": "who did what to which thing, for whom; ids only",
}

SNAPSHOTS = ("chain", "levy", "paper")
