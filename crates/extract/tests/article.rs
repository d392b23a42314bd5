//! Articles found on pages as they are found in the wild; the pages are our own.

use kazpost_extract::{Article, article, article_of};
use url::Url;

const ADDRESS: &str = "https://paper.test/news/new-tram-line";

const BODY: &str = "<p>The first tram left the depot at six in the morning, with the mayor and forty children on board, and arrived at the market square without a single delay.</p>
<p>Engineers had worked on the line for three years. They laid eleven kilometres of track, moved two bridges, and planted a row of lime trees along the river, which is what people talk about most.</p>
<h2>What it costs</h2>
<p>A ticket costs as much as one for the bus. The city expects nine thousand passengers a day, and hopes that half of them will leave the car at home from now on.</p>
<ul><li>Every ten minutes, from six to midnight, and on Sundays from eight.</li><li>Low floors, so that nobody needs help to get on.</li></ul>
<figure><img src=\"/pictures/tram.jpg\" alt=\"The tram\"><figcaption>The tram on its first day.</figcaption></figure>
<p>The next line, to the university, is to follow in two years, if the money can be found, the council said on Tuesday evening after a long debate.</p>";

fn url() -> Url {
    Url::parse(ADDRESS).expect("an address")
}

fn read(page: &str) -> Article {
    article_of(page, Some(&url())).expect("an article")
}

fn in_page(head: &str, before: &str, body: &str, after: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><title>New tram line opens along the river - The Paper</title>{head}</head><body>
        <header><nav><a href=/>Home</a> <a href=/news>News</a> <a href=/sport>Sport</a></nav></header>
        <main>{before}<article><h1>New tram line opens along the river</h1>{body}</article>{after}</main>
        <footer><p>All rights reserved by The Paper, whose office stands at the corner of the square.</p></footer></body></html>"
    )
}

#[test]
fn the_body_stays_whole_and_the_page_around_it_goes() {
    let found = read(&in_page("", "", BODY, ""));
    assert_eq!(found.title, "New tram line opens along the river");
    let content = found.content.untrusted();
    for kept in [
        "The first tram left",
        "What it costs",
        "Low floors",
        "The tram on its first day",
        "if the money can be found",
        "tram.jpg",
    ] {
        assert!(content.contains(kept), "{kept} is missing in {content}");
    }
    for gone in [
        "Sport",
        "All rights reserved",
        "New tram line opens along the river",
    ] {
        assert!(!content.contains(gone), "{gone} stands in {content}");
    }
}

#[test]
fn boxes_that_every_site_has_are_left_out() {
    let boxes = "<div class=share-bar><a href=//social.test>Share</a> <a href=//other.test>Send this to a friend</a></div>
        <section id=newsletterSignup><p>Get our letter every morning, with everything that you have to know before breakfast.</p></section>
        <div class=\"cookie-notice\"><p>We use cookies to make this site a better place for you and our partners.</p></div>
        <div class=related-articles><h3>Related</h3><p><a href=/a>Another story about buses, and what became of them after the strike</a></p></div>
        <section class=comments><p>I was on the first tram and it was very full, but I would take it again at any time.</p></section>
        <p>Read also: <a href=/b>The river and its trees</a></p>";
    let content = read(&in_page("", "", &format!("{BODY}{boxes}"), boxes)).content;
    for gone in [
        "Send this",
        "every morning",
        "cookies",
        "buses",
        "very full",
        "Read also",
    ] {
        assert!(
            !content.untrusted().contains(gone),
            "{gone} stands in {content:?}: {}",
            content.untrusted()
        );
    }
    assert!(content.untrusted().contains("if the money can be found"));
}

#[test]
fn a_name_does_not_convict_what_holds_the_article() {
    for class in [
        "content-with-sidebar",
        "has-related no-comments",
        "js-share-root",
        "newsletter",
    ] {
        let page = in_page("", "", &format!("<div class=\"{class}\">{BODY}</div>"), "");
        assert!(read(&page).content.untrusted().contains("three years"), "{class}");
    }
}

