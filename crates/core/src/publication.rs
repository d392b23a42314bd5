use std::path::Path;

use kazpost_api::{Code, Failure, Publication};

use crate::failure::failure;

/// The file of this name in the data folder replaces the bundled one.
const FILE: &str = "publication.json";

const BUNDLED: &str = include_str!("../../../publication/publication.json");

/// Reads which newspaper this is.
pub(crate) fn read(data_dir: &Path) -> Result<Publication, Failure> {
    let path = data_dir.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&text, &path.display().to_string()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => parse(BUNDLED, FILE),
        Err(cause) => {
            let path = path.display().to_string();
            Err(failure(
                Code::File,
                &path,
                "",
                format!("{path} cannot be read: {cause}."),
            ))
        }
    }
}

fn parse(text: &str, name: &str) -> Result<Publication, Failure> {
    let refused = |why: String| failure(Code::File, name, "", format!("{name} is no publication: {why}."));
    let publication: Publication = serde_json::from_str(text).map_err(|cause| refused(cause.to_string()))?;
    if publication.languages.is_empty() || !publication.tagline.contains_key("en") {
        return Err(refused("it needs a language and a tagline in English".into()));
    }
    Ok(publication)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_one_is_right_and_another_takes_its_place_without_code() {
        let folder = tempfile::tempdir().unwrap();
        let own = read(folder.path()).unwrap();
        assert_eq!(own.name, "KazPost");
        for feed in own.feeds.iter().chain(&own.suggestions) {
            assert!(
                kazpost_fetch::normalise_address(&feed.url).is_ok(),
                "{}",
                feed.url
            );
        }
        let other = BUNDLED.replace("\"KazPost\"", "\"The Other Post\"");
        std::fs::write(folder.path().join(FILE), other).unwrap();
        assert_eq!(read(folder.path()).unwrap().name, "The Other Post");
        std::fs::write(folder.path().join(FILE), "{}").unwrap();
        let refused = read(folder.path()).unwrap_err();
        assert!(refused.message.contains("is no publication"), "{refused}");
    }
}
