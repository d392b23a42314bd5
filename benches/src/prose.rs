/// In which the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Kazakh.
    Kazakh,
}

const ENGLISH: &[&str] = &[
    "the",
    "city",
    "opened",
    "a",
    "new",
    "bridge",
    "over",
    "river",
    "after",
    "three",
    "years",
    "of",
    "work",
    "and",
    "thousands",
    "came",
    "to",
    "walk",
    "across",
    "it",
    "on",
    "first",
    "morning",
    "engineers",
    "say",
    "that",
    "steel",
    "will",
    "stand",
    "for",
    "century",
    "while",
    "ferries",
    "keep",
    "running",
    "until",
    "winter",
    "council",
    "plans",
    "second",
    "crossing",
    "in",
    "north",
    "where",
    "traffic",
    "has",
    "grown",
];

const RUSSIAN: &[&str] = &[
    "в",
    "городе",
    "открыли",
    "новый",
    "мост",
    "через",
    "реку",
    "после",
    "трёх",
    "лет",
    "работы",
    "и",
    "тысячи",
    "людей",
    "пришли",
    "пройти",
    "по",
    "нему",
    "первым",
    "утром",
    "инженеры",
    "говорят",
    "что",
    "сталь",
    "простоит",
    "столетие",
    "паромы",
    "будут",
    "ходить",
    "до",
    "зимы",
    "совет",
    "обсуждает",
    "вторую",
    "переправу",
    "на",
    "севере",
    "где",
    "движение",
    "выросло",
    "вдвое",
    "за",
    "десять",
];

const KAZAKH: &[&str] = &[
    "қалада",
    "жаңа",
    "көпір",
    "ашылды",
    "өзен",
    "арқылы",
    "үш",
    "жылдық",
    "жұмыстан",
    "кейін",
    "мыңдаған",
    "адам",
    "таңертең",
    "алғаш",
    "рет",
    "өтуге",
    "келді",
    "инженерлер",
    "болат",
    "жүз",
    "жыл",
    "тұрады",
    "дейді",
    "паромдар",
    "қысқа",
    "дейін",
    "жүреді",
    "кеңес",
    "солтүстікте",
    "екінші",
    "өткел",
    "салуды",
    "жоспарлап",
    "отыр",
    "онда",
    "қозғалыс",
    "екі",
    "есе",
    "өсті",
    "және",
    "тағы",
    "бір",
    "ғимарат",
];

/// An endless supply of text and markup; one seed gives one text.
#[derive(Clone, Debug)]
pub struct Prose {
    words: &'static [&'static str],
    state: u64,
}

impl Prose {
    /// In `language`; `seed` chooses the text.
    pub fn new(language: Language, seed: u64) -> Prose {
        let words = match language {
            Language::English => ENGLISH,
            Language::Russian => RUSSIAN,
            Language::Kazakh => KAZAKH,
        };
        Prose {
            words,
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
        }
    }

    /// Below `end`, which is not 0 (xorshift: fast, and nothing here depends on how good it is).
    pub fn number(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % end
    }

    /// As many words, the first with a capital.
    pub fn sentence(&mut self, words: usize) -> String {
        let mut text = String::new();
        for place in 0..words {
            let word = self.words[self.number(self.words.len())];
            if place > 0 {
                text.push(' ');
                text.push_str(word);
            } else {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            }
        }
        text
    }

    /// Markup of an article, at least `bytes` long, as feeds carry it: paragraphs, links, pictures, lists, what
    /// editors leave behind, now and then what must not stay.
    pub fn markup(&mut self, bytes: usize) -> String {
        let mut html = String::with_capacity(bytes + 1024);
        let mut block = 0;
        while html.len() < bytes {
            match block % 7 {
                2 => {
                    let picture = self.number(1000);
                    let text = self.sentence(6);
                    html.push_str(&format!(
                        "<figure class=\"wide\"><img src=\"/pictures/{picture}.jpg\" srcset=\"/pictures/{picture}-2.jpg 2x\" \
                         width=\"640\" height=\"480\" alt=\"{text}\" loading=\"lazy\"><figcaption>{text}</figcaption></figure>\n"
                    ));
                }
                4 => {
                    html.push_str("<h3 style=\"color: red\">");
                    html.push_str(&self.sentence(5));
                    html.push_str("</h3>\n<ul>");
                    for _ in 0..4 {
                        html.push_str("<li>");
                        html.push_str(&self.sentence(9));
                    }
                    html.push_str("</ul>\n");
                }
                6 => {
                    html.push_str("<blockquote cite=\"https://example.org/\"><p>");
                    html.push_str(&self.sentence(25));
                    html.push_str("</p></blockquote><script>track()</script><img src=\"https://count.example/p.gif\" width=1 height=1>\n");
                }
                _ => {
                    html.push_str("<p class=\"text\">");
                    html.push_str(&self.sentence(22));
                    html.push_str(
                        ". <a href=\"/articles/?id=7&amp;from=feed\" target=\"_blank\" onclick=\"go()\">",
                    );
                    html.push_str(&self.sentence(3));
                    html.push_str("</a>&nbsp;&mdash; <em>");
                    html.push_str(&self.sentence(4));
                    html.push_str("</em> <b>");
                    html.push_str(&self.sentence(12));
                    html.push_str("</b>.</p>\n");
                }
            }
            block += 1;
        }
        html
    }
}
