"""All words of the pages in one table; each group of pages keeps its own beside this module."""

from gateway.words.account_admin import ACCOUNT_ADMIN
from gateway.words.account_pages import ACCOUNT_PAGES
from gateway.words.api_docs import API_DOCS
from gateway.words.basket_pages import BASKET_PAGES
from gateway.words.body_admin import BODY_ADMIN
from gateway.words.body_home import BODY_HOME
from gateway.words.body_ordering import BODY_ORDERING
from gateway.words.body_orders import BODY_ORDERS
from gateway.words.body_overview import BODY_OVERVIEW
from gateway.words.bulk_pages import BULK_PAGES
from gateway.words.chain_import import CHAIN_IMPORT
from gateway.words.chain_pages import CHAIN_PAGES
from gateway.words.connect_pages import CONNECT_PAGES
from gateway.words.contact_pages import CONTACT_PAGES
from gateway.words.contract_ends import CONTRACT_ENDS
from gateway.words.contract_pages import CONTRACT_PAGES
from gateway.words.contract_papers import CONTRACT_PAPERS
from gateway.words.delivery_list import DELIVERY_LIST
from gateway.words.edition_pages import EDITION_PAGES
from gateway.words.editor_directory import EDITOR_DIRECTORY
from gateway.words.editor_fields import EDITOR_FIELDS
from gateway.words.editor_help import EDITOR_HELP
from gateway.words.editor_import import EDITOR_IMPORT
from gateway.words.editor_pages import EDITOR_PAGES
from gateway.words.editor_papers import EDITOR_PAPERS
from gateway.words.editors_at_once import EDITORS_AT_ONCE
from gateway.words.event_pages import EVENT_PAGES
from gateway.words.frame import FRAME
from gateway.words.gap_lists import GAP_LISTS
from gateway.words.inbox_pages import INBOX_PAGES
from gateway.words.interface_pages import INTERFACE_PAGES
from gateway.words.levy_pages import LEVY_PAGES
from gateway.words.mail_pages import MAIL_PAGES
from gateway.words.mandate_list import MANDATE_LIST
from gateway.words.ministry_pages import MINISTRY_PAGES
from gateway.words.newsletter_pages import NEWSLETTER_PAGES
from gateway.words.notice_pages import NOTICE_PAGES
from gateway.words.operations_page import OPERATIONS_PAGE
from gateway.words.operator_home import OPERATOR_HOME
from gateway.words.operator_orders import OPERATOR_ORDERS
from gateway.words.operator_pages import OPERATOR_PAGES
from gateway.words.order_file_pages import ORDER_FILE_PAGES
from gateway.words.pages import PAGES
from gateway.words.parked_pages import PARKED_PAGES
from gateway.words.people_pages import PEOPLE_PAGES
from gateway.words.portal_numbers import PORTAL_NUMBERS
from gateway.words.profile_change_pages import PROFILE_CHANGE_PAGES
from gateway.words.public_about import ABOUT_WORDS
from gateway.words.public_compare import COMPARE_WORDS
from gateway.words.public_pages import CATALOGUE_WORDS
from gateway.words.public_start import START_WORDS
from gateway.words.public_versions import VERSION_WORDS
from gateway.words.registering_pages import REGISTERING_PAGES
from gateway.words.settling_pages import SETTLING_PAGES
from gateway.words.setup_figures import SETUP_FIGURES
from gateway.words.signatory_pages import SIGNATORY_PAGES
from gateway.words.signed_copy_pages import SIGNED_COPY_PAGES
from gateway.words.signing_pages import SIGNING_PAGES
from gateway.words.spread_pages import SPREAD_PAGES
from gateway.words.team_pages import TEAM_PAGES
from gateway.words.thread_pages import THREAD_PAGES
from gateway.words.ticket_list import TICKET_LIST
from gateway.words.trail_pages import TRAIL_PAGES
from gateway.words.vendor_pages import VENDOR_PAGES
from gateway.words.verify_pages import VERIFY_PAGES
from gateway.words.webhook_pages import WEBHOOK_PAGES
from services.common.words import Sentence

_TABLES = (
    FRAME,
    PAGES,
    CATALOGUE_WORDS,
    COMPARE_WORDS,
    VERSION_WORDS,
    START_WORDS,
    ABOUT_WORDS,
    EDITOR_DIRECTORY,
    EDITOR_FIELDS,
    EDITOR_IMPORT,
    EDITOR_HELP,
    EDITORS_AT_ONCE,
    EDITOR_PAGES,
    EDITOR_PAPERS,
    EVENT_PAGES,
    API_DOCS,
    ACCOUNT_PAGES,
    INBOX_PAGES,
    NEWSLETTER_PAGES,
    REGISTERING_PAGES,
    PEOPLE_PAGES,
    MANDATE_LIST,
    OPERATOR_PAGES,
    OPERATOR_ORDERS,
    CONTRACT_PAPERS,
    OPERATIONS_PAGE,
    OPERATOR_HOME,
    CONTACT_PAGES,
    GAP_LISTS,
    CHAIN_PAGES,
    CHAIN_IMPORT,
    CONTRACT_ENDS,
    CONTRACT_PAGES,
    SIGNED_COPY_PAGES,
    SIGNING_PAGES,
    SIGNATORY_PAGES,
    DELIVERY_LIST,
    TICKET_LIST,
    VENDOR_PAGES,
    SETUP_FIGURES,
    MINISTRY_PAGES,
    TEAM_PAGES,
    CONNECT_PAGES,
    VERIFY_PAGES,
    WEBHOOK_PAGES,
    BODY_HOME,
    BODY_ORDERING,
    BODY_ORDERS,
    BODY_OVERVIEW,
    INTERFACE_PAGES,
    BASKET_PAGES,
    PROFILE_CHANGE_PAGES,
    NOTICE_PAGES,
    MAIL_PAGES,
    PARKED_PAGES,
    PORTAL_NUMBERS,
    ORDER_FILE_PAGES,
    THREAD_PAGES,
    SETTLING_PAGES,
    BULK_PAGES,
    SPREAD_PAGES,
    LEVY_PAGES,
    ACCOUNT_ADMIN,
    TRAIL_PAGES,
    EDITION_PAGES,
    BODY_ADMIN,
)


def _joined(tables: tuple[dict[str, Sentence], ...]) -> dict[str, Sentence]:
    """Return the tables as one; a key that stands in two of them would hide a text."""
    joined: dict[str, Sentence] = {}
    for table in tables:
        if twice := joined.keys() & table.keys():
            raise ValueError(f"said in two tables: {sorted(twice)}")
        joined |= table
    return joined


FOR_PAGES = _joined(_TABLES)
