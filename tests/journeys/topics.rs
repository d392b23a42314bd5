//! What is in the news, in three languages: names planted into a day, among names that are always there.

use std::fmt::Write;

use kazpost_api::Topic;
use kazpost_core::Library;
use kazpost_tests::feeds::escape;
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, subscribe, sync};

/// Names of which much is written today, in the forms in which sentences have them.
const PLANTED: &[(&str, &str, &[&str])] = &[
    ("en", "Ferrolux", &["Ferrolux", "Ferrolux’s", "Ferrolux"]),
    (
        "en",
        "Marla Quigley",
        &["Marla Quigley", "Quigley", "Marla Quigley’s"],
    ),
    (
        "en",
        "Port Harrow",
        &["Port Harrow", "Port Harrow’s", "Port Harrow"],
    ),
    (
        "ru",
        "Иван Лаптев",
        &["Иван Лаптев", "Ивана Лаптева", "Лаптеву", "Лаптевым"],
    ),
    (
        "ru",
        "Верхнегорск",
        &["Верхнегорск", "Верхнегорска", "Верхнегорску", "Верхнегорске"],
    ),
    (
        "ru",
        "Стройтрест",
        &["Стройтрест", "Стройтреста", "Стройтрестом", "Стройтрестом"],
    ),
    (
        "kk",
        "Ерасыл Мұқанов",
        &["Ерасыл Мұқанов", "Ерасыл Мұқановтың", "Мұқановқа", "Мұқановпен"],
    ),
    (
        "kk",
        "Жаңаөзек",
        &["Жаңаөзек", "Жаңаөзектің", "Жаңаөзекке", "Жаңаөзектен"],
    ),
    (
        "kk",
        "Болатсервис",
        &["Болатсервис", "Болатсервистің", "Болатсервиске", "Болатсервиспен"],
    ),
];

/// Names that are in the paper every day, today as well.
const USUAL: &[(&str, &[&str])] = &[
    (
        "en",
        &["Kazakhstan", "London", "Parliament", "John Smith", "Astana"],
    ),
    ("ru", &["Казахстан", "Астане", "Москвы", "Петров", "Евросоюза"]),
    (
        "kk",
        &["Қазақстан", "Астанада", "Алматының", "Серіков", "Ресейдің"],
    ),
];

const SENTENCES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "The council met {} on the second day",
            "Nobody expected that {} would sign the papers",
            "Farmers say that {} must wait for rain",
            "A report on {} was read aloud",
            "Schools near {} are open again",
            "Engineers looked at {} for an hour",
            "Prices around {} fell a little",
        ],
    ),
    (
        "ru",
        &[
            "Совет обсудил вопрос про {} на второй день",
            "Никто не ожидал, что {} подпишет бумаги",
            "Фермеры говорят, что {} подождёт дождя",
            "Доклад про {} прочитали вслух",
            "Школы возле {} снова открыты",
            "Инженеры целый час изучали {} вместе",
            "Цены вокруг {} немного снизились",
        ],
    ),
    (
        "kk",
        &[
            "Кеңес екінші күні {} туралы мәселе қарады",
            "Ешкім {} қағазға қол қояды деп күткен жоқ",
            "Шаруалар {} жаңбыр күтеді дейді",
            "Баяндама {} жайында дауыстап оқылды",
            "Мектептер {} маңында қайта ашылды",
            "Инженерлер бір сағат бойы {} мәселесін көрді",
            "Баға {} маңында сәл төмендеді",
        ],
    ),
];

/// A small generator: the same day on each run.
struct Dice(u64);

impl Dice {
    fn of<'a, T: ?Sized>(&mut self, many: &[&'a T]) -> &'a T {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        many[(self.0 >> 33) as usize % many.len()]
    }
}

fn written(language: &str, name: &str, dice: &mut Dice) -> String {
    let (_, sentences) = SENTENCES
        .iter()
        .find(|(tag, _)| *tag == language)
        .expect("sentences");
    dice.of(sentences).replace("{}", name)
}

