"""http-task serve: what the editor page asks of it, over real connections."""

import json
import re
import unittest

from editor_client import DESCRIPTION, EditorTest
from support import CALL_SUBSCRIPTION, EXAMPLES, ROOT, WEBHOOK, http_server

SETTINGS = {"uri": "https://unknown.example.test/x", "method": "POST", "body": {"a": 1}}


class FindAndFillIn(EditorTest):
    def setUp(self):
        super().setUp()
        self.serve()

    def test_tells_about_itself(self):
        session = self.call("GET", "/session")
        self.assertIsNone(session["workflow"])
        self.assertEqual(session["secrets"], [])
        self.assertGreater(session["catalog"]["endpoints"], 0)

    def test_searches(self):
        found = self.call("GET", "/search", q="create call subscription", limit=3)["results"]
        self.assertEqual(found[0]["id"], CALL_SUBSCRIPTION)
        self.assertLessEqual(len(found), 3)
        self.assertEqual(self.call("GET", "/search", q="webhook", method="DELETE")["results"][0]["method"], "DELETE")
        self.call("GET", "/search", q="x", limit="many", status=400)
        tags = {tag["name"]: tag["endpoints"] for tag in self.call("GET", "/tags", api="dialpad.com")["tags"]}
        self.assertIn("webhooks", tags)
        self.assertEqual(self.call("GET", "/tags", q="webhook", method="DELETE")["tags"][0]["endpoints"], 1)

    def test_lists_apis(self):
        self.assertIn("dialpad.com", [api["id"] for api in self.call("GET", "/apis")["apis"]])

    def test_describes(self):
        endpoint = self.call("GET", "/endpoint", id=CALL_SUBSCRIPTION)
        self.assertEqual(endpoint["id"], CALL_SUBSCRIPTION)
        self.assertEqual(endpoint["servers"][0]["url"], "https://dialpad.com")
        self.assertIn("/body/call_states", [field["pointer"] for field in fields_of(endpoint["form"])])
        self.assertIn("<p>", endpoint["documentation"][""])
        self.assertIn("/body/call_states", endpoint["documentation"])
        self.call("GET", "/endpoint", id="nobody.example:GET:/x", status=404)

    def test_gives_a_part_of_a_form(self):
        form = self.call("GET", "/form", id=CALL_SUBSCRIPTION, pointer="/body/call_states",
                         schemaPointer="/properties/body/properties/call_states")
        self.assertEqual(form["fields"][0]["pointer"], "/body/call_states")

    def test_prefills(self):
        answer = self.call("POST", "/prefill", {"endpoint": CALL_SUBSCRIPTION, "settings": {"body": {"endpoint_id": 7}}})
        self.assertEqual(answer["settings"]["method"], "POST")
        self.assertEqual(answer["settings"]["body"], {"endpoint_id": 7, "enabled": True})
        self.assertIn({"op": "add", "path": "/body/enabled", "value": True}, answer["changes"])

    def test_another_endpoint_keeps_what_was_typed(self):
        before = self.call("POST", "/prefill", {"endpoint": CALL_SUBSCRIPTION})["settings"]
        before["body"]["hook_url"] = "https://example.com/hook"
        before["readTimeOut"] = 1234
        answer = self.call("POST", "/prefill", {"endpoint": WEBHOOK, "settings": before})
        self.assertEqual(answer["settings"]["uri"], "https://dialpad.com/api/v2/webhooks")
        self.assertEqual(answer["settings"]["body"]["hook_url"], "https://example.com/hook")
        self.assertEqual(answer["settings"]["readTimeOut"], 1234)
        self.assertNotIn("enabled", answer["settings"]["body"])
        self.assertIn({"op": "remove", "path": "/body/enabled", "from": True}, answer["changes"])

    def test_checks(self):
        settings = self.call("POST", "/prefill", {"endpoint": CALL_SUBSCRIPTION})["settings"]
        self.assertTrue(self.call("POST", "/validate", {"settings": settings})["valid"])
        settings["body"]["target_type"] = "desk"
        errors = self.call("POST", "/validate", {"settings": settings})["errors"]
        self.assertEqual(errors[0]["pointer"], "/body/target_type")

    def test_imports_a_curl_command(self):
        command = ("curl -X POST https://api.example.com/x -H 'Authorization: Bearer s3cr3t-value' -d '{\"a\":1}' "
                   "--unheard-of")
        answer = self.call("POST", "/import/curl", {"command": command})
        self.assertEqual((answer["settings"]["method"], answer["settings"]["uri"]),
                         ("POST", "https://api.example.com/x"))
        self.assertIn("--unheard-of", [warning["option"] for warning in answer["warnings"]])
        self.assertNotIn("s3cr3t", json.dumps(answer))
        self.assertEqual(self.call("GET", "/session")["secrets"], answer["secrets"])
        self.assertIn("${secrets." + answer["secrets"][0] + "}", json.dumps(answer["settings"]))
        self.call("POST", "/import/curl", {"command": "wget x"}, status=400)

    def test_keeps_requests_under_a_name(self):
        kept = {"endpoint": WEBHOOK, "name": "mine", "settings": {"uri": "https://x.example", "body": {"n": 1}}}
        self.assertEqual(self.call("GET", "/examples", endpoint=WEBHOOK)["examples"], [])
        self.call("POST", "/examples", kept, status=204)
        self.assertEqual(self.call("GET", "/examples", endpoint=WEBHOOK)["examples"],
                         [{"name": "mine", "settings": kept["settings"]}])
        self.call("POST", "/examples", {**kept, "name": ""}, status=400)

    def test_what_is_not_json_is_said(self):
        response, content = self.request("POST", "/api/v1/validate", "{not json")
        self.assertEqual(response.status, 400)
        self.assertEqual(self.described("POST", "/validate", response, content)["type"], "input.not_json")


