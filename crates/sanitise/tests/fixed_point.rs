//! Cleaning what is clean changes nothing, whatever it was made of.

use kazpost_model::RawHtml;
use kazpost_sanitise::clean;
use url::Url;

/// What parsers rearrange, hide, or read as something else the second time; and what articles are made of.
const FRAGMENTS: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i class=x>",
    "</i>",
    "<a href=/x>",
    "<a href='#fn'>",
    "</a>",
    "<a name=fn>",
    "<p id=fn>",
    "<a id=place>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<th scope=row>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "<col span=2>",
    "<tbody>",
    "<tfoot>",
    "</tr>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<h1>",
    "<h2>",
    "</h1>",
    "<pre>",
    "</pre>",
    "\n",
    "\r\n",
    "&#13;",
    "\r",
    "\u{feff}",
    "&#xfeff;",
    "\0",
    "&#0;",
    "<br>",
    "<br/>",
    "</br>",
    "<hr>",
    "<wbr>",
    "&nbsp;",
    "\u{200b}",
    " ",
    "text",
    "\"'",
    "&lt;img src=x onerror=y&gt;",
    "&amp;lt;",
    "&",
    "<",
    ">",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?x",
    "<!x>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mtext>",
    "Қазақ",
    "<mi>",
    "</mi>",
    "<msup>",
    "</msup>",
    "<kz-formula>",
    "<kz-formula data-is=mfrac>",
    "</kz-formula>",
    "<mglyph>",
    "<malignmark>",
    "<foreignObject>",
    "<annotation-xml encoding=text/html>",
    "<desc>",
    "<title>",
    "</title>",
    "<style>",
    "</style>",
    "<script>",
    "</script>",
    "<noscript>",
    "</noscript>",
    "<noembed>",
    "</noembed>",
    "<noframes>",
    "<xmp>",
    "</xmp>",
    "<iframe>",
    "<iframe src=https://v.example/e title=Film>",
    "<iframe src=//v.example/ />",
    "</iframe>",
    "<textarea>",
    "</textarea>",
    "<select>",
    "<option>",
    "</select>",
    "<template>",
    "</template>",
    "<button>",
    "</button>",
    "<object data=/o>",
    "<object>",
    "</object>",
    "<marquee>",
    "</marquee>",
    "<applet>",
    "<form>",
    "</form>",
    "<fieldset>",
    "<input>",
    "<ruby>",
    "<rt>",
    "<rp>",
    "<rb>",
    "<rtc>",
    "</ruby>",
    "<picture>",
    "<source srcset='/a.jpg 1x, /b.jpg 2x'>",
    "</picture>",
    "<img src=/a.jpg alt='<noscript>'>",
    "<img src=data:image/gif;base64,R0lGOD data-src=/c.jpg>",
    "<img srcset='/d.jpg 9w' width=1 height=1>",
    "<img src=/e.jpg width='40px' id=pic>",
    "<img src=x title='--&gt;</title><img src=1 onerror=2>'>",
    "<video>",
    "<video src=/v.mp4>",
    "<audio>",
    "<source src=/s.mp3>",
    "</video>",
    "</audio>",
    "<embed src=/f>",
    "<details>",
    "<summary>",
    "</details>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<blockquote cite=/q>",
    "</blockquote>",
    "<span>",
    "<span lang=kk>",
    "</span>",
    "<font color=red>",
    "</font>",
    "<nobr>",
    "</nobr>",
    "<center>",
    "<section>",
    "<article>",
    "</article>",
    "<ol start=3 type=a>",
    "</ol>",
    "<body onload=x>",
    "<html>",
    "<head>",
    "<frameset>",
    "<plaintext>",
    "<a href='mailto:a@b.example?subject=x y '>",
    "<a href='http://xn--a.example/\\b#c'>",
    "<a href='javascript:x'>",
    "<a href='https://paper.example/s.html#fn'>",
    "<s>",
    "<u>",
    "<em>",
    "<code>",
    "</code>",
    "<sub>",
    "<tt>",
    "<big>",
    "<listing>",
    "<menu>",
    "<dir>",
    "<address>",
    "<image src=/g.jpg>",
    "<isindex>",
];

/// Knuth's MMIX generator: the same strings on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

fn assert_steady(markup: &str, base: Option<&Url>) {
    let once = clean(&RawHtml::new(markup), base);
    let twice = clean(&RawHtml::new(once.as_str()), base);
    assert_eq!(
        once.as_str(),
        twice.as_str(),
        "cleaning again changed the result of {markup:?}"
    );
}

#[test]
fn generated_markup_is_cleaned_once() {
    let base = Url::parse("https://paper.example/s.html").unwrap();
    let mut dice = Dice(20_260_501);
    for round in 0..ROUNDS {
        let length = 1 + dice.below(24);
        let markup: String = (0..length)
            .map(|_| FRAGMENTS[dice.below(FRAGMENTS.len())])
            .collect();
        assert_steady(&markup, (round % 3 > 0).then_some(&base));
    }
}

/// Few enough for every test run; raise it by hand after a change of the rules.
const ROUNDS: usize = 20_000;

#[test]
fn crowds_are_cleaned_once() {
    let base = Url::parse("https://paper.example/s.html").unwrap();
    let mut dice = Dice(7);
    for _ in 0..20 {
        let markup: String = (0..9000)
            .map(|_| FRAGMENTS[dice.below(FRAGMENTS.len())])
            .collect();
        assert_steady(&markup, Some(&base));
        let plain = markup
            .replace("<plaintext>", "")
            .replace("<template>", "")
            .replace("<!--", "");
        assert_steady(&plain, Some(&base));
    }
}

#[test]
fn depth_is_no_danger() {
    for tag in [
        "<div>",
        "<b>",
        "<b x=1>",
        "<a href=/x>",
        "<p>",
        "<span lang=en>",
        "<svg>",
        "<table><tr><td>",
        "<ul><li>",
        "<x-y>",
        "<iframe>",
        "<noscript>",
        "<blockquote>",
        "<ruby>",
        "<font><p>",
        "<table>",
        "<template>",
        "<select>",
        "<math><mtext>",
        "<kz-formula>",
        "<object>",
        "<picture>",
        "<video>",
        "<button>",
        "<dl><dd>",
    ] {
        let deep = format!("{}text", tag.repeat(if tag.len() < 6 { 100_000 } else { 10_000 }));
        let once = clean(&RawHtml::new(deep), None);
        assert_eq!(
            once,
            clean(&RawHtml::new(once.as_str()), None),
            "{tag} again and again"
        );
    }
}
