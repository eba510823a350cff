"""How long VADER takes for one of our posts, in Python, where it is installed. The same lines as shared/benches/speed.rs."""

import time
from pathlib import Path

NAME = "vaderSentiment (PyPI, Python), the same posts, a peer"
try:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
except ImportError:
    print("vaderSentiment (PyPI, Python): not installed here, `pip install vaderSentiment` to see it beside ours")
else:
    path = Path(__file__).parents[2] / "shared/benches/posts.txt"
    posts = path.read_text(encoding="utf-8").splitlines()
    share = sum(map(len, posts)) / 150
    vader = SentimentIntensityAnalyzer()
    times = []
    for _ in range(30):
        begin = time.perf_counter_ns()
        for post in posts:
            vader.polarity_scores(post)
        times.append((time.perf_counter_ns() - begin) / share)
    times.sort()
    print(f"{NAME}\t{times[0]:.0f}\t{times[15]:.0f}")
