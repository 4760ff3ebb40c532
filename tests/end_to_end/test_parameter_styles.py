"""Every style of OpenAPI on its whole way: catalog add, prefill, test --dry-run, test --sandbox."""

import json
import unittest

from support import ROOT, CommandTest

DOCUMENT = ROOT / "tests/end_to_end/parameter_styles.openapi.json"
COLOR = {"R": 100, "G": 200}

PATH = {"simple": [1, 2], "simple-explode": COLOR, "label": 5, "labelExplode": COLOR, "matrix": COLOR,
        "matrix.explode": ["a/b", "c;d"], "content": {"a": [1]}}
PATH_TARGET = ("/v1/path/1,2/R=100,G=200/.5/.R=100.G=200/;matrix=R,100,G,200/"
               ";matrix.explode=a%2Fb;matrix.explode=c%3Bd/%7B%22a%22%3A%5B1%5D%7D")

QUERY = {"filter": {"state": "open&closed", "size": {"min": 3}, "tags": ["a", "b"]}, "ids": [1, 2], "csv": [1, 2],
         "ssv": [1, 2], "pipes": [1, 2], "color": COLOR, "flat": COLOR, "where": {"n": 1}, "fields": "a/b:(c,d)",
         "$top": 10, "page[size]": 5, "X-Foo.bar": "x y"}
QUERY_TARGET = ("/v1/query?filter%5Bstate%5D=open%26closed&filter%5Bsize%5D%5Bmin%5D=3"
                "&filter%5Btags%5D%5B%5D=a&filter%5Btags%5D%5B%5D=b&ids=1&ids=2&csv=1,2&ssv=1%202&pipes=1%7C2"
                "&R=100&G=200&flat=R,100,G,200&where=%7B%22n%22%3A1%7D&fields=a/b:(c,d)&%24top=10"
                "&page%5Bsize%5D=5&X-Foo.bar=x%20y")

HEADERS = {"X-Ids": [1, 2], "X-Color": COLOR, "X-Json": [1, 2]}
COOKIES = {"session": "a b;c", "ids": [1, 2]}


