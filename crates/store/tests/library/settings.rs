use crate::support::Library;

#[test]
fn settings_stay() {
    let mut library = Library::new();
    assert_eq!(library.setting("theme").unwrap(), None);
    library.set_setting("theme", "dark").unwrap();
    library.set_setting("theme", "қараңғы").unwrap();
    library.set_setting("empty", "").unwrap();
    library.reopen();
    assert_eq!(library.setting("theme").unwrap().as_deref(), Some("қараңғы"));
    assert_eq!(library.setting("empty").unwrap().as_deref(), Some(""));
    assert_eq!(library.setting("Theme").unwrap(), None);
}
