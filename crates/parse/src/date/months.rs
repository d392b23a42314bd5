/// How the months begin in the languages of feeds, in small letters. A word that begins so is that month; where one
/// beginning is another's too, the longer stands first.
#[rustfmt::skip]
const BEGINNINGS: &[(&str, i8)] = &[
    // English, and with it most of German, Dutch, Danish, Norwegian, Swedish and Romanian.
    ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9),
    ("oct", 10), ("nov", 11), ("dec", 12),
    // German, Dutch, Scandinavian
    ("jän", 1), ("mär", 3), ("mrz", 3), ("maa", 3), ("mrt", 3), ("mai", 5), ("maj", 5), ("mei", 5), ("okt", 10),
    ("dez", 12), ("des", 12),
    // French
    ("juil", 7), ("juin", 6), ("févr", 2), ("fév", 2), ("fev", 2), ("avr", 4), ("aoû", 8), ("aou", 8), ("déc", 12),
    // Spanish, Portuguese, Italian
    ("ene", 1), ("gen", 1), ("abr", 4), ("mag", 5), ("giu", 6), ("lug", 7), ("ago", 8), ("set", 9), ("out", 10),
    ("ott", 10), ("dic", 12),
    // Russian, every case
    ("янв", 1), ("фев", 2), ("мар", 3), ("апр", 4), ("май", 5), ("мая", 5), ("мае", 5), ("июн", 6), ("июл", 7),
    ("авг", 8), ("сен", 9), ("окт", 10), ("ноя", 11), ("дек", 12),
    // Kazakh, in both scripts
    ("қаң", 1), ("ақп", 2), ("нау", 3), ("сәу", 4), ("мам", 5), ("мау", 6), ("шіл", 7), ("там", 8), ("қыр", 9),
    ("қаз", 10), ("қар", 11), ("жел", 12),
    ("qań", 1), ("qañ", 1), ("qan", 1), ("aqp", 2), ("nau", 3), ("sáý", 4), ("säu", 4), ("mam", 5),
    ("mau", 6), ("maý", 6), ("şil", 7), ("shil", 7), ("tam", 8), ("qyr", 9), ("qaz", 10), ("qar", 11), ("jel", 12),
    // Ukrainian, Belarusian
    ("січ", 1), ("лют", 2), ("бер", 3), ("кві", 4), ("тра", 5), ("чер", 6), ("лип", 7), ("сер", 8), ("вер", 9),
    ("жов", 10), ("лис", 11), ("гру", 12), ("сту", 1),
    // Greek
    ("ιαν", 1), ("φεβ", 2), ("μάρ", 3), ("μαρ", 3), ("μάώ", 3), ("μαώ", 3), ("απρ", 4), ("μάι", 5), ("μαΐ", 5), ("μαϊ", 5),
    ("μαι", 5), ("ιούν", 6), ("ιον", 6), ("ιουν", 6), ("ιούλ", 7), ("ιολ", 7), ("ιουλ", 7), ("αύγ", 8), ("αυγ", 8),
    ("σεπ", 9), ("οκτ", 10), ("νοέ", 11), ("νοε", 11), ("δεκ", 12),
    // Hungarian
    ("január", 1), ("február", 2), ("febru", 2), ("márc", 3), ("ápr", 4), ("máj", 5), ("máu", 5), ("jún", 6), ("júl", 7),
    ("szep", 9),
    // Turkish
    ("oca", 1), ("şub", 2), ("nis", 4), ("haz", 6), ("tem", 7), ("ağu", 8), ("eyl", 9), ("eki", 10), ("kas", 11),
    ("ara", 12),
    // Polish, Czech
    ("sty", 1), ("lut", 2), ("kwi", 4), ("cze", 6), ("lip", 7), ("sie", 8), ("wrz", 9), ("paź", 10), ("lis", 11),
    ("gru", 12), ("led", 1), ("úno", 2), ("bře", 3), ("dub", 4), ("kvě", 5), ("čvn", 6), ("červenc", 7), ("červ", 6),
    ("srp", 8), ("zář", 9), ("říj", 10), ("pro", 12),
];

/// The month that a word names.
pub(super) fn read(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    BEGINNINGS
        .iter()
        .find(|(beginning, _)| lower.starts_with(beginning))
        .map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_of_kazakhstan() {
        let kazakh = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан";
        let russian = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря";
        for (n, (kk, ru)) in kazakh.split(' ').zip(russian.split(' ')).enumerate() {
            assert_eq!(read(kk), i8::try_from(n + 1).ok(), "{kk}");
            assert_eq!(read(&ru.to_uppercase()), i8::try_from(n + 1).ok(), "{ru}");
        }
    }

    #[test]
    fn near_names_are_told_apart() {
        assert_eq!(read("juillet"), Some(7));
        assert_eq!(read("juin"), Some(6));
        assert_eq!(read("март"), Some(3));
        assert_eq!(read("Monday"), None);
        assert_eq!(read("pm"), None);
    }
}
