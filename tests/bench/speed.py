"""How fast tours are built, beside pipelines of Debian's own tools and beside libopus alone, in one run.

  speed.py [--runs N] [--large] [--svg FILE]    table on standard output; ratios are medians over the runs

Every peer gets the same syllables, voice, rate and encoder settings (complexity 10, 24 kb/s, mono, VBR); both code
eSpeak NG's 22,050 Hz at 24 kHz, as we do. libopus alone codes what a player of the finished tour hears (encode.c). --large
adds 1,000 stops and a network of 50 tours of 20 stops. Exit status 1 where a reach is missed.

Processor time stands beside wall time: where others use the machine, the one still tells what the other cannot.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAOLAN = os.environ.get("DAOLAN", str(ROOT / "build/daolan"))
ENCODE = str(ROOT / "build/bench/encode")
ARTICLE = ROOT / "../shared/data/jinzhou/article.txt"
# eSpeak NG's -s for characters a minute, as measured for cmn-latn-pinyin
SPEEDS = [(191, 160), (212, 175), (248, 200), (278, 220)]
missed = []


def run(*command, cache=None, shell=False):
    """Wall time in seconds, the largest process's memory in MB, processor time of all processes in seconds."""
    env = dict(os.environ, **({"DAOLAN_CACHE": str(cache)} if cache else {}))
    start = time.monotonic()
    process = subprocess.Popen(command[0] if shell else command, shell=shell, env=env, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, state, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(state)
    if process.returncode != 0:
        sys.exit(f"speed: {command}: exit {process.returncode}\n{errors.decode(errors='replace')[-800:]}")
    return time.monotonic() - start, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def row(what, figure, note="", reach=None):
    good = "" if reach is None else "  reached" if reach else "  MISSED"
    print(f"  {what:<58} {figure:>14}  {note}{good}")
    sys.stdout.flush()
    if reach is False:
        missed.append(what)


class Bench:
    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.cache, self.audio = self.work / "cache", self.work / "audio"

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


def article(bench, runs):
    script = bench.work / "article"
    script.mkdir()
    if ARTICLE.exists():
        shutil.copy(ARTICLE, script)
        print("the customer's article")
    else:
        shutil.copy(ROOT / "scripts/jinzhou/article.md", script)
        print("skip - speed: ../shared/data/jinzhou/article.txt is not here; scripts/jinzhou instead")
    peers = bench.peers(script)
    tour = bench.work / "tour.opus"
    shutil.copy(bench.audio / "tour.opus", tour)
    seen = {name: [] for name in ["cold", "limit", "one", "muxed", "unchanged", "edit", "cold cpu", "limit cpu", *peers]}
    memory = []
    for _ in range(runs):
        wall, peak, cpu = bench.cold(script)
        memory.append(peak)
        seen["cold"].append(wall)
        seen["cold cpu"].append(cpu)
        limit = subprocess.run([ENCODE, str(tour)], capture_output=True, text=True, check=True)
        wall, cpu = map(float, limit.stdout.split())
        seen["limit"].append(wall)
        seen["limit cpu"].append(cpu)
        for name, line in peers.items():
            seen[name].append(run(line, shell=True)[0])
        seen["unchanged"].append(min(bench.build(script)[0] for _ in range(9)))
        shutil.rmtree(bench.audio)
        seen["muxed"].append(bench.build(script)[0])
        path = next(script.glob("article.*"))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("今年", "去年", 1) if "今年" in text else text.replace("今天", "昨天", 1), encoding="utf-8")
        seen["edit"].append(bench.build(script)[0])
        path.write_text(text, encoding="utf-8")
        seen["one"].append(bench.cold(script, "-j1")[0])
    middle = {name: statistics.median(times) for name, times in seen.items()}

    def ratio(a, b):
        return statistics.median(x / y for x, y in zip(seen[a], seen[b]))

    fastest = min(peers, key=middle.get)
    row("cold build, all cores", f"{middle['cold']:.2f} s")
    row("cold build, -j1", f"{middle['one']:.2f} s", f"{ratio('one', 'cold'):.2f} x as long")
    for name in peers:
        row(name, f"{middle[name]:.2f} s", f"{ratio(name, 'cold'):.2f} x as long", ratio(name, "cold") >= 2.2 if name == fastest else None)
    row("libopus alone, the tour's samples, all cores", f"{middle['limit']:.2f} s",
        f"{ratio('limit', 'cold'):.2f} x as long", ratio("cold", "limit") <= 1)
    row("  of a cold build's processor time", f"{middle['limit cpu']:.2f} s", f"{100 * ratio('limit cpu', 'cold cpu'):.0f} % of "
        f"{middle['cold cpu']:.2f} s")
    row("all clips at hand, every file written", f"{middle['muxed'] * 1000:.0f} ms", f"{100 * ratio('muxed', 'cold'):.1f} % of cold",
        ratio("muxed", "cold") <= 0.05)
    row("one word edited", f"{middle['edit'] * 1000:.0f} ms", f"{100 * ratio('edit', 'cold'):.1f} % of cold", ratio("edit", "cold") <= 0.03)
    row("nothing changed", f"{middle['unchanged'] * 1000:.1f} ms", "", middle["unchanged"] <= 0.02)
    row("peak memory, largest process", f"{max(memory):.0f} MB", "", max(memory) <= 64)
    return [("daolan, all cores", middle["cold"]), ("libopus alone, all cores", middle["limit"]), *((n, middle[n]) for n in peers),
            ("daolan -j1", middle["one"])]


