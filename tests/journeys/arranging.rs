use kazpost_api::{ArrangedFeed, Arrangement};

use crate::reader::{Reader, subscribe};

/// Sources stand where the reader put them, in the program, on the command line and in the list that leaves.
#[test]
fn the_order_of_folders_and_sources_is_kept_and_leaves_as_opml() {
    let reader = Reader::new();
    let library = reader.open();
    let addresses: Vec<String> = ["a", "b", "c"]
        .map(|name| format!("https://{name}.example/feed"))
        .into();
    subscribe(&library, &addresses);
    let ids = |library: &kazpost_core::Library| -> Vec<String> {
        let feeds = library.sources().expect("the library is well").feeds;
        feeds.into_iter().map(|feed| feed.id).collect()
    };
    let [a, b, c] = <[String; 3]>::try_from(ids(&library)).expect("three");
    let at = |id: &String, folder: Option<&str>| ArrangedFeed {
        id: id.clone(),
        folder: folder.map(Into::into),
    };
    library
        .sources_arrange(Arrangement {
            folders: vec!["Zhetysu".into(), "Altai  range".into(), "Empty".into()],
            feeds: vec![at(&c, None), at(&b, Some("Altai range")), at(&a, Some("Zhetysu"))],
        })
        .expect("it is kept");

    drop(library);
    let library = reader.open();
    let sources = library.sources().expect("the library is well");
    assert_eq!(sources.folders, ["Zhetysu", "Altai range", "Empty"]);
    assert_eq!(
        ids(&library),
        [c, a.clone(), b],
        "loose ones, then folder by folder"
    );
    let opml = reader.kazpost(&["feeds", "export"]).out;
    let places: Vec<usize> = ["//c.", "Zhetysu", "//a.", "Altai range", "//b."]
        .iter()
        .map(|part| opml.find(part).unwrap_or_else(|| panic!("{part} in {opml}")))
        .collect();
    assert!(places.is_sorted(), "{opml}");

    let unknown = Arrangement {
        folders: vec![],
        feeds: vec![at(&"nobody".into(), None)],
    };
    assert!(library.sources_arrange(unknown).is_err());
    assert_eq!(
        library.sources().expect("the library is well").folders.len(),
        3,
        "and nothing was done"
    );
}
