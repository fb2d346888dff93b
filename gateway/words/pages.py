"""The words of the pages for people, beside what the services say."""

from services.common.words import Counted, Sentence, Text

PAGES: dict[str, Sentence] = {
    "skip": Text("Zum Inhalt", "Skip to content"),
    "slogan": Text(
        "Online-Dienste für Kommunen in Bayern",
        "Online services for local authorities in Bavaria",
    ),
    "feed-title": Text("Neues im Katalog", "New in the catalogue"),
    "footer": Text("Fußzeile", "Footer"),
    "start": Text("Start", "Start"),
    "news": Text("Neues", "News"),
    "help": Text("Hilfe", "Help"),
    "api": Text("Schnittstelle", "API"),
    "status": Text("Zustand", "Status"),
    "other-language": Text("English", "Deutsch"),
    "sign-in": Text("Anmelden", "Sign in"),
    "sign-out": Text("Abmelden", "Sign out"),
    "sign-in-muk": Text(
        "Mit Mein Unternehmenskonto anmelden",
        "Sign in with Mein Unternehmenskonto",
    ),
    "to-start": Text("Zur Startseite", "To the start page"),
    "reference": Text("Kennung für Rückfragen", "Reference, should you ask us about it"),
    "breadcrumbs": Text("Brotkrumen", "Breadcrumbs"),
    "signed-in": Text("Sie sind angemeldet.", "You are signed in."),
    "certificate-fits": Text(
        "Passt mein Zertifikat? Fünf Fragen vor der ersten Anmeldung",
        "Does my certificate fit? Five questions before the first sign-in",
    ),
    "openapi": Text("OpenAPI-Dokument", "OpenAPI document"),
    "version": Text("Version", "Version"),
    "code": Text("Code", "Code"),
    "sign-in-to-sign": Text("Anmelden, um zu unterschreiben", "Sign in to sign the contracts"),
    "taken-to-muk": Text(
        "Sie werden zu Mein Unternehmenskonto weitergeleitet. Wenn es nicht von selbst"
        " weitergeht, wählen Sie „Weiter“.",
        "You are being taken to Mein Unternehmenskonto. If nothing happens, choose “Continue”.",
    ),
    "continue": Text("Weiter", "Continue"),
    "sign-in-failed": Text("Die Anmeldung hat nicht geklappt", "The sign-in did not work"),
    "sign-in-anew": Text("Neu anmelden", "Sign in again"),
    "check-certificate": Text(
        "Passt mein Zertifikat? In fünf Fragen prüfen",
        "Does my certificate fit? Check it in five questions",
    ),
    "tell-operator": Text(
        "Hilft das nicht, nennen Sie BayKommun bitte diese Kennung:",
        "If that does not help, please tell BayKommun this reference:",
    ),
    "passkeys": Text("Passkeys", "Passkeys"),
    "passkeys-none": Text("Noch kein Passkey eingerichtet", "No passkey yet"),
    "passkey-show": Text("Passkey zeigen", "Show passkey"),
    "passkey-step": Text("Noch ein Schritt: Ihr Passkey", "One more step: your passkey"),
    "passkey-ready": Text(
        "Für Ihr Konto ist ein Passkey eingerichtet. Bitte halten Sie Ihr Gerät oder Ihren"
        " Sicherheitsschlüssel bereit und wählen Sie „Passkey zeigen“.",
        "Your account has a passkey. Have your device or security key at hand, then choose"
        " “Show passkey”.",
    ),
    "passkey-lost": Text(
        "Passkey verloren? BayKommun kann ihn nach einer Prüfung entfernen.",
        "Lost your passkey? BayKommun can remove it after a check.",
    ),
    "passkey-what": Text(
        "Ein Passkey schützt Ihr Konto zusätzlich zur Anmeldung mit Mein Unternehmenskonto."
        " Er ist freiwillig; richten Sie am besten zwei ein.",
        "A passkey protects your account beyond the sign-in with Mein Unternehmenskonto. It"
        " is optional; best add two.",
    ),
    "passkey-name": Text("Name des neuen Passkeys", "Name of the new passkey"),
    "security-key": Text("Sicherheitsschlüssel", "Security key"),
    "passkey-add": Text("Passkey einrichten", "Add passkey"),
    "passkey-script": Text(
        "Passkeys brauchen JavaScript in Ihrem Browser.",
        "Passkeys need JavaScript in your browser.",
    ),
    "passkey-added": Text("Der Passkey ist eingerichtet.", "The passkey was added."),
    "passkey-failed": Text(
        "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
        "That did not work. Please try again.",
    ),
    "remove": Text("Entfernen", "Remove"),
    "all-help": Text("Alle Fragen und Antworten", "All questions and answers"),
    "often-asked": Text("Häufig gefragt", "Often asked"),
    "help-title": Text("Fragen und Antworten", "Questions and answers"),
    "help-ask": Text("Was möchten Sie wissen?", "What would you like to know?"),
    "search": Text("Suchen", "Search"),
    "help-none": Text(
        "Zu „{q}“ haben wir keine Antwort gefunden. Versuchen Sie ein anderes Wort, oder"
        " sehen Sie alle Fragen durch.",
        "We found no answer to “{q}”. Try another word, or look through all questions.",
    ),
    "help-all": Text("Alle Fragen zeigen", "Show all questions"),
    "help-coming": Text("Noch nicht möglich:", "Not possible yet:"),
    "help-rest-works": Text("Alles andere geht schon.", "Everything else works already."),
    "changed-on": Text("Stand", "Last changed"),
    "news-notices": Text("Hinweise von BayKommun", "Notices of BayKommun"),
    "news-no-notices": Text("Zurzeit gibt es keine Hinweise.", "There are no notices at present."),
    "news-catalogue": Text("Im Katalog", "In the catalogue"),
    "news-empty": Text("Im Katalog steht noch nichts.", "The catalogue is still empty."),
    "news-feed": Text("Neues als Feed abonnieren", "Subscribe to the news as a feed"),
    "demo-data": Text("Demodaten", "demo data"),
    "until": Text("{starts} bis {ends}", "{starts} to {ends}"),
    "from": Text("Ab {starts}", "From {starts}"),
    "api-what": Text(
        "Alles, was Seiten können, kann auch die Schnittstelle. Hier ist sie beschrieben:",
        "Everything pages can do, the API can do. It is described here:",
    ),
    "away-heading": Text(
        "Die Fragen sind gerade nicht erreichbar",
        "The questions cannot be reached right now",
    ),
    "away-what": Text(
        "Bitte versuchen Sie es in einigen Sekunden noch einmal. Es liegt nicht an Ihnen.",
        "Please try again in a few seconds. It is not your fault.",
    ),
    "try-again": Text("Noch einmal versuchen", "Try again"),
    "assistant-title": Text("Passt mein Zertifikat?", "Does my certificate fit?"),
    "assistant-check": Text("Zertifikat prüfen", "Check the certificate"),
    "assistant-error": Text("Fehler", "Error"),
    "assistant-missing": Text("Es fehlen noch Antworten", "Some answers are missing"),
    "assistant-next": Text("Wer ist am Zug?", "Who is next?"),
    "assistant-duration": Text("Wie lange dauert es?", "How long does it take?"),
    "assistant-steps": Text("Ihre Schritte", "Your steps"),
    "assistant-change": Text("Ihre Antworten ändern", "Change your answers"),
    "assistant-what": Text(
        "Fünf Fragen, ohne Anmeldung: Danach wissen Sie, ob Sie sich mit Ihrem"
        " ELSTER-Organisationszertifikat hier registrieren können, und wenn nicht, was zu"
        " tun ist.",
        "Five questions, without signing in: then you know whether you can register here"
        " with your ELSTER organisation certificate, and if not, what to do.",
    ),
    "assistant-where-before": Text(
        "Beantragt wird ein Zertifikat nicht hier, sondern bei",
        "You apply for a certificate not here but at",
    ),
    "help-found": Counted(
        one=Text("Eine Antwort zu „{q}“", "One answer to “{q}”"),
        other=Text("{count} Antworten zu „{q}“", "{count} answers to “{q}”"),
    ),
}
