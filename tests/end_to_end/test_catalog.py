"""catalog: APIs added, listed and removed; they are part of everything."""

import json
import os
import unittest

from support import CALL_SUBSCRIPTION, PET, PETS, CommandTest


class Catalog(CommandTest):
    def test_an_added_api_is_part_of_everything(self):
        self.write("pets.json", PETS)
        self.assertIn("1 endpoint", self.http_task("catalog", "add", "pets.json").stdout)
        self.assertEqual(self.json("search", "get", "pet")["results"][0]["id"], PET)
        self.assertIn("Get a pet", self.http_task("describe", PET).stdout)
        self.assertEqual(self.json("describe", "getPet")["endpoint"]["id"], PET)
        self.http_task("prefill", PET, "-o", "s.json", "--set", "/pathParameters/id=7")
        answer = self.json("test", "s.json", "--sandbox")
        self.assertEqual(answer["response"]["body"], {"id": 7})
        listed = {api["id"]: api for api in self.json("catalog", "list")["apis"]}
        self.assertEqual(listed["pets.example.test"]["endpoints"], 1)
        self.assertEqual(listed["pets.example.test"]["title"], "Pets")
        self.assertIn("warnings", listed["pets.example.test"])
        self.assertIn("dialpad.com", listed)

    def test_remove(self):
        self.write("pets.json", PETS)
        self.http_task("catalog", "add", "pets.json")
        self.http_task("catalog", "remove", "pets.example.test")
        self.http_task("catalog", "remove", "pets.example.test", status=4)
        self.http_task("describe", PET, status=4)
        self.assertEqual(self.stored(), [])

    def test_standard_input_and_a_name_of_ones_own(self):
        self.http_task("catalog", "add", "-", "--api", "my-pets", stdin=json.dumps(PETS))
        self.http_task("describe", "my-pets:GET:/pets/{id}")

    def test_what_is_no_description_changes_nothing(self):
        whole = json.dumps(PETS)
        for text in ("", "{", "nonsense", "[]", "{}", whole[: len(whole) // 2], '{"openapi": "3.0.3"}',
                     "\0\0"):
            with self.subTest(text[:20]):
                self.write("bad.json", text)
                problem = self.json("catalog", "add", "bad.json", status=3)
                self.assertTrue(problem["type"])
                self.assertEqual(self.stored(), [])
        self.http_task("catalog", "add", "none.json", status=4)
        self.http_task("catalog", "add", status=2)

    def test_of_several_files_all_or_none_are_added(self):
        self.write("pets.json", PETS)
        self.write("bad.json", "{")
        self.http_task("catalog", "add", "pets.json", "bad.json", status=3)
        self.assertEqual(self.stored(), [])

    def test_a_file_that_is_too_large_is_refused_before_it_is_read(self):
        with open(self.folder / "large.json", "wb") as large:
            large.truncate(200 << 20)
        self.assertEqual(self.json("catalog", "add", "large.json", status=3)["type"], "input.limit")

    def test_references_that_go_round_in_circles(self):
        circle = json.loads(json.dumps(PETS))
        circle["components"] = {"schemas": {"A": {"$ref": "#/components/schemas/B"},
                                            "B": {"$ref": "#/components/schemas/A"}}}
        response = circle["paths"]["/pets/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
        response["schema"] = {"$ref": "#/components/schemas/A"}
        self.write("circle.json", circle)
        run = self.run_command("catalog", "add", "circle.json")
        self.assertIn(run.returncode, (0, 3), run.stderr)
        if run.returncode == 0:
            self.http_task("describe", PET)

    def test_xdg_data_home_is_honoured(self):
        self.write("pets.json", PETS)
        environment = {"XDG_DATA_HOME": str(self.folder / "data")}
        self.http_task("catalog", "add", "pets.json", environment=environment)
        self.assertTrue((self.folder / "data/http-task/catalog/user.catalog").exists())
        self.assertEqual(self.stored(), [])

    def test_the_list_is_in_columns_and_can_be_filtered(self):
        self.write("pets.json", PETS)
        self.http_task("catalog", "add", "pets.json")
        run = self.http_task("catalog", "list", "--filter", "PETS")
        self.assertRegex(run.stdout, r"^pets\.example\.test +1 +1\.2 +Pets\n$")
        self.assertIn("1 API, 1 endpoint", run.stderr)
        self.assertEqual(self.http_task("catalog", "list", "--names").stdout, "dialpad.com\npets.example.test\n")
        listed = self.json("catalog", "list", "--filter", "pets")
        self.assertEqual(listed["endpoints"], 1)
        self.assertEqual(listed["apis"][0]["source"], str(self.folder.resolve() / "pets.json"))


class Dialpad(CommandTest):
    def test_operations_of_a_real_api_can_be_tried_at_once(self):
        document = self.shared("apis/dialpad.openapi.json")
        self.http_task("catalog", "add", document)
        operations = [f"dialpad.com:{method.upper()}:{path}"
                      for path, item in json.loads(document.read_text())["paths"].items()
                      for method in item if method in ("get", "put", "post", "delete", "patch")]
        self.assertEqual(len(operations), 193)
        for endpoint in operations[::6]:  # all of them pass; a sixth keeps the sanitizers' time short
            with self.subTest(endpoint):
                answer = self.json("test", endpoint, "--sandbox")
                self.assertIn(answer["response"]["statusCode"], (200, 204))
                self.assertEqual([c for c in answer["checks"] if not c["pass"]], [])

    def test_all_operations(self):
        document = self.shared("apis/dialpad.openapi.json")
        self.http_task("catalog", "add", document)
        listed = self.json("catalog", "list")
        self.assertEqual({api["id"]: api["endpoints"] for api in listed["apis"]}, {"dialpad.com": 193})
        self.assertEqual(self.json("search", "create", "call", "subscription")["results"][0]["id"],
                         CALL_SUBSCRIPTION)
        settings = self.json("prefill", CALL_SUBSCRIPTION)
        self.assertEqual(settings["uri"], "https://dialpad.com/api/v2/subscriptions/call")
        self.assertEqual(settings["body"], {"enabled": True})
        self.assertEqual(settings["rateLimit"], {"requests": 1200, "perSeconds": 60})
        answer = self.json("test", CALL_SUBSCRIPTION, "--sandbox")
        self.assertIsInstance(answer["response"]["body"]["id"], int)


if __name__ == "__main__":
    unittest.main()
