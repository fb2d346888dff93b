"""Nobody sets a field that is not theirs to set: what an input does not name is refused."""

import pytest

from services.common.errors import Invalid
from services.common.validation.input import InputSchema, parse
from tests.shape.test_schemas import schemas

STATE = {"state": "approved", "roles": ["admin"], "version": 99, "outbox": [], "_id": "x"}
"""What a document holds beside what people say of it."""


@pytest.mark.parametrize("schema", sorted(set(schemas()), key=str), ids=lambda s: s.__name__)
def test_a_field_of_the_document_is_no_field_of_the_input(schema: type[InputSchema]) -> None:
    known = {field.data_key or name for name, field in schema().fields.items()}
    foreign = {name: value for name, value in STATE.items() if name not in known}

    with pytest.raises(Invalid) as refused:
        parse(schema, foreign)

    assert foreign
    assert all(f'"/{name}"' in refused.value.fields for name in foreign)
