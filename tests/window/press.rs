//! A newsstand on loopback: the stories of the UI's preview as feeds, and a library that follows them. What a picture
//! of the window shows is the same on each run, but for the date.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use kazpost_api::{AnnotateRequest, Change, Colour, ListRequest, MarkRequest, RowsRequest, Scope, Target};
use kazpost_core::{Library, Options};
use kazpost_tests::{Reply, Server};
use serde_json::{Value, json};

const TOLD: &str = include_str!("../../ui/src/api/preview/stories.json");

/// Key, title, folder.
const FEEDS: [(&str, &str, &str); 8] = [
    ("kazpost", "KazPost", "home"),
    ("gazette", "Northern Gazette", "home"),
    ("vestnik", "Степной вестник", "home"),
    ("zhetisu", "Жетісу шолуы", "home"),
    ("courier", "Caspian Courier", "region"),
    ("monitor", "Silk Road Monitor", "region"),
    ("arts", "Dala Arts", ""),
    ("cinema", "Кинозал", ""),
];

const PICTURES: [(&str, &[u8]); 6] = [
    (
        "reeds",
        include_bytes!("../../publication/starter/pictures/noon.png"),
    ),
    (
        "felt",
        include_bytes!("../../publication/starter/pictures/shanyraq.png"),
    ),
    (
        "train",
        include_bytes!("../../publication/starter/pictures/train.png"),
    ),
    (
        "orchard",
        include_bytes!("../../publication/starter/pictures/orchard.png"),
    ),
    (
        "aral",
        include_bytes!("../../publication/starter/pictures/aral.png"),
    ),
    (
        "wires",
        include_bytes!("../../publication/starter/pictures/wires.png"),
    ),
];

/// Ends the subscription to the starter edition, which the window makes in every new library.
pub const WITHOUT_STARTER: &str = "
    const ask = window.__TAURI_INTERNALS__.invoke;
    return ask('sources', { request: null }).then(({ feeds }) =>
      Promise.all(feeds.filter((feed) => !feed.url.startsWith('http://127.')).map((feed) =>
        ask('feed_remove', { request: feed.id }))))";

/// The newsstand; stories in `language` come first. One of its feeds never answers.
pub fn open(language: &str) -> Server {
    let server = Server::start();
    for (name, bytes) in PICTURES {
        server.set(&format!("/{name}.png"), Reply::ok("image/png", bytes));
    }
    let told: Value = serde_json::from_str(TOLD).expect("the stories are JSON");
    let stories = told["stories"].as_array().expect("a list of stories");
    let (own, others): (Vec<&Value>, Vec<&Value>) =
        stories.iter().partition(|story| story["language"] == language);
    let (first, third) = own.split_at(own.len().min(10));
    let (second, last) = others.split_at(others.len().min(14));
    let order = [first, second, third, last].concat();
    for (key, title, _) in FEEDS {
        if key == "arts" {
            server.set("/arts.json", Reply::status(503));
            continue;
        }
        let items: Vec<Value> = (0..)
            .zip(&order)
            .filter(|(_, story)| story["feed"] == key)
            .map(|(at, story)| item(&server, at, story, &told["bodies"]))
            .collect();
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": title,
            "home_page_url": server.url("/"), "items": items });
        server.set(
            &format!("/{key}.json"),
            Reply::ok("application/feed+json", feed.to_string()),
        );
    }
    server
}

fn item(server: &Server, at: i64, story: &Value, bodies: &Value) -> Value {
    let text = |name: &str| story[name].as_str().unwrap_or_default();
    let language = text("language");
    // The preview's chart is an address of its own; here is none.
    let body = bodies[language]["text"].as_str().unwrap_or_default();
    let body = body
        .replace('\u{ad}', "")
        .replace("CHART", &server.url("/wires.png"));
    let footnote = bodies[language]["footnote"].as_str().unwrap_or_default();
    let mut item = json!({
        "id": format!("story-{language}-{at}"),
        "url": server.url(&format!("/{at}")),
        "title": text("title"),
        "language": language,
        "date_published": instant(600 + at * 2_700),
        "tags": [text("section")],
        "authors": [{ "name": text("author") }],
    });
    let standfirst = text("standfirst");
    if standfirst.is_empty() {
        item["content_text"] = json!("");
    } else {
        item["summary"] = json!(standfirst);
        item["content_html"] = json!(format!("{body}{footnote}"));
    }
    if !text("picture").is_empty() {
        item["image"] = json!(server.url(&format!("/{}.png", text("picture"))));
    }
    item
}

