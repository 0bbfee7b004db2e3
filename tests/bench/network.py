"""A network of museums that nobody visits: tours of our own sentences, each number and name another.

  network.py FOLDER TOURS STOPS [SENTENCES]   FOLDER/tour-001/article.md …, STOPS headings each, SENTENCES a stop (4)

The same arguments give the same bytes. Tours share no sentence with one another but for the last of each stop.
"""
import pathlib
import sys

PLACES = "河湾 松岗 石桥 白塔 东门 南市 古渡 西坡 盐仓 灯塔 茶园 竹林 北关 云台 柳堤 梅坞".split()
THINGS = "一只陶罐 一把铜锁 一架织机 一块石碑 一艘木船 一盏油灯 一幅地图 一口铜钟 一本账册 一件棉袍".split()
DOINGS = [
    "这里陈列着{thing}，编号是{n}，它在{place}的地下躺了{years}年。",
    "请走近一些，看看{place}的老人留下的{thing}；当年用它的人家有{n}户。",
    "从{place}走到这里，要经过{n}级台阶，{years}年前的人也是这样走的。",
    "{thing}的边上有一行小字，写着第{n}号，{place}。",
    "有人说它重{years}斤，有人说是{n}斤，{place}的人只是笑。",
    "修复它用了{n}天，参加的有{years}个人，都住在{place}。",
]
LAST = "看完了，我们去下一处。"


def sentence(seed):
    return DOINGS[seed % len(DOINGS)].format(
        thing=THINGS[seed // 7 % len(THINGS)], place=PLACES[seed // 3 % len(PLACES)], n=seed + 11, years=seed % 97 + 3)


def article(tour, stops, sentences):
    lines = [f"# 第{tour}号馆", "", "欢迎光临。", ""]
    for stop in range(stops):
        first = (tour * stops + stop) * sentences
        lines += [f"## {PLACES[stop % len(PLACES)]}厅{stop + 1}", ""]
        lines += ["".join(sentence(first + i) for i in range(sentences - 1)) + LAST, ""]
    return "\n".join(lines)


def main():
    folder, tours, stops = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sentences = int(sys.argv[4]) if len(sys.argv) > 4 else 4
    for tour in range(1, tours + 1):
        script = folder / f"tour-{tour:03}"
        script.mkdir(parents=True, exist_ok=True)
        (script / "article.md").write_text(article(tour, stops, sentences), encoding="utf-8")


if __name__ == "__main__":
    main()
