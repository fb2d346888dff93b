"""The words of the page about one interface of an order."""

from services.common.words import Sentence, Text

INTERFACE_PAGES: dict[str, Sentence] = {
    "interface-stages": Text("Schritte: {title}", "Steps: {title}"),
    "interface-whose": Text("Am Zug: {who}", "Next: {who}"),
    "interface-open": Text("Schritt vermerken", "Report the step"),
    "interface-see": Text("Stand ansehen", "See how it stands"),
    "interface-standard": Text("Standard", "Standard"),
    "interface-cost": Text("Kosten in Worten", "Cost in words"),
    "interface-eur": Text("{cost} Euro", "{cost} euros"),
    "interface-ready": Text("Die Schnittstelle ist bereit", "The interface is ready"),
    "interface-not_needed": Text(
        "Die Schnittstelle ist nicht nötig", "The interface is not needed"
    ),
    "interface-reason-was": Text("Grund: {reason}", "Reason: {reason}"),
    "interface-for-vendor": Text(
        "Legen Sie der Stelle Ihr Angebot vor, zum Beispiel als Datei im Verlauf der Einrichtung,"
        " und vermerken Sie es hier. Die Stelle klärt die Kosten und bestellt; danach melden Sie,"
        " dass die Schnittstelle bereit ist.",
        "Give the authority your offer, for example as a file in the thread of the setup, and note"
        " it here. The authority settles the cost and orders; then you report that the interface"
        " is ready.",
    ),
    "interface-report-offer-made": Text(
        "Hat die Stelle Ihr Angebot?", "Does the authority have your offer?"
    ),
    "interface-back-to-setup": Text("Zurück zur Einrichtung", "Back to the setup"),
    "interface-report-offer": Text("Liegt das Angebot vor?", "Is there an offer?"),
    "interface-do-offer": Text("Angebot liegt vor", "There is an offer"),
    "interface-report-cost": Text("Was kostet die Schnittstelle?", "What does it cost?"),
    "interface-cost-what": Text(
        "Tragen Sie den Betrag ein oder sagen Sie es in Worten. Die einrichtende Stelle liest die"
        " Kosten nicht.",
        "Enter the amount, or say it in words. The setup party does not read the cost.",
    ),
    "interface-cost-eur": Text("Kosten in Euro", "Cost in euros"),
    "interface-cost-hint": Text("Volle Euro, ohne Punkt", "Whole euros, digits only"),
    "interface-cost-text": Text("Kosten in Worten", "Cost in words"),
    "interface-do-cost": Text("Kosten sind geklärt", "The cost is settled"),
    "interface-report-ordered": Text("Ist die Schnittstelle bestellt?", "Is it ordered?"),
    "interface-do-ordered": Text("Schnittstelle ist bestellt", "The interface is ordered"),
    "interface-report-ready": Text("Ist die Schnittstelle bereit?", "Is it ready?"),
    "interface-do-ready": Text("Schnittstelle ist bereit", "The interface is ready"),
    "interface-needless": Text("Sie brauchen keine Schnittstelle?", "You need no interface?"),
    "interface-reason": Text("Warum ist keine nötig?", "Why is none needed?"),
    "interface-reason-hint": Text(
        "Alle Beteiligten lesen das in der Bestellung.", "Everyone concerned reads this."
    ),
    "interface-do-not_needed": Text("Als nicht nötig vermerken", "Mark as not needed"),
    "interface-mistake": Text("Falsch vermerkt?", "Noted by mistake?"),
    "interface-do-back": Text("Letzten Schritt zurücknehmen", "Take the last step back"),
    "done-interface-reported": Text("Der Schritt ist vermerkt.", "The step is noted."),
    "done-interface-back": Text(
        "Der letzte Schritt ist zurückgenommen.", "The last step has been taken back."
    ),
    "body-step-what": Text("Nächster Schritt: {step}.", "Next step: {step}."),
    "body-step-meanwhile": Text(
        "Nächster Schritt: {step}. Zugleich ist am Zug: {who} ({task}).",
        "Next step: {step}. Next as well: {who} ({task}).",
    ),
    "body-to-interface": Text("Zur Schnittstelle", "Go to the interface"),
    "interface-open-warning": Text(
        "Eine Schnittstelle ist noch nicht bereit", "An interface is not ready yet"
    ),
    "interface-open-body": Text(
        "Der Link lässt sich trotzdem mitteilen. Bis sie bereit ist, kommen Anträge vielleicht"
        " nicht im Fachverfahren an.",
        "The link can be told all the same. Until it is ready, applications may not arrive in the"
        " specialist system.",
    ),
    "interface-open-vendor": Text(
        "Fertig melden lässt sich die Einrichtung trotzdem. Sagen Sie der Stelle, was bis dahin"
        " fehlt.",
        "The setup can be reported as done all the same. Tell the authority what is missing until"
        " then.",
    ),
}
