//! A light stemmer for Kazakh, over folded words (so that a word typed on a Russian keyboard has the same stem).
//!
//! The endings and what each may follow are those of the common grammars; K. A. Krippes lists them (Kazakh (Qazaq-)
//! Grammatical Sketch with Affix List, 1993, ERIC ED404842). That endings can be taken off without a lexicon, the
//! longest that fits first, is how U. Tukeyev, A. Turganbayeva and others do it (Lexicon-free stemming for Kazakh
//! language information retrieval, IEEE AICT 2018), who look for one ending in a complete list of all that endings
//! come to together; here they are single, and are taken off one after the other. Neither list nor code of theirs is in
//! here, and neither is the list of known words of anybody.
//!
//! Taken off are plural, possession and case, the participle in -ған, the past and its negation, the present, the
//! infinitive; words made from others (-лық, -шы) stay whole. Not taken off, because nouns end so: -са (сатса, касса)
//! and -п after a vowel (жинап, мектеп). How well that does is measured in `tests/kazakh.rs`.

/// What must stand before an ending.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Vowel,
    Consonant,
    /// One without voice, or a voiced one at the end of a loan (клуб-тар).
    Voiceless,
    /// A consonant with voice, or a sonorant.
    Voiced,
    /// Either of these, or a vowel.
    NotVoiceless,
    /// A nasal.
    Nasal,
    VowelOrNasal,
    /// A vowel, р, й or у: before the plural in л.
    Open,
    /// л, м, н, з, ж: before the plural in д.
    Closed,
}

/// The longest of a kind first.
const ENDINGS: &[(&str, &str, After)] = &[
    ("маган", "меген", After::NotVoiceless),
    ("баган", "беген", After::Voiced),
    ("паган", "пеген", After::Voiceless),
    ("мады", "меди", After::NotVoiceless),
    ("бады", "беди", After::Voiced),
    ("пады", "педи", After::Voiceless),
    ("ындагы", "индеги", After::Consonant),
    ("сындагы", "синдеги", After::Vowel),
    ("сынын", "синин", After::Vowel),
    ("сынан", "синен", After::Vowel),
    ("сында", "синде", After::Vowel),
    ("сымен", "симен", After::Vowel),
    ("ынын", "инин", After::Consonant),
    ("ынан", "инен", After::Consonant),
    ("ында", "инде", After::Consonant),
    ("ымен", "имен", After::Consonant),
    ("ымыз", "имиз", After::Consonant),
    ("ыныз", "иниз", After::Consonant),
    ("сына", "сине", After::Vowel),
    ("атын", "етин", After::Consonant),
    ("йтын", "йтин", After::Vowel),
    ("дагы", "деги", After::NotVoiceless),
    ("тагы", "теги", After::Voiceless),
    ("сын", "син", After::Vowel),
    ("ына", "ине", After::Consonant),
    ("мыз", "миз", After::Vowel),
    ("ныз", "низ", After::Vowel),
    ("нын", "нин", After::VowelOrNasal),
    ("дын", "дин", After::Voiced),
    ("тын", "тин", After::Voiceless),
    ("дан", "ден", After::NotVoiceless),
    ("тан", "тен", After::Voiceless),
    ("нан", "нен", After::Nasal),
    ("мен", "мен", After::NotVoiceless),
    ("бен", "бен", After::Voiced),
    ("пен", "пен", After::Voiceless),
    ("лар", "лер", After::Open),
    ("дар", "дер", After::Closed),
    ("тар", "тер", After::Voiceless),
    ("ган", "ген", After::NotVoiceless),
    ("кан", "кен", After::Voiceless),
    ("ады", "еди", After::Consonant),
    ("йды", "йди", After::Vowel),
    ("ын", "ин", After::Consonant),
    ("сы", "си", After::Vowel),
    ("ны", "ни", After::Vowel),
    ("ды", "ди", After::NotVoiceless),
    ("ты", "ти", After::Voiceless),
    ("га", "ге", After::NotVoiceless),
    ("ка", "ке", After::Voiceless),
    ("да", "де", After::NotVoiceless),
    ("та", "те", After::Voiceless),
    ("гы", "ги", After::Closed),
    ("ып", "ип", After::Consonant),
    ("ы", "и", After::Consonant),
    ("у", "у", After::NotVoiceless),
    ("у", "у", After::Voiceless),
];

/// Stems of two letters, folded; all others have three.
const SHORT: &[&str] = &[
    "су", "ел", "ер", "ат", "ай", "уй", "от", "ой", "ан", "ас", "ет", "ит", "он", "ок", "ак", "ку", "ту",
    "би", "ми", "ус", "ун", "ой", "ау", "ту", "эл",
];

/// Common words that end as if they had an ending, or whose last letter with the first of an ending makes another
/// (аудан-ы, not ауда-ны; облыс-ы, not облы-сы); folded.
const KNOWN: &[&str] = &[
    "абай",
    "адам",
    "алтын",
    "арман",
    "аспан",
    "аудан",
    "балкан",
    "дауыс",
    "дукен",
    "душпан",
    "жагдай",
    "жан",
    "жумыс",
    "заман",
    "казан",
    "конституция",
    "кун",
    "мекен",
    "мунай",
    "мусылман",
    "облыс",
    "озен",
    "орган",
    "орман",
    "сан",
    "сарай",
    "табыс",
    "туман",
    "урыс",
    "шыгыс",
];

