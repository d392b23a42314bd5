//! Names of folders: `Outer/Inner` is one in another, `One / Two` is one name.

/// The names along a path. A stroke parts two of them only where it stands between letters or signs: one with a
/// space, another stroke or nothing beside it belongs to the name, as readers write it.
pub(crate) fn names(path: &str) -> Vec<&str> {
    let (mut names, mut begin) = (Vec::new(), 0);
    for (at, _) in path.match_indices('/').filter(|(at, _)| parts(path, *at)) {
        names.push(&path[begin..at]);
        begin = at + 1;
    }
    names.push(&path[begin..]);
    names
        .into_iter()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

/// The name of one folder. A stroke that would part it is written as a sign that looks the same.
pub(crate) fn of_one_name(name: &str) -> String {
    let parted = |(at, sign)| {
        if sign == '/' && parts(name, at) {
            '∕'
        } else {
            sign
        }
    };
    name.char_indices().map(parted).collect()
}

fn parts(path: &str, at: usize) -> bool {
    let stands = |sign: char| !sign.is_whitespace() && sign != '/';
    let (before, after) = (path[..at].chars().next_back(), path[at + 1..].chars().next());
    before.is_some_and(stands) && after.is_some_and(stands)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_with_space_around_it_is_part_of_the_name() {
        assert_eq!(names("Outer/Inner"), ["Outer", "Inner"]);
        assert_eq!(names("Outer/One / Two/Inner"), ["Outer", "One / Two", "Inner"]);
        for one in [
            "One / Two",
            "One /Two",
            "One/ Two",
            "/One",
            "One/",
            "//",
            "і // і",
        ] {
            assert_eq!(names(one), [one]);
            assert_eq!(of_one_name(one), one);
        }
        assert_eq!(of_one_name("AC/DC"), "AC∕DC");
        assert_eq!(names(""), [""; 0]);
    }
}
