//! Sites without a feed, as tests serve them. [`Paper`] is built as a network of local papers builds its pages: no
//! metadata at all, a masthead with the day of the visit, the headline twice, a player that may be empty, and below
//! each article the latest headlines of the whole paper.

use std::fmt::Write;

use crate::feeds::escape;

/// An article of a [`Paper`].
#[derive(Clone, Debug)]
pub struct Story {
    /// Its headline; its address is made of it.
    pub title: String,
    /// Who wrote it; empty for nobody.
    pub byline: String,
    /// Its text.
    pub paragraphs: Vec<String>,
    /// The address of its picture; empty for none.
    pub picture: String,
    /// It can be listened to.
    pub audio: bool,
}

impl Story {
    /// `/a-headline-in-small-letters`.
    pub fn path(&self) -> String {
        let words = self.title.split(|c: char| !c.is_alphanumeric());
        let words: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        format!("/{}", words.join("-"))
    }

    /// A story that differs from all others of another number.
    pub fn numbered(number: usize) -> Story {
        let what = WHAT[number % WHAT.len()];
        let place = PLACES[number / WHAT.len() % PLACES.len()];
        let paragraphs = (0..3 + number % 3)
            .map(|n| {
                format!(
                    "Report {number}, part {n}: in {place} people who know about {what} met again this week and \
                     talked for a long time about what should be done before the winter, and who should pay for it."
                )
            })
            .collect();
        Story {
            title: format!("How {what} came back to {place} in year {}", 1900 + number),
            byline: if number.is_multiple_of(2) {
                "Aru Example".into()
            } else {
                String::new()
            },
            paragraphs,
            picture: String::new(),
            audio: number.is_multiple_of(3),
        }
    }
}

const WHAT: &[&str] = &[
    "wild apples",
    "wool felt",
    "steppe eagles",
    "night trains",
    "clay ovens",
    "salt lakes",
    "tall reeds",
];
const PLACES: &[&str] = &[
    "the old harbour",
    "the upper valley",
    "the southern market",
    "the weather station",
    "the railway town",
];

/// A paper of that template.
#[derive(Clone, Debug)]
pub struct Paper {
    /// On the masthead.
    pub name: &'static str,
    /// On the masthead.
    pub tagline: &'static str,
    /// On the masthead: the day of the visit.
    pub day: &'static str,
    /// The newest first.
    pub stories: Vec<Story>,
}

impl Paper {
    /// The front page: a lead, blocks of stories, and navigation.
    pub fn front(&self) -> String {
        let mut out = self.top("");
        for story in self.stories.iter().take(12) {
            let _ = writeln!(
                out,
                "<div class=\"box\"><a href=\"{path}\"><div class=\"pic\"></div></a><a class=\"tt\" href=\"{path}\">{}</a>\
                 <div class=\"sm\">{}</div></div>",
                escape(&story.title),
                escape(&story.paragraphs[0].chars().take(90).collect::<String>()),
                path = story.path()
            );
        }
        out.push_str(&self.bottom());
        out
    }

    /// An article's page.
    pub fn article(&self, story: &Story) -> String {
        let mut out = self.top(&story.title);
        let title = escape(&story.title);
        let _ = write!(
            out,
            "<div class=\"h1\"><h1>{title}</h1></div>\n<div class=\"player\">"
        );
        if story.audio {
            out.push_str("<audio src=\"/audio.mp3\"></audio>");
        }
        out.push_str("<span>0:00</span> <span>0:00</span> <span>Close</span></div>\n");
        if !story.picture.is_empty() {
            let _ = writeln!(
                out,
                "<img src=\"{}\" alt=\"A picture of it\">",
                escape(&story.picture)
            );
        }
        let _ = writeln!(out, "<div class=\"h2\">{title}</div>");
        if !story.byline.is_empty() {
            let _ = writeln!(out, "<div class=\"by\">{}</div>", escape(&story.byline));
        }
        out.push_str("<div class=\"txt\">\n");
        for paragraph in &story.paragraphs {
            let _ = writeln!(out, "<p>{}</p>", escape(paragraph));
        }
        out.push_str("</div>\n<div class=\"nl\"><h3>Newsletter</h3><input type=\"email\"><button>Subscribe</button></div>\n");
        out.push_str("<h3>Related Articles</h3>\n");
        let _ = write!(
            out,
            "<div class=\"brand\">{}</div>\n<div class=\"list\">\n",
            self.name
        );
        out.push_str("<div class=\"player\"><span>0:00</span><span>0:00</span><span>Close</span></div>\n");
        for other in &self.stories {
            let _ = writeln!(
                out,
                "<div class=\"it\"><a href=\"{}\">{}</a></div>",
                other.path(),
                escape(&other.title)
            );
        }
        out.push_str("<span class=\"x\">×</span></div>\n");
        out.push_str(&self.bottom());
        out
    }

    fn top(&self, title: &str) -> String {
        let (name, tagline, day) = (self.name, self.tagline, self.day);
        let title = if title.is_empty() {
            format!("{name} | {tagline}")
        } else {
            escape(title)
        };
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body>\n\
             <div class=\"head\"><a href=\"/\"><div class=\"logo\">{name}</div></a><div class=\"tag\">{tagline}</div>\
             <div class=\"day\">{day}</div></div>\n<div class=\"menu\"><a href=\"/politics\">Politics</a> \
             <a href=\"/economy\">Economy</a> <a href=\"/about-us\">About us</a></div>\n"
        )
    }

    fn bottom(&self) -> String {
        format!(
            "<div class=\"footer\"><a href=\"/terms-of-use-of-this-site\">Terms of use of this site and its services</a> \
             <a href=\"/privacy-policy\">Privacy policy</a> <a href=\"/contact\">Contact</a> © {}</div></body></html>",
            self.name
        )
    }

    /// A page that is none of the paper's articles.
    pub fn about(&self) -> String {
        let words =
            "We are a small paper and write about what happens where we live, every day of the year. "
                .repeat(12);
        format!(
            "{}<h1>About us</h1><p>{words}</p>{}",
            self.top("About us"),
            self.bottom()
        )
    }
}
