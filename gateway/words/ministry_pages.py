"""The words of the pages of a ministry."""

from services.common.words import Counted, Sentence, Text

MINISTRY_PAGES: dict[str, Sentence] = {
    "ministry-menu": Text("Eigene Dienste", "Own services"),
    "ministry-title": Text("Dienste Ihres Ressorts", "Services of your ministry"),
    "ministry-title-of": Text("Dienste eines Ressorts", "Services of a ministry"),
    "ministry-of-party": Text(
        "Dienste, Nachnutzung und Enden dazu", "Its services, their reuse and ends"
    ),
    "ministry-lead": Text(
        "EfA-Dienste, für die das Ressort zuständig ist, und Dienste, bei denen es Vertragspartner"
        " ist: wo sie nachgenutzt werden, welche Vereinbarung wann endet und wen das betrifft.",
        "EfA services the ministry is competent for, and services it is a party of: where they"
        " are reused, which agreement ends when, and whom that concerns.",
    ),
    "ministry-own": Text("Dienste des Ressorts", "Services of the ministry"),
    "ministry-services": Text("Dienste", "Services"),
    "ministry-reuse": Text("Zahlen zur Nachnutzung", "Figures of the reuse"),
    "ministry-part": Text("Rolle des Ressorts", "Part of the ministry"),
    "ministry-leads": Text("zuständig", "competent"),
    "ministry-party": Text("Vertragspartner", "party"),
    "ministry-agreements": Text("Vereinbarungen", "Agreements"),
    "ministry-whole": Text("lückenlos", "without a gap"),
    "ministry-no-chain": Text("keine", "none"),
    "ministry-none": Text("Noch kein Dienst des Ressorts", "No service of the ministry yet"),
    "ministry-none-what": Text(
        "Hier steht ein EfA-Dienst, sobald der Katalog das Ressort als zuständig nennt, und jeder"
        " Dienst, in dessen Vereinbarungen es Vertragspartner ist.",
        "An EfA service is here as soon as the catalogue names the ministry as competent, and"
        " any service as soon as the ministry is a party of its agreements.",
    ),
    "ministry-next": Text(
        "Am {day} endet eine Vereinbarung: {service}", "An agreement ends on {day}: {service}"
    ),
    "ministry-next-what": Text(
        "{number} hat noch keine Nachfolge. Ab {day} wird kein Vertrag mehr ausgestellt; Verträge"
        " mit dieser Grundlage: {contracts}.",
        "{number} has no successor yet. No contract is issued from {day}; contracts based on it:"
        " {contracts}.",
    ),
    "ministry-see-chain": Text("Vereinbarungen ansehen", "See the agreements"),
    "ministry-nothing-ends": Text(
        "In den nächsten sechs Monaten endet nichts ohne Nachfolge",
        "Nothing ends without a successor within six months",
    ),
    "ministry-nothing-ends-what": Text(
        "Hier ist nichts zu veranlassen.", "There is nothing to do here."
    ),
    "ministry-gaps": Counted(
        Text(
            "Bei {count} Dienst fehlt heute eine Vereinbarung",
            "{count} service lacks an agreement today",
        ),
        Text(
            "Bei {count} Diensten fehlt heute eine Vereinbarung",
            "{count} services lack an agreement today",
        ),
    ),
    "ministry-gaps-what": Text(
        "Bis sie vorliegt, wird keine Bestellung freigegeben: {services}.",
        "Until it is there, no order is released: {services}.",
    ),
    "ministry-gaps-others": Text("und {count} weitere", "and {count} more"),
    "ministry-live-in": Text(
        "Kreise, in denen der Dienst online ist", "Districts in which the service is live"
    ),
    "ministry-map": Text("Nachnutzung nach Kreisen", "Reuse by district"),
    "ministry-nowhere": Text("Der Dienst ist noch nirgends online.", "It is live nowhere yet."),
    "ministry-all-districts": Text(
        "Alle Kreise, auch nach Regierungsbezirk", "All districts, also by region"
    ),
    "ministry-ends": Text("Was wann endet", "What ends when"),
    "ministry-ends-what": Text(
        "Vereinbarungen zu diesen Diensten mit einem Enddatum, die nächste zuerst. Fehlt eine"
        " Nachfolge, wird danach kein Vertrag mehr ausgestellt.",
        "Agreements of these services that have an end, the next one first. Without a successor no"
        " contract is issued afterwards.",
    ),
    "ministry-ends-none": Text("Keine Vereinbarung endet", "No agreement ends"),
    "ministry-ends-none-what": Text(
        "Keine Vereinbarung zu diesen Diensten hat ein Enddatum.",
        "No agreement of these services has an end.",
    ),
    "ministry-all-ends": Counted(
        Text("{count} Vereinbarung mit Enddatum", "{count} agreement with an end"),
        Text("Alle {count} Vereinbarungen mit Enddatum", "All {count} agreements with an end"),
    ),
    "ministry-ends_on": Text("Endet am", "Ends on"),
    "ministry-agreement": Text("Dienst und Vereinbarung", "Service and agreement"),
    "ministry-following": Text("Nachfolge", "Successor"),
    "ministry-renew_by": Text("zu klären bis {day}", "to be settled by {day}"),
    "ministry-breaks": Text("Folge", "Consequence"),
    "ministry-breaks_on": Text(
        "Ab {day} keine neuen Verträge, laufende enden", "No new contracts from {day}, others end"
    ),
    "ministry-goes-on": Text("Es geht lückenlos weiter", "It goes on without a gap"),
    "ministry-contracts": Text("Verträge", "Contracts"),
    "ministry-bodies": Text("Stellen", "Authorities"),
    "ministry-counts-what": Text(
        "Gezählt sind Verträge auf dieser Grundlage, die bis zum Ende laufen, ihre Stellen und"
        " die Dienste, die damit online sind.",
        "Counted are the contracts based on it that run until the end, their authorities, and the"
        " services live by them.",
    ),
}
