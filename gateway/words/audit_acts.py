"""What people read of a line of the audit trail: act, noun and service, by their codes."""

from services.common.words import Text

SERVICES: dict[str, Text] = {
    "identity": Text("Stellen und Personen", "Authorities and people"),
    "catalog": Text("Katalog", "Catalogue"),
    "orders": Text("Bestellungen", "Orders"),
    "contracts": Text("Verträge", "Contracts"),
    "notify": Text("Nachrichten", "Messages"),
}

NOUNS: dict[str, Text] = {
    "accounts": Text("Konto", "Account"),
    "mandates": Text("Vollmacht", "Mandate"),
    "invitations": Text("Einladung", "Invitation"),
    "clients": Text("Technischer Zugang", "API client"),
    "bodies": Text("Stelle", "Authority"),
    "audit_runs": Text("Prüfung des Protokolls", "Check of the trail"),
    "audit_exports": Text("Export des Protokolls", "Export of the trail"),
    "editions": Text("Stand des Verzeichnisses", "Edition of the register"),
    "orders": Text("Bestellung", "Order"),
    "contracts": Text("Vertrag", "Contract"),
    "mails": Text("E-Mail", "Mail"),
    "chains": Text("Vereinbarungen einer Leistung", "Agreements of a service"),
    "levy_runs": Text("Umlage", "Levy"),
    "populations": Text("Einwohnerzahlen", "Population"),
    "profiles": Text("Leistung", "Service"),
    "watches": Text("Abonnement", "Watch"),
    "notices": Text("Meldung", "Notice"),
    "tickets": Text("Ticket", "Ticket"),
    "ticket_lines": Text("Nachricht", "Message"),
    "ticket_attachments": Text("Anhang", "Attachment"),
    "newsletter_subscribers": Text("Newsletter-Abonnement", "Newsletter subscription"),
    "newsletter_issues": Text("Newsletter", "Newsletter"),
    "vendors": Text("Hersteller", "Vendor"),
    "systems": Text("Fachverfahren", "Specialist system"),
    "webhooks": Text("Webhook", "Webhook"),
    "broker_accesses": Text("Zugang zum Broker", "Broker access"),
    "baskets": Text("Korb", "Basket"),
    "bulk_requests": Text("Sammelvorgang", "Bulk request"),
    "body_systems": Text("Fachverfahren einer Stelle", "Systems of a body"),
    "uncontracted_uses": Text("Nutzung ohne Vertrag", "Use without a contract"),
    "declarations": Text("Erklärung", "Declaration"),
    "portal_numbers": Text("Nummern im BayernPortal", "Portal numbers"),
}
OTHER_NOUN = Text("Anderer Vorgang", "Another matter")

_CATALOG: dict[str, Text] = {
    "catalog.add_document": Text("Dokument hinzugefügt", "Document added"),
    "catalog.add_system": Text("Fachverfahren eingetragen", "Specialist system entered"),
    "catalog.add_vendor": Text("Hersteller eingetragen", "Vendor entered"),
    "catalog.add_watch": Text("Leistung abonniert", "Service watched"),
    "catalog.add_wave": Text("Welle hinzugefügt", "Wave added"),
    "catalog.change_profile": Text("Steckbrief bearbeitet", "Service edited"),
    "catalog.change_system": Text("Fachverfahren geändert", "Specialist system changed"),
    "catalog.change_vendor": Text("Hersteller geändert", "Vendor changed"),
    "catalog.create_profile": Text("Steckbrief begonnen", "Service begun"),
    "catalog.discard": Text("Arbeitsfassung verworfen", "Working copy given up"),
    "catalog.change_help": Text("Hilfe geändert", "Help changed"),
    "catalog.reset_help": Text("Hilfe zurückgesetzt", "Help reset"),
    "catalog.cancel_import": Text("Import abgebrochen", "Import cancelled"),
    "catalog.finish_import": Text("Import beendet", "Import finished"),
    "catalog.import_profiles": Text("Steckbriefe importiert", "Services imported"),
    "catalog.pause": Text("Leistung pausiert", "Service paused"),
    "catalog.publish": Text("Steckbrief veröffentlicht", "Service published"),
    "catalog.publish_import": Text("Import veröffentlicht", "Import published"),
    "catalog.publish_notice": Text("Meldung veröffentlicht", "Notice published"),
    "catalog.remove_watch": Text("Abonnement beendet", "Watch ended"),
    "catalog.retire": Text("Leistung beendet", "Service retired"),
    "catalog.send_back": Text("Steckbrief zurückgegeben", "Service sent back"),
    "catalog.submit": Text("Steckbrief zur Prüfung gegeben", "Service handed in for review"),
    "catalog.visit": Text("Externe Seite geöffnet", "Page outside opened"),
}

