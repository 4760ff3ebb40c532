"""add-step, run: a workflow definition extended and run."""

import concurrent.futures
import json
import os
import stat
import unittest

from support import CALL_SUBSCRIPTION, EXAMPLES, WEBHOOK, CommandTest, http_server


def http_task(reference, uri, **members):
    return {"name": reference, "taskReferenceName": reference, "type": "HTTP",
            "inputParameters": {"http_request": {"uri": uri}}, **members}


class AddStep(CommandTest):
    def setUp(self):
        super().setUp()
        self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "settings.json")

    def add(self, reference, *arguments, status=0):
        return self.http_task("add-step", "flow.json", "settings.json", "--ref", reference, *arguments,
                              status=status)

    def test_makes_a_definition_and_extends_it(self):
        run = self.add("first")
        self.assertIn("+++ flow.json", run.stdout)
        self.add("second", "--name", "Second step")
        flow = self.read_json("flow.json")
        self.assertEqual((flow["name"], flow["schemaVersion"]), ("flow", 2))
        self.assertEqual([task["taskReferenceName"] for task in flow["tasks"]], ["first", "second"])
        self.assertEqual(flow["tasks"][1]["name"], "Second step")
        self.assertEqual(flow["tasks"][0]["inputParameters"]["http_request"], self.read_json("settings.json"))
        self.http_task("run", "flow.json", "--sandbox")

    def test_leaves_everything_else_as_it_was(self):
        before = ('{\n    "version": 1.0,\n    "tasks": [\n    ],\n    "z": 12345678901234567890123,\n'
                  '    "a": "\\u00fc"\n}\n')
        self.write("flow.json", before)
        difference = self.add("first").stdout
        after = (self.folder / "flow.json").read_text()
        for line in ('    "version": 1.0,', '    "z": 12345678901234567890123,', '    "a": "\\u00fc"'):
            self.assertIn(line, after.splitlines())
        self.assertIn('\n        {\n            "name": "first",', after)
        self.assertTrue(all(not line.startswith("-") or line.startswith("--- ") or "tasks" in line
                            for line in difference.splitlines()), difference)

    def test_refuses_a_reference_that_is_taken_or_unusable(self):
        self.add("first")
        before = (self.folder / "flow.json").read_bytes()
        for reference in ("first", "workflow", "a b", "a.b", ""):
            self.add(reference, status=3)
        self.assertEqual((self.folder / "flow.json").read_bytes(), before)

    def test_refuses_invalid_settings(self):
        self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "settings.json", "--force", "--set",
                       "/body/target_type=desk")
        run = self.add("first", status=3)
        self.assertIn("/body/target_type", run.stderr)
        self.assertFalse((self.folder / "flow.json").exists())

    def test_refuses_what_is_no_definition(self):
        for text in ("{", "[]", '{"tasks": 5}', "{}"):
            with self.subTest(text):
                self.write("flow.json", text)
                self.add("first", status=3)
                self.assertEqual((self.folder / "flow.json").read_text(), text)

    def test_keeps_mode_and_follows_links(self):
        self.add("first")
        os.chmod(self.folder / "flow.json", 0o640)
        os.symlink("flow.json", self.folder / "link.json")
        self.http_task("add-step", "link.json", "settings.json", "--ref", "second")
        self.assertTrue(os.path.islink(self.folder / "link.json"))
        self.assertEqual(stat.S_IMODE(os.stat(self.folder / "flow.json").st_mode), 0o640)
        self.assertEqual(len(self.read_json("flow.json")["tasks"]), 2)
        self.assertEqual(sorted(os.listdir(self.folder)), ["flow.json", "home", "link.json", "settings.json"])

    def test_steps_added_at_the_same_time_are_all_there(self):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda i: self.add(f"step{i}"), range(8)))
        references = {task["taskReferenceName"] for task in self.read_json("flow.json")["tasks"]}
        self.assertEqual(references, {f"step{i}" for i in range(8)})

    def test_json_has_the_difference(self):
        answer = self.json("add-step", "flow.json", "settings.json", "--ref", "first")
        self.assertEqual(answer["taskReferenceName"], "first")
        self.assertIn("+++ flow.json", answer["difference"])


