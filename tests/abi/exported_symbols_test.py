#!/usr/bin/env python3
"""What the linker made of the plugin: one exported symbol, no Boost from outside, never unloaded.

    exported_symbols_test.py LIBRARY
"""
import re
import subprocess
import sys
import unittest

LIBRARY = sys.argv.pop() if len(sys.argv) > 1 else None


def lines_of(*command):
    done = subprocess.run([*command, LIBRARY], check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.splitlines()


class SharedLibrary(unittest.TestCase):
    def test_exports_one_symbol(self):
        defined = [line.split()[-1] for line in lines_of("nm", "-D", "--defined-only")]
        self.assertEqual(defined, ["http_task_plugin_entry"])

    def test_starts_no_process(self):
        undefined = {line.split()[-1].partition("@")[0] for line in lines_of("nm", "-D", "--undefined-only")}
        starters = {"fork", "vfork", "clone", "system", "popen", "execv", "execve", "execvp", "execl",
                    "execlp", "execle", "posix_spawn", "posix_spawnp", "daemon"}
        self.assertEqual(undefined & starters, set())

    def test_needs_no_boost_from_outside(self):
        undefined = [line.split()[-1] for line in lines_of("nm", "-D", "--undefined-only")]
        self.assertEqual([name for name in undefined if name.startswith(("_ZN5boost", "_ZNK5boost"))], [])
        dynamic = "\n".join(lines_of("readelf", "-d"))
        needed = re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic)
        self.assertEqual([name for name in needed if "boost" in name], [])

    def test_stays_in_memory_and_asks_for_no_executable_stack(self):
        self.assertIn("NODELETE", "\n".join(lines_of("readelf", "-d")))
        stack = [line for line in lines_of("readelf", "-lW") if "GNU_STACK" in line]
        self.assertEqual(len(stack), 1)
        self.assertNotIn("RWE", stack[0])


if __name__ == "__main__":
    if LIBRARY is None:
        sys.exit(__doc__)
    unittest.main()