_CONTRACTS: dict[str, Text] = {
    "contracts.accept_copy": Text("Unterschriebene Fassung anerkannt", "Signed copy accepted"),
    "contracts.accept_proposal": Text("Vorschlag angenommen", "Proposal accepted"),
    "contracts.add_agreement": Text("Vereinbarung vorgeschlagen", "Agreement proposed"),
    "contracts.add_agreement_document": Text(
        "Dokument einer Vereinbarung abgelegt", "Document of an agreement kept"
    ),
    "contracts.amend": Text("Vertrag ersetzt", "Contract replaced"),
    "contracts.begin_levy_run": Text("Umlage berechnet", "Levy computed"),
    "contracts.change_agreement": Text(
        "Änderung einer Vereinbarung vorgeschlagen", "Change of an agreement proposed"
    ),
    "contracts.check_countersignatures": Text(
        "Gegenzeichnung vorbereitet", "Countersignature prepared"
    ),
    "contracts.check_signatures": Text("Unterschrift vorbereitet", "Signature prepared"),
    "contracts.countersign": Text("Vertrag gegengezeichnet", "Contract countersigned"),
    "contracts.decline_renewal": Text("Verlängerung abgelehnt", "Renewal declined"),
    "contracts.discard_levy_run": Text("Umlage verworfen", "Levy put aside"),
    "contracts.give_notice": Text("Vertrag gekündigt", "Notice given"),
    "contracts.hand_in_copy": Text("Unterschriebene Fassung eingereicht", "Signed copy handed in"),
    "contracts.import_agreements": Text("Vereinbarungen importiert", "Agreements imported"),
    "contracts.import_population": Text("Einwohnerzahlen importiert", "Population imported"),
    "contracts.reject_copy": Text("Unterschriebene Fassung abgelehnt", "Signed copy rejected"),
    "contracts.reject_proposal": Text("Vorschlag abgelehnt", "Proposal rejected"),
    "contracts.release_levy_run": Text("Umlage freigegeben", "Levy released"),
    "contracts.renew": Text("Vertrag verlängert", "Contract renewed"),
    "contracts.seal": Text("Vertrag gesiegelt", "Contract sealed"),
    "contracts.sign": Text("Vertrag unterschrieben", "Contract signed"),
    "contracts.take_back_proposal": Text("Vorschlag zurückgenommen", "Proposal taken back"),
    "contracts.verify": Text("Echtheit geprüft", "Authenticity checked"),
    "contracts.withdraw": Text("Vertrag zurückgenommen", "Contract taken back"),
}

