"""How fast tours are built, beside pipelines of Debian's own tools and beside libopus alone, in one run.

  speed.py [--runs N] [--large] [--docs FOLDER]    table on standard output; ratios are medians over the runs

Every peer gets the same syllables, voice, rate and encoder settings (complexity 10, 24 kb/s, mono, VBR); both code
eSpeak NG's 22,050 Hz at 24 kHz, as we do. libopus alone codes what a player of the finished tour hears (encode.c). Processor
time stands beside wall time: where others use the machine, the one still tells what the other cannot. --large adds 1,000 stops
and a network of 50 tours of 20 stops, some 15 minutes of both cores. --docs writes the table and a plot as FOLDER/speed.md
and FOLDER/speed.svg. Exit status 1 where a reach is missed.
"""
import argparse
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import speed_plot

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAOLAN = os.environ.get("DAOLAN", str(ROOT / "build/daolan"))
ENCODE = str(ROOT / "build/bench/encode")
ARTICLE = ROOT / "../shared/data/jinzhou/article.txt"
# eSpeak NG's -s for characters a minute, as measured for cmn-latn-pinyin
SPEEDS = [(191, 160), (212, 175), (248, 200), (278, 220)]
TOOLS = ["espeak-ng", "opusenc", "ffmpeg"]


class Cost:
    """Of a command: wall time and processor time in seconds, its largest process's memory in MB."""

    def __init__(self, wall, cpu, peak):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def run(*command, cache=None, shell=False, cwd=None):
    env = dict(os.environ, **({"DAOLAN_CACHE": str(cache)} if cache else {}))
    start = time.monotonic()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command[0] if shell else command, shell=shell, env=env, cwd=cwd,
                                   stdout=subprocess.DEVNULL, stderr=errors)
        _, state, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(state)
        if process.returncode != 0:
            errors.seek(0)
            sys.exit(f"speed: {command}: exit {process.returncode}\n{errors.read().decode(errors='replace')[-800:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Table:
    """Rows in sections, printed as they come."""

    def __init__(self):
        self.sections = []

    def section(self, title):
        self.sections.append((title, []))
        print(f"\n{title}")

    def row(self, what, figure, note="", reach=None, wanted=""):
        good = "" if reach is None else f"reached ({wanted})" if reach else f"MISSED ({wanted})"
        self.sections[-1][1].append((what, figure, note, good))
        print(f"  {what:<54} {figure:>10}  {note:<32} {good}".rstrip())
        sys.stdout.flush()

    def missed(self):
        return [what for _, rows in self.sections for what, _, _, good in rows if good.startswith("MISSED")]

    def markdown(self):
        cell = str.maketrans({"|": "\\|"})
        lines = []
        for title, rows in self.sections:
            lines += [f"\n## {title}\n", "| | | | |", "|---|--:|---|---|"]
            lines += ["| " + " | ".join(part.translate(cell) for part in row) + " |" for row in rows]
        return "\n".join(lines) + "\n"


class Bench:
    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.cache, self.audio = self.work / "cache", self.work / "audio"
        self.table = Table()

    def fresh(self):
        for folder in (self.cache, self.audio):
            shutil.rmtree(folder, ignore_errors=True)
        for left in self.work.glob(".audio.*"):
            left.unlink()

    def build(self, script, *words):
        return run(DAOLAN, "build", str(script), "-o", str(self.audio), "--quiet", *words, cache=self.cache)

    def cold(self, script, *words):
        self.fresh()
        return self.build(script, *words)

    def peers(self, script):
        """Shell lines that speak the same syllables."""
        self.cold(script)
        timeline = json.loads((self.audio / "timeline.json").read_text(encoding="utf-8"))
        texts = [s["text"].replace("\n", " ") for stop in timeline["stops"] for segment in stop["segments"]
                 for s in segment["sentences"] if s["length"] > 0]
        pinyin = subprocess.run([DAOLAN, "pinyin", "-"], input="\n".join(texts), capture_output=True, text=True, check=True)
        lines = self.work / "pinyin.txt"
        lines.write_text("".join(line + " .\n" for line in pinyin.stdout.splitlines()), encoding="utf-8")
        (low, slow), (high, fast) = SPEEDS[1], SPEEDS[2]
        speed = round(slow + (220 - low) * (fast - slow) / (high - low))
        speak = f"espeak-ng -v cmn-latn-pinyin -s {speed} --stdout -f {lines} |"
        return {
            "espeak-ng | opusenc": f"{speak} opusenc --quiet --bitrate 24 --vbr --comp 10 --framesize 20 - {self.work}/p.opus",
            "espeak-ng | ffmpeg -c:a libopus": f"{speak} ffmpeg -loglevel error -y -i - -c:a libopus -b:a 24k -vbr on "
                                               f"-compression_level 10 -frame_duration 20 -ac 1 {self.work}/f.opus",
        }


def edit(path):
    """Another word in one sentence; the text as it was."""
    text = path.read_text(encoding="utf-8")
    for old, new in (("今年", "去年"), ("今天", "昨天"), ("陶罐", "陶碗"), ("铜锁", "铜镜")):
        if old in text:
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            return text
    sys.exit(f"speed: {path} has no word to edit")


def article(bench, runs):
    script = bench.work / "article"
    script.mkdir()
    if ARTICLE.exists():
        shutil.copy(ARTICLE, script)
        bench.table.section("The customer's article")
    else:
        shutil.copy(ROOT / "scripts/jinzhou/article.md", script)
        bench.table.section("scripts/jinzhou (../shared/data/jinzhou/article.txt is not here)")
    peers = bench.peers(script)
    tour = bench.work / "tour.opus"
    shutil.copy(bench.audio / "tour.opus", tour)
    seconds = json.loads((bench.audio / "timeline.json").read_text(encoding="utf-8"))["length"] / 48000
    seen = {name: [] for name in ["cold", "limit", "one", "muxed", "unchanged", "edit", "cold cpu", "limit cpu", *peers]}
    peak = 0
    path = next(script.glob("article.*"))
    for _ in range(runs):
        cold = bench.cold(script)
        peak = max(peak, cold.peak)
        seen["cold"].append(cold.wall)
        limit = subprocess.run([ENCODE, str(tour)], capture_output=True, text=True, check=True)
        for name, figure in zip(("limit", "limit cpu"), limit.stdout.split()):
            seen[name].append(float(figure))
        seen["cold cpu"].append(cold.cpu)
        for name, line in peers.items():
            seen[name].append(run(line, shell=True).wall)
        seen["unchanged"].append(statistics.median(bench.build(script).wall for _ in range(9)))
        shutil.rmtree(bench.audio)
        seen["muxed"].append(bench.build(script).wall)
        text = edit(path)
        seen["edit"].append(bench.build(script).wall)
        path.write_text(text, encoding="utf-8")
        seen["one"].append(bench.cold(script, "-j1").wall)
    middle = {name: statistics.median(times) for name, times in seen.items()}

    def ratio(a, b):
        return statistics.median(x / y for x, y in zip(seen[a], seen[b]))

    row = bench.table.row
    fastest = min(peers, key=middle.get)
    row("cold build, all cores", f"{middle['cold']:.2f} s", f"{seconds / middle['cold']:.0f} x real time")
    row("cold build, -j1", f"{middle['one']:.2f} s", f"{ratio('one', 'cold'):.2f} x as long")
    for name in peers:
        good = ratio(name, "cold") >= 2.2 if name == fastest else None
        row(name, f"{middle[name]:.2f} s", f"{ratio(name, 'cold'):.2f} x as long", good, ">= 2.2")
    row("libopus alone, the tour's samples, all cores", f"{middle['limit']:.2f} s", f"{ratio('limit', 'cold'):.2f} x as long",
        ratio("cold", "limit") <= 1, ">= 1")
    row("  processor time beside a cold build's", f"{middle['limit cpu']:.2f} s",
        f"{100 * ratio('limit cpu', 'cold cpu'):.0f} % of {middle['cold cpu']:.2f} s")
    row("all clips at hand, every file written", f"{middle['muxed'] * 1000:.0f} ms", f"{100 * ratio('muxed', 'cold'):.1f} % of cold")
    row("one word edited", f"{middle['edit'] * 1000:.0f} ms", f"{100 * ratio('edit', 'cold'):.1f} % of cold",
        ratio("edit", "cold") <= 0.03, "<= 3 %")
    row("nothing changed", f"{middle['unchanged'] * 1000:.1f} ms", "", middle["unchanged"] <= 0.02, "<= 20 ms")
    row("peak memory, largest process", f"{peak:.0f} MB", "", peak <= 64, "<= 64 MB")
    return [("daolan", middle["cold"], True), ("libopus alone, all cores", middle["limit"], False),
            *((name, middle[name], False) for name in peers), ("daolan -j1", middle["one"], True)]


def generate(bench, tours, stops):
    folder = bench.work / f"net-{tours}-{stops}"
    subprocess.run([sys.executable, str(ROOT / "tests/bench/network.py"), str(folder), str(tours), str(stops)], check=True)
    return folder


def sizes(bench, counts):
    bench.table.section("Stops (generated, 4 sentences each)")
    row, points = bench.table.row, []
    for stops in counts:
        cost = bench.cold(generate(bench, 1, stops) / "tour-001")
        points.append((stops, cost))
        row(f"{stops:,} {'stop' if stops == 1 else 'stops'}, cold", f"{cost.wall:.1f} s",
            f"{1000 * cost.cpu / stops:.0f} ms of processor a stop")
        row("  peak memory, largest process", f"{cost.peak:.0f} MB", "", cost.peak <= 64 if stops == 100 else None, "<= 64 MB")
    if counts[-1] == 1000:
        growth = points[-1][1].cpu / points[-2][1].cpu * points[-2][0] / points[-1][0]
        row("processor time a stop, 1,000 beside 100", f"{growth:.3f}", "", abs(growth - 1) <= 0.05, "1 within 5 %")
    return [(stops, cost.wall) for stops, cost in points]


def shards(bench):
    bench.table.section("Shards (40 stops, -j1 each, one machine)")
    script = generate(bench, 1, 40) / "tour-001"
    alone = bench.cold(script, "-j1").wall
    bench.fresh()
    env = dict(os.environ, DAOLAN_CACHE=str(bench.cache))
    start = time.monotonic()
    both = [subprocess.Popen([DAOLAN, "build", str(script), "-o", str(bench.audio), "--quiet", "-j1", "--shard", f"{i}/2"], env=env,
                             stderr=subprocess.DEVNULL)
            for i in (1, 2)]
    if any(p.wait() != 0 for p in both):
        sys.exit("speed: a shard failed")
    bench.build(script, "-j1")
    wall = time.monotonic() - start
    bench.table.row("one", f"{alone:.1f} s")
    bench.table.row("two at once and the build that publishes", f"{wall:.1f} s", f"{alone / wall:.2f} x as fast",
                    alone / wall >= 1.8 if os.cpu_count() > 1 else None, ">= 1.8")


def network(bench, runs):
    bench.table.section("A network of 50 tours of 20 stops")
    row = bench.table.row
    scripts = sorted(str(tour) for tour in generate(bench, 50, 20).iterdir())
    bench.fresh()

    def build_all():
        return run(DAOLAN, "build", "--quiet", *scripts, cache=bench.cache, cwd=bench.work).wall

    row("built cold", f"{build_all():.0f} s")
    row("nothing changed, all 50 looked at", f"{1000 * statistics.median(build_all() for _ in range(runs)):.0f} ms")
    path, edits = pathlib.Path(scripts[24]) / "article.md", []
    for _ in range(runs):
        text = edit(path)
        edits.append(build_all())
        path.write_text(text, encoding="utf-8")
        build_all()
    row("a word of one edited: all 50 looked at, that one published", f"{1000 * statistics.median(edits):.0f} ms", "",
        statistics.median(edits) <= 1, "<= 1 s")


def machine(load):
    model = platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    except OSError:
        pass
    return f"{os.cpu_count()} cores ({model}), load by others when it began: {load:.1f}"


def write_docs(folder, bench, runs, load, bars, points):
    title = "How fast tours are built"
    (folder / "speed.svg").write_text(speed_plot.draw(title, bars, points), encoding="utf-8")
    (folder / "speed.md").write_text(
        f"# {title}\n\n"
        f"Written by `make bench-speed` (`tests/bench/speed.py`): {machine(load)}; medians of {runs}. Every peer gets the same\n"
        "syllables, voice, rate and encoder settings (complexity 10, 24 kb/s, mono, VBR); times and ratios are of one run. `libopus\n"
        "alone` encodes the finished tour's samples, pauses included, on all cores, and does nothing else.\n\n"
        f"![{speed_plot.words(bars, points)}](speed.svg)\n{bench.table.markdown()}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--docs", type=pathlib.Path)
    options = parser.parse_args()
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        sys.exit(f"speed: not installed: {', '.join(lacking)} (sh setup.sh --tests)")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(work)
        print(f"{machine(load)}; medians of {options.runs}")
        bars = article(bench, options.runs)
        points = sizes(bench, [1, 10, 100, 1000] if options.large else [1, 10, 100])
        shards(bench)
        if options.large:
            network(bench, options.runs)
    if options.docs:
        write_docs(options.docs, bench, options.runs, load, bars, points)
    missed = bench.table.missed()
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nevery reach is met")
    return 1 if missed else 0


sys.exit(main())
