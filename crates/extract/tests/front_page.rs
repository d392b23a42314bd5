//! Links of front pages: which lead to articles, which to sections, and which are the site's list.

use kazpost_extract::{Chance, FrontPage, Selectors, front_page};
use url::Url;

fn read(html: &str) -> FrontPage {
    let url = Url::parse("https://a.test/").expect("an address");
    front_page(html.as_bytes(), &url, Some("text/html"), &Selectors::default()).expect("a page")
}

fn likely(page: &FrontPage) -> Vec<&str> {
    let links = page.links.iter().filter(|link| link.chance >= Chance::Likely);
    links.map(|link| link.url.path()).collect()
}

#[test]
fn headlines_lead_to_articles_and_menus_to_sections() {
    let page = read(
        "<title>The Paper - News</title><html lang=kk><nav><a href=/politics>Politics</a> <a href=/world/asia/>Asia</a> \
         <a href=/about>About us</a></nav><main><h2><a href=/why-bread-costs-more>Why bread costs more this winter</a></h2>\
         <article><a href=/2026/03/rain><img src=a.jpg></a><h3><a href=/2026/03/rain>Rain</a></h3><a href=/tag/weather-and-the-sky>weather</a> \
         <a href=/author/aru-example>Aru Example</a></article><p>In a long text about many other things somebody mentions \
         <a href=/a-page-about-something-else>a page</a> and goes on with it, for the text is what counts here.</p></main>\
         <footer><a href=/terms-of-the-use-of-this>Terms of the use of this site and everything</a></footer>",
    );
    assert_eq!(likely(&page), ["/why-bread-costs-more", "/2026/03/rain"]);
    let sections: Vec<&str> = page.sections.iter().map(Url::path).collect();
    assert_eq!(sections, ["/politics", "/world/asia/"]);
    assert_eq!(
        (page.title.as_deref(), page.language.as_deref()),
        (Some("The Paper"), Some("kk"))
    );
    assert!(page.headlines.is_empty(), "two are no list");
}

#[test]
fn a_picture_and_the_headline_beside_it_are_one_link() {
    let page = read(
        "<a href=/how-felt-is-made><img src=x></a> <a href=/how-felt-is-made>How felt is made by hand today</a>",
    );
    assert_eq!(page.links.len(), 1);
    assert_eq!(page.links[0].title, "How felt is made by hand today");
}

#[test]
fn a_run_of_nothing_but_headlines_is_the_sites_list() {
    let items: String = (0..12)
        .map(|n| format!("<li><a href=/news/{n}00>Headline number {n} of the whole long day</a> 10:{n}</li>"))
        .collect();
    let page = read(&format!(
        "<div><p>{}</p><ul>{items}</ul></div><h2><a href=/news/9999>Another story that stands elsewhere on it</a></h2>",
        "Text that is no headline. ".repeat(30)
    ));
    let list: Vec<&str> = page.headlines.iter().map(Url::path).collect();
    assert_eq!(list.len(), 12);
    assert_eq!(list[..2], ["/news/000", "/news/100"]);
}

#[test]
fn links_in_every_letter_and_of_other_sites() {
    let page = read(
        "<base href=https://a.test/kaz/><h2><a href='naýryz-qalai-toilanady'>Наурыз мерекесі биыл қалай тойланады</a></h2>\
         <h2><a href=https://b.test/what-others-wrote-today>What others wrote today about it</a></h2>\
         <h2><a href='javascript:open()'>Open the window of the menu now</a></h2>",
    );
    assert_eq!(page.links.len(), 1, "{:?}", page.links);
    assert!(page.links[0].url.path().starts_with("/kaz/"));
}

#[test]
fn nonsense_is_no_trouble() {
    for html in [
        "",
        "<a href>",
        "<a href=http://[>x</a>",
        "<nav>".repeat(900).as_str(),
        "\u{0}\u{fffd}<a href='/%zz%'>% x</a>",
    ] {
        let url = Url::parse("https://a.test/").expect("an address");
        let _ = front_page(html.as_bytes(), &url, None, &Selectors::default());
    }
}