/// Takes endings off as long as one fits. Finds the same stem for any form of most words.
pub(crate) fn stem(word: &mut String) {
    for _ in 0..6 {
        if word.len() < 6 || known(word) || !strip(word) {
            break;
        }
    }
    harden(word);
    contract(word);
}

/// Cuts a form of a known word down to it.
fn known(word: &mut String) -> bool {
    let found = KNOWN.iter().find(|known| {
        word.strip_prefix(**known).is_some_and(|rest| {
            rest.is_empty()
                || ENDINGS
                    .iter()
                    .any(|(back, front, _)| rest == *back || rest == *front)
        })
    });
    if let Some(known) = found {
        word.truncate(known.len());
    }
    found.is_some() || country(word)
}

/// Қазақстан, Түркістан; but жұмыс-тан.
fn country(word: &str) -> bool {
    word.strip_suffix("стан")
        .is_some_and(|name| name.ends_with(['к', 'х', 'н', 'р', 'з', 'и', 'л']) || name == "дагы")
}

fn strip(word: &mut String) -> bool {
    for (back, front, after) in ENDINGS {
        for (ending, is_back) in [(back, true), (front, false)] {
            let Some(stem) = word.strip_suffix(ending) else {
                continue;
            };
            if long_enough(stem)
                && follows(stem, *after)
                && harmonises(stem, ending, is_back)
                && !is_made(stem, ending)
            {
                let length = stem.len();
                word.truncate(length);
                return true;
            }
        }
    }
    false
}

/// құрылыс-ы, байланыс-ы, кіріс-і: nouns made from verbs end in -ыс, and hardly a word ends in -лы, -ры or -ны that could
/// have -сы.
fn is_made(stem: &str, ending: &str) -> bool {
    ending.starts_with(['с'])
        && stem
            .strip_suffix(['ы', 'и'])
            .is_some_and(|stem| stem.ends_with(['л', 'р', 'н']))
}

fn long_enough(stem: &str) -> bool {
    // Folded Cyrillic has two bytes a letter.
    stem.len() >= 6 || SHORT.contains(&stem)
}

fn follows(stem: &str, after: After) -> bool {
    let Some(last) = stem.chars().next_back() else {
        return false;
    };
    let vowel = matches!(last, 'а' | 'о' | 'ы' | 'е' | 'э' | 'я' | 'ю');
    // Both of them: a vowel in one word, й or в in the next.
    let glide = matches!(last, 'и' | 'у');
    let voiceless = matches!(
        last,
        'п' | 'ф' | 'к' | 'т' | 'с' | 'ш' | 'щ' | 'ч' | 'х' | 'ц' | 'б' | 'в' | 'г' | 'д'
    );
    let nasal = matches!(last, 'м' | 'н');
    match after {
        // No word of Kazakh ends in о: it is район-ы, not райо-ны.
        After::Vowel => (vowel && last != 'о') || glide,
        After::Consonant => !vowel,
        After::Voiceless => voiceless,
        After::Voiced => glide || !vowel && !voiceless,
        After::NotVoiceless => !voiceless,
        After::Nasal => nasal,
        After::VowelOrNasal => vowel || glide || nasal,
        After::Open => vowel || glide || matches!(last, 'р' | 'й'),
        After::Closed => matches!(last, 'л' | 'м' | 'н' | 'з' | 'ж'),
    }
}

/// Vowels agree; what folding made ambiguous (а, о, у, и) agrees with both.
fn harmonises(stem: &str, ending: &str, back: bool) -> bool {
    if !ending.contains(['а', 'ы', 'е', 'и']) || matches!(ending, "мен" | "бен" | "пен") {
        return true;
    }
    // Surnames made the Russian way have endings by the vowel before: Тоқаев-тың, Бекболатов-тың, but Әуезов-тің.
    if stem.ends_with("ев") {
        return true;
    }
    let last = stem.chars().rev().find(|c| "аоуыеэияю".contains(*c));
    match last {
        Some('е' | 'э') => !back,
        Some('ы') => back,
        _ => true,
    }
}

/// кітап – кітабы, тарақ – тарағы.
fn harden(word: &mut String) {
    let hard = match word.chars().next_back() {
        Some('б') => 'п',
        Some('г') => 'к',
        _ => return,
    };
    if word.len() > 4 {
        word.pop();
        word.push(hard);
    }
}

/// халық – халқы, орын – орны: the vowel that comes and goes is left out in both.
fn contract(word: &mut String) {
    let mut letters = word.chars().rev();
    let (Some(last), Some(vowel), Some(before)) = (letters.next(), letters.next(), letters.next()) else {
        return;
    };
    let comes_and_goes = matches!(last, 'к' | 'н' | 'п')
        && matches!(vowel, 'ы' | 'и')
        && matches!(before, 'л' | 'р' | 'й')
        && letters.next().is_some();
    if comes_and_goes {
        let length = word.len() - last.len_utf8() - vowel.len_utf8();
        word.truncate(length);
        word.push(last);
    }
}
