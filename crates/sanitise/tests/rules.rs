//! What the door lets through, rule by rule.

use kazpost_model::RawHtml;
use kazpost_sanitise::{Placed, SafeHtml, clean, clean_for_window};
use url::Url;

const PAGE: &str = "https://paper.example/2026/story.html";

fn page(markup: &str) -> SafeHtml {
    clean(&RawHtml::new(markup), Url::parse(PAGE).ok().as_ref())
}

fn loose(markup: &str) -> SafeHtml {
    clean(&RawHtml::new(markup), None)
}

fn window(markup: &str) -> SafeHtml {
    let keep =
        |url: &Url| (url.host_str() != Some("gone.example")).then(|| format!("stored:{}", url.path()).into());
    clean_for_window(&RawHtml::new(markup), Url::parse(PAGE).ok().as_ref(), &keep)
}

#[track_caller]
fn becomes(markup: &str, wanted: &str) {
    let cleaned = page(markup);
    assert_eq!(cleaned.as_str(), wanted, "from {markup}");
    assert_eq!(page(cleaned.as_str()).as_str(), wanted, "and again");
}

#[test]
fn nothing_that_runs_or_reaches_out() {
    becomes(
        "<p onclick=x>a<script>b</script><style>c</style><!-- d --></p>",
        "<p>a</p>",
    );
    becomes(
        "<p style='position:fixed' class=x name=y target=z>a</p>",
        "<p>a</p>",
    );
    becomes("<form action=/x><input value=a><button>b</button></form>", "b");
    becomes("<svg><text>a</text></svg><math><mi>x</mi><apply/></math>b", "b");
    becomes(
        "<meta http-equiv=refresh content=0><base href=/x><link rel=stylesheet href=y>a",
        "a",
    );
    becomes(
        "<img src=x onerror=alert(1)>",
        r#"<img src="https://paper.example/2026/x">"#,
    );
}

/// MathML, in the elements that an article may have.
#[test]
fn formulas_are_written_in_a_line() {
    let math = |inside: &str, wanted: &str| becomes(&format!("<math>{inside}</math>"), wanted);
    math(
        "<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>",
        "<i>E</i> = <i>m</i><i>c</i><sup>2</sup>",
    );
    math(
        "\n <mrow>\n <mo>-</mo> <mi>x</mi>\n <mo>+</mo> <mo>-</mo><mn>1</mn> </mrow>\n",
        "-<i>x</i> + -1",
    );
    math(
        "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>",
        "(<i>a</i> + <i>b</i>)/2",
    );
    math(
        "<mfrac><mn>1</mn><mn>2</mn></mfrac><mi>x</mi><mo>=</mo><mfrac><mi>x</mi><mn>2</mn></mfrac>",
        "(1/2)<i>x</i> = <i>x</i>/2",
    );
    math(
        "<msup><mfrac><mn>1</mn><mn>2</mn></mfrac><mn>2</mn></msup>",
        "(1/2)<sup>2</sup>",
    );
    math(
        "<mn>1</mn><mo>+</mo><mo>⋯</mo><mo>+</mo><mi>n</mi><mo>=</mo><mo>(</mo><mo>-</mo><mn>1</mn><mo>)</mo>",
        "1 + ⋯ + <i>n</i> = (-1)",
    );
    math("<msqrt><mn>2</mn></msqrt>", "√2");
    math("1", "1");
    math("<msup><mrow></mrow><none/></msup>", "");
    math(
        "<msqrt><mi>x</mi><mo>&lt;</mo><mi>y</mi></msqrt>",
        "√(<i>x</i> &lt; <i>y</i>)",
    );
    math("<mroot><mi>x</mi><mn>3</mn></mroot>", "<sup>3</sup>√<i>x</i>");
    math(
        "<munderover><mo>∑</mo><mrow><mi>n</mi><mo>=</mo><mn>1</mn></mrow><mi>∞</mi></munderover>",
        "∑<sub><i>n</i> = 1</sub><sup><i>∞</i></sup>",
    );
    math(
        "<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi><mo>,</mo><mi>cos</mi><mi>y</mi>",
        "sin <i>x</i>, cos <i>y</i>",
    );
    math(
        "<mi>x</mi><mtext> &nbsp;if&nbsp; </mtext><mi>y</mi>",
        "<i>x</i>&nbsp;if&nbsp;<i>y</i>",
    );
    math("<mover><mi>v</mi><mo>→</mo></mover>", "<i>v\u{20d7}</i>");
    math(
        "<mfenced open='[' close=')' separators=';'><mn>0</mn><mn>1</mn></mfenced>",
        "[0; 1)",
    );
    math(
        "<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable><mo>)</mo>",
        "(1, 0; 0, 1)",
    );
    math(
        "<mmultiscripts><mi>C</mi><mn>6</mn><none/><mprescripts/><none/><mn>14</mn></mmultiscripts>",
        "<sup>14</sup><i>C</i><sub>6</sub>",
    );
    // It stands in its sentence, on a line of its own where it says so, and says itself once.
    becomes(
        "<p>If <math><mi>x</mi></math>, then <math display=block><mi>y</mi></math> too.</p>",
        "<p>If <i>x</i>, then <br><i>y</i><br> too.</p>",
    );
    becomes(
        "<p><span><math><semantics><mi>x</mi><annotation encoding='application/x-tex'>x</annotation></semantics></math></span>\
         <span class=k aria-hidden=\"true\">x</span>.</p>",
        "<p><i>x</i>.</p>",
    );
    becomes(
        "<p><span><math><mi>x</mi></math></span><img class=\"mwe-math\" alt=x src=/x.svg></p>",
        r#"<p><img src="https://paper.example/x.svg" alt="x"></p>"#,
    );
    becomes("<m:math><m:mn>1</m:mn></m:math>", "1");
    becomes("<math><mn>1</mn></math>Қазақ", "1Қазақ");
    becomes("<math><mn>1</mn></math></span> \u{202e}", "1 \u{202e}");
}