_IDENTITY: dict[str, Text] = {
    "identity.accept_invitation": Text("Einladung angenommen", "Invitation accepted"),
    "identity.accept_terms": Text("Nutzungsbedingungen zugestimmt", "Terms of use accepted"),
    "identity.add_body": Text("Stelle hinzugefügt", "Authority added"),
    "identity.apply_edition": Text("Stand des Verzeichnisses übernommen", "Edition applied"),
    "identity.begin_audit_export": Text(
        "Export des Protokolls begonnen", "Export of the trail begun"
    ),
    "identity.begin_audit_run": Text("Prüfung des Protokolls begonnen", "Check of the trail begun"),
    "identity.cancel_audit_export": Text(
        "Export des Protokolls beendet oder gelöscht", "Export cancelled or deleted"
    ),
    "identity.cancel_audit_run": Text("Prüfung des Protokolls abgebrochen", "Check cancelled"),
    "identity.change_account": Text("Stand des Kontos geändert", "Standing of the account changed"),
    "identity.change_contact": Text("Kontaktdaten geändert", "Contact changed"),
    "identity.change_registration": Text("Registrierung bearbeitet", "Registration edited"),
    "identity.confirm_email": Text("E-Mail-Adresse bestätigt", "E-mail address confirmed"),
    "identity.create_client": Text("Technischen Zugang angelegt", "API client added"),
    "identity.create_registration": Text("Registrierung begonnen", "Registration begun"),
    "identity.decide_authority": Text(
        "Über Zeichnungsbefugnis entschieden", "Signing authority decided about"
    ),
    "identity.decide_registration": Text(
        "Über Registrierung entschieden", "Registration decided about"
    ),
    "identity.erase_me": Text("Eigenes Konto gelöscht", "Own account erased"),
    "identity.grant_mandate": Text("Vollmacht erteilt", "Mandate granted"),
    "identity.hand_over": Text("Kontakte übergeben", "Contacts handed over"),
    "identity.invite": Text("Person eingeladen", "Person invited"),
    "identity.invite_member": Text("Person einer Stelle eingeladen", "Person of a body invited"),
    "identity.propose_edition": Text("Stand des Verzeichnisses vorgeschlagen", "Edition proposed"),
    "identity.rebind": Text("Neues Zertifikat verbunden", "New certificate bound"),
    "identity.release_mandate": Text("Vollmacht freigegeben", "Mandate released"),
    "identity.request_authority": Text(
        "Zeichnungsbefugnis angegeben", "Signing authority declared"
    ),
    "identity.review_edition": Text("Stand des Verzeichnisses geprüft", "Edition reviewed"),
    "identity.revoke_client": Text("Technischen Zugang beendet", "API client ended"),
    "identity.revoke_invitation": Text("Einladung zurückgenommen", "Invitation taken back"),
    "identity.revoke_mandate": Text("Vollmacht widerrufen", "Mandate revoked"),
    "identity.rotate_client_secret": Text(
        "Geheimnis eines technischen Zugangs gewechselt", "Secret of an API client changed"
    ),
    "identity.set_capacities": Text("Zuständigkeit geändert", "Competence changed"),
    "identity.set_member_roles": Text("Rollen für die Stelle geändert", "Roles at a body changed"),
    "identity.set_operator_roles": Text("Rollen geändert", "Roles changed"),
    "identity.set_team": Text("Mitglieder eines Teams geändert", "Members of a team changed"),
    "identity.settle_name": Text("Namen geklärt", "Name settled"),
    "identity.sign_in": Text("Angemeldet", "Signed in"),
    "identity.submit_registration": Text("Registrierung eingereicht", "Registration handed in"),
    "identity.withdraw_authority": Text(
        "Zeichnungsbefugnis zurückgenommen", "Signing authority taken back"
    ),
}

