"""Builds that are made to fail, and killed, at random: what they leave behind.

    faults.py DAOLAN SHIM WORK FAULTS KILLS SEED [CALL]

Three situations in turn: a first build; one over an older tour with an empty cache; one over an older tour with
everything in the cache. In each, FAULTS times one call (write, fsync, rename, fork, malloc, open, mkdir; uniformly
among those that an undisturbed build makes) fails, and KILLS times the build gets SIGKILL: half of them at a random
instant of its run, half just before a random one of those calls, in whichever process makes it. A third of all runs
are on a file system that cannot exchange two names.

After each the published tour is the old or the new one, to the byte, or there is none where there was none; then an
undisturbed build gives the reference bytes and leaves nothing behind: no staging, no half entry, no process.
A build that is not killed ends with status 0 and the new tour, or with 3 and a word. Every fourth runs one job at once.
CALL: only such calls fail. Prints a table, and for each run that does not hold its seed; exit status 1 then.
"""
import collections
import errno
import hashlib
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time

CALLS = ["write", "fsync", "rename", "fork", "malloc", "open", "mkdir"]
ERRORS = {"write": [errno.ENOSPC, errno.EIO, errno.EDQUOT], "fsync": [errno.EIO, errno.ENOSPC],
          "rename": [errno.ENOSPC, errno.EACCES, errno.EXDEV], "fork": [errno.EAGAIN, errno.ENOMEM],
          "malloc": [errno.ENOMEM], "open": [errno.EMFILE, errno.EACCES, errno.ENOSPC],
          "mkdir": [errno.ENOSPC, errno.EACCES]}
SITUATIONS = ["first build", "over a tour, cold", "over a tour, warm"]
FILES = {"tour.ini": "title = 桥\n", "captions.txt": "1\tphotos/a.svg\t船。\n", "lexicon.tsv": "风大\tfeng1 da4\n",
         "photos/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>\n'}
ARTICLE = "# 桥\n\n欢迎。请看%s。\n\n## 河\n\n风大。\n"


def tree_sum(folder):
    if not os.path.isdir(folder):
        return None
    total = hashlib.sha256()
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                data = file.read()
            total.update(b"%s\0%d\0" % (os.path.relpath(path, folder).encode(), len(data)) + data)
    return total.hexdigest()


def processes_of(session):
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name) as file:
                    words = file.read().rsplit(")", 1)[1].split()
                if int(words[3]) == session and words[0] != "Z":
                    found.append(int(name))
            except (OSError, IndexError):
                pass
    return found


class Bench:
    def __init__(self, daolan, shim, work):
        self.daolan, self.shim, self.work = daolan, shim, work
        self.cache, self.parent = os.path.join(work, "cache"), os.path.join(work, "out")
        self.tour, self.counts = os.path.join(self.parent, "tour"), os.path.join(work, "counts")
        self.said = os.path.join(work, "said")
        for name, word in (("a", "水"), ("b", "山")):
            os.makedirs(os.path.join(work, name, "photos"))
            for path, text in dict(FILES, **{"article.md": ARTICLE % word}).items():
                with open(os.path.join(work, name, path), "w") as file:
                    file.write(text)
        self.reference, self.kept = {}, os.path.join(work, "kept")
        for name in "ab":
            shutil.rmtree(self.parent, True)
            assert self.build(name) == 0, open(self.said).read()
            self.reference[name] = tree_sum(self.tour)
            shutil.copytree(self.tour, os.path.join(work, "tour-" + name))
        shutil.copytree(self.cache, self.kept)

    def start(self, script, words=(), **environment):
        with open(self.counts, "wb") as file:
            file.write(bytes(64))
        variables = dict(os.environ, DAOLAN_CACHE=self.cache, **environment)
        if environment:
            variables.update(LD_PRELOAD=self.shim, FAULT_COUNTS=self.counts)
        with open(self.said, "wb") as said:
            return subprocess.Popen([self.daolan, "build", os.path.join(self.work, script), "-o", self.tour, "--quiet", *words],
                                    stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=variables,
                                    start_new_session=True)

    def build(self, script, **environment):
        return self.start(script, **environment).wait(timeout=60)

    def counted(self):
        with open(self.counts, "rb") as file:
            return struct.unpack("8Q", file.read())

    def prepare(self, situation, old):
        """The situation, and what may be published after a disturbed build."""
        shutil.rmtree(self.parent, True)
        shutil.rmtree(self.cache, True)
        if situation == 0:
            return None
        os.makedirs(self.parent)
        shutil.copytree(os.path.join(self.work, "tour-" + old), self.tour)
        if situation == 2:
            shutil.copytree(self.kept, self.cache)
        return self.reference[old]

    def strays(self, session):
        for _ in range(40):
            if not processes_of(session):
                return ""
            time.sleep(0.05)
        return "processes %s still run; " % processes_of(session)

    def leftovers(self):
        found = [n for n in os.listdir(self.parent) if n not in ("tour", ".tour.lock", ".tour.built")]
        found += os.listdir(os.path.join(self.cache, "tmp"))
        return "left behind: %s; " % " ".join(found) if found else ""

    def judge(self, new, before, after_kill, status, session, exchange):
        """What is wrong after a disturbed build, and after the next one."""
        wrong, now = self.strays(session), tree_sum(self.tour)
        aside = [n for n in os.listdir(self.parent) if n.startswith(".tour.old-")] if os.path.isdir(self.parent) else []
        in_between = after_kill and not exchange and now is None and aside
        if now not in (before, self.reference[new]) and not in_between:
            wrong += "the published tour is neither the old nor the new one; "
        if not after_kill:
            if status not in (0, 3):
                wrong += "exit status %d; " % status
            if status == 0 and now != self.reference[new]:
                wrong += "exit status 0 without the new tour; "
            if status != 0 and not open(self.said, "rb").read().strip():
                wrong += "failed without a word; "
        said = open(self.said, "rb").read().decode("utf-8", "replace").strip()
        again = self.build(new)
        if again != 0 or tree_sum(self.tour) != self.reference[new]:
            wrong += "the next build: status %d, %s bytes; " % (
                again, "right" if tree_sum(self.tour) == self.reference[new] else "other")
        return (wrong + self.leftovers(), said)