def generate(bench, tours, stops):
    folder = bench.work / f"net-{tours}-{stops}"
    subprocess.run([sys.executable, str(ROOT / "tests/bench/network.py"), str(folder), str(tours), str(stops)], check=True)
    return folder


def sizes(bench, counts):
    print("\nstops (generated, 4 sentences each)")
    points = []
    for stops in counts:
        wall, peak, _ = bench.cold(generate(bench, 1, stops) / "tour-001")
        points.append((stops, wall))
        row(f"{stops} stops, cold", f"{wall:.2f} s", f"{1000 * wall / stops:.0f} ms a stop, {peak:.0f} MB", peak <= 64 if stops == 100 else None)
    big = [wall / stops for stops, wall in points if stops >= 100]
    if len(big) > 1:
        row("time a stop, 1,000 beside 100", f"{big[1] / big[0]:.3f}", "", abs(big[1] / big[0] - 1) <= 0.05)
    return points


def shards(bench):
    print("\nshards (40 stops, -j1 each)")
    script = generate(bench, 1, 40) / "tour-001"
    alone = bench.cold(script, "-j1")[0]
    bench.fresh()
    env = dict(os.environ, DAOLAN_CACHE=str(bench.cache))
    start = time.monotonic()
    both = [subprocess.Popen([DAOLAN, "build", str(script), "-o", str(bench.audio), "--quiet", "-j1", "--shard", f"{i}/2"], env=env,
                             stderr=subprocess.DEVNULL)
            for i in (1, 2)]
    assert all(p.wait() == 0 for p in both)
    bench.build(script, "-j1")
    wall = time.monotonic() - start
    row("one", f"{alone:.2f} s")
    row("two at once and the build that publishes", f"{wall:.2f} s", f"{alone / wall:.2f} x as fast",
        alone / wall >= 1.8 if os.cpu_count() > 1 else None)


def network(bench):
    print("\na network of 50 tours of 20 stops")
    folder = generate(bench, 50, 20)
    tours = sorted(folder.iterdir())
    bench.fresh()

    def build(tour):
        return run(DAOLAN, "build", str(tour), "-o", str(bench.work / "network" / tour.name), "--quiet", cache=bench.cache)[0]

    row("built cold", f"{sum(build(t) for t in tours):.0f} s")
    edited = tours[24] / "article.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("陶罐", "陶碗", 1), encoding="utf-8")
    wall = build(tours[24])
    row("one word edited, its tour published whole", f"{wall * 1000:.0f} ms", "", wall <= 1)
    row("all 50, nothing changed", f"{sum(build(t) for t in tours) * 1000:.0f} ms")


def draw(path, bars, title):
    """Times beside one another, for README."""
    widest, height = max(s for _, s in bars), 30 * len(bars) + 44
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" font-family="sans-serif" font-size="14" '
             'role="img">', f"<title>{title}</title>", '<rect width="720" height="100%" fill="#fff"/>',
             f'<text x="12" y="24" font-weight="bold">{title}</text>']
    for i, (name, seconds) in enumerate(bars):
        y, width = 36 + 30 * i, 380 * seconds / widest
        fill = "#8c2f1b" if name.startswith("daolan") else "#9a948a"
        lines += [f'<text x="250" y="{y + 17}" text-anchor="end">{name.replace("|", "→")}</text>',
                  f'<rect x="260" y="{y}" width="{width:.1f}" height="22" fill="{fill}"/>',
                  f'<text x="{266 + width:.1f}" y="{y + 17}">{seconds:.1f} s</text>']
    pathlib.Path(path).write_text("\n".join(lines) + "\n</svg>\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--svg")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(work)
        print(f"{os.cpu_count()} cores, medians of {options.runs}")
        bars = article(bench, options.runs)
        sizes(bench, [1, 10, 100, 1000] if options.large else [1, 10, 100])
        shards(bench)
        if options.large:
            network(bench)
    if options.svg:
        draw(options.svg, bars, f"A tour of 22 minutes, built cold on {os.cpu_count()} cores")
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nevery reach is met")
    return 1 if missed else 0


sys.exit(main())
