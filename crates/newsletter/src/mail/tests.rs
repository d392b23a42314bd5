use url::Url;

use super::*;

const KAZAKH: &[u8] = include_bytes!("../../../../tests/fixtures/mail/kazakh-related.eml");
const KOI8: &[u8] = include_bytes!("../../../../tests/fixtures/mail/russian-koi8r.eml");
const W1251: &[u8] = include_bytes!("../../../../tests/fixtures/mail/russian-windows1251.eml");
const ENGLISH: &[u8] = include_bytes!("../../../../tests/fixtures/mail/english-alternative.eml");

fn content(mail: &Mail) -> &str {
    mail.item.content.as_ref().map_or("", RawHtml::untrusted)
}

#[test]
fn a_kazakh_mail_with_a_picture_inside_is_an_item() {
    let mail = read(KAZAKH).unwrap();
    assert_eq!(
        (mail.list.as_str(), mail.name.as_str()),
        ("morning.courier.example", "Степной курьер")
    );
    let item = &mail.item;
    assert_eq!(item.title.as_deref(), Some("Қала кеші: жаңа кітапхана"));
    assert_eq!(item.guid.as_deref(), Some("kk-1@courier.example"));
    assert_eq!(item.language.as_deref(), Some("kk"));
    assert_eq!(
        item.published.map(Timestamp::rfc3339).as_deref(),
        Some("2026-11-02T02:00:00Z")
    );
    assert_eq!(item.authors[0].name.as_deref(), Some("Дала шабарманы"));
    let [picture] = mail.pictures.as_slice() else {
        panic!("{:?}", mail.pictures)
    };
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    let content = content(&mail);
    assert!(content.contains(&format!("src=\"{}\"", picture.address)));
    assert!(content.contains("Әуезов көшесінде жаңа кітапхана"));
    assert!(!content.contains("Алдын ала"), "{content}");
    // The scaffolding is gone, the table of hours is not.
    assert_eq!(content.matches("<table").count(), 1, "{content}");
    assert!(content.contains("<th>Күн</th>"));
}

#[test]
fn old_letters_are_read_and_plain_text_has_paragraphs_and_links() {
    let mail = read(KOI8).unwrap();
    assert_eq!(mail.item.title.as_deref(), Some("Цены на рынке"));
    assert!(mail.item.authors.is_empty(), "the list is its own author");
    assert_eq!(
        content(&mail),
        "<p>Доброе утро!</p>\n<p>На рынке подешевели яблоки, а мёд подорожал.<br>Подробно: \
         <a href=\"https://courier.example/ru/2?a=1&amp;b=2\">https://courier.example/ru/2?a=1&amp;b=2</a>.</p>\n"
    );
    let mail = read(W1251).unwrap();
    assert_eq!(mail.item.title.as_deref(), Some("Вечер этюдов"));
    assert_eq!(
        (mail.list.as_str(), mail.name.as_str()),
        ("club@chess.example", "Chess Club")
    );
    assert!(content(&mail).contains("«Шахматы» — вечер"));
}

#[test]
fn of_two_forms_the_richer_one_is_taken() {
    let mail = read(ENGLISH).unwrap();
    assert_eq!(
        (mail.list.as_str(), mail.name.as_str()),
        ("ferry.river.example", "The Ferryman")
    );
    assert!(content(&mail).contains("hand’s breadth") && !content(&mail).contains("plain"));
}

#[test]
fn one_click_is_offered_only_where_both_headers_say_so() {
    let both = read(KAZAKH).unwrap().unsubscribe;
    let place = Url::parse("https://lists.courier.example/leave?r=7f3a").ok();
    assert_eq!((both.one_click, both.page), (place.clone(), place));
    assert_eq!(
        both.mail.as_ref().map(Url::as_str),
        Some("mailto:leave@courier.example?subject=leave")
    );
    let page = read(W1251).unwrap().unsubscribe;
    assert_eq!(page.one_click, None);
    assert_eq!(
        page.page.as_ref().map(Url::as_str),
        Some("https://chess.example/leave")
    );
    assert_eq!(read(ENGLISH).unwrap().unsubscribe, Unsubscribe::default());
}

#[test]
fn what_is_no_mail_is_none() {
    for other in [
        &b""[..],
        b"<html><p>a page</p>",
        b"%PDF-1.7 x",
        b"Subject: nobody wrote it\r\n\r\nx",
    ] {
        assert!(read(other).is_none(), "{other:?}");
    }
}

#[test]
fn issues_without_an_identifier_stay_apart() {
    let mail =
        |body: &str| read(format!("From: a@b.example\r\nSubject: News\r\n\r\n{body}").as_bytes()).unwrap();
    assert_ne!(mail("one").item.guid, mail("two").item.guid);
}
