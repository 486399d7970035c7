# SPDX-License-Identifier: MPL-2.0
"""Closing, threads, fork: nothing is used after it was freed, nothing is freed twice."""
import array
import copy
import gc
import multiprocessing
import os
import pickle
import threading
import unittest

import pallia

REQUEST = (
    b'{"op":"rotate","regimen":[{"drug":"morphine","route":"oral","dose":"60 mg","every":"12 h"}],'
    b'"target":{"drug":"morphine","route":"sc"}}'
)


def handles():
    tables = pallia.Tables()
    return [
        (tables, lambda it: it.run_bytes(REQUEST)),
        (tables.conversion("morphine/oral", "morphine/sc"), lambda it: it.apply(60)),
        (tables.columns("morphine/oral"), lambda it: it.code("morphine", "sc")),
    ]


def answer_of(tables):
    return tables.run_bytes(REQUEST)


class Closing(unittest.TestCase):
    def test_use_after_close(self):
        for handle, use in handles():
            use(handle)
            handle.close()
            handle.close()
            with self.assertRaises(ValueError):
                use(handle)
            with self.assertRaises(ValueError):
                handle.__enter__()

    def test_every_use_of_closed_tables(self):
        tables = pallia.Tables()
        tables.close()
        for use in (
            lambda: tables.run({"op": "sources"}),
            lambda: tables.rotate([], {}),
            lambda: tables.edition,
            lambda: tables.sha256,
            lambda: tables.text("fr", "error.1001"),
            lambda: tables.with_local(b"{}"),
            lambda: tables.conversion("morphine/oral", "morphine/sc"),
            lambda: tables.columns("morphine/oral"),
        ):
            with self.assertRaises(ValueError):
                use()

    def test_every_use_of_closed_handles(self):
        _, (conversion, _), (columns, _) = handles()
        conversion.close()
        columns.close()
        for name in ("source", "target", "unit_source", "unit_target", "edition"):
            with self.assertRaises(ValueError):
                getattr(conversion, name)
        for use in (
            lambda: columns.target,
            lambda: columns.unit_target,
            lambda: columns.unit(0),
            lambda: columns.codes([]),
            lambda: columns.run(array.array("i"), array.array("d")),
        ):
            with self.assertRaises(ValueError):
                use()

    def test_context(self):
        for handle, use in handles():
            with handle as same:
                self.assertIs(same, handle)
                use(same)
            with self.assertRaises(ValueError):
                use(handle)

    def test_they_outlive_their_tables(self):
        (tables, _), (conversion, _), (columns, _) = handles()
        tables.close()
        del tables
        gc.collect()
        self.assertEqual(conversion.apply(60), 30)
        with self.assertRaises(pallia.RequestError):
            conversion.apply(-1)
        self.assertEqual(columns.target, "morphine/oral")

    def test_copies_share_and_pickles_are_refused(self):
        for handle, use in handles():
            again = copy.copy(handle)
            handle.close()
            del handle
            use(again)
            for refused in (pickle.dumps, copy.deepcopy):
                with self.assertRaises(TypeError):
                    refused(again)

    def test_a_failed_construction_is_collected(self):
        tables = pallia.Tables()
        for _ in range(100):
            with self.assertRaises(pallia.RequestError):
                tables.columns("x/oral")
        gc.collect()

    def test_no_leak(self):
        def resident():
            with open("/proc/self/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")

        tables = pallia.Tables()

        def work():
            for _ in range(300):
                tables.run_bytes(REQUEST)
                tables.conversion("morphine/oral", "morphine/sc").apply(60)
                with self.assertRaises(pallia.TableError):
                    tables.with_local(b"{}")
            tables.columns("morphine/oral")

        work()
        before = resident()
        for _ in range(5):
            work()
        self.assertLess(resident() - before, 4 << 20)


class Threads(unittest.TestCase):
    def run_all(self, *works):
        wrong = []

        def guarded(work):
            try:
                work()
            except BaseException as why:  # reported below, whatever it is
                wrong.append(why)

        threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        self.assertEqual(wrong, [])

    def test_eight_over_one_fresh_handle(self):
        tables = pallia.Tables()
        due = answer_of(pallia.Tables())

        def work():
            for _ in range(50):
                self.assertEqual(answer_of(tables), due)

        self.run_all(*[work] * 8)

    def test_closed_under_their_feet(self):
        due = answer_of(pallia.Tables())
        for _ in range(30):
            tables = pallia.Tables()
            start = threading.Barrier(5)

            def work():
                start.wait()
                try:
                    for _ in range(20):
                        self.assertEqual(answer_of(tables), due)
                except ValueError:  # closed: the only way to fail
                    pass

            def close():
                start.wait()
                tables.close()
                tables.close()

            self.run_all(work, work, work, close, close)

    def test_columns_shared(self):
        columns = pallia.Tables().columns("morphine/oral")
        code = columns.code("morphine", "sc")

        def work():
            doses = array.array("d", [10]) * 100000
            results, statuses = columns.run(array.array("i", [code]) * 100000, doses)
            self.assertEqual((results.count(20.0), sum(statuses)), (100000, 0))

        self.run_all(work, work, work, work)


class Forks(unittest.TestCase):
    def test_a_child_uses_what_it_inherits(self):
        for warm in (False, True):
            tables = pallia.Tables()
            due = answer_of(pallia.Tables())
            if warm:
                answer_of(tables)
            context = multiprocessing.get_context("fork")
            receive, send = context.Pipe(False)

            def child():
                send.send(answer_of(tables) == due)
                tables.close()

            processes = [context.Process(target=child) for _ in range(3)]
            for each in processes:
                each.start()
            for each in processes:
                each.join(60)
                self.assertEqual(each.exitcode, 0)
                self.assertTrue(receive.recv())
            self.assertEqual(answer_of(tables), due)

    def test_a_child_forked_while_threads_are_inside(self):
        tables = pallia.Tables()
        stop = threading.Event()

        def work():
            while not stop.is_set():
                answer_of(tables)

        threads = [threading.Thread(target=work) for _ in range(3)]
        for each in threads:
            each.start()
        try:
            context = multiprocessing.get_context("fork")
            for _ in range(10):
                child = context.Process(target=answer_of, args=(tables,))
                child.start()
                child.join(60)
                self.assertEqual(child.exitcode, 0)
        finally:
            stop.set()
            for each in threads:
                each.join()


if __name__ == "__main__":
    unittest.main()
