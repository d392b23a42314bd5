//! What a paper asks of its readers in the midst of an article or below it — to subscribe, to follow, to install, to
//! write — and what it says of the article instead of in it.

/// How such a paragraph begins, in lower case, and what else it says.
const BEGINS: &[(&str, &[&str])] = &[
    ("follow us", &[]),
    (
        "follow",
        &[
            " on twitter",
            " on facebook",
            " on instagram",
            " on x ",
            " on bluesky",
            " on google news",
        ],
    ),
    ("subscribe", &[]),
    ("become a member", &[]),
    ("become a subscriber", &[]),
    ("join our", &["channel", "newsletter", "group", "community"]),
    ("sign up", &["newsletter", "email", "alert", "briefing", "inbox"]),
    ("get the latest", &["newsletter", "email", "inbox", " app"]),
    ("for the latest", &[" app", "newsletter", "follow", "visit"]),
    ("for more news", &[" app", "newsletter", "follow", "visit"]),
    ("download the", &[" app"]),
    ("download our", &[" app"]),
    ("do you want to be informed", &[]),
    ("do you have a tip", &[]),
    ("got a tip", &[]),
    ("have a story", &[]),
    ("we want to hear", &[]),
    ("to view the full story", &[]),
    ("to read the full story", &[]),
    ("folgen sie uns", &[]),
    ("folge uns", &[]),
    ("folgt uns", &[]),
    ("jetzt abonnieren", &[]),
    ("abonnieren sie", &[]),
    ("melden sie sich", &["newsletter"]),
    ("melde dich", &["newsletter"]),
    ("hazte", &["miembro", "socio", "suscriptor"]),
    ("suscríb", &[]),
    ("síguenos", &[]),
    ("síganos", &[]),
    ("únete a nuestro", &[]),
    ("descarga nuestra", &[]),
    ("assine", &[]),
    ("seja assinante", &[]),
    ("siga-nos", &[]),
    ("siga o canal", &[]),
    ("abonnez-vous", &[]),
    ("suivez-nous", &[]),
    ("inscrivez-vous", &["newsletter", "lettre"]),
    ("iscriviti", &[]),
    ("seguici", &[]),
    ("zapisz się", &["newsletter"]),
    ("obserwuj nas", &[]),
    ("подписывайтесь", &[]),
    ("подпишитесь", &[]),
    ("скачайте", &["приложение"]),
    ("читайте нас", &[]),
    ("жазылыңыз", &[]),
    ("бізге жазыл", &[]),
];

/// What it says of itself wherever it says it, in lower case; all of a group.
const SAYS: &[&[&str]] = &[
    &["our newsletter"],
    &["already a subscriber"],
    &["please subscribe"],
    &["our youtube channel"],
    &["our telegram channel"],
    &["our whatsapp channel"],
    &["not responsible for the opinions"],
    &["views", "do not necessarily reflect"],
    &["opinions", "do not necessarily reflect"],
    &["all rights reserved"],
    &["unseren newsletter"],
    &["unser newsletter"],
    &["nicht notwendigerweise", "meinung"],
    &["alle rechte vorbehalten"],
    &["wir respektieren", "privatsphäre"],
    &["empfohlener redaktioneller inhalt"],
    &["externe inhalte", "anzeig"],
    &["um", "zu kommentieren"],
    &["um kommentare zu"],
    &["nuestro canal de"],
    &["nuestro newsletter"],
    &["nuestro boletín"],
    &["cancela cuando quieras"],
    &["todos los derechos reservados"],
    &["nossa newsletter"],
    &["nosso canal"],
    &["todos os direitos reservados"],
    &["notre newsletter"],
    &["tous droits réservés"],
    &["nostra newsletter"],
    &["riproduzione riservata"],
    &["wszelkie prawa zastrzeżone"],
    &["наш телеграм"],
    &["наш telegram"],
    &["нашем телеграм"],
    &["нашем telegram"],
    &["на наш канал"],
    &["все права защищены"],
    &["мнение", "может не совпадать"],
    &["ctrl+enter"],
    &["арнамызға жазыл"],
    &["арнасына жазыл"],
    &["барлық құқық"],
];
/// Such a paragraph is shorter, in letters.
const LONGEST: usize = 300;