def main():
    daolan, shim, work, faults, kills, seed = sys.argv[1:4] + [int(n) for n in sys.argv[4:7]]
    chosen = sys.argv[7:] or CALLS
    bench = Bench(daolan, shim, work)
    plain, calls, seconds = {}, {}, {}
    for situation in range(3):
        for exchange in (True, False):
            extra = {} if exchange else {"FAULT_NO_EXCHANGE": "1"}
            bench.prepare(situation, "a")
            started = time.monotonic()
            status = bench.build("b", FAULT_AT="0", **extra)
            seconds[situation, exchange] = time.monotonic() - started
            calls[situation, exchange] = bench.counted()[: len(CALLS)]
            plain[situation, exchange] = status == 0 and tree_sum(bench.tour) == bench.reference["b"]
    broken = [key for key, good in plain.items() if not good]
    if broken:
        print("undisturbed builds under the shim differ: %s" % broken)
        return 1
    print("seed %d; an undisturbed build: %.0f to %.0f ms; its calls, cold: %s" % (
        seed, 1e3 * min(seconds.values()), 1e3 * max(seconds.values()),
        ", ".join("%d %s" % (n, c) for n, c in zip(calls[1, True], CALLS))))
    table, failures = collections.defaultdict(collections.Counter), 0
    for run in range(faults + kills):
        dice = random.Random(seed * 1000003 + run)
        situation, exchange = run % 3, run // 3 % 3 != 2
        deadly, by_time = run >= faults, run >= faults and run % 2 == 0
        old, new = ("a", "b") if run % 2 else ("b", "a")
        before = bench.prepare(situation, old)
        extra = {} if exchange else {"FAULT_NO_EXCHANGE": "1"}
        counts = calls[situation, exchange]
        call = chosen[run % len(chosen)]
        call = call if counts[CALLS.index(call)] else "write"
        at = dice.randint(1, counts[CALLS.index(call)])
        reason = dice.choice(ERRORS[call])
        if by_time:
            name = "SIGKILL at an instant"
            build = bench.start(new, FAULT_AT="0", **extra)
            time.sleep(dice.random() * 1.05 * seconds[situation, exchange])
            build.send_signal(signal.SIGKILL)
            what = "at an instant"
        else:
            name = ("SIGKILL before %s" if deadly else "%s fails") % call
            what = "%s %d of %d, %s" % (call, at, counts[CALLS.index(call)], os.strerror(reason))
            if deadly:
                extra["FAULT_KILL"] = "1"
            words = ["-j1"] if run // 2 % 4 == 3 else []
            build = bench.start(new, words, FAULT_CALL=call, FAULT_AT=str(at), FAULT_ERROR=str(reason), **extra)
        status = build.wait(timeout=60)
        hit = bench.counted()[7] or (by_time and status == -signal.SIGKILL)
        # the process that builds may be killed and leave the one that waits for it, which says so
        killed = status == -signal.SIGKILL or (not by_time and deadly and status == 3)
        now = tree_sum(bench.tour)
        wrong, said = bench.judge(new, before, killed, status, build.pid, exchange)
        row = table[name]
        row["runs"] += 1
        row["hit"] += bool(hit)
        row["new" if now == bench.reference[new] else "old or none"] += 1
        row["wrong"] += bool(wrong)
        failures += bool(wrong)
        if wrong:
            print("run %d (%s; %s; %s; exit %d): %s" % (run, SITUATIONS[situation], what,
                                                        "exchange" if exchange else "no exchange", status, wrong))
            print("\n".join("    " + line for line in said.splitlines()[:8]))
    print("%-24s %6s %6s %12s %6s %6s" % ("", "runs", "hit", "old or none", "new", "wrong"))
    for name in sorted(table):
        row = table[name]
        print("%-24s %6d %6d %12d %6d %6d" % (name, row["runs"], row["hit"], row["old or none"], row["new"],
                                              row["wrong"]))
    print("%d injected failures, %d kills: %d wrong" % (faults, kills, failures))
    return 1 if failures else 0


sys.exit(main())
