"""The words of comparing services, and of the matrix of interfaces."""

from services.common.words import Counted, Sentence, Text

COMPARE_WORDS: dict[str, Sentence] = {
    "public-compare-title": Text("Dienste vergleichen", "Compare services"),
    "public-compare-only": Text("Nur Unterschiede zeigen", "Show differences only"),
    "public-compare-all": Text("Alle Angaben zeigen", "Show all facts"),
    "public-compare-back": Text("Dienste im Katalog auswählen", "Choose services in the catalogue"),
    "public-compare-empty": Text(
        "Sie haben noch nichts zum Vergleich vorgemerkt",
        "You have put nothing aside to compare yet",
    ),
    "public-compare-empty-do": Text(
        "Merken Sie im Katalog zwei bis vier Dienste vor. Hier stehen sie dann nebeneinander.",
        "Add two to four services from the catalogue. They will stand here side by side.",
    ),
    "public-open-profile": Text("Steckbrief öffnen", "Open the profile"),
    "public-fact": Text("Angabe", "Fact"),
    "public-differs": Text("unterschiedlich", "different"),
    "public-none-said": Text("keine Angabe", "nothing stated"),
    "public-guide-sum": Counted(
        Text("1 Aufgabe, etwa {days} Arbeitstage", "1 task, about {days} working days"),
        Text(
            "{count} Aufgaben, etwa {days} Arbeitstage", "{count} tasks, about {days} working days"
        ),
    ),
    "public-extra-true": Text("kostet extra", "costs extra"),
    "public-extra-false": Text("keine Mehrkosten", "no extra cost"),
    "public-extra-unknown": Text("Kosten nicht bekannt", "cost not known"),
    "public-matrix-crumb": Text("Schnittstellen", "Interfaces"),
    "public-matrix-title": Text(
        "Schnittstellen zu Fachverfahren", "Interfaces to specialist systems"
    ),
    "public-matrix-what": Text(
        "Welcher Dienst an welches Fachverfahren angebunden ist, nach welchem Standard, und ob die"
        " Schnittstelle extra kostet.",
        "Which service is joined to which specialist system, by which standard, and whether the"
        " interface costs extra.",
    ),
    "public-all": Text("Alle", "All"),
    "public-extra": Text("Zusatzkosten", "Extra cost"),
    "public-filter-now": Text("Filtern", "Filter"),
    "public-service": Text("Dienst", "Service"),
    "public-system-version": Text("Version", "Version"),
    "public-standard": Text("Standard", "Standard"),
    "public-stated-by": Text("Angabe von", "Stated by"),
    "public-matrix-cost-true": Text("Ja", "Yes"),
    "public-matrix-cost-false": Text("Keine", "None"),
    "public-matrix-cost-unknown": Text("Unbekannt", "Unknown"),
    "public-matrix-empty": Text(
        "Zu diesen Filtern ist keine Schnittstelle bekannt",
        "No interface is known for these filters",
    ),
    "public-matrix-empty-do": Text(
        "Das heißt nicht, dass es keine gibt. Fragen Sie den Hersteller Ihres Fachverfahrens.",
        "That does not mean there is none. Ask the manufacturer of your specialist system.",
    ),
    "public-row-own": Text("Darf meine Stelle bestellen?", "May my authority order it?"),
    "public-own-away": Text("gerade nicht erreichbar", "not available at the moment"),
    "public-row-availability": Text("Bestellbar", "Can be ordered"),
    "public-row-summary": Text("Worum es geht", "What it is about"),
    "public-row-kind": Text("Art", "Kind"),
    "public-row-target_kinds": Text("Für wen", "For whom"),
    "public-row-capacities": Text("Aufgabe der Stelle", "Task of the authority"),
    "public-row-sphere": Text("Wirkungskreis", "Sphere"),
    "public-row-financing": Text("Finanzierung", "Financing"),
    "public-row-maturity": Text("Reifegrad", "Maturity"),
    "public-row-trust_level": Text("Vertrauensniveau", "Trust level"),
    "public-row-interfaces": Text("Schnittstellen", "Interfaces"),
    "public-row-rollout_guide": Text("Einrichtung", "Setup"),
    "public-row-prerequisites": Text("Das brauchen Sie", "What you need"),
    "public-row-contract_partner": Text("Vertragspartner", "Contract partner"),
    "public-row-topic": Text("Thema", "Topic"),
    "public-row-ministry": Text("Ressort", "Ministry"),
    "public-row-operating_authority": Text("Betreibende Behörde", "Operating authority"),
    "public-row-documents": Text("Unterlagen", "Documents"),
    "public-row-checked_on": Text("Zuletzt geprüft", "Last checked"),
}
