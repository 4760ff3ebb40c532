"""import: requests that stand elsewhere as settings."""

import json
import unittest

from support import CommandTest

COMMAND = """curl -X POST 'https://x.test/v1/things?dry=1' \\
  -H 'Authorization: Bearer t0p-s3cret' --json '{"name": "a"}' --http2 -L"""


class ImportCurl(CommandTest):
    def test_prints_settings_and_names_what_is_not_in_them(self):
        run = self.http_task("import", "curl", "-", stdin=COMMAND)
        self.assertEqual(json.loads(run.stdout), {
            "method": "POST",
            "uri": "https://x.test/v1/things",
            "queryParameters": {"dry": "1"},
            "accept": "application/json",
            "contentType": "application/json",
            "body": {"name": "a"},
            "authentication": {"type": "bearer", "token": "${secrets.X_API_KEY}"},
        })
        self.assertIn("--http2: It would have used HTTP/2", run.stderr)
        self.assertIn("--secret X_API_KEY=@FILE", run.stderr)
        self.assertNotIn("t0p-s3cret", run.stdout + run.stderr)

    def test_what_it_prints_is_a_request(self):
        settings = self.http_task("import", "curl", "-", stdin=COMMAND).stdout
        response = self.json("test", "-", "--dry-run", stdin=settings)
        self.assertEqual(response["request"]["method"], "POST")
        self.assertEqual(response["request"]["uri"], "https://x.test/v1/things?dry=1")

    def test_json_has_the_names_of_secrets_alone(self):
        (self.folder / "command.txt").write_text(COMMAND)
        answer = self.json("import", "curl", "command.txt")
        self.assertEqual(set(answer), {"settings", "warnings", "secrets"})
        self.assertEqual(answer["secrets"], ["X_API_KEY"])
        self.assertEqual([w["option"] for w in answer["warnings"]], ["--http2", "Authorization"])

    def test_writes_a_file_and_refuses_to_replace_it(self):
        self.http_task("import", "curl", "-", "-o", "s.json", stdin=COMMAND)
        self.assertEqual(json.loads((self.folder / "s.json").read_text())["method"], "POST")
        self.http_task("import", "curl", "-", "-o", "s.json", stdin=COMMAND, status=3)
        self.http_task("import", "curl", "-", "-o", "s.json", "--force", stdin="curl https://x.test")
        self.assertEqual(json.loads((self.folder / "s.json").read_text())["method"], "GET")

    def test_executes_nothing(self):
        mark = self.folder / "mark"
        run = self.http_task("import", "curl", "-", stdin=f"curl https://x.test/$(touch {mark})", status=3)
        self.assertIn("none is executed here", run.stderr)
        self.assertFalse(mark.exists())

    def test_takes_nothing_else(self):
        self.http_task("import", "curl", "-", stdin="wget https://x.test", status=3)
        self.http_task("import", "curl", "nowhere.txt", status=4)
        self.http_task("import", status=2)


if __name__ == "__main__":
    unittest.main()
