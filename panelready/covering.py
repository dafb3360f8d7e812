"""The subject line of a mail: it often says what is asked, so it stands among the covering message's words."""

from dataclasses import replace

from casework.document import Document, Passage, Role
from casework.evidence import SUBJECT
from casework.submission import Message


def with_subject(documents: tuple[Document, ...], message: Message | None) -> tuple[Document, ...]:
    """The documents, with the subject line as the first words of the outermost message; a mail may have no others."""
    if message is None or not message.subject.strip():
        return documents
    subject = Passage(message.subject.strip(), SUBJECT)
    covering = next((each for each in documents if each.role is Role.MESSAGE and not each.inside), None)
    if covering is None:
        return (*documents, Document("message", format="message_text", role=Role.MESSAGE, passages=(subject,)))
    told = replace(covering, passages=(subject, *covering.passages))
    return tuple(told if each is covering else each for each in documents)
