"""What contracts says when it refuses something, by code."""

from services.common.words import Counted, Sentence, Text

REFUSALS: dict[str, Sentence] = {
    "contract-not-found": Text(
        "Diesen Vertrag gibt es nicht, oder er gehört nicht zu Ihrer Stelle.",
        "There is no such contract, or it is not one of your authority.",
    ),
    "chain-not-found": Text(
        "Für diesen Dienst sind keine Vereinbarungen hinterlegt.",
        "No agreements are recorded for this service.",
    ),
    "printing-busy": Text(
        "Gerade werden mehrere Blätter erstellt. Bitte versuchen Sie es gleich noch einmal.",
        "Several sheets are being made just now. Please try again in a moment.",
    ),
    "profile-not-found": Text(
        "Diesen Dienst gibt es nicht im Katalog.", "There is no such service in the catalogue."
    ),
    "body-unknown": Text("Diese Stelle kennen wir nicht.", "We do not know this authority."),
    "general-terms-not-found": Text(
        "Diese Fassung der Allgemeinen Bedingungen liegt nicht vor.",
        "There is no such version of the general terms.",
    ),
    "evidence-not-yet": Text(
        "Nachweise gibt es, sobald der Vertrag unterschrieben ist.",
        "There is evidence as soon as the contract is signed.",
    ),
    "document-in-work": Text(
        "Das Dokument wird noch erstellt. Bitte versuchen Sie es in einer Minute noch einmal.",
        "The document is still being made. Please try again in a minute.",
    ),
    "document-failed": Text(
        "Das Dokument ließ sich nicht erstellen. BayKommun prüft, wie es weitergeht.",
        "The document could not be made; BayKommun is looking into it.",
    ),
    "document-missing": Text(
        "Das Dokument liegt gerade nicht vor und wird neu hergestellt. Bitte unterschreiben Sie in"
        " einigen Minuten.",
        "The document is being made again; please sign in a few minutes.",
    ),
    "document-outdated": Text(
        "Dieses Dokument gilt nicht mehr, weil es eine frühere Stelle nennt oder gerade neu"
        " ausgefertigt wird. Bitte unterschreiben Sie die neue Version.",
        "This document does not hold any more; it names a former authority or is being drafted"
        " anew. Please sign the new version.",
    ),
    "document-changed": Text(
        "Das Dokument wurde inzwischen geändert. Bitte lesen Sie die neue Version.",
        "The document has changed meanwhile. Please read the new version.",
    ),
    "term-over-unsigned": Text(
        "Die Laufzeit dieses Vertrags war am {on} zu Ende, bevor beide Seiten unterschrieben haben."
        " Er gilt nicht mehr.",
        "The term of this contract ended on {on}, before both sides had signed. It does not hold"
        " any more.",
    ),
    "chain-bears-not": Text(
        "Die vorgelagerten Verträge sind inzwischen unvollständig oder enden früher als dieser"
        " Vertrag. Er kann so nicht mehr geschlossen werden; BayKommun stellt ihn neu aus oder"
        " nimmt ihn zurück.",
        "By now the upstream contracts are incomplete or end before this contract does. It cannot"
        " be concluded like this; BayKommun issues it anew or takes it back.",
    ),
    "released-by-same-person": Text(
        "Wer die Bestellung freigegeben hat, zeichnet nicht gegen. Bitte lassen Sie eine andere"
        " Person gegenzeichnen.",
        "Whoever released the order does not countersign. Please let another person do it.",
    ),
    "contract-wrong-state": Text(
        "Das geht im jetzigen Stand des Vertrags nicht. {turn}",
        "That is not possible in the contract's present state. {turn}",
    ),
    "contract-over": Text(
        "Das geht nicht mehr: Der Vertrag ist {state_label}.",
        "That is not possible any more: the contract is {state_label}.",
    ),
    "ends-anyway": Text(
        "Der Vertrag endet schon am {on}, bevor eine Kündigung wirken kann.",
        "The contract ends on {on} already, before a notice can take effect.",
    ),
    "notice-to-successor": Text(
        "Dieser Vertrag wird von einem neuen abgelöst, den beide Seiten schon unterschrieben haben."
        " Bitte kündigen Sie den neuen Vertrag; dieser endet dann mit ihm.",
        "This contract is being replaced by a new one that both sides have signed. Please give"
        " notice of the new contract; this one then ends with it.",
    ),
    "notice-not-possible": Text(
        "An diesem Tag kann der Vertrag nicht enden. Möglich ist das Ende eines Monats, frühestens"
        " der {first}.",
        "The contract cannot end on that day. It can at the end of a month, on {first} at the"
        " earliest.",
    ),
    "succession-open": Text(
        "Für diesen Vertrag liegt schon ein neuer vor. Bitte schließen Sie den ab, oder ziehen Sie"
        " ihn zurück.",
        "There is a new contract to follow this one already. Please conclude it, or withdraw it.",
    ),
    "nothing-to-renew": Text(
        "Eine Verlängerung bringt jetzt nichts: Die Verträge, auf denen dieser beruht, enden nicht"
        " später als er selbst.",
        "A renewal would change nothing now: the contracts this one rests on end no later than it.",
    ),
    "chain-broken": Text(
        "Die vorgelagerten Verträge sind nicht vollständig. Solange kann kein neuer Vertrag"
        " ausgestellt werden.",
        "The upstream contracts are not complete. No new contract can be issued until they are.",
    ),
    "fresh-sign-in-needed": Text(
        "Bitte melden Sie sich für genau diese Unterschrift noch einmal an.",
        "Please sign in again for exactly this signature.",
    ),
    "list-not-signable": Counted(
        Text(
            "Ein Vertrag dieser Liste lässt sich jetzt nicht unterschreiben. Bitte nehmen Sie ihn"
            " heraus.",
            "One contract of this list cannot be signed now. Please leave it out.",
        ),
        Text(
            "{count} Verträge dieser Liste lassen sich jetzt nicht unterschreiben. Bitte nehmen Sie"
            " sie heraus.",
            "{count} contracts of this list cannot be signed now. Please leave them out.",
        ),
    ),
    "no-signing-authority": Text(
        "Für diese Stelle ist Ihre Zeichnungsbefugnis nicht (mehr) hinterlegt. Bitte lassen Sie"
        " eine zeichnungsbefugte Person unterschreiben, oder wenden Sie sich an"
        " projekt@baykommun.bayern.",
        "You are no signatory of this authority (any more). Please let a signatory sign, or"
        " write to projekt@baykommun.bayern.",
    ),
    "mandate-not-printed": Text(
        "Ihre Vollmacht zum Zeichnen steht nicht mit gültigen Daten in diesem Vertrag: Er nennt nur"
        " Vollmachten, die bei seiner Ausfertigung freigegeben waren. Bitte lassen Sie ihn durch"
        " eine zeichnungsbefugte Person der Stelle unterschreiben; für Verträge, die danach"
        " ausgefertigt werden, gilt Ihre Vollmacht.",
        "Your mandate is not printed in this contract, which names those released when it was"
        " drafted. Please have a signatory of the authority sign it; for contracts drafted"
        " later your mandate holds.",
    ),
    "agreement-not-found": Text("Diese Vereinbarung gibt es nicht.", "There is no such agreement."),
    "proposal-not-found": Text("Diesen Vorschlag gibt es nicht.", "There is no such proposal."),
    "proposal-decided": Text(
        "Über diesen Vorschlag ist schon entschieden.", "This proposal is decided already."
    ),
    "proposal-open": Text(
        "Zu dieser Vereinbarung wartet schon ein Vorschlag auf die Prüfung. Bitte lassen Sie erst"
        " über ihn entscheiden, oder nehmen Sie ihn zurück.",
        "A proposal about this agreement waits for review. Please have it decided first, or take"
        " it back.",
    ),
    "proposal-changes-nothing": Text(
        "Dieser Vorschlag würde nichts ändern.", "This proposal would change nothing."
    ),
    "proposal-of-another": Text(
        "Zurücknehmen kann einen Vorschlag nur, wer ihn gemacht hat.",
        "Only who made a proposal can take it back.",
    ),
    "own-proposal": Text(
        "Den eigenen Vorschlag prüft jemand anderes. Bitten Sie eine zweite Person.",
        "Somebody else reviews one's own proposal. Please ask a second person.",
    ),
    "renewal-not-found": Text(
        "Für diese Vereinbarung ist keine Verlängerung offen.",
        "No renewal is open for this agreement.",
    ),
    "renewal-declined": Text(
        "Dass diese Vereinbarung nicht verlängert wird, ist schon vermerkt.",
        "It is noted already that this agreement is not renewed.",
    ),
    "changed-since-read": Text(
        "Die Vertragskette wurde inzwischen geändert. Bitte sehen Sie sich den neuen Stand an.",
        "The chain has changed meanwhile. Please look at how it stands now.",
    ),
    "not-a-profile-id": Text(
        "Hier wird die Kennung einer Leistung aus dem Katalog erwartet.",
        "The id of a service of the catalogue is expected here.",
    ),
    "no-base64": Text("Das ist kein Base64.", "This is no Base64."),
    "no-pdf": Text("Möglich sind nur PDF-Dateien.", "Only PDF files are possible here."),
    "file-too-large": Text(
        "Die Datei ist zu groß, möglich sind {most} MB.",
        "The file is too large; {most} MB are possible.",
    ),
    "agreement-exists": Text(
        "Diese Vereinbarung ist schon hinterlegt.", "This agreement is recorded already."
    ),
    "renderer-ended": Text(
        "Das Erstellen brach ab und wird wiederholt.", "Making it broke off; it is tried again."
    ),
    "timestamp-away": Text(
        "Der Zeitstempeldienst ist gerade nicht erreichbar.",
        "The timestamp authority cannot be reached at the moment.",
    ),
    "signed-copies-not-taken": Text(
        "Anderswo unterschriebene Exemplare werden noch nicht angenommen. Bitte unterschreiben Sie"
        " im DigitalMarkt.",
        "Copies that were signed elsewhere are not taken yet. Please sign in DigitalMarkt.",
    ),
    "signed-copy-not-found": Text(
        "Zu diesem Vertrag wurde kein unterschriebenes Exemplar hochgeladen.",
        "No signed copy was uploaded for this contract.",
    ),
    "signed-copy-judged": Text(
        "Über dieses Exemplar ist schon entschieden.", "This copy was judged already."
    ),
    "signed-copy-changed": Text(
        "Die Stelle hat inzwischen ein anderes Exemplar hochgeladen. Bitte sehen Sie es sich an.",
        "The authority has uploaded another copy meanwhile. Please look at it.",
    ),
    "copy-of-another-document": Text(
        "Diese Datei ist nicht das angebotene Dokument, oder es wurde beim Unterschreiben neu"
        " gespeichert. Bitte unterschreiben Sie genau die Datei aus dem DigitalMarkt.",
        "This file is not the document that is offered, or it was saved anew when it was signed."
        " Please sign exactly the file from DigitalMarkt.",
    ),
    "copy-not-signed": Text(
        "Diese Datei trägt keine elektronische Unterschrift.",
        "This file bears no electronic signature.",
    ),
    "copy-broken": Text(
        "Die Unterschrift in dieser Datei lässt sich nicht lesen.",
        "The signature in this file cannot be read.",
    ),
    "copy-altered": Text(
        "Die Datei wurde nach der Unterschrift verändert.",
        "The file was changed after it was signed.",
    ),
    "copy-signer-unknown": Text(
        "Das Zertifikat der Unterschrift stammt von keinem Anbieter, den BayKommun anerkennt, oder"
        " es gilt nicht mehr.",
        "The certificate of the signature is of no provider BayKommun accepts, or has expired.",
    ),
    "copy-not-qualified": Text(
        "Die Unterschrift ist gültig, aber keine qualifizierte elektronische Signatur.",
        "The signature holds, but it is no qualified electronic signature.",
    ),
    "nothing-to-seal": Text(
        "Dieser Vertrag ist noch nicht geschlossen oder schon versiegelt.",
        "This contract is not concluded yet, or it is sealed already.",
    ),
    "not-sealed-yet": Text(
        "Der Vertrag ist noch nicht versiegelt. Nach der Gegenzeichnung dauert das meist weniger"
        " als eine Minute.",
        "The contract is not sealed yet. After the countersignature this mostly takes less than"
        " a minute.",
    ),
    "sort-of-signed": Text(
        "Nach Fälligkeit ordnen lassen sich nur Verträge, die auf die Gegenzeichnung warten"
        " (state=signed).",
        "Only contracts that wait to be countersigned (state=signed) can be sorted by due day.",
    ),
    "contract-said-twice": Text(
        "Bitte nennen Sie jeden Vertrag nur einmal.", "Please name each contract only once."
    ),
    "not-a-digest": Text(
        "Hier wird ein SHA-256 aus 64 Zeichen erwartet.", "A SHA-256 of 64 digits is expected here."
    ),
    "kind-not-of-level": Text(
        "Die Art passt nicht zur Stufe der Vereinbarung.",
        "The kind does not fit the level of the agreement.",
    ),
    "ends-before-it-begins": Text(
        "Das Ende liegt vor dem Beginn.", "The end lies before the beginning."
    ),
    "fact-missing": Text("Diese Angabe fehlt im Vertrag.", "This fact is missing in the contract."),
    "fact-unknown": Text(
        "Diese Angabe kennt der Vertrag nicht.", "The contract knows no such fact."
    ),
    "fact-unfit": Text(
        "Diese Angabe hat die falsche Form.", "This fact has the wrong form for the contract."
    ),
    "template-unknown": Text(
        "Diese Angaben gehören zu einer anderen Vorlage als {current}.",
        "These facts are for another template than {current}.",
    ),
}