def fields_of(form):
    for field in form["fields"]:
        yield field
        yield from fields_of({"fields": field.get("fields", [])})


class Tests(EditorTest):
    def test_in_the_sandbox(self):
        self.serve()
        settings = self.call("POST", "/prefill", {"endpoint": WEBHOOK})["settings"]
        settings["body"]["hook_url"] = "https://example.com/hook"
        test, events = self.run_test(settings)
        name, answer = events[-1]
        self.assertEqual((name, answer["status"]), ("completed", "COMPLETED"))
        self.assertEqual(self.call("GET", f"/tests/{test}"), answer)
        content = self.call("GET", f"/tests/{test}/body")
        self.assertEqual(json.loads(content), answer["response"]["body"])
        self.assertIn(b"curl", self.call("GET", f"/tests/{test}/export", format="curl"))
        har = self.call("GET", f"/tests/{test}/export", format="har")
        self.assertEqual(har["log"]["version"], "1.2")
        self.call("GET", f"/tests/{test}/export", format="x", status=400)

    def test_on_a_real_server(self):
        with http_server() as server:
            self.serve("--allow", "127.0.0.1")
            self.assertEqual(self.call("GET", "/session")["allow"], ["127.0.0.1"])
            settings = {"uri": server.url + "/x", "method": "POST", "body": {"a": 1}}
            refused = self.call("POST", "/tests", {"settings": settings, "mode": "real"}, status=409)
            self.assertEqual(refused["type"], "test.unconfirmed")
            self.assertEqual(server.requests, [])
            _, events = self.run_test(settings, mode="real", confirmed=True)
            self.assertEqual(events[-1][1]["response"]["statusCode"], 200)
            self.assertEqual(server.requests[0]["body"], '{"a":1}')
            phases = [data["phase"] for name, data in events if name == "progress"]
            self.assertTrue(set(phases) <= {"dns", "connect", "tls", "send", "wait", "receive"}, phases)

    def test_the_egress_policy_is_that_of_production(self):
        with http_server() as server:
            self.serve()
            _, events = self.run_test({"uri": server.url + "/x"}, mode="real")
            self.assertEqual(events[-1][1]["error"]["type"], "guard.denied")
            self.assertEqual(server.requests, [])

    def test_ranges_of_a_body(self):
        with http_server() as server:
            self.serve("--allow", "127.0.0.1")
            test, events = self.run_test({"uri": server.url + "/x"}, mode="real")
            whole = self.call("GET", f"/tests/{test}/body")
            part = self.call("GET", f"/tests/{test}/body", headers={"Range": "bytes=2-5"}, status=206)
            self.assertEqual(part, whole[2:6])
            self.assertEqual(self.call("GET", f"/tests/{test}/body", headers={"Range": "bytes=-3"}, status=206),
                             whole[-3:])
            self.call("GET", f"/tests/{test}/body", headers={"Range": f"bytes={len(whole)}-"}, status=416)

    def test_a_wrong_request_is_answered_as_one(self):
        self.serve()
        self.call("POST", "/tests", {"settings": {}, "mode": "other"}, status=400)
        self.call("GET", "/tests/99", status=404)
        self.call("GET", "/tests/99/events", status=404)
        self.call("DELETE", "/tests/99", status=404)
        _, events = self.run_test({"uri": 5})
        self.assertEqual(events[-1][1]["error"]["type"], "settings.invalid")


