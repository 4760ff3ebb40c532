"""The command line itself: help, version, usage, doctor, completion, a plugin that is not there."""

import json
import os
import shutil
import subprocess
import unittest

from support import BINARY, PETS, TIMEOUT, CommandTest

COMMANDS = ("search", "describe", "prefill", "validate", "test", "add-step", "run", "catalog", "sandbox",
            "doctor", "completion")


class CommandLine(CommandTest):
    def test_help_and_version(self):
        text = self.http_task("--help").stdout
        for command in COMMANDS:
            self.assertIn(command, text)
            self.assertIn(command, self.http_task(command, "--help").stdout)
        self.assertRegex(self.http_task("--version").stdout, r"^http-task \d+\.\d+\.\d+ \(ABI \d+\.\d+\)\n$")

    def test_usage(self):
        for arguments in ((), ("frobnicate",), ("search", "x", "--frobnicate"), ("test",), ("catalog",),
                          ("completion", "tcsh"), ("--color", "sometimes", "doctor"),
                          ("test", "x", "--level", "ALL")):
            with self.subTest(arguments):
                run = self.http_task(*arguments, status=2)
                self.assertEqual(run.stdout, "")
                self.assertTrue(run.stderr)

    def test_a_full_disk_is_no_success(self):
        with open("/dev/full", "w") as full:
            run = subprocess.run([BINARY, "completion", "bash"], stdout=full, stderr=subprocess.PIPE,
                                 env=self.environment, timeout=TIMEOUT)
        self.assertEqual(run.returncode, 1)


class Doctor(CommandTest):
    def test_all_is_well(self):
        report = self.json("doctor")
        self.assertTrue(report["ok"])
        self.assertEqual(report["plugin"]["abi"], "1.0")
        self.assertTrue(report["plugin"]["library"].endswith("libhttp_task.so"))
        self.assertGreater(report["catalogue"]["endpoints"], 0)
        self.assertIn("OpenSSL", report["openssl"]["version"])
        text = self.http_task("doctor").stdout
        for part in ("plugin", "OpenSSL", "trust store", "proxy", "catalogue"):
            self.assertIn(part, text)

    def test_proxy_variables_are_named_without_their_value(self):
        run = self.http_task("doctor", environment={"HTTPS_PROXY": "http://user:hunter2@proxy.test"})
        self.assertIn("HTTPS_PROXY", run.stdout)
        self.assertNotIn("hunter2", run.stdout)

    def test_an_empty_trust_store_is_wrong(self):
        environment = {"SSL_CERT_FILE": "/no/such/file", "SSL_CERT_DIR": "/no/such/folder"}
        self.assertFalse(self.json("doctor", environment=environment, status=3)["trustStore"]["ok"])


class Plugin(CommandTest):
    def setUp(self):
        super().setUp()
        # The program away from its plugin, where no installed one is found either.
        (self.folder / "bin").mkdir()
        self.alone = self.folder / "bin/http-task"
        shutil.copy(BINARY, self.alone)

    def run_alone(self, *arguments, environment=None):
        return subprocess.run([self.alone, *map(str, arguments)], cwd=self.folder,
                              env={**self.environment, **(environment or {})}, capture_output=True, text=True,
                              timeout=TIMEOUT)

    def test_a_missing_plugin_is_told_with_every_path(self):
        if os.path.exists("/usr/lib/http-task") or os.path.exists("/usr/local/lib/http-task"):
            self.skipTest("a plugin is installed on this system")
        run = self.run_alone("search", "x")
        self.assertEqual(run.returncode, 3, run.stderr)
        self.assertIn(str(self.folder / "lib/http-task/manifest.json"), run.stderr)
        doctor = self.run_alone("doctor", "--json")
        self.assertEqual(doctor.returncode, 3)
        self.assertTrue(json.loads(doctor.stdout)["plugin"]["tried"])

    def test_the_path_can_be_named(self):
        folder = os.path.join(os.path.dirname(os.path.dirname(BINARY)), "lib/http-task")
        self.assertEqual(self.run_alone("search", "webhook", "--plugin-path", folder).returncode, 0)
        run = self.run_alone("search", "webhook", environment={"HTTP_TASK_PLUGIN_PATH": folder})
        self.assertEqual(run.returncode, 0)

    def test_a_manifest_that_contradicts_its_library_is_refused(self):
        if os.path.exists("/usr/lib/http-task") or os.path.exists("/usr/local/lib/http-task"):
            self.skipTest("a plugin is installed on this system")
        source = os.path.join(os.path.dirname(os.path.dirname(BINARY)), "lib/http-task")
        shutil.copytree(source, self.folder / "lib/http-task")
        manifest = self.folder / "lib/http-task/manifest.json"
        content = json.loads(manifest.read_text())
        content["version"] = "99.0.0"
        manifest.write_text(json.dumps(content))
        run = self.run_alone("search", "x")
        self.assertEqual(run.returncode, 3)
        self.assertIn("99.0.0", run.stderr)


class Completion(CommandTest):
    def test_bash_completes_commands_and_options(self):
        script = self.write("completion.bash", self.http_task("completion", "bash").stdout)
        ask = (f'source {script}; COMP_WORDS=(http-task "$@"); COMP_CWORD=$#; _http_task; '
               'echo "${COMPREPLY[@]}"')
        for words, expected in ((["se"], "search"), (["test", "--sand"], "--sandbox"),
                                (["catalog", "re"], "remove")):
            run = subprocess.run(["bash", "-c", ask, "bash", *words], capture_output=True, text=True,
                                 timeout=TIMEOUT, cwd=self.folder)
            self.assertIn(expected, run.stdout.split(), run.stderr)

    def test_bash_completes_the_ids_of_apis(self):
        script = self.write("completion.bash", self.http_task("completion", "bash").stdout)
        hostile = "$(touch ran) a"
        self.write("pets.json", PETS)
        self.http_task("catalog", "add", "pets.json")
        self.http_task("catalog", "add", "pets.json", "--api", hostile)
        ask = (f'source {script}; COMP_WORDS=(http-task "$@"); COMP_CWORD=$#; _http_task; '
               'printf "%s\\n" "${COMPREPLY[@]}"')
        path = f"{os.path.dirname(BINARY)}:{self.environment['PATH']}"
        for words, expected in ((["catalog", "remove", "pets"], ["pets.example.test"]),
                                (["catalog", "refresh", "$"], [hostile]),
                                (["search", "--api", "dial"], ["dialpad.com"])):
            run = subprocess.run(["bash", "-c", ask, "bash", *words], capture_output=True, text=True,
                                 timeout=TIMEOUT, cwd=self.folder, env={**self.environment, "PATH": path})
            self.assertEqual(run.stdout.splitlines(), expected, run.stderr)
        self.assertFalse((self.folder / "ran").exists())

    def test_the_other_shells(self):
        for shell in ("zsh", "fish"):
            script = self.http_task("completion", shell).stdout
            for command in COMMANDS:
                self.assertIn(command, script)


if __name__ == "__main__":
    unittest.main()
