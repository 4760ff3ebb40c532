#!/usr/bin/env python3
"""A host in Python, with ctypes alone: searches an endpoint, prefills a request and tests it.

    host.py LIBRARY ENDPOINT URL
    host.py lib/http-task/libhttp_task.so dialpad.com:POST:/api/v2/subscriptions/call http://127.0.0.1:8080/

`Plugin` can be imported; one of its instances serves thousands of tasks from one thread, with `select` or an
event loop on `event_fd()`.
"""
import ctypes
import json
import select
import sys
from ctypes import (CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int32, c_size_t, c_uint32, c_uint64,
                    c_void_p, string_at)

ABI_VERSION = 1 << 16
MODE_RUN, MODE_TEST, MODE_DRY_RUN = 1, 2, 3
EVENT_PROGRESS, EVENT_COMPLETED = 1, 2


def function(*parameters):
    return CFUNCTYPE(c_int32, *parameters)  # all but one return a status


class PluginTable(Structure):  # http_task/plugin.h
    _fields_ = [
        ("struct_size", c_uint32), ("abi_version", c_uint32), ("id", c_char_p), ("version", c_char_p),
        ("instance_create", function(c_void_p, c_char_p, c_size_t, POINTER(c_void_p), POINTER(c_void_p))),
        ("instance_shutdown", function(c_void_p)),
        ("instance_destroy", function(c_void_p)),
        ("get_interface", function(c_void_p, c_char_p, POINTER(c_void_p))),
        ("document_json", function(c_void_p, POINTER(c_void_p), POINTER(c_size_t))),
        ("document_body", function(c_void_p, POINTER(c_void_p), POINTER(c_size_t))),
        ("document_release", CFUNCTYPE(None, c_void_p)),
    ]


ASK = function(c_void_p, c_char_p, c_size_t, POINTER(c_void_p))  # text in, document out


class CatalogTable(Structure):  # http_task/catalog.h
    _fields_ = [
        ("struct_size", c_uint32), ("reserved", c_uint32),
        ("load", function(c_void_p, c_char_p, c_size_t, c_char_p, c_size_t, POINTER(c_void_p))),
        ("unload", ASK), ("list", function(c_void_p, POINTER(c_void_p))), ("search", ASK), ("describe", ASK),
        ("prefill", ASK), ("validate", ASK), ("sample", ASK),
    ]


class Submission(Structure):  # http_task/executor.h
    _fields_ = [("struct_size", c_uint32), ("mode", c_uint32), ("user_tag", c_uint64)] + [
        field for name in ("settings", "context", "secrets", "options", "body")
        for field in ((name, c_char_p), (name + "_size", c_size_t))]


class Event(Structure):
    _fields_ = [("struct_size", c_uint32), ("kind", c_uint32), ("task", c_uint64), ("user_tag", c_uint64),
                ("document", c_void_p)]


class ExecutorTable(Structure):
    _fields_ = [
        ("struct_size", c_uint32), ("reserved", c_uint32),
        ("submit", function(c_void_p, POINTER(Submission), POINTER(c_uint64))),
        ("cancel", function(c_void_p, c_uint64)),
        ("next_events", function(c_void_p, POINTER(Event), c_uint32, c_uint32, POINTER(c_uint32))),
        ("event_fd", function(c_void_p, POINTER(c_int32))),
        ("get_statistics", function(c_void_p, POINTER(c_void_p))),
    ]


class Failure(Exception):
    """A status that is not 0; `problem` is the plugin's (schemas/problem.schema.json) or None."""

    def __init__(self, function, status, problem=None):
        super().__init__(f"{function}: status {status}" + (f": {problem.get('detail')}" if problem else ""))
        self.status, self.problem = status, problem


