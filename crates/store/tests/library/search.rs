//! The index says what the articles say, after every kind of change.

use std::collections::BTreeSet;

use kazpost_store::{
    Clause, Field, Match, NewArticle, SearchFilters, SearchQuery, StateChange, Store, Terms,
};

use crate::support::{Library, article, article_key, key};

const FEED: &str = "https://one.example/feed";
const OTHER: &str = "https://two.example/feed";

fn word(key: &str) -> Clause {
    vec![Match {
        field: Field::Any,
        words: vec![vec![key.into()]],
        open: None,
    }]
}

fn query(with: &[&str]) -> SearchQuery {
    SearchQuery {
        with: with.iter().map(|key| word(key)).collect(),
        ..SearchQuery::default()
    }
}

fn titles(library: &Library, query: &SearchQuery) -> Vec<String> {
    let mut hits = library.search(query, 100).unwrap().hits;
    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
    let ids: Vec<i64> = hits.iter().map(|hit| hit.id).collect();
    let rows = library.rows(&ids).unwrap();
    rows.into_iter().map(|row| row.title).collect()
}

fn column(library: &Library, sql: &str) -> BTreeSet<i64> {
    let connection = library.sql();
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Index and `unindexed` together are the articles, nothing is in both, and the index is sound.
fn agrees(library: &Library, when: &str) {
    let articles = column(library, "SELECT id FROM articles");
    let waiting = column(library, "SELECT article_id FROM unindexed");
    let indexed = column(library, "SELECT id FROM search_docsize");
    let up_to_date: BTreeSet<i64> = indexed.difference(&waiting).copied().collect();
    let all: BTreeSet<i64> = up_to_date.union(&waiting).copied().collect();
    assert_eq!(all, articles, "{when}");
    assert_eq!(library.integrity().unwrap(), "ok", "{when}");
}

/// What was typed of a word is the words that begin so, be they few or many.
#[test]
fn the_beginning_of_a_word_finds_the_words_that_begin_so() {
    let library = Library::with_feeds(&[FEED]);
    let words: Vec<String> = ('a'..='l').map(|last| format!("lak{last}")).collect();
    let mut articles = crate::support::articles(FEED, 13);
    for (article, word) in articles
        .iter_mut()
        .zip(words.iter().map(String::as_str).chain(["river"]))
    {
        article.terms.body = word.into();
    }
    library.ingest(FEED, &articles);
    library.flush().unwrap();
    let typed = |open: &str| {
        let wanted = Match {
            field: Field::Any,
            words: vec![],
            open: Some(open.into()),
        };
        let query = SearchQuery {
            with: vec![vec![wanted]],
            ..SearchQuery::default()
        };
        library.search(&query, 100).unwrap().hits.len()
    };
    assert_eq!(
        [typed("lak"), typed("lakc"), typed("riv"), typed("sea")],
        [12, 1, 1, 0]
    );
}

/// FTS5 once wrote a segment for each article, because the sketch of its story came between it and the next.
#[test]
fn what_is_indexed_together_is_one_segment() {
    let library = Library::with_feeds(&[FEED]);
    let mut articles = crate::support::articles(FEED, 40);
    for article in &mut articles {
        article.terms.body = format!("{} steppe", article.title);
        article.terms.sketch = vec![1; 135];
    }
    library.ingest(FEED, &articles);
    library.flush().unwrap();
    assert_eq!(library.one::<i64>("SELECT count(*) FROM sketches"), 40);
    assert_eq!(
        library.one::<i64>("SELECT count(DISTINCT segid) FROM search_idx"),
        1
    );
}

#[test]
fn index_and_articles_agree_after_every_kind_of_change() {
    let mut library = Library::with_feeds(&[FEED, OTHER]);
    agrees(&library, "with nothing in it");
    library.ingest(FEED, &[article(FEED, "1", "Apple"), article(FEED, "2", "Pear")]);
    library.ingest(OTHER, &[article(OTHER, "3", "Apple tree")]);
    agrees(&library, "stored, not indexed yet");
    assert_eq!(library.unindexed().unwrap(), 3);
    library.flush().unwrap();
    assert_eq!(library.unindexed().unwrap(), 0);
    agrees(&library, "indexed");
    assert_eq!(titles(&library, &query(&["apple"])).len(), 2);

    library.ingest(FEED, &[article(FEED, "1", "Quince")]);
    agrees(&library, "one changed");
    library.flush().unwrap();
    assert_eq!(titles(&library, &query(&["quince"])), ["Quince"]);
    assert_eq!(
        titles(&library, &query(&["apple"])),
        ["Apple tree"],
        "what it said before is forgotten"
    );
    agrees(&library, "changed and indexed");

    library.ingest(FEED, &[article(FEED, "4", "Medlar")]);
    library.ingest(FEED, &[article(FEED, "4", "Sloe")]);
    library.flush().unwrap();
    assert_eq!(titles(&library, &query(&["sloe"])), ["Sloe"]);
    assert!(titles(&library, &query(&["medlar"])).is_empty());

    library.mark(&[article_key(FEED, "1")], StateChange::Saved(true));
    library.remove_feed(&key(FEED)).unwrap();
    agrees(&library, "a feed removed, one article kept");
    assert_eq!(titles(&library, &query(&["quince"])), ["Quince"]);
    assert!(titles(&library, &query(&["pear"])).is_empty());
    library.mark(&[article_key(FEED, "1")], StateChange::Saved(false));
    library.reopen();
    agrees(&library, "the article that was kept is gone too");
    assert!(titles(&library, &query(&["quince"])).is_empty());

    // Whoever takes articles away, by whatever rule.
    library.sql().execute("DELETE FROM articles", []).unwrap();
    agrees(&library, "all removed");
    assert!(titles(&library, &query(&["apple"])).is_empty());
}

#[test]
fn what_was_not_indexed_when_the_program_ended_is_named() {
    let mut library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[article(FEED, "1", "Apple")]);
    library.reopen();
    let waiting = library.next_unindexed(10).unwrap();
    assert_eq!(waiting.len(), 1);
    let terms = Terms {
        title: "apple".into(),
        ..Terms::default()
    };
    library.index(&[(waiting[0].row.id, terms)]).unwrap();
    assert_eq!(library.unindexed().unwrap(), 0);
    assert_eq!(titles(&library, &query(&["apple"])), ["Apple"]);
    agrees(&library, "caught up");
}

