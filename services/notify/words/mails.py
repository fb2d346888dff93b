"""The codes mails name, in words, and what each kind of mail is called."""

from services.common.words import Counted, Text

ROLES = {
    "member": Text("Vorbereitung", "Preparing"),
    "officer": Text("Bestellung", "Ordering"),
    "body_admin": Text("Administration der Stelle", "Administration of the authority"),
    "reviewer": Text("Prüfung", "Reviewer"),
    "editor": Text("Redaktion", "Editor"),
    "support": Text("Support", "Support"),
    "auditor": Text("Revision", "Auditor"),
    "admin": Text("Administration", "Administrator"),
    "vendor_manager": Text("Betreuung beim Hersteller", "Vendor manager"),
    "ministry_reader": Text("Einsicht für ein Ressort", "Ministry reader"),
}
MANDATE_SCOPES = {
    "browse": Text("Einsehen", "Look at"),
    "prepare": Text("Vorbereiten", "Prepare"),
    "order": Text("Bestellen", "Order"),
    "sign": Text("Unterschreiben", "Sign"),
}
NOTICE_KINDS = {
    "outage": Text("Geplante Unterbrechung", "Planned outage"),
    "change": Text("Änderung", "Change"),
    "end": Text("Ende eines Online-Dienstes", "End of a service"),
}
CODES = {**ROLES, **MANDATE_SCOPES, **NOTICE_KINDS}
"""What the codes in events are called; identity calls its own the same (a test compares)."""

ONLY_SOME_SERVICES = Counted(
    one=Text("nur für einen bestimmten Online-Dienst", "for one certain online service only"),
    other=Text(
        "nur für {count} bestimmte Online-Dienste", "for {count} certain online services only"
    ),
)
ALL_SERVICES = Text("für alle Online-Dienste", "for all online services")

