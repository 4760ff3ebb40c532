"""search, describe: endpoints found and documented."""

import unittest

from support import CALL_SUBSCRIPTION, CommandTest


class Search(CommandTest):
    def test_finds_the_call_subscription_first(self):
        run = self.http_task("search", "create", "call", "subscription")
        self.assertIn(CALL_SUBSCRIPTION, "\n".join(run.stdout.splitlines()[:3]))
        self.assertNotIn("\x1b", run.stdout)

    def test_json_has_the_documented_shape(self):
        found = self.json("search", "create", "call", "subscription", "--limit", "2")
        self.assertEqual(len(found["results"]), 2)
        first = found["results"][0]
        self.assertEqual(first["id"], CALL_SUBSCRIPTION)
        self.assertEqual(set(first),
                         {"id", "api", "method", "path", "title", "summary", "deprecated", "matches"})
        for match in first["matches"]:
            text = first[match["field"]].encode()
            self.assertTrue(text[match["offset"]:match["offset"] + match["length"]])

    def test_highlights_when_asked_for_colours(self):
        self.assertIn("\x1b[33m", self.http_task("search", "webhook", "--color", "always").stdout)

    def test_narrows_by_method_and_api(self):
        for result in self.json("search", "webhook", "--method", "GET", "--api", "dialpad.com")["results"]:
            self.assertEqual((result["method"], result["api"]), ("GET", "dialpad.com"))

    def test_no_match_says_what_to_try(self):
        run = self.http_task("search", "zzzzqqqq", status=4)
        self.assertIn("catalog add", run.stderr)
        self.assertEqual(self.json("search", "zzzzqqqq", status=4), {"results": []})

    def test_needs_words(self):
        self.http_task("search", status=2)
        self.http_task("search", "x", "--limit", "0", status=2)


class Describe(CommandTest):
    def test_shows_the_reference(self):
        text = self.http_task("describe", CALL_SUBSCRIPTION).stdout
        for part in ("POST https://dialpad.com/api/v2/subscriptions/call", "https://dialpad.com",
                     "Content-Type", "default: application/json", "endpoint_id  integer",
                     "group_calls_only  boolean", "target_type", "callcenter", "default: true",
                     "1200 requests per minute", "recordings_export", "conference:all", "Responses", "200"):
            self.assertIn(part, text)

    def test_json_is_a_schema(self):
        schema = self.json("describe", CALL_SUBSCRIPTION)
        self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
        self.assertEqual(schema["properties"]["method"]["const"], "POST")
        self.assertEqual(schema["endpoint"]["rateLimit"]["requests"], 1200)

    def test_takes_an_operation_id(self):
        by_alias = self.json("describe", "webhook_call_event_subscription.create")
        self.assertEqual(by_alias["endpoint"]["id"], CALL_SUBSCRIPTION)

    def test_a_wrong_id_names_near_ones(self):
        run = self.http_task("describe", "dialpad.com:POST:/api/v2/subscriptions/cal", status=4)
        self.assertIn(CALL_SUBSCRIPTION, run.stderr)
        self.assertEqual(run.stdout, "")
        problem = self.json("describe", "dialpad.com:POST:/api/v2/subscriptions/cal", status=4)
        self.assertEqual(problem["type"], "catalog.not_found")


if __name__ == "__main__":
    unittest.main()