_NOTIFY: dict[str, Text] = {
    "notify.add_attachment": Text("Datei angehängt", "File attached"),
    "notify.add_comment": Text("Nachricht geschrieben", "Message written"),
    "notify.add_webhook": Text("Webhook eingerichtet", "Webhook added"),
    "notify.allow_broker_access": Text(
        "Zugang zum Broker wieder erlaubt", "Broker access allowed again"
    ),
    "notify.ask_for_broker": Text("Warteschlange eingerichtet", "Queue set up"),
    "notify.change_webhook": Text("Webhook geändert", "Webhook changed"),
    "notify.confirm_mail_address": Text("Testmail bestätigt", "Test mail confirmed"),
    "notify.confirm_subscription": Text("Newsletter bestätigt", "Newsletter confirmed"),
    "notify.count_notice_recipients": Text("Empfänger gezählt", "Recipients counted"),
    "notify.delete_webhook": Text("Webhook beendet", "Webhook ended"),
    "notify.deny_broker_access": Text("Zugang zum Broker gesperrt", "Broker access barred"),
    "notify.enable_webhook": Text("Webhook wieder eingeschaltet", "Webhook enabled again"),
    "notify.end_broker_access": Text("Zugang zum Broker beendet", "Broker access ended"),
    "notify.mark_all_read": Text("Alles gelesen", "Everything read"),
    "notify.mark_read": Text("Gelesen", "Read"),
    "notify.pause_webhook": Text("Webhook angehalten", "Webhook paused"),
    "notify.replay_webhook": Text(
        "Ereignisse eines Zeitraums erneut gesendet", "Events of some days posted again"
    ),
    "notify.resend_mail": Text("E-Mail erneut gesendet", "Mail sent again"),
    "notify.resume_address": Text("Adresse wieder angeschrieben", "Address mailed again"),
    "notify.retry_jira": Text("Ticket erneut an Jira gemeldet", "Ticket told to Jira again"),
    "notify.retry_queue_deliveries": Text(
        "Wartendes an die Warteschlange gesendet", "What waited sent to the queue"
    ),
    "notify.retry_webhook_deliveries": Text(
        "Wartendes an den Webhook gesendet", "What waited sent to the webhook"
    ),
    "notify.retry_webhook_delivery": Text("Ereignis erneut gesendet", "Event posted again"),
    "notify.rotate_broker_secret": Text("Geheimnis gewechselt", "Secret changed"),
    "notify.rotate_webhook_secret": Text(
        "Geheimnis eines Webhooks gewechselt", "Secret of a webhook changed"
    ),
    "notify.send_issue": Text("Newsletter gesendet", "Newsletter sent"),
    "notify.send_test_mail": Text("Testmail gesendet", "Test mail sent"),
    "notify.set_preferences": Text("Benachrichtigungen eingestellt", "Notifications set"),
    "notify.subscribe": Text("Newsletter bestellt", "Newsletter subscribed to"),
    "notify.test_webhook": Text("Webhook getestet", "Webhook tested"),
    "notify.unsubscribe": Text("Newsletter abbestellt", "Newsletter ended"),
}

_ORDERS: dict[str, Text] = {
    "orders.acknowledge": Text("Einrichtung angenommen", "Set-up taken on"),
    "orders.add_uncontracted": Text(
        "Nutzung ohne Vertrag eingetragen", "Use without a contract entered"
    ),
    "orders.answer": Text("Rückfrage beantwortet", "Question answered"),
    "orders.answer_setup": Text("Frage zur Einrichtung beantwortet", "Set-up question answered"),
    "orders.answer_support": Text("Als Support geantwortet", "Answered as support"),
    "orders.ask_back": Text("Rückfrage gestellt", "Asked back"),
    "orders.ask_setup": Text("Frage zur Einrichtung gestellt", "Set-up question asked"),
    "orders.begin_bulk_order": Text("Sammelbestellung begonnen", "Bulk order begun"),
    "orders.begin_bulk_release": Text("Sammelfreigabe begonnen", "Bulk release begun"),
    "orders.cancel": Text("Bestellung beendet", "Order ended"),
    "orders.cancel_bulk_order": Text("Sammelbestellung gestoppt", "Bulk order stopped"),
    "orders.cancel_bulk_release": Text("Sammelfreigabe gestoppt", "Bulk release stopped"),
    "orders.change_contacts": Text("Ansprechpersonen geändert", "Contacts changed"),
    "orders.change_task": Text("Aufgabe abgehakt", "Task ticked off"),
    "orders.change_version": Text(
        "Neuere Fassung der Leistung übernommen", "Newer version of the service taken"
    ),
    "orders.claim": Text("Bestellung zur Prüfung übernommen", "Order taken for review"),
    "orders.confirm_link": Text("Link bestätigt", "Link confirmed"),
    "orders.correct_portal_numbers": Text(
        "Nummern im BayernPortal berichtigt", "Portal numbers corrected"
    ),
    "orders.declare": Text("Eigene Lösung erklärt", "Own solution declared"),
    "orders.done": Text("Einrichtung fertig gemeldet", "Set-up reported done"),
    "orders.failed": Text("Einrichtung gescheitert", "Set-up failed"),
    "orders.hand_over_contact": Text("Ansprechperson ersetzt", "Contact replaced"),
    "orders.place": Text("Leistung bestellt", "Service ordered"),
    "orders.place_bulk_order": Text("Sammelbestellung aufgegeben", "Bulk order placed"),
    "orders.place_bulk_release": Text("Sammelfreigabe erteilt", "Bulk release given"),
    "orders.progress": Text("Fortschritt gemeldet", "Progress reported"),
    "orders.put_into_basket": Text("In den Korb gelegt", "Put into the basket"),
    "orders.refuse_link": Text("Link abgelehnt", "Link refused"),
    "orders.reject": Text("Bestellung abgelehnt", "Order rejected"),
    "orders.release": Text("Bestellung freigegeben", "Order released"),
    "orders.report_link": Text("Link mitgeteilt", "Link told"),
    "orders.request_setup": Text("Einrichtung neu beauftragt", "Set-up asked for again"),
    "orders.request_support": Text("Support gerufen", "Support asked for"),
    "orders.retry": Text("Einrichtung neu begonnen", "Set-up begun again"),
    "orders.retry_document": Text("Vertragsdokument neu erstellt", "Document made again"),
    "orders.set_basket": Text("Korb geändert", "Basket changed"),
    "orders.set_systems": Text("Fachverfahren der Stelle angegeben", "Systems of a body told"),
    "orders.set_uncontracted": Text("Nutzung ohne Vertrag angegeben", "Use without contract told"),
    "orders.settle": Text("Doppelte Bestellung geklärt", "Double order settled"),
    "orders.submit": Text("Bestellung eingereicht", "Order handed in"),
    "orders.take_back_declaration": Text("Erklärung zurückgenommen", "Declaration taken back"),
    "orders.take_from_basket": Text("Aus dem Korb genommen", "Taken from the basket"),
    "orders.take_over": Text("Einrichtung als Support übernommen", "Set-up taken over as support"),
    "orders.vendor_ask_back": Text("Rückfrage zur Einrichtung gestellt", "Asked back about set-up"),
    "orders.withdraw": Text("Bestellung zurückgezogen", "Order withdrawn"),
}

