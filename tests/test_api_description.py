"""What `/api/openapi.json` promises, against what the server does."""

from __future__ import annotations

import json

from starlette.testclient import TestClient


def test_openapi_describes_the_routes(stand_in: tuple[object, TestClient]) -> None:
    paths = stand_in[1].get("/api/openapi.json").json()["paths"]
    assert {"/api/v1/ask", "/api/v1/ask/stream", "/api/v1/articles", "/api/v1/brief", "/healthz"} <= set(paths)
    assert not any(path.startswith("/gradio_api") for path in paths)


def test_openapi_says_how_to_sign_in_and_how_it_refuses(stand_in: tuple[object, TestClient]) -> None:
    described = stand_in[1].get("/api/openapi.json").json()
    assert described["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert {} in described["security"]  # this desk has no key
    for path, methods in described["paths"].items():
        for one in methods.values():
            assert " " in one["summary"] and not one["summary"].endswith(".")
            assert "422" not in one["responses"] and (path == "/healthz" or {"400", "401"} <= set(one["responses"]))
    refused = stand_in[1].post("/api/v1/ask", json={"question": 3})
    stated = described["paths"]["/api/v1/ask"]["post"]["responses"][str(refused.status_code)]
    assert stated["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Fault"}
    assert set(refused.json()) == set(described["components"]["schemas"]["Fault"]["required"])
    assert json.dumps(described).count("ValidationError") == 0
