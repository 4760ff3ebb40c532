"""http-task serve as a process, and a client of its API that holds every answer against the API's description."""

import http.client
import json
import re
import urllib.parse

from support import ROOT, TIMEOUT, CommandTest

DESCRIPTION = json.loads((ROOT / "schemas/editor-api.openapi.json").read_text(encoding="utf-8"))


def operation_of(method, path):
    """The operation of the description, or None."""
    for template, item in DESCRIPTION["paths"].items():
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path):
            return item.get(method.lower())
    return None


def events_of(text):
    """The server-sent events in a text, as (name, data)."""
    events = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            events.append((fields["event"], json.loads(fields["data"])))
    return events


class EditorTest(CommandTest):
    """`self.serve()` starts a server; `self.call()` asks the last one."""

    def serve(self, *arguments):
        process = self.start("serve", "--json", "--port", "0", *arguments)
        text = ""
        while not text.endswith("}\n"):
            line = process.stdout.readline()
            self.assertTrue(line, "the server ended: " + (process.stderr.read() if not line else ""))
            text += line
        self.about = json.loads(text)
        self.process = process
        return process

    def connection(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.about["port"], timeout=TIMEOUT)
        self.addCleanup(connection.close)
        return connection

    def request(self, method, target, body=None, headers=None, token=True):
        """One request as it is, and the answer: the response and its bytes."""
        connection = self.connection()
        fields = {"Authorization": "Bearer " + self.about["token"]} if token else {}
        fields.update(headers or {})
        connection.request(method, target, body, fields)
        response = connection.getresponse()
        return response, response.read()

    def call(self, verb, path, /, body=None, status=200, headers=None, **query):
        """A call of the API; the answer as JSON where it is JSON, checked against the description."""
        target = "/api/v1" + path + ("?" + urllib.parse.urlencode(query) if query else "")
        sent = None if body is None else json.dumps(body)
        response, content = self.request(verb, target, sent, headers)
        self.assertEqual(response.status, status, f"{verb} {target}\n{content[:2000]}")
        return self.described(verb, path, response, content)

    def described(self, method, path, response, content):
        operation = operation_of(method, path)
        self.assertIsNotNone(operation, f"{method} {path} is not described")
        answer = operation["responses"].get(str(response.status))
        self.assertIsNotNone(answer, f"{method} {path}: {response.status} is not described")
        if "$ref" in answer:
            answer = DESCRIPTION["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
        media_type = (response.getheader("Content-Type") or "").split(";")[0]
        if "content" not in answer:
            self.assertEqual(content, b"")
            return None
        self.assertIn(media_type, answer["content"], f"{method} {path}")
        schema = answer["content"][media_type].get("schema")
        if not media_type.endswith("json"):
            return content
        value = json.loads(content)
        self.write("schema.json", {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema,
                                   "components": DESCRIPTION["components"]})
        self.write("instance.json", value)
        self.http_task("validate", "instance.json", "--schema", "schema.json")
        return value

    def run_test(self, settings, mode="sandbox", **more):
        """Starts a test and follows it; the events, the last of which is the structured response."""
        test = self.call("POST", "/tests", {"settings": settings, "mode": mode, **more}, status=202)["id"]
        return test, events_of(self.call("GET", f"/tests/{test}/events").decode())
