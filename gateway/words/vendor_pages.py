"""The words of the pages of those who set services up."""

from services.common.words import Sentence, Text

VENDOR_PAGES: dict[str, Sentence] = {
    "setups": Text("Einrichtungen", "Setups"),
    "setups-what": Text(
        "Hier stehen Bestellungen, in denen eine Stelle Sie als einrichtende Stelle genannt hat."
        " Das ist eine Information, kein Auftrag: Aufträge erteilt nur die Stelle selbst.",
        "These are orders in which an authority named you as its setup party. This is"
        " information, no commission: only the authority itself commissions.",
    ),
    "setup-views": Text("Auswahl der Einrichtungen", "Views of the setups"),
    "setup-view-turn": Text("Sie sind am Zug", "Your turn"),
    "setup-view-requested": Text("Angefragt", "Requested"),
    "setup-view-in_setup": Text("In Einrichtung", "Being set up"),
    "setup-view-failed": Text("Gescheitert", "Failed"),
    "setup-view-awaiting_link": Text("Link fehlt noch", "Link missing"),
    "setup-view-live": Text("Online", "Live"),
    "setup-view-all": Text("Alle", "All"),
    "setup-due": Text("Fällig", "Due"),
    "setup-service": Text("Dienst und Stelle", "Service and authority"),
    "setup-state": Text("Stand", "State"),
    "setup-next": Text("Am Zug", "Next"),
    "setup-step": Text("Nächster Schritt", "Next step"),
    "setup-you": Text("Sie", "You"),
    "setup-your-turn": Text("Sie sind am Zug", "It is your turn"),
    "setup-turn-others": Text("Andere sind am Zug: {who}", "Others are next: {who}"),
    "setup-first": Text("{task}: {service}", "{task}: {service}"),
    "setup-wanted": Text("{body}, gewünscht ab {day}", "{body}, wanted from {day}"),
    "setup-open": Text("Einrichtung öffnen", "Open the setup"),
    "setups-none": Text("Hier steht keine Einrichtung", "There is no setup here"),
    "setups-none-turn": Text(
        "Niemand wartet auf Sie. Nennt eine Stelle Sie in einer Bestellung, erhalten Sie nach"
        " Vertragsschluss eine E-Mail, und die Einrichtung steht hier.",
        "Nobody waits for you. When an authority names you in an order, you get a mail once the"
        " contract is concluded, and the setup is here.",
    ),
    "setups-none-other": Text(
        "Sehen Sie unter „Alle“ nach, wenn Sie etwas vermissen.",
        "Look at “All” if you miss something.",
    ),
    "setup-title": Text("{service}: {body}", "{service}: {body}"),
    "setup-no-commission": Text(
        "Die Stelle ({body}) hat Sie als einrichtende Stelle genannt. Das ist eine Information,"
        " kein Auftrag.",
        "The authority ({body}) named you as its setup party. This is information, no commission.",
    ),
    "setup-what-setup_requested": Text(
        "Sagen Sie der Stelle, wann Sie sich melden, oder fragen Sie zurück.",
        "Tell the authority when you will get in touch, or ask it something.",
    ),
    "setup-what-in_setup": Text(
        "Richten Sie den Dienst ein und melden Sie, wenn Sie fertig sind.",
        "Set the service up, and report when you are done.",
    ),
    "setup-what-vendor_question": Text(
        "Ihre Rückfrage ist bei der Stelle. Ist sie beantwortet, geht es bei Ihnen weiter.",
        "The authority has your question. When it is answered, you go on.",
    ),
    "setup-what-setup_failed": Text(
        "BayKommun klärt, wie es weitergeht.", "BayKommun settles how to go on."
    ),
    "setup-what-setup_question": Text(
        "Die Stelle fragt: {question}", "The authority asks: {question}"
    ),
    "setup-what-mend": Text(
        "Die Stelle klärt, was der Einrichtung im Weg steht, und stößt sie dann neu an. Geht es"
        " doch weiter, sagen Sie es der Stelle.",
        "The authority settles what stands in the way, and has the setup begun again. If you can go"
        " on after all, tell it so.",
    ),
    "setup-what-settle": Text(
        "BayKommun klärt, wie es weitergeht. Geht es doch weiter, sagen Sie es der Stelle.",
        "BayKommun settles how to go on. If you can go on after all, tell the authority.",
    ),
    "setup-what-awaiting_link": Text(
        "Sie haben die Einrichtung fertig gemeldet. Die Stelle teilt nun den Link zum Dienst mit.",
        "You have reported the setup as done. The authority now tells the link to the service.",
    ),
    "setup-what-link_unproven": Text(
        "Ihre Arbeit ist getan. BayKommun prüft den Link zum Dienst.",
        "Your work is done. BayKommun checks the link to the service.",
    ),
    "setup-what-link_dead": Text(
        "Ihre Arbeit ist getan. Die Stelle erneuert den Link zum Dienst.",
        "Your work is done. The authority renews the link to the service.",
    ),
    "setup-what-find_setup_party": Text(
        "Keine einrichtende Stelle ist genannt; BayKommun findet eine.",
        "No setup party is named; BayKommun finds one.",
    ),
    "setup-over-live": Text("Der Dienst ist online", "The service is live"),
    "setup-over-terminated": Text("Die Bestellung ist beendet", "The order has ended"),
    "setup-over-what": Text("Für Sie ist nichts mehr zu tun.", "There is nothing left to do."),
    "setup-report-new": Text("Was antworten Sie?", "What do you answer?"),
    "setup-report": Text("Was möchten Sie melden?", "What do you want to report?"),
    "setup-act": Text("Art der Meldung", "Kind of report"),
    "setup-act-missing": Text("Wählen Sie aus, was Sie melden.", "Choose what you report."),
    "setup-act-answer-setup": Text("Antwort auf die Frage", "Answer to the question"),
    "setup-hint-answer-setup": Text(
        "Danach geht die Einrichtung weiter.", "The setup goes on after that."
    ),
    "setup-act-acknowledge": Text(
        "Wir richten ein und melden uns", "We set it up and get in touch"
    ),
    "setup-hint-acknowledge": Text(
        "Die Stelle erfährt den Tag sofort.", "The authority is told the day at once."
    ),
    "setup-act-progress": Text("Fortschritt", "Progress"),
    "setup-hint-progress": Text(
        "Der Stand in einem Satz, für alle lesbar", "How it stands, in a sentence all can read"
    ),
    "setup-act-vendor-ask-back": Text("Rückfrage an die Stelle", "Question to the authority"),
    "setup-hint-vendor-ask-back": Text(
        "Die Stelle ist dann am Zug.", "It is the authority's turn then."
    ),
    "setup-act-done": Text("Fertig eingerichtet", "Setup done"),
    "setup-hint-done": Text(
        "Die Stelle teilt dann den Link mit.", "The authority tells the link then."
    ),
    "setup-act-failed": Text("Wir können nicht (weiter) einrichten", "We cannot set it up"),
    "setup-hint-failed": Text(
        "Je nach Grund klärt die Stelle oder BayKommun, wie es weitergeht.",
        "By the reason, the authority or BayKommun settles how to go on.",
    ),
    "setup-contact-on": Text("Tag des ersten Kontakts", "Day of the first contact"),
    "setup-contact-on-hint": Text(
        "An diesem Tag melden Sie sich spätestens bei der Stelle.",
        "You get in touch with the authority on this day at the latest.",
    ),
    "setup-reason": Text("Grund", "Reason"),
    "setup-reason-choose": Text("Bitte auswählen", "Please choose"),
    "setup-reason-no-licence": Text("Eine Lizenz fehlt", "A licence is missing"),
    "setup-reason-interface-missing": Text("Eine Schnittstelle fehlt", "An interface is missing"),
    "setup-reason-wrong-contact": Text(
        "Der genannte Kontakt ist nicht zuständig", "The contact named is not in charge"
    ),
    "setup-reason-data-missing": Text(
        "Es fehlen Angaben der Stelle", "Facts from the authority are missing"
    ),
    "setup-reason-version-too-old": Text(
        "Das Fachverfahren ist zu alt", "The version of the specialist system is too old"
    ),
    "setup-reason-capacity": Text(
        "Wir haben derzeit keine Kapazität", "We have no capacity at present"
    ),
    "setup-reason-other": Text(
        "Ein anderer Grund (bitte erklären)", "Another reason (please explain)"
    ),
    "setup-text": Text("Nachricht an die Stelle", "Message to the authority"),
    "setup-text-hint": Text(
        "Nötig bei Fortschritt, Rückfrage, Antwort und bei einem anderen Grund; sonst freiwillig,"
        " zum Beispiel, wer sich unter welcher Nummer meldet",
        "Needed with progress, a question, an answer and another reason; else optional, such as who"
        " gets in touch from which number",
    ),
    "setup-progress-missing": Text(
        "Schreiben Sie in einem Satz, wie weit Sie sind.", "Write in a sentence how far you are."
    ),
    "setup-send": Text("Meldung senden", "Send the report"),
    "setup-answer": Text("Antwort senden", "Send the answer"),
    "setup-support": Text("Unterstützung anfordern", "Ask for support"),
    "setup-tasks": Text("Aufgaben", "Tasks"),
    "setup-task-of-body": Text("Stelle", "Authority"),
    "setup-task-of-setup": Text("Einrichtende Stelle", "Setup party"),
    "setup-task-of-vendor": Text("Sie", "You"),
    "setup-task-of-operator": Text("BayKommun", "BayKommun"),
    "setup-task-done": Text("{who}, erledigt {day}", "{who}, done {day}"),
    "setup-tick": Text("Abhaken", "Tick off"),
    "setup-untick": Text("Wieder öffnen", "Open again"),
    "setup-facts": Text("Angaben", "Facts"),
    "setup-order": Text("Bestellung", "Order"),
    "setup-contract": Text("Vertrag", "Contract"),
    "setup-body": Text("Stelle", "Authority"),
    "setup-system": Text("Fachverfahren", "Specialist system"),
    "setup-wanted-on": Text("Gewünscht ab", "Wanted from"),
    "setup-link": Text("Link zum Dienst", "Link to the service"),
    "setup-profile": Text("Steckbrief des Dienstes", "Profile of the service"),
    "setup-contacts": Text("Ansprechpersonen der Stelle", "Contacts of the authority"),
    "setup-functional": Text("Fachlich", "Functional"),
    "setup-technical": Text("Technisch", "Technical"),
    "setup-thread": Text("Verlauf und Nachrichten", "History and messages"),
    "setup-ticket": Text("Ticket {number}", "Ticket {number}"),
    "setup-thread-who": Text(
        "Die Stelle und BayKommun lesen mit.", "The authority and BayKommun read this."
    ),
    "setup-message": Text("Neue Nachricht", "New message"),
    "setup-message-send": Text("Nachricht senden", "Send the message"),
    "setup-then": Text("Wie es weitergeht", "How it goes on"),
    "setup-then-what": Text(
        "Mit Ihrer Antwort gilt die Einrichtung als begonnen. Sie haken Ihre Aufgaben ab; die"
        " Stelle und BayKommun sehen den Stand.",
        "With your answer the setup has begun. You tick off your tasks; the authority and BayKommun"
        " see how it stands.",
    ),
    "setup-stuck": Text("Es geht nicht weiter?", "You are stuck?"),
    "done-setup-acknowledge": Text(
        "Die Einrichtung ist bestätigt; die Stelle kennt den Kontakttag.",
        "The setup is acknowledged; the authority knows the day of contact.",
    ),
    "done-setup-progress": Text("Der Fortschritt ist gemeldet.", "The progress is reported."),
    "done-setup-vendor-ask-back": Text(
        "Ihre Rückfrage ist bei der Stelle.", "The authority has your question."
    ),
    "done-setup-done": Text(
        "Die Einrichtung ist fertig gemeldet. Jetzt teilt die Stelle den Link mit.",
        "The setup is reported as done. The authority tells the link next.",
    ),
    "done-setup-failed": Text(
        "Gemeldet ist, dass Sie nicht weiter einrichten können. Wer jetzt am Zug ist, steht unten.",
        "It is reported that you cannot go on. Whose turn it is now stands below.",
    ),
    "done-setup-answer-setup": Text("Ihre Antwort ist gesendet.", "Your answer is sent."),
    "done-setup-message": Text(
        "Ihre Nachricht steht im Verlauf.", "Your message is in the thread."
    ),
    "done-setup-task": Text("Die Aufgabe ist geändert.", "The task is changed."),
}
