"""The words of the pages about one order."""

from services.common.words import Counted, Sentence, Text

_STEPS: dict[str, Sentence] = {
    "body-steps-title": Text("Stand der Bestellung", "Progress of the order"),
    "body-do-step-ordered": Text("Bestellung abschicken", "Submit the order"),
    "body-did-step-ordered": Text("Bestellt", "Ordered"),
    "body-do-step-reviewed": Text("Prüfung durch BayKommun", "Review by BayKommun"),
    "body-did-step-reviewed": Text("Geprüft und freigegeben", "Reviewed and released"),
    "body-do-step-contract": Text("Vertrag schließen", "Conclude the contract"),
    "body-did-step-contract": Text("Vertrag geschlossen", "Contract concluded"),
    "body-do-step-setup": Text("Dienst einrichten", "Set the service up"),
    "body-did-step-setup": Text("Eingerichtet", "Set up"),
    "body-do-step-link": Text("Link mitteilen", "Tell us the link"),
    "body-did-step-link": Text("Link mitgeteilt", "Link told"),
    "body-do-step-live": Text("Online", "Live"),
    "body-did-step-live": Text("Online", "Live"),
    "body-step-by": Text("{name}, {day}", "{name}, {day}"),
    "body-days": Counted(
        Text("{count} Arbeitstag", "{count} working day"),
        Text("{count} Arbeitstage", "{count} working days"),
    ),
    "body-side-body": Text("Bestellende Stelle", "Ordering authority"),
    "body-side-vendor": Text("Einrichtende Stelle", "Setup party"),
    "body-side-operator": Text("BayKommun", "BayKommun"),
    "body-tick": Text("Als erledigt vermerken", "Mark as done"),
    "body-reopen": Text("Wieder öffnen", "Open again"),
    "you": Text("Sie", "You"),
}

