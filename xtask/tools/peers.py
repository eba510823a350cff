"""Scores texts with the sentiment tools that Python has here: JSON strings in, one a line; JSON objects out.

A tool that isn't installed is not in the answers. Scores grow with displeasure.
"""

import json
import sys

tools = {}
try:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    tools["vaderSentiment"] = lambda text: -vader.polarity_scores(text)["compound"]
except ImportError:
    pass
try:
    from textblob import TextBlob
    from textblob_fr import PatternAnalyzer, PatternTagger

    tagger, analyzer = PatternTagger(), PatternAnalyzer()
    tools["textblob-fr"] = lambda text: -TextBlob(text, pos_tagger=tagger, analyzer=analyzer).sentiment[0]
except ImportError:
    pass

for line in sys.stdin:
    text = json.loads(line)
    print(json.dumps({name: score(text) for name, score in tools.items()}))