KINDS = {
    "registration_received": Text("Registrierung eingegangen", "Registration received"),
    "confirm_address": Text("E-Mail-Adresse bestätigen", "Confirm the e-mail address"),
    "registration_asked_back": Text("Rückfrage zur Registrierung", "Question about a registration"),
    "registration_approved": Text("Registrierung freigegeben", "Registration approved"),
    "registration_rejected": Text("Registrierung abgelehnt", "Registration rejected"),
    "registration_expired": Text("Registrierung abgelaufen", "Registration expired"),
    "registration_reminder": Text("Erinnerung: Registrierung", "Reminder: registration"),
    "registration_review_reminder": Text(
        "Erinnerung: Registrierung prüfen", "Reminder: review a registration"
    ),
    "registration_escalation": Text("Registrierung überfällig", "Registration overdue"),
    "authority_requested": Text("Zeichnungsbefugnis prüfen", "Review a signing authority"),
    "authority_granted": Text("Zeichnungsbefugnis bestätigt", "Signing authority confirmed"),
    "authority_revoked": Text("Zeichnungsbefugnis beendet", "Signing authority ended"),
    "authority_ending": Text("Zeichnungsbefugnis endet bald", "Signing authority ends soon"),
    "authority_ended": Text("Zeichnungsbefugnis abgelaufen", "Signing authority has run out"),
    "account_suspended": Text("Konto gesperrt", "Account suspended"),
    "account_resumed": Text("Konto wieder frei", "Account open again"),
    "account_closed": Text("Konto geschlossen", "Account closed"),
    "account_rebound": Text("Neues Zertifikat für ein Konto", "New certificate for an account"),
    "roles_changed": Text("Aufgaben geändert", "Roles changed"),
    "name_settled": Text("Name geprüft", "Name reviewed"),
    "invitation": Text("Einladung", "Invitation"),
    "test_mail": Text("Testnachricht", "Test message"),
    "account_erased": Text("Daten gelöscht", "Data erased"),
    "mandate_to_release": Text("Vollmacht prüfen", "Review a mandate"),
    "mandate_requested": Text("Vollmacht wird geprüft", "Mandate being reviewed"),
    "mandate_granted": Text("Vollmacht erteilt", "Mandate granted"),
    "mandate_revoked": Text("Vollmacht widerrufen", "Mandate revoked"),
    "contacts_taken_over": Text("Bestellungen übernommen", "Orders taken over"),
    "contact_named": Text("Als Ansprechperson benannt", "Named as contact"),
    "contacts_handed_over": Text("Bestellungen übergeben", "Orders handed over"),
    "body_moved": Text("Gebietsänderung", "Change of the register"),
    "webhook_disabled": Text("Webhook angehalten", "Webhook stopped"),
    "vendor_queue_filled": Text("Warteschlange füllt sich", "Queue filling up"),
    "vendor_broker_ended": Text("Zugang zum Broker beendet", "Access to the broker ended"),
    "vendor_broker_denied": Text("Zugang zum Broker gesperrt", "Access to the broker barred"),
    "vendor_broker_allowed": Text(
        "Zugang zum Broker wieder möglich", "Access to the broker possible again"
    ),
    "order_received": Text("Bestellung eingegangen", "Order received"),
    "order_asked_back": Text("Rückfrage zur Bestellung", "Question about an order"),
    "order_rejected": Text("Bestellung abgelehnt", "Order rejected"),
    "order_ended": Text("Bestellung beendet", "Order ended"),
    "please_sign": Text("Vertrag unterschreiben", "Sign a contract"),
    "contract_offered": Text(
        "Bestellung freigegeben, mit Vertrag", "Order released, with contract"
    ),
    "signatory_missing": Text("Niemand kann unterschreiben", "Nobody can sign"),
    "contract_signed": Text("Vertrag unterschrieben", "Contract signed"),
    "please_countersign": Text("Vertrag gegenzeichnen", "Countersign a contract"),
    "contract_concluded": Text("Vertrag geschlossen", "Contract concluded"),
    "notice_given": Text("Vertrag gekündigt", "Notice of a contract"),
    "contract_reminder": Text("Erinnerung: Vertrag", "Reminder: contract"),
    "contract_escalation": Text("Vertrag überfällig", "Contract overdue"),
    "contract_ending": Text("Vertrag endet bald", "Contract ends soon"),
    "chain_refused": Text("Kein Vertrag möglich", "No contract possible"),
    "setup_requested": Text("Einrichtung angefragt", "Setup requested"),
    "setup_party_missing": Text(
        "Niemand für die Einrichtung genannt", "Nobody named for the setup"
    ),
    "setup_acknowledged": Text("Einrichtung zugesagt", "Setup acknowledged"),
    "vendor_question": Text("Rückfrage zur Einrichtung", "Question about a setup"),
    "setup_question": Text("Frage zur Einrichtung", "Question about a setup"),
    "setup_answer": Text("Antwort zur Einrichtung", "Answer about a setup"),
    "setup_retried": Text("Einrichtung neu angestoßen", "Setup begun again"),
    "setup_done": Text("Einrichtung abgeschlossen", "Setup done"),
    "setup_failed": Text("Einrichtung gescheitert", "Setup failed"),
    "please_send_link": Text("Link mitteilen", "Send the link"),
    "link_to_check": Text("Link prüfen", "Check a link"),
    "link_refused": Text("Link nicht bestätigt", "Link not confirmed"),
    "link_dead": Text("Link funktioniert nicht mehr", "Link does not work any more"),
    "link_works": Text("Link funktioniert wieder", "Link works again"),
    "portal_failing": Text("BayernPortal nicht in Ordnung", "BayernPortal out of order"),
    "seal_failed": Text("Vertrag nicht versiegelt", "Contract not sealed"),
    "chain_broken": Text("Vertragskette unterbrochen", "Chain of agreements broken"),
    "chain_ends": Text("Vereinbarung endet", "Agreement ends"),
    "document_failed": Text("Vertrag nicht erstellt", "Contract not made"),
    "service_live": Text("Online-Dienst ist online", "Service is live"),
    "declaration_review": Text("Angabe erneut prüfen", "Look at a statement again"),
    "bulk_order_ended": Text("Sammelbestellung beendet", "Bulk order ended"),
    "bulk_release_ended": Text("Sammelfreigabe beendet", "Bulk release ended"),
    "order_reminder": Text("Erinnerung: Bestellung", "Reminder: order"),
    "order_escalation": Text("Bestellung überfällig", "Order overdue"),
    "support_requested": Text("Unterstützung angefordert", "Support requested"),
    "support_reminder": Text(
        "Erinnerung an eine Bitte um Unterstützung", "Reminder: request for support"
    ),
    "support_escalation": Text("Bitte um Unterstützung überfällig", "Request for support overdue"),
    "order_profile_changed": Text("Bestellter Dienst geändert", "Ordered service changed"),
    "support_answered": Text("Antwort der Unterstützung", "Answer of support"),
    "reply_refused": Text("Antwort nicht übernommen", "Answer not taken"),
    "profile_sent_back": Text("Steckbrief zurückgegeben", "Profile sent back"),
    "watch_alert": Text("Neues zu einem beobachteten Dienst", "News of a service you watch"),
    "service_orderable": Text("Jetzt bestellbar", "Can be ordered now"),
    "newsletter_confirm": Text("Newsletter bestätigen", "Confirm the newsletter"),
    "newsletter_issue": Text("Newsletter", "Newsletter"),
    "comment_added": Text("Neue Nachricht zur Bestellung", "New message about an order"),
    "bundle": Text("Mehrere Nachrichten in einer", "Several messages in one"),
    "notice": Text("Hinweis von BayKommun", "Notice of BayKommun"),
}
"""What support reads in the list of mails."""