/// How lines begin that tell when an article was put up or changed, and under what it is filed, in lower case.
const FILED: &[&str] = &[
    "category :",
    "category:",
    "categories:",
    "filed under",
    "tags:",
    "tagged",
    "posted on",
    "posted in",
    "published on",
    "published:",
    "last updated",
    "last modified",
    "updated on",
    "updated:",
    "aktualisiert am",
    "aktualisiert:",
    "veröffentlicht am",
    "veröffentlichung",
    "zuletzt aktualisiert",
    "schlagwörter",
    "schlagworte",
    "kategorie:",
    "kategorien:",
    "publié le",
    "mis à jour",
    "publicado el",
    "publicado em",
    "actualizado el",
    "atualizado em",
    "etiquetas:",
    "pubblicato il",
    "aggiornato il",
    "opublikowano",
    "aktualizacja:",
    "опубликовано",
    "обновлено",
    "теги:",
    "рубрика:",
    "жарияланды",
    "жаңартылды",
    "тегтер:",
];
/// Such a line is shorter, in letters.
const LONGEST_FILED: usize = 80;

/// The way back, whole lines in lower case.
const BACK: &[&str] = &[
    "zurück",
    "nach oben",
    "back",
    "to top",
    "top",
    "retour",
    "haut de page",
    "volver",
    "arriba",
    "voltar",
    "topo",
    "indietro",
    "powrót",
    "do góry",
    "назад",
    "наверх",
    "артқа",
    "жоғары",
];

/// Whether a paragraph asks something of the reader of the paper. `text` in lower case.
pub(super) fn asks(text: &str, letters: usize) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |(start, says): &(&str, &[&str])| {
        text.starts_with(start) && (says.is_empty() || says.iter().any(|words| text.contains(words)))
    };
    letters <= LONGEST
        && (BEGINS.iter().any(begins)
            || SAYS
                .iter()
                .any(|group| group.iter().all(|words| text.contains(words))))
}

/// Whether a line says when or where an article was filed, or leads back. `text` in lower case.
pub(super) fn files(text: &str, letters: usize) -> bool {
    letters <= LONGEST_FILED && FILED.iter().any(|start| text.starts_with(start))
        || BACK.contains(&text.trim())
}

/// How the last paragraph goes on after the name of its writer, in lower case.
const IS: &[&str] = &[
    " is ",
    " was ",
    " writes ",
    " has ",
    " covers ",
    " ist ",
    " schreibt ",
    " arbeitet ",
    " est ",
    " es ",
    " é ",
    " è ",
    " jest ",
    " — ",
    " – ",
];
/// What is said of a writer is shorter, in letters.
const LONGEST_OF_WRITER: usize = 500;

/// Whether a paragraph tells who wrote the article. Both in lower case.
pub(super) fn tells_of_writer(text: &str, letters: usize, byline: Option<&str>) -> bool {
    letters <= LONGEST_OF_WRITER
        && byline.is_some_and(|name| {
            name.contains(' ')
                && text
                    .strip_prefix(name)
                    .is_some_and(|rest| IS.iter().any(|is| rest.starts_with(is)))
        })
}

/// Lines over an address to which the press may turn, in lower case and without their colon.
const CONTACT: &[&str] = &[
    "contact",
    "contacts",
    "press contact",
    "media contact",
    "media contacts",
    "contact information",
    "kontakt",
    "pressekontakt",
    "ansprechpartner",
    "ansprechpartnerin",
    "ansprechpersonen",
    "rückfragen",
    "contacto",
    "contacto de prensa",
    "contact presse",
    "contatti",
    "контакты",
    "байланыс",
];
/// Lines of an address, and how long one is.
const MOST_OF_CONTACT: usize = 15;
const LONGEST_OF_CONTACT: usize = 160;

/// Where lines begin that say whom to ask, up to the end.
pub(super) fn contact<'a>(
    lines: impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator,
) -> Option<usize> {
    let count = lines.len();
    for (below, line) in lines.rev().enumerate() {
        if below > MOST_OF_CONTACT || 2 * below >= count || line.chars().count() > LONGEST_OF_CONTACT {
            return None;
        }
        if CONTACT.contains(&line.trim_end_matches(':')) {
            return Some(count - below - 1);
        }
    }
    None
}
