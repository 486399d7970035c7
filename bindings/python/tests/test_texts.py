# SPDX-License-Identifier: MPL-2.0
"""The examples of the README and of the docstrings, and that everything public has a docstring."""
import doctest
import importlib
import inspect
import pkgutil
import unittest

import pallia


class Texts(unittest.TestCase):
    def test_the_readme(self):
        failed, tried = doctest.testfile("../README.md", module_relative=True, encoding="utf-8")
        self.assertGreater(tried, 15)
        self.assertEqual(failed, 0)

    def test_docstrings(self):
        tried = 0
        for module in pkgutil.iter_modules(pallia.__path__):
            failed, count = doctest.testmod(importlib.import_module(f"pallia.{module.name}"))
            self.assertEqual(failed, 0, module.name)
            tried += count
        self.assertGreater(tried, 8)

    def test_everything_public_is_documented(self):
        for name in pallia.__all__:
            thing = getattr(pallia, name)
            if not inspect.isclass(thing):
                continue
            self.assertTrue(thing.__doc__, name)
            for member, value in vars(thing).items():
                if member.startswith("_") or not (inspect.isfunction(value) or isinstance(value, property)):
                    continue
                if isinstance(value, property) and f"{member} :" in thing.__doc__:
                    continue
                self.assertTrue(value.__doc__, f"{name}.{member}")


if __name__ == "__main__":
    unittest.main()