/// RFC 3339, so many seconds ago.
fn instant(ago: i64) -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("it is after 1970");
    let time = i64::try_from(now.as_secs()).expect("it is before the end of time") - ago;
    let (days, seconds) = (time.div_euclid(86_400), time.rem_euclid(86_400));
    // Days since 1 March of the year 0, by which leap days come last in their year.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{:02}Z",
        seconds % 60
    )
}

/// A library that follows the newsstand and was read in a little: some articles read, some bookmarked, words
/// highlighted in the newest.
pub async fn library(server: &Server, data_dir: &Path, language: &str) {
    let library = Library::open(Options {
        data_dir: data_dir.to_owned(),
        starter: false,
        ..Options::default()
    })
    .expect("the library opens");
    let outlines: String = FEEDS
        .iter()
        .map(|(key, title, folder)| {
            let feed = format!(
                "<outline type=\"rss\" text=\"{title}\" xmlUrl=\"{}\"/>",
                server.url(&format!("/{key}.json"))
            );
            let folder = match (*folder, language) {
                ("home", "en") => "Kazakhstan",
                ("home", "ru") => "Казахстан",
                ("home", _) => "Қазақстан",
                ("region", "en") => "Central Asia",
                ("region", "ru") => "Центральная Азия",
                ("region", _) => "Орталық Азия",
                _ => return feed,
            };
            format!("<outline text=\"{folder}\">{feed}</outline>")
        })
        .collect();
    // Its stories have other headlines over the same few texts, and would all be one.
    let settings = library.settings().expect("the settings");
    let settings = kazpost_api::Settings {
        fold_stories: false,
        ..settings
    };
    library.settings_save(settings).expect("they are kept");
    let list = format!("<opml version=\"2.0\"><head/><body>{outlines}</body></opml>");
    library.opml_import(list.as_bytes()).expect("the list is taken");
    library
        .sync(kazpost_api::SyncRequest::default(), |_| ())
        .await
        .expect("the library is well");
    let opened = library
        .list_open(ListRequest {
            scope: Scope::All,
            unread_only: false,
            filter: String::new(),
            utc_offset_minutes: 0,
            first: 0,
            at: None,
        })
        .expect("the list opens");
    let rows = library
        .list_rows(RowsRequest {
            list: opened.list,
            offset: 0,
            limit: 200,
        })
        .expect("it has rows");
    assert!(rows.len() > 30, "the newsstand was fetched: {}", rows.len());
    let some = |every: usize, from: usize| -> Vec<String> {
        rows.iter()
            .skip(from)
            .step_by(every)
            .map(|row| row.id.clone())
            .collect()
    };
    for (ids, change) in [(some(5, 3), Change::Read), (some(11, 4), Change::Saved)] {
        let target = Target::Articles { ids };
        library
            .mark(MarkRequest { target, change })
            .expect("it is marked");
    }
    // The second sentence of the second paragraph, whatever its language.
    let Some(first) = rows.first() else { return };
    let told: Value = serde_json::from_str(TOLD).expect("the stories are JSON");
    let body = told["bodies"][&first.language]["text"]
        .as_str()
        .unwrap_or_default();
    let body = body.replace('\u{ad}', "");
    let quote = body
        .split("<p>")
        .nth(2)
        .and_then(|paragraph| paragraph.split(". ").next())
        .unwrap_or_default();
    library
        .annotate(AnnotateRequest {
            id: None,
            article: first.id.clone(),
            quote: quote.into(),
            prefix: String::new(),
            suffix: String::new(),
            colour: Colour::Ochre,
            note: String::new(),
        })
        .expect("the words are marked");
}
