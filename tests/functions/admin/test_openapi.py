"""The document that the API gives of itself is valid and whole."""

from openapi_spec_validator import OpenAPIV31SpecValidator

from groundswell.domain.organization import Role
from tests.support.http import Handler, ask

WRITES = {"post", "put", "patch"}
SHORT = {
    "list_contacts",  # a look at some of them
    "list_numbers_of_campaign",  # 400 at most
    "list_service_managers",
    "list_campaign_managers",
    "list_queues",  # as many as the template has
    "list_dead_letters",  # what one look into the queues finds
    "get_opt_out_history",  # of one phone
    "get_members",  # until it comes in pages
}


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def document_of(handler: Handler):
    answer = ask(handler, "GET", "/v1/openapi.json")
    assert answer.status == 200
    return answer.json


def test_it_is_a_valid_openapi_3_1_document(handler):
    document = document_of(handler)
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_every_route_is_in_it(handler):
    from routes.permissions import RULES

    found = {(method.upper(), path) for path, method, _ in operations(document_of(handler))}
    assert found == {(method, path.replace("<", "{").replace(">", "}")) for method, path in RULES}


def test_every_operation_says_what_it_does_and_what_can_go_wrong(handler):
    seen = set()
    for path, method, operation in operations(document_of(handler)):
        where = (method, path)
        assert operation["summary"], where
        assert not operation["summary"].startswith(("GET", "POST", "PUT", "PATCH", "DELETE")), where
        assert operation["description"], where
        assert len(operation["tags"]) == 1, where
        assert operation["operationId"] not in seen, where
        seen.add(operation["operationId"])
        wrong = {code for code in operation["responses"] if not code.startswith("2")}
        assert {"400", "422", "default"} <= wrong, where
        for code in wrong:
            assert "application/problem+json" in operation["responses"][code]["content"], where


def test_every_path_parameter_is_declared(handler):
    for path, _, operation in operations(document_of(handler)):
        named = {one["name"] for one in operation.get("parameters", []) if one["in"] == "path"}
        assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}, path


def test_every_list_that_may_grow_comes_in_pages(handler):
    """What SHORT names is short by its nature; docs/api.md says so."""
    document = document_of(handler)
    whole = set()
    for path, method, operation in operations(document):
        if method != "get" or "application/json" not in operation["responses"]["200"].get("content", {}):
            continue
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        shape = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        if "items" not in shape["properties"] and "next_cursor" not in shape["properties"]:
            continue
        names = {one["name"] for one in operation["parameters"]}
        if "next_cursor" in shape["properties"]:
            assert {"limit", "cursor"} <= names, path
        else:
            assert not {"limit", "cursor"} & names, path
            whole.add(operation["operationId"])
    assert whole <= SHORT


def test_an_idempotency_key_is_required_exactly_where_it_is_needed(handler):
    from routes.permissions import KEY_REQUIRED, RULES, SECRET_ANSWERS

    document = document_of(handler)
    for (method, rule), role in RULES.items():
        operation = document["paths"][rule.replace("<", "{").replace(">", "}")][method.lower()]
        keys = [one for one in operation.get("parameters", []) if one["name"] == "Idempotency-Key"]
        may_repeat = method == "POST" and isinstance(role, Role) and (method, rule) not in SECRET_ANSWERS
        assert bool(keys) == may_repeat, rule
        assert [one["required"] for one in keys] == [(method, rule) in KEY_REQUIRED] * len(keys), rule


def test_bodies_have_examples(handler):
    document = document_of(handler)
    for path, method, operation in operations(document):
        if method in WRITES and "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            assert "$ref" in schema or "examples" in schema, path


def test_public_operations_need_no_token_and_all_others_do(handler):
    for path, _, operation in operations(document_of(handler)):
        public = path.startswith("/v1/session")
        assert operation["security"] == ([] if public else [{"token": []}]), path


def test_the_docs_page_shows_every_operation_and_runs_no_script(handler):
    page = ask(handler, "GET", "/v1/docs")
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "<script" not in page.text
    assert "'unsafe-inline'" not in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for _, _, operation in operations(document_of(handler)):
        assert f'id="{operation["operationId"]}"' in page.text


def test_shapes_have_names_of_their_own(handler):
    """Two shapes of one name would be called after their modules, and generated clients would lose one."""
    names = document_of(handler)["components"]["schemas"]
    assert [name for name in names if "__" in name] == []