_TURN: dict[str, Sentence] = {
    "body-your-turn": Text("Sie sind am Zug", "It is your turn"),
    "body-others-turn": Text("Andere sind am Zug: {who}", "Others are next: {who}"),
    "body-turn-others": Text(
        "Nächster Schritt dort: {task}. Sie brauchen nichts zu tun.",
        "Next step there: {task}. There is nothing for you to do.",
    ),
    "body-turn-meanwhile": Text("Nächster Schritt dort: {task}.", "Next step there: {task}."),
    "body-task-what": Text(
        "Vermerken Sie die Aufgabe in der Bestellung als erledigt, sobald Sie damit fertig sind.",
        "Mark the task as done in the order as soon as you have finished it.",
    ),
    "body-task-meanwhile": Text(
        "Vermerken Sie die Aufgabe in der Bestellung als erledigt, sobald Sie damit fertig sind."
        " Zugleich ist am Zug: {who} ({task}).",
        "Mark the task as done in the order as soon as you have finished it. Next as well: {who}"
        " ({task}).",
    ),
    "body-to-tasks": Text("Zu Ihren Aufgaben", "Go to your tasks"),
    "body-task-by-link": Text(
        "erledigt sich mit dem Schritt „Link mitteilen“", "done by the step “Tell us the link”"
    ),
    "body-turn-prepared": Text(
        "Die Bestellung ist vorbereitet. Prüfen Sie die Angaben und schicken Sie sie ab.",
        "The order is prepared. Please check it and submit it.",
    ),
    "body-turn-asked_back": Text(
        "BayKommun prüft weiter, sobald Ihre Antwort da ist.",
        "BayKommun goes on with the review once you have answered.",
    ),
    "body-turn-contract_offered": Text(
        "Der Vertrag liegt bereit. Lesen Sie ihn und unterschreiben Sie ihn.",
        "The contract is ready. Please read it and sign it.",
    ),
    "body-turn-awaiting_link": Text(
        "Der Dienst ist eingerichtet. Hinterlegen Sie den Link im BayernPortal und teilen Sie ihn"
        " hier mit.",
        "The service is set up. Please store the link in the BayernPortal and tell it here.",
    ),
    "body-turn-vendor_question": Text(
        "Die einrichtende Stelle macht weiter, sobald Ihre Antwort da ist.",
        "The setup party goes on once you have answered.",
    ),
    "body-turn-mend": Text(
        "Sobald das geklärt ist, stoßen Sie die Einrichtung neu an. Kommen Sie nicht weiter,"
        " fordern Sie Unterstützung an.",
        "As soon as this is settled, have the setup begun again. If you are stuck, ask for"
        " support.",
    ),
    "body-turn-mend-contact": Text(
        "Ändern Sie die Ansprechpersonen dieser Bestellung und stoßen Sie danach die Einrichtung"
        " neu an.",
        "Change the contacts of this order, and have the setup begun again afterwards.",
    ),
    "body-turn-link_dead": Text(
        "Die Seite hinter Ihrem Link ist seit mehr als einem Tag nicht mehr da. Der Dienst bleibt"
        " online. Prüfen Sie die Ergänzung im BayernPortal und teilen Sie den richtigen Link mit.",
        "The page behind your link has been gone for more than a day. The service stays live."
        " Please look at the supplement in the BayernPortal and tell the right link.",
    ),
    "body-posted-link": Text("Link aus den Nachrichten", "Link from the messages"),
    "body-tell-posted-link": Text("Diesen Link mitteilen", "Tell this link"),
    "body-goes-on": Text(
        "Gleich geht es von selbst weiter.", "This goes on by itself in a moment."
    ),
    "body-asks": Text("{who} fragt:", "{who} asks:"),
    "body-reports": Text("{who} meldet:", "{who} reports:"),
    "body-refuses-link": Text(
        "{who} hat den letzten Link nicht bestätigt:", "{who} did not confirm the last link:"
    ),
    "body-by-mandate": Text("{name}, in Vollmacht", "{name}, by a mandate"),
    "body-live-title": Text("Der Dienst ist online", "The service is live"),
    "body-live-what": Text(
        "Bürgerinnen und Bürger erreichen ihn über diesen Link.", "People reach it by this link."
    ),
    "body-live-link": Text("Online-Dienst öffnen", "Open the online service"),
    "body-link-checked": Text("Seite zuletzt geprüft: {day}", "Page looked at last: {day}"),
    "body-change-link": Text("Link ändern", "Change the link"),
    "body-ended-rejected": Text("Die Bestellung ist abgelehnt", "The order was rejected"),
    "body-ended-withdrawn": Text("Die Bestellung ist zurückgezogen", "The order was withdrawn"),
    "body-ended-terminated": Text("Die Bestellung ist beendet", "The order has ended"),
    "body-ended-what": Text(
        "Es ist nichts mehr zu tun. Der Dienst kann neu bestellt werden.",
        "Nothing is left to do. The service can be ordered anew.",
    ),
    "body-go-submit": Text("Prüfen und abschicken", "Check and submit"),
    "body-go-answer": Text("Jetzt antworten", "Answer now"),
    "body-go-retry": Text("Einrichtung neu anstoßen", "Have the setup begun again"),
    "body-go-link": Text("Link mitteilen", "Tell the link"),
    "body-home": Text("Am Zug", "Your turn"),
    "body-orders": Text("Bestellungen", "Orders"),
    "body-setups": Text("Einrichtungen", "Setups"),
    "body-to-contract": Text("Zum Vertrag", "To the contract"),
    "body-to-review": Text("Zur Prüfung", "To the review"),
    "body-to-support": Text("Zur Bearbeitung", "To the handling"),
    "body-to-setup": Text("Zur Einrichtung", "To the setup"),
}

