"""http-task serve: workflow definitions opened, compared and saved."""

import json
import os
import unittest

from editor_client import EditorTest
from support import EXAMPLES

DEFINITION = {"name": "flow", "tasks": [{"name": "a", "taskReferenceName": "a", "type": "HTTP",
                                         "inputParameters": {"http_request": {"uri": "https://a.example"}}}]}


class OpenAndSave(EditorTest):
    def setUp(self):
        super().setUp()
        self.text = (EXAMPLES / "call_subscription.json").read_text()
        self.file = self.write("flow.json", self.text)
        self.serve("flow.json")

    def save(self, definition, etag, status=200, **more):
        return self.call("PUT", "/workflow", {"definition": definition, **more}, status=status,
                         headers={"If-Match": etag})

    def test_is_saved_with_its_layout(self):
        opened = self.call("GET", "/workflow")
        self.assertEqual((opened["path"], opened["text"]), ("flow.json", self.text))
        definition = opened["definition"]
        definition["tasks"][0]["taskReferenceName"] = "renamed"
        difference = self.call("POST", "/workflow/difference", {"definition": definition})["difference"]
        changed = [line for line in difference if line["kind"] != "same"]
        self.assertEqual(len(changed), 2, changed)
        saved = self.save(definition, opened["etag"])
        self.assertEqual(self.file.read_text(),
                         self.text.replace('"taskReferenceName": "create_webhook"', '"taskReferenceName": "renamed"', 1))
        self.assertEqual(self.call("GET", "/workflow")["etag"], saved["etag"])
        self.save(definition, saved["etag"])

    def test_a_change_from_elsewhere_is_noticed(self):
        opened = self.call("GET", "/workflow")
        self.file.write_text(self.text + "\n")
        refused = self.save(opened["definition"], opened["etag"], status=412)
        self.assertEqual(refused["etag"], self.call("GET", "/workflow")["etag"])
        self.assertEqual(self.file.read_text(), self.text + "\n")
        self.save(opened["definition"], refused["etag"])

    def test_without_a_tag_nothing_is_replaced(self):
        self.call("PUT", "/workflow", {"definition": DEFINITION}, status=428)
        self.call("PUT", "/workflow", {"definition": DEFINITION, "path": "flow.json"}, status=409)
        self.save({"no": "tasks"}, "*", status=400)
        self.assertEqual(self.file.read_text(), self.text)

    def test_text_is_written_as_it_is(self):
        text = '{"tasks": [],\n\n   "n": 9007199254740993}'
        self.call("PUT", "/workflow", {"text": text}, headers={"If-Match": self.call("GET", "/workflow")["etag"]})
        self.assertEqual(self.file.read_text(), text)

    def test_nothing_outside_of_the_folder(self):
        outside = self.folder.parent / (self.folder.name + "-outside.json")
        outside.write_text(json.dumps(DEFINITION))
        self.addCleanup(outside.unlink)
        os.symlink(outside, self.folder / "link.json")
        for path in (f"../{outside.name}", str(outside), "link.json", "a/../../x.json"):
            self.call("GET", "/workflow", path=path, status=403)
            self.call("PUT", "/workflow", {"definition": DEFINITION, "path": path}, status=403)
        self.call("GET", "/workflow", path="notes.txt", status=400)
        self.assertEqual(self.call("GET", "/workflow")["path"], "flow.json")

    def test_others_are_listed_and_opened(self):
        (self.folder / "sub").mkdir()
        self.write("sub/other.json", DEFINITION)
        self.write("no.json", {"tasks": "none"})
        self.write(".hidden.json", DEFINITION)
        listed = self.call("GET", "/workflows")
        self.assertEqual([entry["path"] for entry in listed], ["flow.json", "sub/other.json"])
        self.assertEqual(listed[1]["steps"], 1)
        other = self.call("GET", "/workflow", path="sub/other.json")
        self.assertEqual(other["definition"], DEFINITION)
        self.call("PUT", "/workflow", {"definition": DEFINITION, "path": "sub/other.json"}, headers={"If-Match": other["etag"]})
        self.assertEqual(self.call("GET", "/session")["workflow"], "flow.json")
        self.assertEqual(self.call("GET", "/workflow")["text"], self.text)


class New(EditorTest):
    def test_none_is_open_until_one_is_saved(self):
        self.serve()
        self.call("GET", "/workflow", status=404)
        etag = self.call("PUT", "/workflow", {"definition": DEFINITION, "path": "new.json"})["etag"]
        self.assertEqual(self.read_json("new.json"), DEFINITION)
        self.assertEqual(self.call("GET", "/workflow", path="new.json")["etag"], etag)
        self.call("PUT", "/workflow", {"definition": DEFINITION, "path": "new.json"}, status=409)

    def test_a_file_that_does_not_exist_yet(self):
        self.serve("new.json")
        opened = self.call("GET", "/workflow")
        self.assertEqual((opened["definition"]["tasks"], opened["etag"]), ([], '"new"'))
        self.assertFalse((self.folder / "new.json").exists())
        self.call("PUT", "/workflow", {"definition": DEFINITION}, headers={"If-Match": opened["etag"]})
        self.assertEqual(self.read_json("new.json"), DEFINITION)
        self.http_task("run", "new.json", "--sandbox")


if __name__ == "__main__":
    unittest.main()
