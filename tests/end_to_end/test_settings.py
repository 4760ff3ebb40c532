"""prefill, validate: request settings made and checked."""

import json
import os
import unittest

from support import CALL_SUBSCRIPTION, WEBHOOK, CommandTest


class Prefill(CommandTest):
    def test_gives_settings_that_validate_with_nothing_invented(self):
        settings = self.json("prefill", CALL_SUBSCRIPTION)
        self.assertEqual(settings["endpoint"]["id"], CALL_SUBSCRIPTION)
        self.assertEqual(settings["method"], "POST")
        self.assertEqual(settings["uri"], "https://dialpad.com/api/v2/subscriptions/call")
        self.assertEqual(settings["headers"], {"Content-Type": "application/json"})
        self.assertEqual(settings["body"], {"enabled": True})
        self.assertEqual(settings["authentication"],
                         {"type": "bearer", "token": "${secrets.DIALPAD_API_KEY}"})
        self.assertEqual(settings["rateLimit"], {"requests": 1200, "perSeconds": 60})
        self.http_task("validate", "-", stdin=json.dumps(settings))

    def test_set_changes_and_creates(self):
        settings = self.json("prefill", CALL_SUBSCRIPTION, "--set", "/body/target_type=room", "--set",
                             "/body/target_id=9007199254740993", "--set", "/body/enabled=false", "--set",
                             "/queryParameters/x=a=b")
        self.assertEqual(settings["body"],
                         {"enabled": False, "target_type": "room", "target_id": 9007199254740993})
        self.assertEqual(settings["queryParameters"], {"x": "a=b"})

    def test_says_what_is_still_to_be_filled_in(self):
        run = self.http_task("prefill", "dialpad.com:GET:/api/v2/webhooks/{id}")
        self.assertIn("/pathParameters", run.stderr)
        self.assertEqual(json.loads(run.stdout)["pathParameters"], {})
        self.assertEqual(self.http_task("prefill", CALL_SUBSCRIPTION).stderr, "")

    def test_writes_a_file_and_refuses_to_replace_it(self):
        self.http_task("prefill", WEBHOOK, "-o", "s.json")
        before = (self.folder / "s.json").read_text()
        run = self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "s.json", status=3)
        self.assertIn("--force", run.stderr)
        self.assertEqual((self.folder / "s.json").read_text(), before)
        self.http_task("prefill", CALL_SUBSCRIPTION, "-o", "s.json", "--force")
        self.assertEqual(self.read_json("s.json")["endpoint"]["id"], CALL_SUBSCRIPTION)
        self.assertEqual(sorted(os.listdir(self.folder)), ["home", "s.json"])

    def test_refuses_what_cannot_be(self):
        self.http_task("prefill", "no.such:GET:/x", status=4)
        self.http_task("prefill", WEBHOOK, "--set", "body=1", status=2)
        self.http_task("prefill", WEBHOOK, "--set", "/body", status=2)
        self.http_task("prefill", WEBHOOK, "--set", "/method/x=1", status=3)
        self.http_task("prefill", WEBHOOK, "-o", "no/such/folder/s.json", status=3)


class Validate(CommandTest):
    def setUp(self):
        super().setUp()
        self.settings = self.json("prefill", CALL_SUBSCRIPTION)

    def findings(self, settings, status=3):
        report = self.json("validate", "-", stdin=json.dumps(settings), status=status)
        self.assertEqual(report["valid"], status == 0)
        return {finding["pointer"]: finding for finding in report["errors"]}

    def test_a_wrong_jsonpath_is_named_with_its_character(self):
        self.settings["outputFilter"] = {"id": "$.response.body[0"}
        run = self.http_task("validate", "-", stdin=json.dumps(self.settings), status=3)
        self.assertIn("/outputFilter/id", run.stdout + run.stderr)
        self.assertIn("character 18", run.stdout + run.stderr)

    def test_a_value_outside_of_an_enum_gets_a_suggestion(self):
        self.settings["body"]["target_type"] = "depatment"
        finding = self.findings(self.settings)["/body/target_type"]
        self.assertIn("department", finding["suggestion"])
        self.settings["body"]["target_type"] = "desk"
        self.assertIn("callcenter", self.findings(self.settings)["/body/target_type"]["detail"])
        run = self.http_task("validate", "-", stdin=json.dumps(self.settings), status=3)
        self.assertIn("/body/target_type", run.stdout)

    def test_a_string_in_place_of_a_list(self):
        self.settings["body"]["call_states"] = "all"
        self.assertIn("/body/call_states", self.findings(self.settings))

    def test_an_unknown_method(self):
        self.settings["method"] = "PSOT"
        self.assertIn("/method", self.findings(self.settings))

    def test_a_missing_uri(self):
        del self.settings["uri"]
        self.assertTrue(any("uri" in pointer + finding["detail"]
                            for pointer, finding in self.findings(self.settings).items()))

    def test_a_control_character_in_a_header(self):
        self.settings["headers"]["X-Test"] = "a\r\nInjected: b"
        self.assertIn("/headers/X-Test", self.findings(self.settings))

    def test_an_expression_passes_as_any_type(self):
        self.settings["body"]["endpoint_id"] = "${create_webhook.output.response.body.id}"
        self.assertEqual(self.findings(self.settings, status=0), {})

    def test_a_conductor_task_has_pointers_into_the_file(self):
        self.settings["body"]["enabled"] = "yes"
        task = {"name": "t", "taskReferenceName": "t", "type": "HTTP",
                "inputParameters": {"http_request": self.settings}}
        self.assertIn("/inputParameters/http_request/body/enabled", self.findings(task))
        self.assertIn("/http_request/body/enabled", self.findings(task["inputParameters"]))

    def test_what_cannot_be_read(self):
        self.http_task("validate", "none.json", status=4)
        self.http_task("validate", ".", status=3)
        for text in ("", "{", "[]", "5", "nul", '{"uri": "http://a.test"} {}'):
            with self.subTest(text):
                self.http_task("validate", "-", stdin=text, status=3)
        problem = self.json("validate", "-", stdin='{\n"uri": oops}', status=3)
        self.assertEqual(problem["type"], "input.not_json")
        self.assertIn("line 2", problem["detail"])

    def test_a_definition_is_told_from_settings(self):
        run = self.http_task("validate", "-", stdin='{"tasks": []}', status=3)
        self.assertIn("workflow definition", run.stderr)

    def test_a_file_that_is_too_large(self):
        large = self.write("large.json", " " * (17 << 20))
        self.assertEqual(self.json("validate", large, status=3)["type"], "input.limit")


if __name__ == "__main__":
    unittest.main()
