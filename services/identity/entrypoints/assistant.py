"""What identity answers to people who have no account yet."""

from typing import Any

from services.common.entrypoints import rpc
from services.common.validation.input import parse
from services.identity.assistant.advice import advise, questions
from services.identity.assistant.table import Answers
from services.identity.schemas import assistant as schemas


class AssistantCalls:
    """The certificate assistant."""

    @rpc(public=True, query=(schemas.CertificateAnswers,))
    def advise(self, query: dict[str, Any]) -> dict[str, Any]:
        """Return the assistant's questions and, once all are answered, its advice."""
        if not query:
            return {"questions": questions(), "advice": None}
        answers = Answers(**parse(schemas.CertificateAnswers, query))
        return {"questions": questions(), "advice": advise(answers)}
