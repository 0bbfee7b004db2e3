"""The plot of speed.py: times beside one another as bars, and time by number of stops.

In: bars [(name, seconds, is_ours)], points [(stops, seconds)]. Out: an SVG for light and dark pages, its figures also in
words for those who do not see it.
"""
import math
from xml.sax.saxutils import escape

WIDTH, LEFT, ROW, TOP = 720, 250, 32, 56
STYLE = """
text { font: 14px sans-serif; fill: #222 } .title { font-weight: bold } .small { font-size: 12px }
.ours { fill: #8c2f1b } .other { fill: #857c70 } .line { stroke: #8c2f1b; stroke-width: 2; fill: none }
.axis { stroke: #857c70; stroke-width: 1 } .page { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #eee } .ours { fill: #e2836b } .other { fill: #a39a8d } .line { stroke: #e2836b } .axis { stroke: #a39a8d }
  .page { fill: #1b1b1b }
}
"""


def words(bars, points):
    cold = ", ".join(f"{name.replace('|', 'into')} {seconds:.1f} s" for name, seconds, _ in bars)
    grown = ", ".join(f"{stops:,} in {seconds:.1f} s" for stops, seconds in points)
    return f"A cold build: {cold}. Stops built cold: {grown}."


def text(x, y, words_, kind="", anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words_)}</text>'


def draw_bars(bars):
    widest = max(seconds for _, seconds, _ in bars)
    lines = [text(16, 32, "A tour built cold: seconds, less is better", "title")]
    for i, (name, seconds, ours) in enumerate(bars):
        y, width = TOP + ROW * i, (WIDTH - LEFT - 80) * seconds / widest
        lines += [text(LEFT - 10, y + 16, name, anchor="end"),
                  f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="22" rx="2" class="{"ours" if ours else "other"}"/>',
                  text(LEFT + width + 8, y + 16, f"{seconds:.1f} s")]
    return lines


def draw_points(points, top):
    left, height, most = LEFT, 150, max(3, math.ceil(math.log10(points[-1][0])))
    low, high = math.floor(math.log10(points[0][1])), math.ceil(math.log10(points[-1][1]))
    wide = (WIDTH - LEFT - 80) / most

    def place(stops, seconds):
        return left + wide * math.log10(stops), top + height - height * (math.log10(seconds) - low) / max(1, high - low)

    lines = [text(16, top - 24, "Seconds by number of stops, built cold (both axes logarithmic)", "title"),
             f'<path class="axis" d="M{left} {top}V{top + height}H{WIDTH - 60}" fill="none"/>']
    for decade in range(low, high + 1):
        _, y = place(1, 10 ** decade)
        lines.append(text(left - 10, y + 5, f"{10 ** decade:g} s", "small", "end"))
    path = []
    for stops, seconds in points:
        x, y = place(stops, seconds)
        path.append(f"{x:.1f} {y:.1f}")
        lines += [text(x, top + height + 20, f"{stops:,}", "small", "middle"), text(x + 8, y + 16, f"{seconds:.1f} s"),
                  f'<circle class="ours" cx="{x:.1f}" cy="{y:.1f}" r="4"/>']
    lines.append(f'<path class="line" d="M{"L".join(path)}"/>')
    return lines, top + height + 36


def draw(title, bars, points):
    body = draw_bars(bars)
    more, height = draw_points(points, TOP + ROW * len(bars) + 56)
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title words">',
        f'<title id="title">{escape(title)}</title>', f'<desc id="words">{escape(words(bars, points))}</desc>',
        f"<style>{STYLE}</style>", f'<rect class="page" width="{WIDTH}" height="{height}"/>', *body, *more, "</svg>", ""])