#[test]
fn the_standfirst_above_the_article_comes_with_it() {
    let lead = "After three years of work the city has its first tram since the war.";
    let page = format!(
        "<html><head><title>New tram line opens along the river</title></head><body><header class=article-head><h1>New tram line opens along the river</h1>
        <p class=article-lead>{lead}</p></header><div class=story>{BODY}</div></body></html>"
    );
    let content = read(&page).content;
    assert_eq!(
        content.untrusted().matches(lead).count(),
        1,
        "{}",
        content.untrusted()
    );
    assert!(content.untrusted().find(lead) < content.untrusted().find("The first tram left"));
}

/// The template of the site that this newspaper is named after: the title twice, the day of the visit in the
/// masthead, a player that plays nothing, the site's latest headlines at the end.
#[test]
fn the_template_with_its_traps() {
    let page = format!(
        "<html><head><title>New tram line opens along the river</title></head><body><div id=top><a href=/>The Paper</a><div>City News</div><div class=today>Saturday, Feb 22, 2025</div></div>
        <div id=page><div class=title>New tram line opens along the river</div><h1>New tram line opens along the river</h1><div class=text>{BODY}</div>
        <div class=newsletter>Newsletter</div><h3>Related Articles</h3>
        <div class=player>The Paper <span>0:00</span> <span>0:00</span> <button>Close</button></div>
        <div class=headlines><div><a href=/1>Ministers agree on a date for the talks</a></div><div><a href=/2>A village without a road for a hundred years</a></div>
        <div><a href=/3>Prices of bread are falling, say the bakers</a></div><div><a href=/4>The lake freezes over earlier than in any year before</a></div></div></div></body></html>"
    );
    let found = read(&page);
    let content = found.content.untrusted();
    assert_eq!(
        (found.title.as_str(), found.published),
        ("New tram line opens along the river", None)
    );
    for gone in [
        "New tram line opens along the river",
        "0:00",
        "bakers",
        "Feb 22",
        "Related Articles",
    ] {
        assert!(!content.contains(gone), "{gone} stands in {content}");
    }
    assert!(content.contains("if the money can be found"));
}

#[test]
fn what_the_page_says_of_itself() {
    let linked = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},
        {"@type":"NewsArticle","headline":"New tram line opens along the river","datePublished":"2025-02-20T06:10:00+05:00","inLanguage":"en-GB",
        "author":[{"@type":"Person","name":"Aigerim Saparova"},{"@type":"Person","name":"Tom Reed"}],"image":{"@type":"ImageObject","url":"/pictures/lead.jpg"}}]}</script>"#;
    let found = read(&in_page(linked, "", BODY, ""));
    assert_eq!(found.byline.as_deref(), Some("Aigerim Saparova, Tom Reed"));
    assert_eq!(found.published.as_deref(), Some("2025-02-20T06:10:00+05:00"));
    assert_eq!(
        found.image.as_deref(),
        Some("https://paper.test/pictures/lead.jpg")
    );
    assert_eq!(found.language.as_deref(), Some("en"));

    let graph = "<meta property=og:site_name content='The Paper'><meta property=og:image content='//cdn.paper.test/lead.jpg'>
        <meta property=article:published_time content='2025-02-20'><meta name=author content='Tom &amp;amp; Jo'>
        <meta property=og:description content='A tram at last.'>";
    let found = read(&in_page(graph, "", BODY, ""));
    assert_eq!(found.site_name.as_deref(), Some("The Paper"));
    assert_eq!(found.published.as_deref(), Some("2025-02-20"));
    assert_eq!(found.image.as_deref(), Some("https://cdn.paper.test/lead.jpg"));
    assert_eq!(found.byline.as_deref(), Some("Tom & Jo"));
    assert_eq!(found.excerpt.as_deref(), Some("A tram at last."));

    let micro = format!(
        "<div itemscope itemtype=https://schema.org/Article><span itemprop=author><b itemprop=name>Jo Reed</b></span><time itemprop=datePublished datetime=2025-02-19>yesterday</time>{BODY}</div>"
    );
    let found = read(&in_page("", "", &micro, ""));
    assert_eq!(
        (found.byline.as_deref(), found.published.as_deref()),
        (Some("Jo Reed"), Some("2025-02-19"))
    );
}