class Secrets(EditorTest):
    def test_are_used_and_never_shown(self):
        value = "s3cr3t-\"value\"-of-mine"
        with http_server() as server:
            self.serve("--allow", "127.0.0.1")
            settings = {"uri": server.url + "/x", "headers": {"X-Key": "${secrets.KEY}"},
                        "queryParameters": {"key": "${secrets.KEY}"}}
            missing = self.call("POST", "/tests", {"settings": settings, "mode": "real"}, status=409)
            self.assertEqual(missing["type"], "secrets.missing")
            self.call("PUT", "/secrets/KEY", {"value": value}, status=204)
            self.assertEqual(self.call("GET", "/session")["secrets"], ["KEY"])
            test, events = self.run_test(settings, mode="real", ref="step")
            self.assertEqual(server.requests[0]["headers"]["X-Key"], value)
            shown = json.dumps(events) + json.dumps(self.call("GET", f"/tests/{test}"))
            shown += self.call("GET", f"/tests/{test}/body").decode() + json.dumps(self.call("POST", "/completions", {}))
            shown += json.dumps(self.call("GET", f"/tests/{test}/export", format="har"))
            expressions = {"expressions": ["${secrets.KEY}", "${step.output.response.body.path}"]}
            shown += json.dumps(self.call("POST", "/expressions", expressions))
            self.assertNotIn("s3cr3t", shown)
            self.assertIn("***", shown)
            self.call("DELETE", "/secrets/KEY", status=204)
            self.assertEqual(self.call("GET", "/session")["secrets"], [])

    def test_of_the_command_line_stay_out_of_the_sandbox(self):
        self.write("key", "s3cr3t-value")
        self.serve("--secret", "KEY=@key")
        self.assertEqual(self.call("GET", "/session")["secrets"], ["KEY"])
        _, events = self.run_test({**SETTINGS, "headers": {"X-Key": "${secrets.KEY}"}})
        self.assertEqual(events[-1][1]["response"]["headers"]["x-http-task-sandbox"], ["echo"])
        self.assertNotIn("s3cr3t", json.dumps(events))

    def test_names_are_checked(self):
        self.serve()
        self.call("PUT", "/secrets/a%20b", {"value": "x"}, status=400)
        self.call("PUT", "/secrets/A", {"value": 5}, status=400)