_PAGE: dict[str, Sentence] = {
    "body-order-line": Text("Bestellung {number}, {body}", "Order {number}, {body}"),
    "body-next-too": Text("dazu: {who}", "also: {who}"),
    "body-order-covers": Text("gilt auch für {names}", "also for {names}"),
    "body-stream": Text("Verlauf und Nachrichten", "History and messages"),
    "body-messages": Text("Nachrichten", "Messages"),
    "body-message": Text("Nachricht schreiben", "Write a message"),
    "body-message-hint": Text(
        "Ihre Nachricht steht dauerhaft im Verlauf dieser Bestellung.",
        "Your message stays in the history of this order.",
    ),
    "body-message-visibility": Text("Wer sie liest", "Who reads it"),
    "body-seen-by-all": Text(
        "alle, auch die einrichtende Stelle", "everyone, the setup party, too"
    ),
    "body-seen-by-body": Text("nur die Stelle und BayKommun", "the authority and BayKommun"),
    "body-seen-by-us": Text("nur BayKommun", "only BayKommun"),
    "body-seen-vendor": Text("an alle Beteiligten", "to everyone concerned"),
    "body-seen-body": Text("an Stelle und BayKommun", "to the authority and BayKommun"),
    "body-seen-operator": Text("nur für BayKommun", "only for BayKommun"),
    "body-send-message": Text("Nachricht senden", "Send message"),
    "body-whole-history": Text("Ganzer Verlauf", "Whole history"),
    "body-facts": Text("Angaben zur Bestellung", "Facts of the order"),
    "body-change": Text("Ändern", "Change"),
    "body-contract": Text("Vertrag", "Contract"),
    "body-valid-until": Text("gilt bis", "valid until"),
    "body-contract-pdf": Text("Vertrag lesen", "Read the contract"),
    "body-ordered": Text("Was bestellt ist", "What was ordered"),
    "body-ordered-on": Text("Angelegt am", "Begun on"),
    "body-profile-version": Text(
        "Steckbrief, bestellt in Version {version}", "Profile, ordered in version {version}"
    ),
    "body-stuck": Text("Es geht nicht weiter?", "Stuck?"),
    "body-stuck-what": Text(
        "Schreiben Sie eine Nachricht oder fordern Sie Unterstützung an. BayKommun meldet sich.",
        "Write a message or ask for support. BayKommun gets in touch.",
    ),
    "body-back-to-order": Text("Zurück zur Bestellung", "Back to the order"),
}

