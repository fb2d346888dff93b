"""The words of the pages about contracts, signatures and who may give them."""

from services.common.words import Counted, Sentence, Text

CONTRACT_PAGES: dict[str, Sentence] = {
    "contracts": Text("Verträge", "Contracts"),
    "contract-of": Text("Vertrag: {service}", "Contract: {service}"),
    "contract-views": Text("Auswahl der Verträge", "Views of the contracts"),
    "contract-view-all": Text("Alle", "All"),
    "contract-view-offered": Text("Zur Unterschrift", "To be signed"),
    "contract-view-signed": Text("Zur Gegenzeichnung", "To be countersigned"),
    "contract-view-running": Text("Laufend", "Running"),
    "contract-view-notice_given": Text("Gekündigt", "Under notice"),
    "contract-view-unsealed": Text("Ohne Siegel", "Without a seal"),
    "contract-view-over": Text("Archiv", "Archive"),
    "contract-service": Text("Dienst und Vertrag", "Service and contract"),
    "contract-body": Text("Stelle", "Authority"),
    "contract-state": Text("Stand", "State"),
    "contract-next": Text("Am Zug", "Next"),
    "contract-due": Text("Fällig", "Due"),
    "contract-you": Text("Sie", "You"),
    "contract-your-turn": Text("Sie sind am Zug", "It is your turn"),
    "contract-turn-of": Text("Am Zug: {who}", "Next: {who}"),
    "contract-nobody": Text("niemand", "nobody"),
    "contracts-none": Text("Hier liegt kein Vertrag", "There is no contract here"),
    "contracts-none-what": Text(
        "Ein Vertrag entsteht, wenn BayKommun eine Bestellung freigibt. Dann liegt er hier und"
        " wird den zeichnungsbefugten Personen gemailt.",
        "A contract comes to be when BayKommun releases an order. It is here then, and signatories"
        " get a mail.",
    ),
    "contracts-to-sign": Counted(
        Text("{count} Vertrag lesen und unterschreiben", "Read and sign {count} contract"),
        Text("{count} Verträge lesen und unterschreiben", "Read and sign {count} contracts"),
    ),
    "contracts-to-countersign": Counted(
        Text("{count} Vertrag gegenzeichnen", "Countersign {count} contract"),
        Text("{count} Verträge gegenzeichnen", "Countersign {count} contracts"),
    ),
    "contract-turn-drafted": Text("Der Vertrag wird ausgefertigt", "The contract is being drafted"),
    "contract-turn-offered": Text(
        "Der Vertrag liegt zur Unterschrift bereit", "The contract is ready to be signed"
    ),
    "contract-turn-signed": Text(
        "Der Vertrag wird gegengezeichnet", "The contract is being countersigned"
    ),
    "contract-turn-document_failed": Text(
        "Das Dokument ließ sich nicht erstellen", "The document could not be made"
    ),
    "contract-what-drafted": Text(
        "Das Dokument entsteht gerade, das dauert meist weniger als eine Minute.",
        "The document is being made; this mostly takes less than a minute.",
    ),
    "contract-what-offered": Text(
        "Eine zeichnungsbefugte Person der Stelle liest und unterschreibt ihn. Danach zeichnet"
        " BayKommun gegen.",
        "A signatory of the authority reads and signs it. BayKommun countersigns after that.",
    ),
    "contract-what-signed": Text(
        "Die Stelle hat unterschrieben. Mit der Gegenzeichnung durch BayKommun ist der Vertrag"
        " geschlossen.",
        "The authority has signed. The contract is concluded when BayKommun countersigns.",
    ),
    "contract-what-document_failed": Text(
        "BayKommun lässt es neu erstellen oder fragt die Stelle zurück.",
        "BayKommun has it made again, or asks the authority.",
    ),
    "contract-over-concluded": Text("Der Vertrag ist geschlossen", "The contract is concluded"),
    "contract-over-what-concluded": Text(
        "Wie es mit der Einrichtung weitergeht, steht bei der Bestellung.",
        "How the setup goes on is shown with the order.",
    ),
    "contract-over-what-concluded-day": Text(
        "Er gilt bis {day}. Wie es mit der Einrichtung weitergeht, steht bei der Bestellung.",
        "It holds until {day}. How the setup goes on is shown with the order.",
    ),
    "contract-over-notice_given": Text(
        "Der Vertrag ist gekündigt", "Notice of the contract is given"
    ),
    "contract-over-what-notice_given": Text(
        "Er endet am {day}. Bis dahin läuft der Dienst weiter; danach endet auch die Bestellung.",
        "It ends on {day}. The service goes on until then; the order ends after that, too.",
    ),
    "contract-over-expired": Text("Der Vertrag ist abgelaufen", "The contract has expired"),
    "contract-over-what-expired": Text(
        "Er endete am {day}, und mit ihm die Bestellung. Den Dienst kann die Stelle neu bestellen.",
        "It ended on {day}, and the order with it. The authority can order the service anew.",
    ),
    "contract-over-superseded": Text(
        "Ein neuer Vertrag ist an seine Stelle getreten", "A new contract has taken its place"
    ),
    "contract-over-what-superseded": Text(
        "Dieser bleibt mit seinen Unterschriften aufbewahrt.",
        "This one is kept with its signatures.",
    ),
    "contract-over-withdrawn": Text("Der Vertrag ist zurückgezogen", "The contract is withdrawn"),
    "contract-over-what-withdrawn": Text(
        "Er gilt nicht. Den Dienst kann die Stelle neu bestellen.",
        "It does not hold. The authority can order the service anew.",
    ),
    "contract-over-terminated": Text("Der Vertrag ist beendet", "The contract has ended"),
    "contract-over-what-terminated": Text(
        "Den Dienst kann die Stelle neu bestellen.", "The authority can order the service anew."
    ),
    "contract-over-drafted": Text(
        "Die Bestellung ist noch einmal in Prüfung", "The order is being reviewed again"
    ),
    "contract-over-what-drafted": Text(
        "Ist sie wieder freigegeben, wird der Vertrag neu ausgefertigt.",
        "When it is released again, the contract is drafted anew.",
    ),
    "contract-to-order": Text("Zur Bestellung", "To the order"),
    "contract-sign-this": Text("Lesen und unterschreiben", "Read and sign"),
    "contract-sign-as": Text(
        "Handeln und unterschreiben (für: {body})", "Act and sign (for: {body})"
    ),
    "contract-countersign-this": Text("Lesen und gegenzeichnen", "Read and countersign"),
    "contract-withdraw": Text("Vertrag zurückziehen", "Withdraw the contract"),
    "contract-document": Text("Dokument", "Document"),
    "contract-read": Text("Vertrag lesen (PDF)", "Read the contract (PDF)"),
    "contract-no-document": Text(
        "Das Dokument gibt es noch nicht.", "The document is not there yet."
    ),
    "contract-german-only": Text(
        "Der Vertrag ist in deutscher Sprache verfasst.", "The contract is written in German."
    ),
    "contract-download": Text("PDF herunterladen", "Download the PDF"),
    "contract-new-window": Text("öffnet ein neues Fenster", "opens a new window"),
    "contract-file-unsigned": Text(
        "Die Datei enthält den Wortlaut, der unterschrieben wird. Wer unterschrieben hat, steht"
        " danach auf dieser Seite.",
        "The file holds the text that is signed. Who has signed stands on this page then.",
    ),
    "contract-file-signed": Text(
        "Die Datei enthält den Wortlaut, der unterschrieben wurde. Nach der Gegenzeichnung entsteht"
        " eine zweite Datei mit Annahmenachweis und Siegel; sie finden Sie dann hier.",
        "The file holds the text that was signed. After the countersignature a second file is made"
        " with a proof of acceptance and the seal; you find it here then.",
    ),
    "contract-file-concluded": Text(
        "Die Datei enthält den Wortlaut, der unterschrieben wurde. Die Datei mit Annahmenachweis"
        " und Siegel ist noch in Arbeit; der Vertrag gilt schon.",
        "The file holds the text that was signed. The file with the proof of acceptance and the"
        " seal is still in work; the contract holds already.",
    ),
    "contract-file-sealed": Text(
        "Die Datei enthält den Wortlaut, den Annahmenachweis (wer wann unterschrieben hat) und als"
        " Anhang das unterschriebene Dokument. Das Siegel von BayKommun zeigt, dass sie niemand"
        " verändert hat.",
        "The file holds the text, the proof of acceptance (who signed when) and, attached, the"
        " document that was signed. BayKommun's seal shows that nobody has changed it.",
    ),
    "contract-read-sealed": Text(
        "Vertrag mit Siegel lesen (PDF)", "Read the sealed contract (PDF)"
    ),
    "contract-download-sealed": Text("Gesiegeltes PDF herunterladen", "Download the sealed PDF"),
    "contract-read-signed": Text(
        "Dokument, wie es unterschrieben wurde (PDF)", "The document as it was signed (PDF)"
    ),
    "contract-seal-again": Text("Vertrag erneut versiegeln", "Seal the contract again"),
    "contract-turn-copy_handed_in": Text(
        "Ein anderswo unterschriebenes Exemplar liegt vor", "A copy signed elsewhere is there"
    ),
    "contract-what-copy_handed_in": Text(
        "BayKommun sieht nach, wer es mit einer qualifizierten Signatur unterschrieben hat. Danach"
        " zeichnet BayKommun gegen.",
        "BayKommun looks at who signed it with a qualified signature, and countersigns after that.",
    ),
    "contract-yours-copy_handed_in": Text(
        "Sehen Sie nach, wer es mit einer qualifizierten Signatur unterschrieben hat. Nehmen Sie es"
        " an, gilt es als Unterschrift der Stelle.",
        "Look at who signed it with a qualified signature. If you accept it, it counts as the"
        " authority's signature.",
    ),
    "contract-turn-seal_failed": Text(
        "Der Vertrag ist geschlossen, das Siegel fehlt noch",
        "The contract is concluded, its seal is still missing",
    ),
    "contract-what-seal_failed": Text(
        "Der Vertrag gilt. BayKommun holt das Siegel nach.",
        "The contract holds. BayKommun adds the seal.",
    ),
    "contract-yours-seal_failed": Text(
        "Der Vertrag gilt. Wenn die Ursache behoben ist, lassen Sie ihn erneut versiegeln.",
        "The contract holds. When the cause is mended, have it sealed again.",
    ),
    "done-contract-sealing": Text(
        "Der Vertrag wird versiegelt. Das dauert meist weniger als eine Minute.",
        "The contract is being sealed. This mostly takes less than a minute.",
    ),
    "contract-hash": Text("Prüfsumme des Dokuments (SHA-256)", "Digest of the document (SHA-256)"),
    "contract-hash-what": Text(
        "Die Unterschriften gelten genau für das Dokument mit dieser Prüfsumme.",
        "The signatures are for exactly the document with this digest.",
    ),
    "contract-in-short": Text("Das Wichtigste", "In short"),
    "contract-number": Text("Vertragsnummer", "Number of the contract"),
    "contract-parties": Text("Vertragsparteien", "Parties"),
    "contract-parties-are": Text("{operator} und {body}", "{operator} and {body}"),
    "contract-and": Text("und", "and"),
    "contract-about": Text("Dienst", "Service"),
    "contract-cost": Text("Kosten", "Cost"),
    "contract-cost-nothing": Text(
        "Der Vertrag selbst kostet nichts.", "The contract itself costs nothing."
    ),
    "contract-usage": Text("Nutzung", "Use"),
    "contract-usage-new": Text("Der Dienst wird neu eingerichtet.", "The service is set up anew."),
    "contract-usage-already_productive": Text(
        "Die Stelle setzt den Dienst schon ein; der Vertrag gibt dem die Grundlage.",
        "The authority uses the service already; the contract gives this its ground.",
    ),
    "contract-until": Text("Gilt bis", "Valid until"),
    "contract-unlimited": Text(
        "unbefristet, längstens so lange wie die Verträge, auf denen er beruht",
        "without end, at most as long as the contracts it rests on",
    ),
    "contract-reason": Text("Grund", "Reason"),
    "contract-ended-on": Text("Ende", "Ended on"),
    "contract-signatures": Text("Unterschriften", "Signatures"),
    "contract-for-body": Text("Für die Stelle: {body}", "For the authority: {body}"),
    "contract-for-operator": Text(
        "Für die Betreiberin: {operator}", "For the operator: {operator}"
    ),
    "contract-not-signed": Text("noch nicht unterschrieben", "not signed yet"),
    "contract-never-signed": Text("nicht unterschrieben", "not signed"),
    "contract-body-then": Text(
        "Bei der Unterschrift hieß die Stelle {body}.",
        "When it was signed, the authority was called {body}.",
    ),
    "contract-basis-office": Text("kraft Amtes", "by office"),
    "contract-basis-deputy": Text("in Stellvertretung", "as deputy"),
    "contract-basis-power_of_attorney": Text("mit Vollmacht", "by power of attorney"),
    "contract-basis-mandate": Text(
        "mit Vollmacht einer anderen Stelle", "by mandate of another authority"
    ),
    "contract-chain": Text("Worauf der Vertrag beruht", "What the contract rests on"),
    "contract-chain-what": Text(
        "Bis der Dienst bei der Stelle ankommt, wird er in vier Stufen weitergegeben: vom"
        " anbietenden Land über den Marktplatz und Bayern an BayKommun und von dort an die Stelle."
        " Dieser Vertrag ist die vierte Stufe (Sub-Sub-Nachnutzung). Er gilt, solange die drei"
        " anderen gelten.",
        "The service is passed on in four levels until it reaches the authority: from the state"
        " that offers it by the marketplace and Bavaria to BayKommun, and from there to the"
        " authority. This contract is the fourth level (sub-sub-reuse). It holds as long as the"
        " three others do.",
    ),
    "contract-chain-none": Text(
        "Sie stehen fest, sobald der Vertrag ausgefertigt ist.",
        "They are fixed once the contract is drafted.",
    ),
    "contract-level": Text("Stufe", "Level"),
    "contract-level-1": Text("1, Bereitstellung", "1, provision"),
    "contract-level-2": Text("2, Nachnutzung", "2, reuse"),
    "contract-level-3": Text("3, Sub-Nachnutzung", "3, sub-reuse"),
    "contract-level-4": Text("4, Sub-Sub-Nachnutzung", "4, sub-sub-reuse"),
    "contract-agreement": Text("Vertrag", "Agreement"),
    "contract-between": Text("Zwischen", "Between"),
    "contract-valid": Text("Gilt", "Valid"),
    "contract-from-to": Text("{since} bis {until}", "{since} to {until}"),
    "contract-from-on": Text("seit {since}, unbefristet", "since {since}, without end"),
    "contract-yours-offered": Text(
        "Lesen Sie ihn und unterschreiben Sie. Danach zeichnet BayKommun gegen.",
        "Read it and sign. BayKommun countersigns after that.",
    ),
    "contract-yours-signed": Text(
        "Die Stelle hat unterschrieben. Mit Ihrer Gegenzeichnung ist der Vertrag geschlossen.",
        "The authority has signed. The contract is concluded when you countersign.",
    ),
    "contract-who-signs": Text("Wer darf unterschreiben?", "Who may sign?"),
}
