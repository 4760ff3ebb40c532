"""The rules of docs/architecture.md that a compiler does not check.

The `USES` of plugin/*/CMakeLists.txt is the map of modules; the #include lines have to keep to it.
"""

import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "plugin"
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
SOURCES = (".hpp", ".cpp", ".h", ".c")
MOST_LINES = 500


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SOURCES and path.is_file():
                yield path


def includes(path):
    return [name for _, name in INCLUDE.findall(path.read_text(encoding="utf-8"))]


def module_order():
    text = (PLUGIN / "CMakeLists.txt").read_text()
    return re.findall(r"add_subdirectory\((\w+)\)", text)


def declared_uses(module):
    text = (PLUGIN / module / "CMakeLists.txt").read_text()
    call = re.search(r"http_task_module\((\w+)(.*?)\n?\)", text, re.S)
    words = call.group(2).split()
    if "USES" not in words:
        return set()
    uses = []
    for word in words[words.index("USES") + 1 :]:
        if word.isupper():
            break
        uses.append(word)
    return set(uses)


def reachable(module, seen=None):
    seen = set() if seen is None else seen
    for used in declared_uses(module):
        if used not in seen:
            seen.add(used)
            reachable(used, seen)
    return seen


class Direction(unittest.TestCase):
    def test_every_folder_of_the_plugin_is_a_module(self):
        folders = {p.parent.name for p in PLUGIN.glob("*/CMakeLists.txt")}
        self.assertEqual(folders, set(module_order()))

    def test_a_module_uses_only_modules_declared_above_it(self):
        order = module_order()
        for i, module in enumerate(order):
            self.assertLessEqual(declared_uses(module), set(order[:i]), module)

    def test_includes_keep_to_the_declared_uses(self):
        modules = set(module_order())
        for module in modules:
            allowed = reachable(module) | {module}
            for path in sources(f"plugin/{module}"):
                for name in includes(path):
                    first = name.split("/")[0]
                    if first in modules:
                        self.assertIn(first, allowed, f"{path.relative_to(ROOT)} includes {name}")

    def test_the_network_lives_in_http_alone(self):
        network = re.compile(r"^(boost/(asio|beast)|openssl)(/|\.hpp)")
        for path in sources("plugin"):
            if path.parent.name != "http":
                for name in includes(path):
                    self.assertIsNone(network.match(name), f"{path.relative_to(ROOT)} includes {name}")

    def test_host_and_sdk_include_nothing_of_the_plugin(self):
        modules = set(module_order())
        for folder in ("host", "sdk"):
            own = {p.name for p in (ROOT / folder).iterdir() if p.is_dir()}
            for path in sources(folder):
                for name in includes(path):
                    parts = name.split("/")
                    reached = len(parts) > 1 and parts[0] in modules - own
                    self.assertFalse(reached or "plugin" in parts, f"{path.relative_to(ROOT)} includes {name}")


class Headers(unittest.TestCase):
    def test_a_source_includes_its_own_header_first(self):
        """Which proves that the header is self-contained."""
        for path in sources("plugin", "host"):
            header = path.with_suffix(".hpp")
            if path.suffix == ".cpp" and header.exists():
                first = (includes(path) or [""])[0]
                self.assertTrue(str(header).endswith("/" + first.split("/")[-1]) and first.endswith(header.name),
                                f"{path.relative_to(ROOT)} includes {first} before {header.name}")

    def test_headers_without_source_compile_alone(self):
        alone = [p for p in sources("plugin", "host") if p.suffix == ".hpp" and not p.with_suffix(".cpp").exists()]
        flags = ["-std=c++20", "-fsyntax-only", "-DBOOST_ASIO_SEPARATE_COMPILATION", "-DBOOST_BEAST_SEPARATE_COMPILATION",
                 f"-I{PLUGIN}", f"-I{ROOT / 'host'}", f"-I{ROOT / 'sdk/include'}"]
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder) / "header.cpp"
            for header in alone:
                unit.write_text(f'#include "{header}"\n')
                run = subprocess.run(["c++", *flags, str(unit)], capture_output=True, text=True, timeout=120)
                self.assertEqual(run.returncode, 0, f"{header.relative_to(ROOT)}:\n{run.stderr}")

    def test_headers_have_a_guard(self):
        for path in sources("plugin", "host", "tests"):
            if path.suffix == ".hpp":
                self.assertIn("#pragma once", path.read_text(encoding="utf-8"), str(path))


class Files(unittest.TestCase):
    def test_no_file_is_long(self):
        for path in sources("plugin", "host", "sdk", "tests", "bench", "examples"):
            lines = path.read_text(encoding="utf-8").count("\n")
            self.assertLessEqual(lines, MOST_LINES, str(path.relative_to(ROOT)))

    def test_each_class_of_problem_is_documented(self):
        table = (PLUGIN / "base" / "problem.cpp").read_text()
        declared = set(re.findall(r'^\s*\{"([a-z0-9_.]+)", "', table, re.M))
        rows = r"^\| `([a-z0-9_.]+)` \|.+\|.*\|$"  # of the tables with three columns
        documented = set(re.findall(rows, (ROOT / "docs/problems.md").read_text(), re.M))
        self.assertEqual(declared, documented)

    def test_each_class_that_is_raised_is_declared(self):
        declared = set(re.findall(r'\{"([a-z0-9_.]+)", "', (PLUGIN / "base" / "problem.cpp").read_text()))
        for path in sources("plugin"):
            for raised in re.findall(r'make_problem\(\s*"([^"]+)"', path.read_text(encoding="utf-8")):
                self.assertIn(raised, declared, str(path.relative_to(ROOT)))


if __name__ == "__main__":
    unittest.main()