/// Articles of one language for one of its four sources: an archive of forty days, and today.
fn feed(language: &str, source: usize, news: bool) -> String {
    let mut dice = Dice(source as u64 * 7919 + language.len() as u64 + u64::from(language.as_bytes()[0]));
    let (_, usual) = USUAL.iter().find(|(tag, _)| *tag == language).expect("names");
    let mut items = String::new();
    let mut add = |title: String, teaser: String, hours: u32, number: usize| {
        // 31 May 2026, 23:00, backwards.
        let (days, hour) = (hours / 24, 23 - hours % 24);
        let date = if days < 31 {
            format!("{:02} May 2026 {hour:02}:00:00 GMT", 31 - days)
        } else {
            format!("{:02} Apr 2026 {hour:02}:00:00 GMT", 61 - days)
        };
        let _ = write!(
            items,
            "<item><guid isPermaLink=\"false\">{language}-{source}-{number}</guid><title>{}</title>\
             <description>{}</description><pubDate>{date}</pubDate></item>",
            escape(&title),
            escape(&teaser)
        );
    };
    for number in 0..120 {
        let hours = 30 + number as u32 * 8;
        let title = written(language, dice.of(usual), &mut dice);
        let teaser = format!(
            "{}. {}.",
            written(language, dice.of(usual), &mut dice),
            written(language, dice.of(usual), &mut dice)
        );
        add(title, teaser, hours, number);
    }
    for number in 0..10 {
        let title = written(language, dice.of(usual), &mut dice);
        let mut teaser = format!(
            "{}. {}.",
            written(language, dice.of(usual), &mut dice),
            written(language, dice.of(usual), &mut dice)
        );
        // Each planted name in three or four articles of each source.
        let planted: Vec<_> = PLANTED.iter().filter(|(tag, ..)| *tag == language).collect();
        if news && let Some((_, _, forms)) = planted.get(number % 4) {
            let form = forms[(number / 4 + source) % forms.len()];
            teaser = format!("{teaser} {}.", written(language, form, &mut dice));
        }
        add(title, teaser, 1 + number as u32, 1000 + number);
    }
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>{language} {source}</title>\
         <language>{language}</language>{items}</channel></rss>"
    )
}

async fn library_of(reader: &Reader, server: &Server, news: bool) -> Library {
    let library = reader.open();
    let mut feeds = Vec::new();
    for language in ["en", "ru", "kk"] {
        for source in 0..4 {
            let path = format!("/{language}-{source}.xml");
            server.set(&path, Reply::rss(feed(language, source, news)));
            feeds.push(server.url(&path));
        }
    }
    subscribe(&library, &feeds);
    sync(&library).await;
    library
}

fn names(topics: &[Topic]) -> Vec<&str> {
    topics.iter().map(|topic| topic.name.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_unusual_today_are_in_the_news_and_no_others() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = library_of(&reader, &server, true).await;
    let topics = library.topics().expect("the topics");
    let shown = names(&topics);
    let planted: Vec<&str> = PLANTED.iter().map(|(_, name, _)| *name).collect();
    let right = shown.iter().filter(|name| planted.contains(name)).count();
    println!(
        "{right} of {} topics are planted ones, of {}: {shown:?}",
        shown.len(),
        planted.len()
    );
    assert_eq!(right, shown.len(), "{shown:?}");
    assert_eq!(shown.len(), 8, "as many as are shown: {shown:?}");

    let person = topics
        .iter()
        .find(|topic| topic.name.contains(' ') && topic.language != "en");
    let person = person.expect("a person");
    assert!(
        person.articles >= 8 && person.sources == 4 && person.before == 0,
        "{person:?}"
    );
    let found = library
        .search(kazpost_api::SearchRequest {
            query: person.query.clone(),
            stage: kazpost_api::SearchStage::Done,
            limit: 50,
            utc_offset_minutes: 0,
        })
        .expect("an answer");
    assert_eq!(
        found.total, person.articles,
        "{person:?}: what it opens is what was counted"
    );

    drop(library);
    let told = reader.json(&["topics", "--json"]);
    assert_eq!(told["topics"].as_array().expect("topics").len(), 8);
    let text = reader.kazpost(&["topics"]).out;
    assert!(text.contains(&person.name), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_day_has_nothing_in_the_news() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = library_of(&reader, &server, false).await;
    let topics = library.topics().expect("the topics");
    assert_eq!(names(&topics), Vec::<&str>::new());
    assert!(Reader::new().open().topics().expect("none").is_empty());
}
