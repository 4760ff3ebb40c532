"""catalog add, refresh and export: where APIs come from."""

import copy
import json
import os
import shutil
import signal
import tarfile
import time
import unittest

from support import PET, PETS, TIMEOUT, CommandTest, http_server


def named(title, operations=1):
    """A description of its own title with as many operations."""
    api = copy.deepcopy(PETS)
    api["info"]["title"] = title
    for i in range(1, operations):
        api["paths"][f"/pets/{{id}}/part{i}"] = copy.deepcopy(PETS["paths"]["/pets/{id}"])
        api["paths"][f"/pets/{{id}}/part{i}"]["get"]["operationId"] = f"getPart{i}"
    return api


class ImportTest(CommandTest):
    def write_below(self, name, content):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        return self.write(name, content)

    def listed(self):
        return {api["id"]: api for api in self.json("catalog", "list")["apis"] if api["id"] != "dialpad.com"}


class Folders(ImportTest):
    def setUp(self):
        super().setUp()
        self.write_below("apis/shop.json", named("Shop", 3))
        self.write_below("apis/deep/box.com/1.0.json", named("Box"))
        self.write_below("apis/settings.json", {"colour": "blue"})
        self.write_below("apis/broken.json", "{")
        self.write_below("apis/readme.md", "nothing")

    def test_all_documents_are_added_and_the_rest_is_named(self):
        run = self.http_task("catalog", "add", "apis")
        self.assertIn("2 APIs, 4 endpoints.", run.stdout)
        self.assertIn("Left out: 2 documents.", run.stdout)
        self.assertIn("apis/./broken.json", run.stdout)
        self.assertIn("apis/./settings.json", run.stdout)
        self.assertEqual({api["id"]: api["endpoints"] for api in self.listed().values()},
                         {"shop": 3, "deep/box.com/1.0": 1})
        self.http_task("describe", "deep/box.com/1.0:GET:/pets/{id}")
        self.assertEqual(self.json("search", "get", "pet", "--api", "shop")["results"][0]["id"], "shop:GET:/pets/{id}")

    def test_the_summary_as_json(self):
        report = self.json("catalog", "add", "apis")
        self.assertEqual(report["endpoints"], 4)
        self.assertEqual(sorted(api["api"] for api in report["apis"]), ["deep/box.com/1.0", "shop"])
        self.assertEqual([os.path.basename(left["source"]) for left in report["leftOut"]],
                         ["broken.json", "settings.json"])
        self.assertTrue(all(left["problem"]["type"] for left in report["leftOut"]))

    def test_a_folder_without_descriptions_is_a_failure(self):
        self.write_below("other/settings.json", {"colour": "blue"})
        self.assertIn("settings.json", self.http_task("catalog", "add", "other", status=3).stderr)
        (self.folder / "empty").mkdir()
        self.http_task("catalog", "add", "empty", status=4)
        self.assertEqual(self.stored(), [])

    def test_one_api_id_is_not_for_many_documents(self):
        self.http_task("catalog", "add", "apis", "--api", "one", status=2)

    def test_a_document_in_several_files_is_one_api(self):
        whole = copy.deepcopy(PETS)
        whole["paths"]["/pets/{id}"] = {"$ref": "parts/pet.yaml"}
        self.write_below("split/api.json", whole)
        self.write_below("split/parts/pet.yaml", """
get:
  operationId: getPet
  summary: Get a pet
  responses:
    "200":
      description: The pet.
      content: {application/json: {schema: {$ref: "schema.yaml#/Pet"}}}
""")
        self.write_below("split/parts/schema.yaml", "Pet: {type: object, properties: {name: {type: string}}}\n")
        run = self.http_task("catalog", "add", "split")
        self.assertNotIn("Left out", run.stdout)
        self.assertEqual(list(self.listed()), ["api"])
        self.assertIn("name", json.dumps(self.json("describe", "api:GET:/pets/{id}")["$defs"]))
        self.http_task("catalog", "add", "split/api.json", "--api", "alone")
        self.assertIn("name", json.dumps(self.json("describe", "alone:GET:/pets/{id}")["$defs"]))

    def test_references_do_not_lead_out_of_the_folder(self):
        secret = self.write("secret.json", {"type": "string", "const": "s3cret"})
        whole = copy.deepcopy(PETS)
        content = whole["paths"]["/pets/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
        for reference in ("../secret.json", str(secret), secret.as_uri()):
            with self.subTest(reference):
                content["schema"] = {"$ref": reference}
                content.pop("example", None)
                self.write_below("jail/api.json", whole)
                self.run_command("catalog", "add", "jail")
                self.assertNotIn("s3cret", self.run_command("describe", "api:GET:/pets/{id}", "--json").stdout)

    def test_two_documents_of_one_api_are_told_of(self):
        self.write("a.json", PETS)
        self.write("b.json", named("Later"))
        self.assertIn("a.json", self.http_task("catalog", "add", "a.json", "b.json").stdout)
        self.assertEqual(self.listed()["pets.example.test"]["title"], "Later")


class Urls(ImportTest):
    def test_a_url_is_fetched_where_it_is_allowed(self):
        with http_server() as server:
            server.files["/pets.json"] = json.dumps(PETS).encode()
            url = server.url + "/pets.json"
            refused = self.json("catalog", "add", url, status=9)
            self.assertTrue(refused["type"].startswith("guard."))
            self.assertEqual(server.requests, [])
            self.http_task("catalog", "add", url, "--allow", "127.0.0.1")
            self.assertEqual(self.listed()["pets.example.test"]["source"], url)
            server.files["/pets.json"] = json.dumps(named("Pets", 2)).encode()
            report = self.json("catalog", "refresh", "--allow", "127.0.0.1")
            self.assertEqual(report["apis"][0]["changes"]["new"], ["pets.example.test:GET:/pets/{id}/part1"])

    def test_redirects_and_what_is_no_description(self):
        with http_server() as server:
            server.files["/pets.json"] = json.dumps(PETS).encode()
            self.http_task("catalog", "add", server.url + "/to/pets.json", "--allow", "127.0.0.1")
            self.http_task("catalog", "add", server.url + "/other", "--allow", "127.0.0.1", status=3)
            self.http_task("catalog", "add", server.url + "/status/404", "--allow", "127.0.0.1", status=5)
            self.assertEqual(list(self.listed()), ["pets.example.test"])

    def test_a_source_that_cannot_be_reached_stays_as_it_is(self):
        with http_server() as server:
            server.files["/pets.json"] = json.dumps(PETS).encode()
            self.http_task("catalog", "add", server.url + "/pets.json", "--allow", "127.0.0.1")
        run = self.http_task("catalog", "refresh", "--allow", "127.0.0.1", status=6)
        self.assertIn("pets.example.test stays as it is", run.stderr)
        self.http_task("describe", PET)


@unittest.skipUnless(shutil.which("npm"), "npm is not installed")
class Packages(ImportTest):
    def setUp(self):
        super().setUp()
        self.write_below("source/package.json", {"name": "some-apis", "version": "1.0.0", "scripts": {
            "prepack": "touch ../ran"}})
        self.write_below("source/api/box.com.json", named("Box"))
        self.write_below("source/api/github.com/1.1.json", named("Github", 2))
        self.environment["npm_config_offline"] = "true"

    def test_a_package_is_packed_unpacked_and_added(self):
        self.assertIn("2 APIs, 3 endpoints", self.json_or_text("npm:./source"))
        self.assertEqual(sorted(self.listed()), ["box.com", "github.com/1.1"])
        self.assertFalse((self.folder / "ran").exists(), "no script of a package runs")
        self.assertEqual(list((self.folder / "home/.cache/http-task/npm").iterdir()), [])
        self.write_below("source/api/box.com.json", named("Box", 2))
        report = self.json("catalog", "refresh")
        self.assertEqual(report["unchanged"], 1)
        changes = {api["api"]: api["changes"]["new"] for api in report["apis"] if not api["unchanged"]}
        self.assertEqual(changes, {"box.com": ["box.com:GET:/pets/{id}/part1"]})

    def test_a_package_that_cannot_be_fetched_again_is_told_of_once(self):
        self.json("catalog", "add", "npm:./source")
        shutil.rmtree(self.folder / "source")
        run = self.http_task("catalog", "refresh", status=3)
        self.assertIn("box.com and 1 more stay as they are", run.stderr)
        self.assertEqual(run.stderr.count("npm failed"), 1)
        self.assertEqual(len(self.json("catalog", "refresh", status=3)["leftOut"]), 2)
        self.assertEqual(sorted(self.listed()), ["box.com", "github.com/1.1"])

    def json_or_text(self, what):
        report = self.json("catalog", "add", what)
        return f"{len(report['apis'])} APIs, {report['endpoints']} endpoints"

    def test_links_in_a_package_are_not_followed(self):
        self.write("secret.json", named("Secret"))
        archive = self.folder / "evil.tgz"
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(self.folder / "source/package.json", "package/package.json")
            tar.add(self.folder / "source/api/box.com.json", "package/api/box.com.json")
            link = tarfile.TarInfo("package/api/link.json")
            link.type = tarfile.SYMTYPE
            link.linkname = str(self.folder / "secret.json")
            tar.addfile(link)
        self.run_command("catalog", "add", f"npm:{archive}")
        self.assertNotIn("Secret", json.dumps(self.listed()))

    def test_other_things_that_npm_would_take_are_refused(self):
        for package in ("--version", "git+https://example.test/x", "https://example.test/x.tgz", "a b", ""):
            with self.subTest(package):
                self.http_task("catalog", "add", f"npm:{package}", status=2)

    def test_a_package_that_is_not_there(self):
        run = self.http_task("catalog", "add", "npm:./none", status=3)
        self.assertIn("npm failed", run.stderr)


class Refresh(ImportTest):
    def test_what_changed_is_told(self):
        before = named("Pets", 2)
        self.write("pets.json", before)
        self.http_task("catalog", "add", "pets.json")
        self.assertIn("1 API unchanged", self.http_task("catalog", "refresh").stdout)
        after = copy.deepcopy(before)
        after["paths"]["/new"] = after["paths"].pop("/pets/{id}/part1")
        after["paths"]["/pets/{id}"]["get"]["parameters"][0]["schema"] = {"type": "string"}
        self.write("pets.json", after)
        changes = self.json("catalog", "refresh", "pets.example.test")["apis"][0]["changes"]
        self.assertEqual(changes["new"], ["pets.example.test:GET:/new"])
        self.assertEqual(changes["gone"], ["pets.example.test:GET:/pets/{id}/part1"])
        self.assertEqual([c["endpoint"] for c in changes["changed"]], [PET])
        self.assertTrue(any("/properties/pathParameters" in field for field in changes["changed"][0]["fields"]))
        self.write("pets.json", before)
        text = self.http_task("catalog", "refresh").stdout
        self.assertIn("1 new, 1 gone, 1 changed", text)
        self.assertIn("/properties/pathParameters", text)

    def test_a_source_that_is_gone_or_broken_leaves_the_api(self):
        self.write("pets.json", PETS)
        self.http_task("catalog", "add", "pets.json")
        self.write("pets.json", "{")
        self.assertIn("stays as it is", self.http_task("catalog", "refresh", status=3).stderr)
        os.remove(self.folder / "pets.json")
        self.assertIn("not there any more", self.http_task("catalog", "refresh").stderr)
        self.http_task("describe", PET)
        self.http_task("catalog", "refresh", "other", status=4)

    def test_standard_input_cannot_be_read_again(self):
        self.http_task("catalog", "add", "-", stdin=json.dumps(PETS))
        self.assertIn("standard input", self.http_task("catalog", "refresh").stderr)


class Export(ImportTest):
    def test_a_description_is_added_elsewhere(self):
        self.write("pets.json", named("Pets", 2))
        self.http_task("catalog", "add", "pets.json")
        part = "pets.example.test:GET:/pets/{id}/part1"
        self.http_task("catalog", "export", PET, "-o", "one.json")
        self.http_task("catalog", "export", PET, "-o", "one.json", status=3)
        self.http_task("catalog", "export", PET, part, "-o", "two.json")
        before = self.json("describe", PET)
        elsewhere = {"XDG_DATA_HOME": str(self.folder / "elsewhere")}
        for name, count in (("one.json", 1), ("two.json", 2)):
            with self.subTest(name):
                report = self.json("catalog", "add", name, environment=elsewhere)
                self.assertEqual([(a["api"], a["endpoints"], a["warnings"]) for a in report["apis"]],
                                 [("pets.example.test", count, [])])
                self.assertEqual(self.json("describe", PET, environment=elsewhere), before)
        self.http_task("catalog", "export", "no:GET:/such", status=4)


class Interrupt(ImportTest):
    def test_ctrl_c_leaves_the_old_catalogue_and_the_next_run_goes_on(self):
        self.write("pets.json", PETS)
        self.http_task("catalog", "add", "pets.json")
        before = (self.catalog_folder / "user.catalog").read_bytes()
        for i in range(400):
            self.write_below(f"many/{i:03}.json", named(f"Api {i}", 60))
        bytes_of_all = sum(file.stat().st_size for file in (self.folder / "many").iterdir())
        process = self.start("catalog", "add", "many")
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline and process.poll() is None:
            with open(f"/proc/{process.pid}/io", encoding="ascii") as io:
                if int(io.readline().split()[1]) > 1.3 * bytes_of_all:  # they are looked at, then read
                    break
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        _, talk = process.communicate(timeout=TIMEOUT)
        if process.returncode == 0:
            self.skipTest("all was read before the signal came")
        self.assertEqual(process.returncode, 130, talk)
        self.assertEqual((self.catalog_folder / "user.catalog").read_bytes(), before)
        self.assertEqual(list(self.listed()), ["pets.example.test"])
        if "goes on from here" not in talk:
            self.skipTest("nothing was read before the signal came")
        run = self.http_task("catalog", "add", "many")
        self.assertIn("interrupted run", run.stderr)
        self.assertIn("400 APIs, 24,000 endpoints", run.stdout)
        self.assertEqual(len(self.listed()), 401)
        self.assertEqual([name for name in self.stored() if "unfinished" in name], [])


class TwoAtOnce(ImportTest):
    def test_two_processes_lose_nothing(self):
        processes = []
        for i in range(4):
            self.write(f"{i}.json", named(f"Api {i}", 30))
            processes.append(self.start("catalog", "add", f"{i}.json", "--api", f"api{i}"))
        for process in processes:
            self.assertEqual((process.wait(TIMEOUT), process.stderr.read())[0], 0)
        self.assertEqual(sorted(self.listed()), [f"api{i}" for i in range(4)])


if __name__ == "__main__":
    unittest.main()