#[test]
fn text_stays_text() {
    becomes("only text > \"quoted\"", "only text &gt; \"quoted\"");
    becomes("a\u{feff}\r\nb\0", "a\nb");
    becomes("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;");
}

#[test]
fn links_are_absolute_and_tell_nobody() {
    becomes(
        "<a href=/x target=_blank>a</a>",
        r#"<a href="https://paper.example/x" rel="noopener noreferrer">a</a>"#,
    );
    becomes("<a href='javascript:x'>a</a>", "a");
    assert_eq!(
        loose("<a href=x>a</a>").as_str(),
        r#"<a href="x" rel="noopener noreferrer">a</a>"#
    );
    assert_eq!(
        clean_for_window(&RawHtml::new("<a href=x>a</a>"), None, &|_| None).as_str(),
        "a",
        "in the window nothing is relative to the app"
    );
}

#[test]
fn footnotes_go_on_working() {
    becomes(
        "<sup id=ref1><a href='#fn1'>1</a></sup><p id=fn1>Note <a href='https://paper.example/2026/story.html#ref1'>up</a></p>",
        concat!(
            r##"<sup id="article-ref1"><a href="#article-fn1" rel="noopener noreferrer">1</a></sup>"##,
            r##"<p id="article-fn1">Note <a href="#article-ref1" rel="noopener noreferrer">up</a></p>"##
        ),
    );
    becomes(
        "<a href='#comments'>c</a>",
        r#"<a href="https://paper.example/2026/story.html#comments" rel="noopener noreferrer">c</a>"#,
    );
    becomes(
        "<a name=x>Place</a><a href='#x'>there</a>",
        r##"<span id="article-x">Place</span><a href="#article-x" rel="noopener noreferrer">there</a>"##,
    );
    becomes(
        "<p id='жол'>a</p><a href='#%D0%B6%D0%BE%D0%BB'>b</a>",
        r##"<p id="article-жол">a</p><a href="#article-жол" rel="noopener noreferrer">b</a>"##,
    );
}

#[test]
fn pictures_that_a_script_would_have_brought() {
    let a = r#"<img src="https://paper.example/a.jpg">"#;
    becomes("<img src='data:image/gif;base64,R0lGOD' data-src=/a.jpg>", a);
    becomes("<img class=lazy data-original=/a.jpg src=/blank.gif>", a);
    becomes("<img data-lazy-src=/a.jpg>", a);
    becomes("<img srcset='/s.jpg 320w, /a.jpg 1280w'>", a);
    becomes("<img data-src=/a.jpg><noscript><img src=/a.jpg></noscript>", a);
    becomes(
        "<img src=/placeholder.png><noscript><img src=/a.jpg></noscript>",
        a,
    );
    becomes("<noscript><img src=/a.jpg></noscript><img data-src=/a.jpg>", a);
    becomes(
        "<picture><source srcset='/b.webp 2x'><img src=/a.jpg></picture>",
        a,
    );
    becomes(
        "<picture><source srcset='/a.jpg 2x, /b.jpg 1x'><img alt=''></picture>",
        &a.replace('>', " alt=\"\">"),
    );
    becomes(
        "<img src=/a.jpg width=640 height='480px' sizes=x srcset='/b.jpg 2x' loading=lazy>",
        r#"<img src="https://paper.example/b.jpg" width="640" height="480">"#,
    );
}

#[test]
fn pixels_that_count_readers_go() {
    for pixel in [
        "<img src=https://t.example/x width=1 height=1>",
        "<img src=https://t.example/x width=0>",
        "<img src=https://t.example/x style='width:1px; height:1px'>",
        "<img src=https://t.example/x style='display: none'>",
        "<img src=http://feeds.feedburner.com/~r/paper/~4/abc>",
        "<img src=https://pixel.example/x.gif>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>",
    ] {
        becomes(pixel, "");
    }
}