class ParameterStyles(CommandTest):
    def setUp(self):
        super().setUp()
        self.http_task("catalog", "add", DOCUMENT)

    def settings(self, endpoint, **groups):
        """Prefilled settings with the values of a person."""
        changes = [f"/{group}/{name.replace('~', '~0').replace('/', '~1')}={json.dumps(value)}"
                   for group, values in groups.items() for name, value in values.items()]
        arguments = [word for change in changes for word in ("--set", change)]
        self.http_task("prefill", endpoint, "-o", "s.json", "--force", *arguments)
        self.http_task("validate", "s.json")
        return self.read_json("s.json")

    def sent(self):
        """What would be sent: the target, and the header fields by name."""
        request = self.json("test", "s.json", "--dry-run")["request"]
        prefix = "https://styles.example.test"
        self.assertTrue(request["uri"].startswith(prefix), request)
        return request["uri"][len(prefix):], {h["name"]: h["value"] for h in request["headers"]}

    def passes_the_sandbox(self):
        answer = self.json("test", "s.json", "--sandbox")
        self.assertEqual(answer["response"]["statusCode"], 200, answer)
        self.assertEqual(answer["response"]["headers"]["x-http-task-sandbox"], ["nothing"], "no echo")

    def refused_by_the_sandbox(self, *changes):
        arguments = [word for change in changes for word in ("--set", change)]
        answer = self.json("test", "s.json", "--sandbox", *arguments, status=5)
        self.assertEqual(answer["response"]["statusCode"], 400)
        return [error["pointer"] for error in answer["response"]["body"]["errors"]]

    def test_prefill_brings_what_differs_from_the_defaults(self):
        styles = self.settings("inPath", pathParameters=PATH)["parameterStyles"]
        self.assertEqual(styles, {"pathParameters": {
            "simple-explode": {"explode": True}, "label": {"style": "label"},
            "labelExplode": {"style": "label", "explode": True}, "matrix": {"style": "matrix"},
            "matrix.explode": {"style": "matrix", "explode": True}, "content": {"content": "application/json"}}})

    def test_in_the_path(self):
        self.settings("inPath", pathParameters=PATH)
        self.assertEqual(self.sent()[0], PATH_TARGET)
        self.passes_the_sandbox()
        self.assertIn("/pathParameters/label", self.refused_by_the_sandbox("/pathParameters/label=x"))
        self.assertIn("/pathParameters/matrix/R", self.refused_by_the_sandbox("/pathParameters/matrix/R=x"))

    def test_in_the_query(self):
        self.settings("inQuery", queryParameters=QUERY)
        self.assertEqual(self.sent()[0], QUERY_TARGET)
        self.passes_the_sandbox()
        self.assertEqual(self.refused_by_the_sandbox("/queryParameters/filter/size/min=x"),
                         ["/queryParameters/filter/size/min"])
        self.assertEqual(self.refused_by_the_sandbox("/queryParameters/pipes=[1,\"x\"]"),
                         ["/queryParameters/pipes/1"])

    def test_in_header_fields_and_cookies(self):
        settings = self.settings("inFields", headers=HEADERS, cookies=COOKIES)
        self.assertEqual(settings["cookies"], COOKIES)
        fields = self.sent()[1]
        self.assertEqual(fields["X-Ids"], "1,2")
        self.assertEqual(fields["X-Color"], "R=100,G=200")
        self.assertEqual(fields["X-Json"], "[1,2]")
        self.assertEqual(fields["Cookie"], "session=a%20b%3Bc; ids=1,2")
        self.passes_the_sandbox()
        self.assertEqual(self.refused_by_the_sandbox("/cookies/ids=[\"x\"]"), ["/cookies/ids/0"])

    def test_the_sandbox_makes_up_what_is_missing(self):
        for endpoint in ("inPath", "inQuery", "inFields"):
            answer = self.json("test", endpoint, "--sandbox")
            self.assertEqual(answer["response"]["statusCode"], 200, endpoint)

    def test_settings_without_the_styles_are_noticed(self):
        settings = self.settings("inPath", pathParameters=PATH)
        del settings["parameterStyles"]
        report = self.json("validate", "-", stdin=json.dumps(settings), status=3)
        self.assertIn("parameterStyles", json.dumps(report))

    def test_describe_shows_cookies(self):
        text = self.http_task("describe", "inFields").stdout
        self.assertIn("Cookies", text)
        self.assertIn("session", text)


class UriTemplates(CommandTest):
    def target(self, uri, parameters):
        settings = {"uri": uri, "pathParameters": parameters}
        return self.json("test", "-", "--dry-run", stdin=json.dumps(settings))["request"]["uri"]

    def refused(self, uri, parameters):
        settings = {"uri": uri, "pathParameters": parameters}
        return self.json("validate", "-", stdin=json.dumps(settings), status=3)

    def test_all_levels_make_a_url(self):
        self.assertEqual(self.target("https://x.example/{+path}", {"path": "a/b"}), "https://x.example/a/b")
        self.assertEqual(self.target("https://x.example/s{?q,lang}", {"q": "a b"}), "https://x.example/s?q=a%20b")
        self.assertEqual(self.target("https://x.example/p{;a*}", {"a": {"k": "v"}}), "https://x.example/p;k=v")
        self.assertEqual(self.target("https://x.example{/a*}", {"a": ["b", "c"]}), "https://x.example/b/c")

    def test_no_value_moves_the_structure(self):
        for uri, value in (("https://x.example/{+a}", "../admin"), ("https://x.example/{+a}", "b?admin=1"),
                           ("https://x.example/{+a}", "b#c"), ("https://x.example/{a}", ".."),
                           ("https://{+a}/", "evil.example"), ("{+a}/x", "https://evil.example")):
            self.refused(uri, {"a": value})
            self.http_task("test", "-", "--dry-run", status=3,
                           stdin=json.dumps({"uri": uri, "pathParameters": {"a": value}}))


if __name__ == "__main__":
    unittest.main()
