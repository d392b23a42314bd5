//! The short way to an article's text gives what the long way gives, whatever the article is made of.
#![allow(
    clippy::disallowed_methods,
    reason = "the corpora lie on a disk, and the environment says where"
)]

use std::path::Path;

use kazpost_model::RawHtml;
use kazpost_sanitise::{clean, gist};
use url::Url;

fn agree(markup: &str) {
    let raw = RawHtml::new(markup);
    let base = Url::parse("https://paper.example/a/b.html").expect("an address");
    let (short, long) = (gist(&raw, Some(&base)), clean(&raw, Some(&base)));
    assert_eq!(short.text, long.text(), "the text of {markup:?}");
    assert_eq!(
        short.picture,
        long.pictures().into_iter().next(),
        "the picture of {markup:?}"
    );
}

/// Knuth's MMIX generator: the same markup on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const ELEMENTS: &[&str] = &[
    "p",
    "p",
    "p",
    "div",
    "a",
    "b",
    "em",
    "strong",
    "span",
    "ul",
    "ol",
    "li",
    "li",
    "h2",
    "h3",
    "blockquote",
    "figure",
    "figcaption",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "address",
    "code",
    "pre",
    "q",
    "s",
    "u",
    "i",
    "small",
    "sub",
    "sup",
    "time",
    "mark",
    "del",
    "ins",
    "cite",
    "abbr",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "details",
    "ruby",
    "rt",
    "font",
    "center",
    "main",
];
const ATTRIBUTES: &[&str] = &[
    "",
    "",
    "",
    "",
    " id=\"x\"",
    " class='big'",
    " href=\"/a?b=1&c=2\"",
    " name=\"here\"",
    " title=\"a &lt; b\"",
    " lang=\"kk\"",
    " style=\"color: red\"",
    " onclick=\"x('<p>')\"",
    " data-x='>'",
    " href=x",
    " hidden",
];
const LEAVES: &[&str] = &[
    "қала",
    "text of words",
    " ",
    "\n",
    "\r\n ",
    "&nbsp;",
    "&amp;",
    "&#8217;",
    "&#x41f;",
    "&shy;",
    "ми\u{ad}нистр",
    "&hellip;",
    "&",
    " & ",
    "&amp",
    "&copy;",
    "&notit;",
    "&#0;",
    "&#150;",
    "&#55296;",
    "&#xfeff;",
    "&#65534;",
    "\u{200b}",
    "\u{a0}",
    "\u{85}",
    "\u{feff}",
    "\0",
    "<br>",
    "<br/>",
    "<br />\n",
    "<hr>",
    "<wbr>",
    "<!-- c -->",
    "<script>a</script>",
    "<script type=\"text/javascript\">if (a < b) { c(\"<p>d</p>\") }</script>",
    "<script>w('</p></a>'); w(\"</SCRIPTS\" + '</noscript>')</script>",
    "<script>w(\"</sCript >x\")</script>",
    "<script>w(\"</script/>x\")</script>",
    "<script>w('<math><mi>x</math><iframe></iframe>')</script>",
    "<script>w('<noscript></noscript><xmp>')</script>",
    "<script>w(\"<a href='</script>",
    "<script>w('</style>')</script>",
    "<style>p{}</style>",
    "<style>p::after { content: '</p></script>' }</style>",
    "<img src=\"/a.jpg\">",
    "<img src=\"https://b.example/c.jpg?d=1&e=2\" alt=\"x\" width=\"64\"/>",
    "<img src=\"https://b.example/c.jpg?d=1&amp;copy=2&copy;=3\">",
    "<img width=\"1\" height=\"1\" src=\"/p.gif\" />",
    "<img src=\"/blank.gif\" data-src=\"/late.jpg\">",
    "<img src=\"javascript:x\" alt=\"y\">",
    "<img alt=\"only\">",
    "<img src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\">",
    "<img src=\"http://[bad\">",
    "<img src=\"//b.example/d.jpg\" srcset=\"/e.jpg 2x\">",
    "<img src='/single.jpg'>",
    "<img\nsrc=\"/line.jpg\">",
    "<img src=\"https://pixel.example/t.gif\">",
    "<img src=\"/a.jpg\" SRC=\"/b.jpg\">",
    "<iframe src=\"https://v.example/e\"></iframe>",
    "<iframe width=\"5\" src=\"//www.youtube.com/embed/a_1\"></iframe>",
    "<iframe title=\" A &amp; b \" data-src=\"/v\" src=\"about:blank\"></iframe>",
    "<iframe src=\"x:y\"></iframe>",
    "<iframe src=\"https://v.example/e\">old</iframe>",
    "<iframe></iframe>",
    "a < b",
    "1 > 0",
    "</p>",
    "</div>",
    "<p>",
];

fn grow(dice: &mut Dice, depth: usize, out: &mut String) {
    for _ in 0..=dice.below(3) {
        if depth == 0 || dice.below(3) == 0 {
            out.push_str(dice.one_of(LEAVES));
            continue;
        }
        let name = dice.one_of(ELEMENTS);
        let attributes = dice.one_of(ATTRIBUTES);
        out.push_str(&format!("<{name}{attributes}>"));
        grow(dice, depth - 1, out);
        out.push_str(&format!("</{name}>"));
    }
}

#[test]
fn both_ways_agree_on_whatever_grows() {
    let mut dice = Dice(7);
    for _ in 0..60_000 {
        let mut markup = String::new();
        let depth = dice.below(6);
        grow(&mut dice, depth, &mut markup);
        agree(&markup);
    }
}

#[test]
fn both_ways_agree_on_what_is_left_out() {
    agree("a<br><br>&nbsp;<br>b");
    agree("a<br><br><br>b<br>c");
    agree("a<p id=\"x\"></p>b");
    agree("a<p><a name=\"x\"></a></p>b");
    agree("a<p>&nbsp;</p>b");
    agree("a<p><img src=\"/p.gif\" width=\"1\" height=\"1\"></p>b");
    agree("a<p><img src=\"/p.jpg\"></p>b");
}

#[test]
fn both_ways_agree_on_the_pages_of_others() {
    let Some(corpora) = std::env::var_os("KAZPOST_CORPORA") else {
        eprintln!("skipped: KAZPOST_CORPORA is not set, so no pages of others were read");
        return;
    };
    let mut read = 0;
    let mut folders = vec![
        Path::new(&corpora).join("pages"),
        Path::new(&corpora).join("feeds"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(page) = std::fs::read_to_string(&path) else {
                continue;
            };
            // As feeds carry it, and in pieces that begin and end with a block each.
            for page in [
                page.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("<![CDATA[", ""),
                page,
            ] {
                for block in ["<p", "<div", "<ul", "<h2", "<figure"] {
                    let end = block.replacen('<', "</", 1) + ">";
                    for (at, _) in page.match_indices(block).take(12) {
                        if let Some(length) = page[at..].find(&end) {
                            agree(&page[at..at + length + end.len()]);
                            read += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(read > 5_000, "only {read} pieces in the corpora");
}