class Run(CommandTest):
    def test_the_example_in_the_sandbox(self):
        arguments = ("run", EXAMPLES / "call_subscription.json", "--input",
                     EXAMPLES / "call_subscription.input.json", "--sandbox")
        text = self.http_task(*arguments).stdout
        self.assertIn("create_webhook  COMPLETED  200", text)
        self.assertIn("create_call_subscription  COMPLETED  200", text)
        outcome = self.json(*arguments)
        self.assertEqual(outcome["status"], "COMPLETED")
        first, second = outcome["tasks"]
        self.assertEqual(second["status"], "COMPLETED")  # the sandbox checks that endpoint_id is an integer
        self.assertEqual(outcome["output"]["webhook_id"], first["output"]["response"]["body"]["id"])
        self.assertIsInstance(outcome["output"]["subscription_id"], int)

    def test_conductors_own_definition(self):
        with http_server() as server:
            self.write("in.json", {"service": server.url, "city": "Zurich"})
            outcome = self.json("run", EXAMPLES / "city_population.json", "--input", "in.json", "--allow",
                                "127.0.0.1/32")
            self.assertEqual(outcome["output"], {"population": 443037, "status": 200})
            self.assertEqual([r["path"] for r in server.requests], ["/population?city=Zurich", "/notes"])
            self.assertEqual(json.loads(server.requests[1]["body"]), {"city": "Zurich", "population": 443037})

    def test_stops_at_the_first_failure(self):
        with http_server() as server:
            flow = self.write("flow.json", {"name": "f", "tasks": [http_task("a", server.url + "/status/503"),
                                                                   http_task("b", server.url)]})
            outcome = self.json("run", flow, "--allow", "127.0.0.1", status=5)
            self.assertEqual((outcome["status"], len(outcome["tasks"])), ("FAILED", 1))
            self.assertEqual(len(server.requests), 1)

    def test_output_and_jsonpath_lead_to_the_next_step(self):
        with http_server() as server:
            first = http_task("list-1", server.url + "/a")
            first["inputParameters"]["http_request"]["outputFilter"] = {"id": "$.response.body.id"}
            second = http_task("second", server.url + "/b")
            second["inputParameters"]["http_request"].update(method="POST", body={
                "id": "${list-1.output.output.id}", "large": "${list-1.output.response.body[?@ > 443037]}",
                "path": "${$['list-1'].output..path}"})
            self.write("flow.json", {"name": "flow", "schemaVersion": 2, "tasks": [first, second],
                                     "outputParameters": {"id": "${list-1.output.output.id}"}})
            run = self.json("run", "flow.json", "--allow", "127.0.0.1")
            self.assertEqual(run["output"], {"id": 9007199254740993})
            self.assertEqual(json.loads(server.requests[1]["body"]),
                             {"id": 9007199254740993, "large": [9007199254740993], "path": ["/a"]})

    def test_goes_on_after_an_optional_task(self):
        with http_server() as server:
            flow = self.write("flow.json", {"name": "f", "tasks": [
                http_task("a", server.url + "/status/503", optional=True), http_task("b", server.url)]})
            outcome = self.json("run", flow, "--allow", "127.0.0.1")
            self.assertEqual([task["status"] != "COMPLETED" for task in outcome["tasks"]], [True, False])

    def test_refuses_other_tasks_before_anything_is_sent(self):
        with http_server() as server:
            flow = self.write("flow.json", {"name": "f", "tasks": [
                http_task("a", server.url), {"name": "w", "taskReferenceName": "w", "type": "WAIT"}]})
            run = self.http_task("run", flow, "--allow", "127.0.0.1", status=3)
            self.assertIn("WAIT", run.stderr)
            self.assertEqual(server.requests, [])

    def test_refuses_duplicate_references(self):
        flow = self.write("flow.json", {"name": "f", "tasks": [http_task("a", "http://a.test"),
                                                               http_task("a", "http://b.test")]})
        self.assertEqual(self.json("run", flow, "--sandbox", status=3)["type"], "workflow.invalid")

    def test_missing_secrets_are_named_before_anything_is_sent(self):
        with http_server() as server:
            second = http_task("b", server.url)
            second["inputParameters"]["http_request"]["headers"] = {"X": "${secrets.KEY}"}
            flow = self.write("flow.json", {"name": "f", "tasks": [http_task("a", server.url), second]})
            run = self.http_task("run", flow, "--allow", "127.0.0.1", status=3)
            self.assertIn("--secret KEY=env:KEY", run.stderr)
            self.assertEqual(server.requests, [])

    def test_a_value_that_is_not_there(self):
        run = self.http_task("run", EXAMPLES / "call_subscription.json", "--sandbox", status=3)
        self.assertIn("hook_url", run.stdout + run.stderr)

    def test_what_cannot_be_read(self):
        self.http_task("run", "none.json", status=4)
        self.http_task("run", "-", stdin="{", status=3)
        self.http_task("run", "-", stdin="{}", status=3)
        self.http_task("run", EXAMPLES / "call_subscription.json", "--input", "none.json", "--sandbox",
                       status=4)

    def test_a_workflow_that_was_saved_step_by_step(self):
        self.http_task("prefill", WEBHOOK, "-o", "w.json", "--set",
                       "/body/hook_url=${workflow.input.hook_url}")
        self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "c.json", "--set",
                       "/body/endpoint_id=${create_webhook.output.response.body.id}")
        self.http_task("add-step", "flow.json", "w.json", "--ref", "create_webhook")
        self.http_task("add-step", "flow.json", "c.json", "--ref", "create_subscription")
        self.write("in.json", {"hook_url": "https://example.com/hook"})
        self.http_task("run", "flow.json", "--input", "in.json", "--sandbox")


if __name__ == "__main__":
    unittest.main()