class Expressions(EditorTest):
    def setUp(self):
        super().setUp()
        self.write("flow.json", (EXAMPLES / "call_subscription.json").read_text())
        self.write("input.json", {"hook_url": "https://example.com/a", "count": 9007199254740993})
        self.serve("flow.json", "--input", "input.json")

    def test_are_resolved_one_by_one(self):
        asked = ["${workflow.input.count}", "${workflow.input.nothing}", "a ${workflow.input.hook_url}", "${",
                 "${create_webhook.output.response.body.id}", "plain"]
        results = self.call("POST", "/expressions", {"expressions": asked, "ref": "create_subscription"})["results"]
        self.assertEqual([result["expression"] for result in results], asked)
        self.assertEqual(results[0]["value"], 9007199254740993)
        self.assertIn("has no value", results[1]["problem"]["detail"])
        self.assertEqual(results[2]["value"], "a https://example.com/a")
        self.assertIn("problem", results[3])
        self.assertIn("value", results[4])  # of the description: the step was not tested
        self.assertEqual(results[5]["value"], "plain")

    def test_completions(self):
        items = self.call("POST", "/completions", {"ref": "create_subscription"})["items"]
        by_expression = {item["expression"]: item for item in items}
        self.assertEqual(by_expression["${workflow.input.hook_url}"]["value"], "https://example.com/a")
        made_up = by_expression["${create_webhook.output.response.body.id}"]
        self.assertTrue(made_up["madeUp"])
        self.assertFalse([e for e in by_expression if e.startswith("${create_subscription.")])

    def test_the_last_test_counts(self):
        step = json.loads((EXAMPLES / "call_subscription.json").read_text())["tasks"][0]
        settings = step["inputParameters"]["http_request"]
        _, events = self.run_test(settings, ref="create_webhook")
        body = events[-1][1]["response"]["body"]
        expression = "${create_webhook.output.response.body.id}"
        results = self.call("POST", "/expressions", {"expressions": [expression]})["results"]
        self.assertEqual(results[0]["value"], body["id"])
        items = self.call("POST", "/completions", {"ref": "create_subscription"})["items"]
        self.assertNotIn("madeUp", next(item for item in items if item["expression"] == expression))

    def test_a_definition_that_is_not_saved(self):
        definition = json.loads((EXAMPLES / "call_subscription.json").read_text())
        first = definition["tasks"][0]
        first["taskReferenceName"] = "other"
        place = {"definition": definition, "ref": "create_subscription"}
        self.run_test(first["inputParameters"]["http_request"], ref="other", path="", definition=definition)
        expressions = ["${other.output.response.body.id}", "${create_webhook.output.response.body.id}"]
        given, unknown = self.call("POST", "/expressions", {"expressions": expressions, **place})["results"]
        self.assertIn("value", given)
        self.assertIn("problem", unknown)
        items = self.call("POST", "/completions", place)["items"]
        self.assertNotIn("madeUp", next(item for item in items if item["expression"] == expressions[0]))
        elsewhere = self.call("POST", "/completions", {**place, "path": "flow.json"})["items"]
        self.assertTrue(next(item for item in elsewhere if item["expression"] == expressions[0])["madeUp"])

    def test_what_refers_to_nothing_is_a_warning(self):
        definition = {"inputParameters": ["declared"], "tasks": [
            {"taskReferenceName": "hook", "type": "HTTP", "inputParameters": {
                "http_request": {"endpoint": {"id": "dialpad.com:POST:/api/v2/webhooks"}}}},
            {"taskReferenceName": "step", "type": "HTTP", "inputParameters": {"http_request": {}}}]}
        settings = {"uri": "https://a.example/${hok.output.response.statusCode}", "headers": {
            "A": "${workflow.input.declared.deep}", "B": "$${nothing}", "C": "${workflow.input.x} ${hook.output.y}"}}
        report = self.call("POST", "/validate", {"settings": settings, "definition": definition, "ref": "step"})
        self.assertTrue(report["valid"], report)
        found = {warning["pointer"]: warning for warning in report["warnings"]}
        self.assertEqual(found["/uri"]["suggestion"], '"https://a.example/${hook.output.response.statusCode}"')
        self.assertIn("/headers/C", found)
        self.assertNotIn("/headers/A", found)
        self.assertNotIn("/headers/B", found)


class Described(EditorTest):
    def test_every_described_call_is_there(self):
        self.serve()
        for template, item in DESCRIPTION["paths"].items():
            path = re.sub(r"{[^}]*}", "none", template)
            for method in set(item) - {"parameters"}:
                response, content = self.request(method.upper(), "/api/v1" + path, "{}")
                self.assertNotEqual(response.status, 405, f"{method} {template}")
                if response.status == 404:
                    self.assertNotEqual(json.loads(content)["type"], "api.not_found", f"{method} {template}")
                self.described(method, path, response, content)

    def test_our_own_catalogue_calls_the_api(self):
        self.serve()
        self.http_task("catalog", "add", ROOT / "schemas/editor-api.openapi.json", "--api", "editor")
        endpoint = "editor:GET:/search"
        self.assertIn("Words, a path", self.http_task("describe", endpoint).stdout)
        self.write("token", self.about["token"])
        self.http_task("prefill", endpoint, "-o", "s.json")
        settings = self.read_json("s.json")
        settings["uri"] = settings["uri"].replace("4242", str(self.about["port"]))
        settings["queryParameters"] = {"q": "webhook"}
        settings["authentication"] = {"type": "bearer", "token": "${secrets.TOKEN}"}
        self.write("s.json", settings)
        answer = self.json("test", "s.json", "--allow", "127.0.0.1", "--secret", "TOKEN=@token")
        self.assertEqual(answer["response"]["statusCode"], 200)
        self.assertTrue(answer["response"]["body"]["results"])
        self.assertTrue(all(check["pass"] for check in answer["checks"]), answer["checks"])


if __name__ == "__main__":
    unittest.main()
