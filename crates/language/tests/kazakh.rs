//! How well the stemmer for Kazakh does on forms of words as they stand in news (`kazakh.txt`).

use std::collections::HashMap;

use kazpost_language::{Tongue, key, query_keys};

const FORMS: &str = include_str!("kazakh.txt");

fn words() -> impl Iterator<Item = Vec<&'static str>> {
    FORMS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_whitespace().collect())
}

fn of(word: &str) -> String {
    key(word, Tongue::Kazakh, str::to_owned)
}

#[test]
fn most_forms_have_the_key_of_their_word() {
    let (mut all, mut right, mut wrong) = (0, 0, Vec::new());
    for forms in words() {
        let word = of(forms[0]);
        for form in &forms[1..] {
            all += 1;
            if of(form) == word {
                right += 1;
            } else {
                wrong.push(format!("{form} {} (not {word})", of(form)));
            }
        }
    }
    println!("{right} of {all} forms have the key of their word; not so: {wrong:#?}");
    assert!(all > 400, "{all}");
    assert!(right * 100 >= all * 97, "{right} of {all}: {wrong:#?}");
}

#[test]
fn different_words_have_different_keys() {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for forms in words() {
        if let Some(other) = seen.insert(of(forms[0]), forms[0]) {
            panic!("{other} and {} are one: {}", forms[0], of(forms[0]));
        }
    }
}

#[test]
fn a_form_typed_on_a_russian_keyboard_finds_the_word() {
    let typed = |word: &str| kazpost_language::fold(word);
    let all: Vec<&str> = words().flatten().collect();
    let missed: Vec<&&str> = all
        .iter()
        .filter(|word| !query_keys(&typed(word)).contains(&of(word)))
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}