ACTS: dict[str, Text] = {**_IDENTITY, **_CATALOG, **_ORDERS, **_CONTRACTS, **_NOTIFY}
"""What a person or program did, by the call it was done with."""

SAID: dict[str, Text] = {
    "account.suspended": Text("Konto gesperrt", "Account suspended"),
    "account.resumed": Text("Sperre aufgehoben", "Account released"),
    "account.closed": Text("Konto geschlossen", "Account closed"),
    "account.erased": Text("Konto gelöscht", "Account erased"),
    "account.rebound": Text("Neues Zertifikat verbunden", "New certificate bound"),
    "account.name_settled": Text("Namen geklärt", "Name settled"),
    "account.roles_changed": Text("Rollen geändert", "Roles changed"),
    "registration.submitted": Text("Registrierung eingereicht", "Registration handed in"),
    "registration.approved": Text("Registrierung bestätigt", "Registration approved"),
    "registration.rejected": Text("Registrierung abgelehnt", "Registration rejected"),
    "registration.asked_back": Text("Zur Registrierung nachgefragt", "Asked back"),
    "registration.expired": Text("Registrierung verfallen", "Registration expired"),
    "authority.requested": Text("Zeichnungsbefugnis angegeben", "Signing authority declared"),
    "authority.granted": Text("Zeichnungsbefugnis bestätigt", "Signing authority approved"),
    "authority.revoked": Text("Zeichnungsbefugnis widerrufen", "Signing authority revoked"),
    "mandate.granted": Text("Vollmacht erteilt", "Mandate granted"),
    "mandate.requested": Text("Vollmacht beantragt", "Mandate asked for"),
    "mandate.revoked": Text("Vollmacht widerrufen", "Mandate revoked"),
    "client.revoked": Text("Technischen Zugang beendet", "API client ended"),
    "body.moved": Text("Stelle aufgegangen", "Authority merged"),
    "contact.handed_over": Text("Kontakte übergeben", "Contacts handed over"),
}
"""What came of an act, where one call does several things; by the event that was said."""

FOLLOWED = Text("Folge eines Ereignisses", "Followed from an event")
OTHER_ACT = Text("Andere Änderung", "Another change")
BY_SYSTEM = Text("System", "System")
BY_COMMAND = Text("Betrieb, an der Befehlszeile", "Operations, by a command")
BY_PROGRAM = Text("Technischer Zugang", "API client")
ERASED = Text("Gelöschte oder unbekannte Person", "Erased or unknown person")