#[test]
fn a_text_changed_by_anyone_is_to_be_indexed_again() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[article(FEED, "1", "Apple")]);
    library.flush().unwrap();
    for change in ["content = 'another'", "packed = x'0000000000'"] {
        library.flush().unwrap();
        library.index(&[(1, Terms::default())]).unwrap();
        assert_eq!(library.unindexed().unwrap(), 0);
        let sql = format!("UPDATE bodies SET {change}");
        library.sql().execute(&sql, []).unwrap();
        assert_eq!(library.unindexed().unwrap(), 1, "{change}");
    }
}

#[test]
fn an_article_removed_before_it_was_indexed_is_not_indexed() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[article(FEED, "1", "Apple")]);
    library.remove_feed(&key(FEED)).unwrap();
    library.flush().unwrap();
    agrees(&library, "removed at once");
    assert!(titles(&library, &query(&["apple"])).is_empty());
}

#[test]
fn titles_count_more_than_bodies() {
    let library = Library::with_feeds(&[FEED]);
    let in_body = NewArticle {
        terms: Terms {
            title: "something else".into(),
            body: "an apple a day and more words".into(),
            ..Terms::default()
        },
        ..article(FEED, "1", "In the body")
    };
    library.ingest(
        FEED,
        &[in_body, article(FEED, "2", "Apple"), article(FEED, "3", "Pear")],
    );
    library.flush().unwrap();
    assert_eq!(titles(&library, &query(&["apple"])), ["Apple", "In the body"]);
}

#[test]
fn fields_phrases_and_exclusions() {
    let library = Library::with_feeds(&[FEED]);
    let told = |id: &str, title: &str, author: &str, body: &str| NewArticle {
        terms: Terms {
            title: title.into(),
            author: author.into(),
            body: body.into(),
            ..Terms::default()
        },
        ..article(FEED, id, &format!("{id} {title}"))
    };
    library.ingest(
        FEED,
        &[
            told("1", "white apple", "smith", "red pear"),
            told("2", "apple white", "jones", "smith says"),
        ],
    );
    library.flush().unwrap();
    let field = |field, words: &[&str]| SearchQuery {
        with: vec![vec![Match {
            field,
            words: words.iter().map(|word| vec![(*word).to_owned()]).collect(),
            open: None,
        }]],
        ..SearchQuery::default()
    };
    assert_eq!(
        titles(&library, &field(Field::Any, &["white", "apple"])),
        ["1 white apple"]
    );
    assert_eq!(
        titles(&library, &field(Field::Author, &["smith"])),
        ["1 white apple"]
    );
    assert_eq!(titles(&library, &query(&["smith"])).len(), 2);
    let without = SearchQuery {
        without: vec![word("pear")],
        ..query(&["apple"])
    };
    assert_eq!(titles(&library, &without), ["2 apple white"]);
    let only_without = SearchQuery {
        without: vec![word("pear")],
        ..SearchQuery::default()
    };
    assert_eq!(titles(&library, &only_without), ["2 apple white"]);
}

#[test]
fn filters() {
    let library = Library::with_feeds(&[FEED, OTHER]);
    library.ingest(FEED, &[article(FEED, "1", "Apple")]);
    library.ingest(OTHER, &[article(OTHER, "2", "Apple")]);
    library.mark(&[article_key(FEED, "1")], StateChange::Saved(true));
    library.flush().unwrap();
    let count = |filters: SearchFilters| {
        let query = SearchQuery {
            filters,
            ..query(&["apple"])
        };
        let listed = SearchQuery {
            with: vec![],
            ..query.clone()
        };
        let found = library.search(&query, 10).unwrap().hits.len();
        assert_eq!(found, Store::search(&library, &listed, 10).unwrap().hits.len());
        found
    };
    assert_eq!(count(SearchFilters::default()), 2);
    assert_eq!(
        count(SearchFilters {
            saved: Some(true),
            ..SearchFilters::default()
        }),
        1
    );
    assert_eq!(
        count(SearchFilters {
            feeds: vec![vec![key(OTHER)]],
            ..SearchFilters::default()
        }),
        1
    );
    assert_eq!(
        count(SearchFilters {
            not_feeds: vec![key(OTHER)],
            ..SearchFilters::default()
        }),
        1
    );
    assert_eq!(
        count(SearchFilters {
            read: Some(true),
            ..SearchFilters::default()
        }),
        0
    );
    assert_eq!(
        count(SearchFilters {
            after: Some(0),
            before: Some(1),
            ..SearchFilters::default()
        }),
        0
    );
    assert_eq!(
        count(SearchFilters {
            languages: vec!["xx".into()],
            ..SearchFilters::default()
        }),
        0
    );
}

#[test]
fn what_a_filter_hides_is_not_found() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(
        FEED,
        &[article(FEED, "1", "Apple"), article(FEED, "2", "Apple pie")],
    );
    library.flush().unwrap();
    let hide = "UPDATE articles SET hidden = 1 WHERE title = 'Apple'";
    library.sql().execute(hide, []).unwrap();
    assert_eq!(titles(&library, &query(&["apple"])), ["Apple pie"]);
}