#[test]
fn an_article_that_only_its_data_hold_is_found() {
    let told = "The orchestra plays again. ".repeat(30);
    let page = format!(
        "<html><head><title>The orchestra plays again</title><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"articleBody\":\"{told}\\n{told}\"}}</script></head>
        <body><div id=root><p>This page needs a script to show what it has for you today.</p></div></body></html>"
    );
    assert!(read(&page).content.untrusted().contains("orchestra plays"));
    let page = format!(
        "<html><head><title>Trams</title></head><body><p>Loading.</p><noscript>{BODY}{BODY}</noscript></body></html>"
    );
    assert!(read(&page).content.untrusted().contains("forty children"));
}

#[test]
fn the_next_page_is_named() {
    let page = in_page("<link rel=next href='?page=2'>", "", BODY, "");
    assert_eq!(
        read(&page).next.map(String::from).as_deref(),
        Some("https://paper.test/news/new-tram-line?page=2")
    );
    assert_eq!(
        read(&in_page(
            "",
            "",
            BODY,
            "<a rel=next href=/news/older-story>Older</a>"
        ))
        .next,
        None
    );
}

#[test]
fn pages_without_an_article_are_none() {
    let links: String = (0..60)
        .map(|n| format!("<li><a href=/{n}>Story number {n} of the day</a></li>"))
        .collect();
    for page in [
        "",
        "<html></html>",
        "not a page",
        "<p></p>",
        &format!("<html><body><ul>{links}</ul></body></html>"),
    ] {
        let found = article_of(page, Some(&url()));
        assert!(found.is_none() || page == "not a page", "{found:?}");
    }
}

#[test]
fn pages_without_bound_end_soon() {
    let deep = format!("<body>{}{BODY}", "<div>".repeat(50_000));
    assert_eq!(article_of(&deep, None), None);
    let nearly = format!("<body>{}{BODY}", "<div>".repeat(950));
    article_of(&nearly, None);
    let unclosed = "<b><i><font>".repeat(250) + BODY;
    article_of(&unclosed, None);
    assert_eq!(article(&b"<a><b>".repeat(300_000), None, None), None);
}

#[test]
fn bytes_are_read_in_their_charset() {
    let text = "Первый трамвай вышел из депо в шесть утра и без опозданий дошёл до рыночной площади, где его встречали жители. ".repeat(8);
    let page = format!(
        "<html><head><meta charset=windows-1251><title>Трамвай</title></head><body><article><h1>Трамвай</h1><p>{text}</p><p>{text}</p></article></body></html>"
    );
    let bytes: Vec<u8> = page
        .chars()
        .map(|c| match c {
            'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xc0).expect("Cyrillic"),
            'ё' => 0xb8,
            _ => u8::try_from(u32::from(c)).expect("ASCII"),
        })
        .collect();
    let found = article(&bytes, Some(&url()), Some("text/html")).expect("an article");
    assert!(found.content.untrusted().contains("рыночной площади"));
    assert_eq!(found.title, "Трамвай");
}

/// Sentences of their own, as long as a paragraph.
fn paragraphs(words: &str, count: usize) -> String {
    (0..count)
        .map(|n| format!("<p>{words}, says paragraph {n}, and goes on until it is as long as paragraphs of articles are, which is long.</p>"))
        .collect()
}

#[test]
fn posts_of_a_thread_are_all_read() {
    let post = |name: &str, text: &str| {
        format!(
            "<div class=post><div class=user><h4 class=name><a href=/u/{name}>{name}</a></h4><span>Member since 2011, 214 posts, lives by the river</span></div>
            <div class=cell><div class=body><div class=words>{text}</div></div></div></div>"
        )
    };
    let texts = [
        "My cat comes in every night with so much dirt in its fur that I sweep the floor each morning, and I wonder whether anybody else knows this.",
        "Ours brings in leaves and moss as well, but less of it since the weather turned cold and he sleeps on the stove like a pensioner.",
        "Brush it every evening before it sleeps, that is all there is to it, and it even likes that after some days if you are patient with it.",
        "I have asked the vet and she laughed, for a long-haired cat is a broom with four legs and a will of its own, as she put it to me.",
    ];
    let posts: String = texts
        .iter()
        .zip(["ann", "bea", "cem", "dia"])
        .map(|(text, name)| post(name, text))
        .collect();
    let page = format!(
        "<html><head><title>Dirt in the fur</title></head><body><h1>Dirt in the fur</h1><div class=thread>{posts}</div></body></html>"
    );
    let content = read(&page).content;
    for text in texts {
        assert!(
            content.untrusted().contains(&text[..60]),
            "{text} is missing in {}",
            content.untrusted()
        );
    }
}

