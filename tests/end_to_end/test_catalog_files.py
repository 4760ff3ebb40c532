"""Catalogue files: the user's own, a team's, damaged ones."""

import os
import unittest

from support import CALL_SUBSCRIPTION, PET, PETS, CommandTest

BOXES = {**PETS, "info": {"title": "Boxes", "version": "1"}, "servers": [{"url": "https://boxes.example.test"}]}


class CatalogueFiles(CommandTest):
    def setUp(self):
        super().setUp()
        self.write("pets.json", PETS)
        self.user_file = self.catalog_folder / "user.catalog"

    def damage(self, path, at=0.5):
        content = bytearray(path.read_bytes())
        for i in range(int(len(content) * at), min(len(content), int(len(content) * at) + 64)):
            content[i] ^= 0xFF
        path.write_bytes(content)

    def test_one_file_holds_all(self):
        self.http_task("catalog", "add", "pets.json")
        self.assertEqual(self.stored(), ["user.catalog", "user.sources"])
        part = self.json("doctor")["catalogue"]
        self.assertTrue(part["ok"])
        self.assertEqual([(f["path"], f["apis"], f["endpoints"], f["ok"]) for f in part["files"]],
                         [(str(self.user_file), 1, 1, True)])
        self.assertIn("user.catalog", self.http_task("doctor").stdout)

    def test_a_damaged_file_is_a_warning_and_refresh_writes_it_anew(self):
        self.http_task("catalog", "add", "pets.json")
        for content in (b"", b"{ damaged", self.user_file.read_bytes()[:100]):
            with self.subTest(content[:10]):
                self.user_file.write_bytes(content)
                run = self.http_task("search", "create", "call", "subscription")
                self.assertIn("user.catalog", run.stderr)
                self.assertIn("catalog refresh", run.stderr)
                self.assertIn(CALL_SUBSCRIPTION, run.stdout)
                self.assertFalse(self.json("doctor", status=3)["catalogue"]["ok"])
                self.http_task("catalog", "add", "pets.json", status=3)
                self.http_task("catalog", "refresh")
                self.http_task("describe", PET)
                self.assertTrue(self.json("doctor")["catalogue"]["ok"])

    def test_damage_anywhere_is_no_crash(self):
        self.http_task("catalog", "add", "pets.json")
        whole = self.user_file.read_bytes()
        for step in range(10):
            with self.subTest(step):
                self.user_file.write_bytes(whole)
                self.damage(self.user_file, step / 10)
                for command in (("search", "get", "pet"), ("describe", PET), ("catalog", "list")):
                    self.assertIn(self.run_command(*command).returncode, (0, 3, 4))
                self.assertEqual(self.run_command("doctor").returncode, 3)
                self.http_task("catalog", "refresh")
                self.http_task("describe", PET)

    def test_without_the_table_of_sources_a_damaged_file_says_so(self):
        self.http_task("catalog", "add", "pets.json")
        self.user_file.write_bytes(b"damaged")
        os.remove(self.catalog_folder / "user.sources")
        self.assertIn("Move the file away", self.http_task("catalog", "refresh", status=3).stderr)

    def test_a_team_s_files_are_searched_too(self):
        self.write("boxes.json", BOXES)
        self.http_task("catalog", "add", "boxes.json", "--catalog", "team.catalog")
        self.assertEqual(self.stored(), [])
        box = "boxes.example.test:GET:/pets/{id}"
        self.http_task("describe", box, status=4)
        named = {"HTTP_TASK_CATALOG_PATH": f"{self.folder}/team.catalog"}
        os.chmod(self.folder / "team.catalog", 0o444)
        self.http_task("catalog", "add", "pets.json")
        self.http_task("describe", box, environment=named)
        self.http_task("describe", PET, environment=named)
        self.assertEqual(sorted(api["id"] for api in self.json("catalog", "list", environment=named)["apis"]),
                         ["boxes.example.test", "dialpad.com", "pets.example.test"])
        self.http_task("catalog", "remove", "boxes.example.test", environment=named, status=4)
        folder = self.folder / "home/.config/http-task/catalogs"
        folder.mkdir(parents=True)
        (folder / "team.catalog").symlink_to(self.folder / "team.catalog")
        self.assertEqual(self.json("search", "boxes", "get", "pet")["results"][0]["id"], box)
        answer = self.json("test", box, "--sandbox", "--set", "/pathParameters/id=7")
        self.assertEqual(answer["response"]["body"], {"id": 7})

    def test_a_team_s_file_that_is_not_there_is_a_warning(self):
        run = self.http_task("search", "webhook", environment={"HTTP_TASK_CATALOG_PATH": "/none/team.catalog"})
        self.assertIn("/none/team.catalog", run.stderr)


if __name__ == "__main__":
    unittest.main()