#[test]
fn frames_and_recordings_become_links() {
    let card = |at: &str, says: &str| {
        format!(r#"<p><a class="article-media" href="{at}" rel="noopener noreferrer">{says}</a></p>"#)
    };
    becomes(
        "<iframe src='https://www.youtube.com/embed/abc?x'>No frames</iframe>b",
        &(card("https://www.youtube.com/watch?v=abc", "youtube.com") + "b"),
    );
    becomes(
        "<p><iframe title='Rain' src=//v.example/1 /></p><p>b</p>",
        &(card("https://v.example/1", "Rain") + "<p>b</p>"),
    );
    becomes(
        "<video poster=/p.jpg><source src=/a.mp4><source src=/a.webm>No video</video>",
        &card("https://paper.example/a.mp4", "paper.example"),
    );
    becomes(
        "<audio src=/a.mp3 autoplay></audio>",
        &card("https://paper.example/a.mp3", "paper.example"),
    );
    becomes(
        "<object data=/a.swf><embed src=/a.swf></object>",
        &card("https://paper.example/a.swf", "paper.example"),
    );
    becomes("<iframe src='javascript:x'></iframe>", "");
    becomes("<iframe srcdoc='<script>x</script>'></iframe>", "");
}

#[test]
fn what_articles_are_made_of_stays() {
    for kept in [
        r#"<h1>a</h1><figure><img src="https://a.example/a.jpg" alt="b"><figcaption>c <cite>d</cite></figcaption></figure>"#,
        r#"<table><caption>a</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col">b</th></tr></thead><tbody><tr><td colspan="2" rowspan="3">c</td></tr></tbody></table>"#,
        r#"<details><summary>a</summary><p>b</p></details><ol reversed="" start="3" type="a"><li value="7">x</li></ol>"#,
        r#"<p lang="kk" dir="ltr"><ruby>漢<rp>(</rp><rt>か</rt><rp>)</rp></ruby><time datetime="2026-05-01">x</time></p>"#,
        r#"<blockquote cite="https://a.example/"><p>a</p></blockquote><dl><dt>b</dt><dd>c</dd></dl><pre><code>d
 e</code></pre>"#,
    ] {
        becomes(kept, kept);
    }
}

#[test]
fn emptiness_is_tidied() {
    becomes(
        "<p>a</p><p>&nbsp;</p><p><br></p><p><b> </b></p><p>b</p>",
        "<p>a</p><p>b</p>",
    );
    becomes("a<br><br><br> <br>b", "a<br><br> b");
    becomes("<p id=x></p>", r#"<p id="article-x"></p>"#);
}

#[test]
fn what_a_parser_would_move_is_written_as_it_reads() {
    becomes("<p>a<button><p>b</p></button></p>", "<p>a</p><p>b</p>");
    becomes(
        "<table>a<tr><td>b</table>",
        "a<table><tbody><tr><td>b</td></tr></tbody></table>",
    );
    becomes("<pre>\n\n\na</pre>", "<pre>\n\n\na</pre>");
    becomes(
        "<noscript><p title=\"</noscript><img src=x onerror=y>\">a</p></noscript>",
        "<p title=\"&lt;/kz-noscript&gt;&lt;img src=x onerror=y&gt;\">a</p>",
    );
}

#[test]
fn the_window_asks_nobody() {
    assert_eq!(
        window("<img src=/a.jpg srcset='/b.jpg 2x' alt=x>").as_str(),
        r#"<img src="stored:/b.jpg" alt="x">"#
    );
    assert_eq!(
        window("<img src=https://gone.example/a.jpg alt='A < B'>").as_str(),
        "A &lt; B"
    );
    assert_eq!(
        window("<video poster=https://a.example/p.jpg src=https://a.example/v.mp4></video>").as_str(),
        r#"<p><a class="article-media" href="https://a.example/v.mp4" rel="noopener noreferrer">a.example</a></p>"#
    );
    let nowhere = |_: &Url| -> Option<Placed> { panic!("no address, no question") };
    let raw = RawHtml::new("<img src=a.jpg alt=x>");
    assert_eq!(clean_for_window(&raw, None, &nowhere).as_str(), "x");
}

#[test]
fn what_is_read_off_safe_html() {
    let safe = page(
        "<figure><img src=/a.jpg></figure><p>Rain fell on the whole country today.</p><hr><p><i>By A.</i></p>",
    );
    assert_eq!(safe.pictures(), ["https://paper.example/a.jpg"]);
    let (body, note) = safe
        .without_leading_picture("https://paper.example/a.jpg")
        .split_footnote();
    assert_eq!(body.as_str(), "<p>Rain fell on the whole country today.</p>");
    assert_eq!(note.map(|note| note.text()).as_deref(), Some("By A."));
    assert!(page(" <p> </p> ").is_empty() && !body.is_empty());
}