#[test]
fn rows_of_a_page_builder_are_one_article() {
    let row = |text: &str| {
        format!("<div class=\"row r1\"><div class=column><div class=text>{text}</div></div></div>")
    };
    let rows = [
        row(&paragraphs("The first row begins the story", 5)),
        row(&paragraphs("The second row goes on with it", 2)),
        row(&paragraphs("The third row ends the story", 2)),
    ];
    let picture = "<div class=\"row picture\"><img src=/a.jpg alt=Tram></div>";
    let page = format!(
        "<html><head><title>Rows</title></head><body><div class=outer><h1>Rows</h1>{}{picture}{}{picture}{}</div></body></html>",
        rows[0], rows[1], rows[2]
    );
    let content = read(&page).content;
    for start in [
        "The first row begins",
        "The second row goes on",
        "The third row ends",
    ] {
        assert!(
            content.untrusted().contains(start),
            "{start} is missing in {}",
            content.untrusted()
        );
    }
}

#[test]
fn what_is_said_of_the_author_is_not_the_article() {
    let about = paragraphs("I am Jo and I write about trams because trams are what I love", 2);
    let page = format!(
        "<html><head><title>Gifts</title></head><body><article><h1>Gifts for people who ride trams</h1>
        <div class=row><div class=cell>{}</div></div><div class=row><div class=cell>{}</div></div>
        <div class=author-bio><div class=author-description>{about}</div></div></article></body></html>",
        paragraphs("A ticket is what everybody likes", 1),
        paragraphs("A model of the tram is dearer", 1),
    );
    let content = read(&page).content;
    assert!(
        content.untrusted().contains("A ticket is what"),
        "{}",
        content.untrusted()
    );
    assert!(content.untrusted().contains("A model of the tram"));
    assert!(
        !content.untrusted().contains("I am Jo"),
        "{}",
        content.untrusted()
    );
}

#[test]
fn the_text_around_the_headline_goes_before_a_longer_one_elsewhere() {
    let page = "<html><head><title>Wines of the valley</title></head><body><div class=page><div class=main><h1>Wines of the valley</h1>
        <div class=words>The valley has grown wine for eight hundred years, on slopes that no machine can climb.<br>What is allowed there is laid down in a book of rules, which every grower has to sign before the harvest begins.
        <table><tr><td>Young</td><td>one year</td></tr><tr><td>Old</td><td>five years</td></tr></table>
        For each of the degrees there is a time that the wine has to rest in the barrel and then in the bottle before it is sold.</div></div>
        <div class=shop><p>Our shops are open from Monday to Friday, from twelve to seven in the evening, and on Saturdays from ten to three.</p>
        <p>At these times we answer questions on the telephone as well, with help and with advice, as long as you like.</p></div></div></body></html>";
    let content = read(page).content;
    for kept in ["eight hundred years", "five years", "rest in the barrel"] {
        assert!(
            content.untrusted().contains(kept),
            "{kept} is missing in {}",
            content.untrusted()
        );
    }
}

#[test]
fn a_recipe_comes_with_what_it_needs_and_how_it_is_made() {
    let told = r#"<script type="application/ld+json">{"@type":"Recipe","name":"Baursak","recipeIngredient":["500 g flour","250 ml warm milk","2 eggs &amp; salt"],
        "recipeInstructions":[{"@type":"HowToSection","name":"Dough","itemListElement":[{"@type":"HowToStep","text":"Knead all of it into a soft dough."},{"@type":"HowToStep","text":"Let it rise for an hour."}]},{"@type":"HowToStep","text":"Fry small pieces in hot oil."}]}</script>"#;
    let content = read(&in_page(told, "", BODY, "")).content;
    let content = content.untrusted();
    assert!(content.contains("<li>500 g flour</li>"), "{content}");
    assert!(content.contains("2 eggs &amp; salt"), "{content}");
    let (knead, fry) = (content.find("Knead all of it"), content.find("Fry small pieces"));
    assert!(knead.is_some() && knead < fry, "{content}");
    // What the page shows already does not come twice.
    let shown =
        format!("{BODY}<ul><li>500 g flour</li><li>250 ml warm milk</li><li>2 eggs &amp; salt</li></ul>");
    let content = read(&in_page(told, "", &shown, "")).content;
    assert_eq!(
        content.untrusted().matches("500 g flour").count(),
        1,
        "{}",
        content.untrusted()
    );
}