_ACTS: dict[str, Sentence] = {
    "body-act-submit": Text("Bestellung abschicken", "Submit the order"),
    "body-act-submit-title": Text("Bestellung abschicken", "Submit the order"),
    "body-act-submit-what": Text(
        "Stimmt alles? Danach prüft BayKommun die Bestellung.",
        "Is everything right? BayKommun reviews the order next.",
    ),
    "body-confirm-version": Text(
        "Neue Version bestätigen und abschicken", "Confirm the new version and submit"
    ),
    "done-body-submit": Text(
        "Ihre Bestellung ist abgeschickt. BayKommun prüft sie.",
        "Your order is submitted. BayKommun reviews it.",
    ),
    "body-act-answer": Text("Antwort senden", "Send the answer"),
    "body-act-answer-title": Text("Rückfrage beantworten", "Answer the question"),
    "body-act-answer-what": Text(
        "Ihre Antwort lesen alle, die an dieser Bestellung beteiligt sind.",
        "Everyone concerned with this order reads your answer.",
    ),
    "body-answer": Text("Ihre Antwort", "Your answer"),
    "done-body-answer": Text("Ihre Antwort ist gesendet.", "Your answer is sent."),
    "body-act-retry": Text("Einrichtung neu anstoßen", "Have the setup begun again"),
    "body-act-retry-title": Text("Einrichtung neu anstoßen", "Have the setup begun again"),
    "body-act-retry-what": Text(
        "Die einrichtende Stelle liest Ihre Zeilen und sagt innerhalb von 5 Arbeitstagen, wann sie"
        " sich meldet.",
        "The setup party reads this, and says within 5 working days when it gets in touch.",
    ),
    "body-settled": Text("Was ist geklärt?", "What is settled?"),
    "done-body-retry": Text(
        "Die Einrichtung ist neu angestoßen.", "The setup has been begun again."
    ),
    "body-act-ask-setup": Text("Einrichtende Stelle fragen", "Ask the setup party"),
    "body-act-ask-setup-title": Text(
        "Was möchten Sie die einrichtende Stelle fragen?", "What do you ask the setup party?"
    ),
    "body-act-ask-setup-what": Text(
        "Ihre Frage lesen alle, die an dieser Bestellung beteiligt sind. Die einrichtende Stelle"
        " hat 5 Arbeitstage zum Antworten.",
        "Everyone concerned with this order reads your question. The setup party has 5 working days"
        " to answer.",
    ),
    "body-question": Text("Ihre Frage", "Your question"),
    "done-body-ask-setup": Text("Ihre Frage ist gesendet.", "Your question is sent."),
    "body-act-withdraw": Text("Bestellung zurückziehen", "Withdraw the order"),
    "body-act-withdraw-title": Text("Bestellung zurückziehen?", "Withdraw the order?"),
    "body-act-withdraw-what": Text(
        "Danach ist die Bestellung beendet. Sie lässt sich nicht wieder aufnehmen, Sie können den"
        " Dienst aber neu bestellen.",
        "The order ends by this and cannot be taken up again; you can order the service anew.",
    ),
    "body-withdraw-note": Text("Grund", "Reason"),
    "done-body-withdraw": Text("Die Bestellung ist zurückgezogen.", "The order is withdrawn."),
    "body-act-request-support": Text("Unterstützung anfordern", "Ask for support"),
    "body-support-open": Text(
        "Um Unterstützung ist gebeten. BayKommun antwortet bis {day}.",
        "Support has been asked for. BayKommun answers by {day}.",
    ),
    "body-act-request-support-title": Text(
        "Wobei brauchen Sie Hilfe?", "What do you need help with?"
    ),
    "body-act-request-support-what": Text(
        "BayKommun liest Ihre Nachricht und meldet sich bei Ihnen.",
        "BayKommun reads your message and gets in touch.",
    ),
    "body-support-text": Text("Ihr Anliegen", "What it is about"),
    "body-support-hint": Text(
        "Was Sie versucht haben und woran es hängt.", "What you tried, and where it is stuck."
    ),
    "done-body-request-support": Text(
        "BayKommun ist um Unterstützung gebeten.", "BayKommun was asked for support."
    ),
    "body-act-link": Text("Link mitteilen", "Tell the link"),
    "body-act-link-title": Text("Link zum Online-Dienst mitteilen", "Tell the link to the service"),
    "body-act-link-what": Text("Das prüfen wir an Ihrem Link:", "This is checked of your link:"),
    "body-link-check-1": Text(
        "Er stammt aus dem BayernPortal und beginnt mit https.",
        "It is from the BayernPortal and begins with https.",
    ),
    "body-link-check-2": Text(
        "Er führt zu einer Leistung oder einem Online-Dienst.",
        "It leads to a service or an online service.",
    ),
    "body-link-check-3": Text(
        "Er gehört zu Ihrem Ort: Wählen Sie ihn im BayernPortal aus, bevor Sie den Link kopieren.",
        "It is that of your place: choose it in the BayernPortal before you copy the link.",
    ),
    "body-link-check-4": Text(
        "Die Seite ist da. Ist sie gerade nicht zu erreichen oder zeigt der Link nicht von selbst,"
        " zu welchem Ort er gehört, sieht ihn sich BayKommun an.",
        "The page is there. Where it cannot be reached now, or where the link does not show whose"
        " it is, BayKommun looks at it.",
    ),
    "body-link-url": Text("Link", "Link"),
    "body-link-hint": Text(
        "Kopieren Sie die ganze Adresse aus der Adresszeile.",
        "Copy the whole address from the address bar.",
    ),
    "done-body-link": Text(
        "Der Link ist mitgeteilt, der Dienst ist online.", "The link is told, the service is live."
    ),
    "done-body-link-proposed": Text(
        "Der Link ist mitgeteilt. BayKommun sieht ihn sich an.",
        "The link is told. BayKommun looks at it.",
    ),
    "body-contacts-title": Text("Ansprechpersonen ändern", "Change the contacts"),
    "body-contacts-what": Text(
        "Die neuen Angaben gelten ab sofort, auch für einen Vertrag, der noch nicht unterschrieben"
        " ist.",
        "They hold at once, also for a contract that is not signed yet.",
    ),
    "body-contacts-save": Text("Ansprechpersonen speichern", "Save the contacts"),
    "done-body-contacts": Text("Die Ansprechpersonen sind geändert.", "The contacts are changed."),
    "done-body-written": Text("Ihre Nachricht ist gesendet.", "Your message is sent."),
    "done-body-ticked": Text("Die Aufgabe ist erledigt.", "The task is done."),
    "done-body-unticked": Text("Die Aufgabe ist wieder offen.", "The task is open again."),
}

_DID: dict[str, Sentence] = {
    "body-did-task": Text("Aufgabe bearbeitet: {title}", "Task changed: {title}"),
    "body-did-other": Text("Stand geändert", "State changed"),
}

BODY_ORDERS: dict[str, Sentence] = {**_STEPS, **_TURN, **_PAGE, **_ACTS, **_DID}