class Plugin:
    """One instance of the plugin. `with` destroys it at the end."""

    def __init__(self, library, options=None):
        entry = ctypes.CDLL(library, mode=ctypes.RTLD_LOCAL).http_task_plugin_entry
        entry.restype, entry.argtypes = POINTER(PluginTable), [c_uint32]
        table = entry(ABI_VERSION)
        if not table:
            raise Failure("http_task_plugin_entry", "no such ABI")
        self.table = table.contents
        self.instance = None
        text, instance, problem = json.dumps(options or {}).encode(), c_void_p(), c_void_p()
        status = self.table.instance_create(None, text, len(text), byref(instance), byref(problem))
        if status:
            raise Failure("instance_create", status, self._take(problem))
        self.instance = instance
        self.catalog = self._interface(b"http_task.catalog/1", CatalogTable)
        self.executor = self._interface(b"http_task.executor/1", ExecutorTable)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.table.instance_destroy(self.instance)
        self.instance = None

    def search(self, query, **options):
        return self._ask("search", json.dumps({"query": query, **options}))["results"]

    def describe(self, endpoint):
        return self._ask("describe", endpoint)

    def prefill(self, endpoint, settings=None):
        return self._ask("prefill", json.dumps({"endpoint": endpoint, "settings": settings or {}}))

    def validate(self, settings):
        return self._ask("validate", json.dumps(settings))

    def submit(self, settings, mode=MODE_RUN, user_tag=0, context=None, secrets=None):
        texts = [json.dumps(part or {}).encode() for part in (settings, context, secrets)]
        sized = [field for text in texts for field in (text, len(text))]
        submission = Submission(ctypes.sizeof(Submission), mode, user_tag, *sized)
        task = c_uint64()
        status = self.executor.submit(self.instance, byref(submission), byref(task))
        if status:
            raise Failure("submit", status)
        return task.value

    def cancel(self, task):
        status = self.executor.cancel(self.instance, task)
        if status:
            raise Failure("cancel", status)

    def event_fd(self):
        fd = c_int32()
        self.executor.event_fd(self.instance, byref(fd))
        return fd.value

    def next_events(self, capacity=64):
        """(kind, task, user_tag, document) of each event that waits; never blocks."""
        events, count = (Event * capacity)(), c_uint32()
        size = ctypes.sizeof(Event)
        status = self.executor.next_events(self.instance, events, size, capacity, byref(count))
        if status:
            raise Failure("next_events", status)
        return [(e.kind, e.task, e.user_tag, self._take(c_void_p(e.document))) for e in events[:count.value]]

    def test(self, settings, timeout=60, **more):
        """Sends one test request and waits for its structured response; nothing else may be in flight."""
        self.submit(settings, MODE_TEST, **more)
        while select.select([self.event_fd()], [], [], timeout)[0]:
            for kind, _, _, document in self.next_events():
                if kind == EVENT_COMPLETED:
                    return document
        raise TimeoutError(f"no answer within {timeout} s")

    def _interface(self, name, kind):
        table = c_void_p()
        status = self.table.get_interface(self.instance, name, byref(table))
        if status:
            raise Failure(f"get_interface {name.decode()}", status)
        return ctypes.cast(table, POINTER(kind)).contents

    def _ask(self, function, text):
        data, document = text.encode(), c_void_p()
        status = getattr(self.catalog, function)(self.instance, data, len(data), byref(document))
        answer = self._take(document)
        if status:
            raise Failure(function, status, answer)
        return answer

    def _take(self, document):
        """A document as Python values; the document itself is released."""
        if not document:
            return None
        text, size = c_void_p(), c_size_t()
        self.table.document_json(document, byref(text), byref(size))
        try:
            return json.loads(string_at(text, size.value))
        finally:
            self.table.document_release(document)


def main(library, endpoint, url):
    # A plugin reaches public addresses only; what lies nearer, the host allows. Here: this machine.
    with Plugin(library, {"egress": {"allow": ["127.0.0.1/32"]}}) as plugin:
        for found in plugin.search("create call subscription", limit=3):
            print("found", found["id"], "-", found["title"])
        settings = plugin.prefill(endpoint, {"uri": url})
        print("prefilled", json.dumps(settings, indent=2))
        answer = plugin.test(settings, secrets={"DIALPAD_API_KEY": "an-example-of-a-key"})
        print(answer["verdict"])
        print(json.dumps(answer.get("response"), indent=2))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