#[test]
fn the_first_sentence_below_the_headline_needs_no_name() {
    let lead = "Three years of noise are over, and the city has its first tram since the war.";
    let page = format!(
        "<html><head><title>New tram line opens along the river</title></head><body><div class=head><h1>New tram line opens along the river</h1>
        <h2>{lead}</h2></div><div class=story>{BODY}</div></body></html>"
    );
    assert_eq!(read(&page).content.untrusted().matches(lead).count(), 1);
    // What stands there of the writer is none.
    let page = page.replace("<h2>", "<h2 class=byline>");
    assert!(!read(&page).content.untrusted().contains(lead));
}

#[test]
fn what_the_paper_asks_of_its_readers_is_left_out() {
    let asked = [
        "<p>Follow The Paper on Twitter and Instagram, or write to us.</p>",
        "<p><b>Subscribe to our newsletter and miss nothing.</b></p>",
        "<p>Подписывайтесь на наш канал, там новости раньше.</p>",
        "<p>Арнамызға жазылыңыз, жаңалық сонда.</p>",
        "<p>Posted on 3 May 2025 in City</p>",
        "<p>All rights reserved by The Paper.</p>",
    ];
    for plea in asked {
        let content = read(&in_page("", "", &format!("{BODY}{plea}"), "")).content;
        let words: String = plea
            .split(['<', '>'])
            .max_by_key(|part| part.len())
            .unwrap()
            .into();
        assert!(
            !content.untrusted().contains(&words),
            "{words} stands in {}",
            content.untrusted()
        );
    }
    // In the midst of an article such words are its own.
    let own = "<p>Ukraine wants to become a member of the union, and many sign up for courses in its languages.</p><p>Follow the river on foot and you will see the trees on Twitter Hill, as they call it.</p>";
    let content = read(&in_page("", "", &BODY.replace("<h2>", &format!("{own}<h2>")), "")).content;
    assert!(content.untrusted().contains("become a member") && content.untrusted().contains("Twitter Hill"));
}

#[test]
fn whom_the_press_may_ask_is_left_out() {
    let contact = "<p><b>Press contact:</b></p><p>Jo Reed, City of Trams</p><p>jo@city.test, 030 123456</p>";
    let content = read(&in_page("", "", &format!("{BODY}{contact}"), "")).content;
    assert!(!content.untrusted().contains("030 123456") && !content.untrusted().contains("Press contact"));
    assert!(content.untrusted().contains("if the money can be found"));
}

#[test]
fn the_writer_in_the_last_paragraph_is_left_out() {
    let head = "<meta name=author content='Jo Reed'>";
    let content = read(&in_page(head, "", &format!("{BODY}<p>Jo Reed is the editor of the city pages and has been riding trams since he could stand.</p>"), "")).content;
    assert!(
        !content.untrusted().contains("since he could stand"),
        "{}",
        content.untrusted()
    );
}

#[test]
fn short_lines_of_chinese_are_text() {
    let lines: String = (0..8)
        .map(|_| "<p>今天早上六点第一班电车离开车库市长和四十个孩子都在车上准时到达市场广场</p>")
        .collect();
    let links: String = (0..40)
        .map(|n| format!("<div class=reply><p>thank you for number {n}</p></div>"))
        .collect();
    let page = format!(
        "<html><head><title>电车</title></head><body><div class=words>{lines}</div><div class=comments>{links}</div></body></html>"
    );
    assert!(read(&page).content.untrusted().contains("第一班电车"));
}
