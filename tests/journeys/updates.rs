//! A new version of the app is offered by a server: the reader is told, and only what the publication signed gets
//! into the place of the old.

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

use kazpost_api::{Code, Failure, UpdateState, UpdateStep, UpdateWay};
use kazpost_core::{Library, Options};
use kazpost_tests::updates::{NEWEST, PACKAGE, Publisher, SIGNATURE, installed, package, program};
use kazpost_tests::{Behaviour, Reply, Server};
use tempfile::TempDir;

/// The app as it was unpacked, over a library whose publication names a server for updates.
struct Installed {
    folder: TempDir,
    server: Server,
    publisher: Publisher,
    program: PathBuf,
}

impl Installed {
    fn new() -> Installed {
        let (folder, server) = (tempfile::tempdir().expect("a folder"), Server::start());
        let publisher = Publisher::default();
        publisher.publish(&server, &folder.path().join("data"));
        let program = installed(
            &folder.path().join("kazpost-0.1.0"),
            "kazpost-desktop",
            &program("0.1.0"),
        );
        Installed {
            folder,
            server,
            publisher,
            program,
        }
    }

    fn open(&self) -> Library {
        let options = Options {
            data_dir: self.folder.path().join("data"),
            starter: false,
            program: Some(self.program.clone()),
            ..Options::default()
        };
        Library::open(options).expect("the library opens")
    }

    /// What lies in the program's place says this version, and nothing lies beside it.
    fn is_version(&self, version: &str) {
        let said = std::process::Command::new(&self.program)
            .arg("--version")
            .output();
        let said = String::from_utf8(said.expect("it runs").stdout).expect("text");
        assert_eq!(said.trim(), format!("KazPost {version}"));
        let beside = std::fs::read_dir(self.program.parent().expect("a folder")).expect("a folder");
        assert_eq!(beside.count(), 1, "nothing is left lying about");
    }

    /// Asks, and is offered a version.
    async fn offered(&self, library: &Library, version: &str) -> UpdateState {
        let state = library.update_check().await.expect("it is asked");
        assert_eq!(state.step, UpdateStep::Idle);
        let release = state.release.as_ref().expect("a new version");
        assert_eq!(release.version, version);
        state
    }
}

fn new_package(version: &str) -> Vec<u8> {
    let path = format!("kazpost-{version}/usr/bin/kazpost-desktop");
    package(&[(&path, &program(version))])
}

async fn install(library: &Library, version: &str) -> Result<UpdateState, Failure> {
    library.update_install(version, |_| ()).await
}

#[tokio::test]
async fn nothing_is_asked_where_the_publication_names_no_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options {
        data_dir: folder.path().to_owned(),
        starter: false,
        ..Options::default()
    };
    let library = Library::open(options).expect("the library opens");
    assert_eq!(library.update_state().expect("a state").way, UpdateWay::Off);
    assert!(library.update_daily().await.is_none());
    let state = library.update_check().await.expect("a state");
    assert_eq!((state.step, state.asked_at), (UpdateStep::Idle, None));
}

#[tokio::test]
async fn the_reader_is_told_asked_and_then_gets_the_new_version() {
    let app = Installed::new();
    let bytes = new_package("0.2.0");
    app.publisher.offer(&app.server, "0.2.0", &bytes);
    let library = app.open();
    assert_eq!(library.update_state().expect("a state").way, UpdateWay::Own);

    let state = app.offered(&library, "0.2.0").await;
    let release = state.release.expect("it is there");
    assert_eq!(state.host, "127.0.0.1");
    assert_eq!(release.bytes, Some(bytes.len() as u64));
    assert!(
        release.notes["en"].contains("<b>listened</b>"),
        "text, whatever it looks like"
    );
    assert_eq!(release.notes.len(), 3);
    assert!(
        !app.server.requests().iter().any(|seen| seen.path == PACKAGE),
        "it is asked for first"
    );
    app.is_version("0.1.0");

    let steps = Mutex::new(Vec::new());
    let hear = |step| steps.lock().expect("no panic").push(step);
    let state = library
        .update_install("0.2.0", hear)
        .await
        .expect("it is installed");
    assert_eq!(
        state.step,
        UpdateStep::Installed {
            version: "0.2.0".into()
        }
    );
    let steps = steps.into_inner().expect("no panic");
    let total = bytes.len() as u64;
    assert_eq!(steps.first(), Some(&UpdateStep::Downloading { done: 0, total }));
    assert!(
        steps.contains(&UpdateStep::Downloading { done: total, total }),
        "{steps:?}"
    );
    assert!(steps.contains(&UpdateStep::Installing), "{steps:?}");
    app.is_version("0.2.0");
    let agents = app.server.requests();
    assert!(
        agents.iter().all(|seen| !seen.path.contains('?')),
        "nothing is told of the reader"
    );
}

#[tokio::test]
async fn what_is_known_outlives_the_program_and_can_be_put_aside() {
    let app = Installed::new();
    app.publisher.offer(&app.server, "0.2.0", &new_package("0.2.0"));
    app.offered(&app.open(), "0.2.0").await;
    let library = app.open();
    let release = library
        .update_state()
        .expect("a state")
        .release
        .expect("it is known");
    assert!(!release.dismissed);
    library.update_dismiss("0.2.0").expect("it is put aside");
    let release = app.open().update_state().expect("a state").release;
    assert!(release.expect("it can still be had").dismissed);
    app.publisher.offer(&app.server, "0.3.0", &new_package("0.3.0"));
    let state = app.offered(&library, "0.3.0").await;
    assert!(!state.release.expect("another").dismissed);
}

#[tokio::test]
async fn it_is_asked_once_a_day_and_not_where_the_reader_forbids_it() {
    let app = Installed::new();
    app.publisher.offer(&app.server, "0.2.0", &new_package("0.2.0"));
    let library = app.open();
    let mut settings = library.settings().expect("settings");
    settings.ask_for_updates = false;
    library.settings_save(settings.clone()).expect("they are kept");
    assert!(library.update_daily().await.is_none());
    assert_eq!(app.server.requests().len(), 0);
    settings.ask_for_updates = true;
    library.settings_save(settings).expect("they are kept");
    let state = library
        .update_daily()
        .await
        .expect("it is asked")
        .expect("it answers");
    assert_eq!(state.release.expect("a new version").version, "0.2.0");
    assert!(library.update_daily().await.is_none(), "once a day");
    assert!(app.open().update_daily().await.is_none(), "also after a start");
    assert_eq!(app.server.requests().len(), 2);
}

#[tokio::test]
async fn a_server_that_is_down_is_told_of_to_who_asked_and_left_alone_else() {
    let app = Installed::new();
    app.server.set(NEWEST, Reply::status(503));
    let library = app.open();
    let failed = library
        .update_daily()
        .await
        .expect("it is asked")
        .expect_err("no answer");
    assert_eq!(failed.code, Code::HttpStatus);
    assert_eq!(
        library.update_state().expect("a state").step,
        UpdateStep::Idle,
        "nobody is told"
    );
    assert!(library.update_daily().await.is_none(), "not at once again");
    let state = library.update_check().await.expect("a state");
    assert!(
        matches!(state.step, UpdateStep::Failed { .. }),
        "{:?}",
        state.step
    );
}

async fn refused_description(spoil: impl FnOnce(&Installed)) -> Failure {
    let app = Installed::new();
    app.publisher.offer(&app.server, "0.2.0", &new_package("0.2.0"));
    spoil(&app);
    let library = app.open();
    let state = library.update_check().await.expect("a state");
    assert!(
        state.release.is_none(),
        "nothing of it is shown: {:?}",
        state.release
    );
    assert!(
        install(&library, "0.2.0").await.is_err(),
        "and nothing can be installed"
    );
    app.is_version("0.1.0");
    match state.step {
        UpdateStep::Failed { failure } => failure,
        step => panic!("it is refused: {step:?}"),
    }
}

#[tokio::test]
async fn a_description_that_nobody_signed_is_refused() {
    let failure = refused_description(|app| app.server.set(SIGNATURE, Reply::status(404))).await;
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
    assert!(failure.message.contains("not signed"), "{failure}");
}

#[tokio::test]
async fn a_description_that_was_changed_or_signed_by_another_is_refused() {
    let failure = refused_description(|app| {
        let mut other = app.publisher.description("0.2.0", b"");
        other["notes"]["en"] = "Send your passwords to us.".into();
        app.server
            .set(NEWEST, Reply::ok("application/json", other.to_string()));
    })
    .await;
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
    let failure = refused_description(|app| {
        Publisher::default().offer(&app.server, "0.2.0", &new_package("0.2.0"));
    })
    .await;
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
}

#[tokio::test]
async fn a_description_that_is_not_newer_offers_nothing() {
    for version in ["0.0.9", "0.1.0", "0.1.0-beta.3"] {
        let app = Installed::new();
        app.publisher.offer(&app.server, version, &new_package(version));
        let library = app.open();
        let state = library.update_check().await.expect("a state");
        assert!(state.release.is_none(), "{version}");
        assert_eq!(
            state.step,
            UpdateStep::Idle,
            "{version}: there is nothing wrong with it"
        );
        let failure = install(&library, version).await.expect_err("it is refused");
        assert_eq!(failure.code, Code::OlderRelease, "{failure}");
        app.is_version("0.1.0");
    }
}

/// Who holds old files that were signed, and the server, cannot bring back a version with a known hole.
#[tokio::test]
async fn a_release_that_is_older_than_one_seen_before_is_refused() {
    let app = Installed::new();
    app.publisher.offer(&app.server, "0.3.0", &new_package("0.3.0"));
    let library = app.open();
    app.offered(&library, "0.3.0").await;
    app.publisher.offer(&app.server, "0.2.0", &new_package("0.2.0"));
    let state = library.update_check().await.expect("a state");
    let UpdateStep::Failed { failure } = &state.step else {
        panic!("it is refused: {:?}", state.step)
    };
    assert_eq!(
        (failure.code, failure.detail.as_str()),
        (Code::OlderRelease, "0.3.0")
    );
    assert_eq!(state.release.expect("the newer one").version, "0.3.0");
    let failure = install(&library, "0.2.0").await.expect_err("it is refused");
    assert_eq!(failure.code, Code::NotFound);
    app.is_version("0.1.0");
}

async fn refused_package(reply: impl FnOnce(&Installed, Vec<u8>) -> Reply) -> Failure {
    let app = Installed::new();
    let bytes = new_package("0.2.0");
    app.publisher.offer(&app.server, "0.2.0", &bytes);
    let library = app.open();
    app.offered(&library, "0.2.0").await;
    app.server.set(PACKAGE, reply(&app, bytes));
    let failure = install(&library, "0.2.0").await.expect_err("it is refused");
    let step = library.update_state().expect("a state").step;
    assert_eq!(
        step,
        UpdateStep::Failed {
            failure: failure.clone()
        }
    );
    app.is_version("0.1.0");
    failure
}

fn zst(bytes: Vec<u8>) -> Reply {
    Reply::ok("application/zstd", bytes)
}

#[tokio::test]
async fn a_package_that_was_tampered_with_is_refused() {
    let failure = refused_package(|_, mut bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        zst(bytes)
    })
    .await;
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
}

#[tokio::test]
async fn a_package_that_is_cut_off_or_goes_on_is_refused() {
    let failure = refused_package(|_, bytes| zst(bytes).behaviour(Behaviour::Truncate(100))).await;
    assert_eq!(failure.code, Code::Truncated, "{failure}");
    let failure = refused_package(|_, bytes| zst(bytes).behaviour(Behaviour::TruncateChunked(100))).await;
    assert_eq!(failure.code, Code::Truncated, "{failure}");
    let failure =
        refused_package(|_, bytes| zst(bytes[..100].to_vec()).behaviour(Behaviour::UntilClose)).await;
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
    let failure = refused_package(|_, bytes| zst([bytes, vec![0; 9]].concat())).await;
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
}

#[tokio::test]
async fn an_older_package_in_the_place_of_the_newer_is_refused_though_it_was_signed_once() {
    let failure = refused_package(|app, _| {
        let old = new_package("0.1.9");
        app.server.set(
            "/app/kazpost.tar.zst.minisig",
            Reply::ok("text/plain", app.publisher.sign(&old)),
        );
        zst(old)
    })
    .await;
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
}

#[tokio::test]
async fn a_package_that_nobody_signed_is_refused_though_the_description_is_signed() {
    let app = Installed::new();
    let bytes = new_package("0.2.0");
    app.publisher.offer(&app.server, "0.2.0", &bytes);
    let mut description = app.publisher.description("0.2.0", &bytes);
    let packages = description["packages"].as_object_mut().expect("packages");
    for package in packages.values_mut() {
        package["signature"] = "".into();
    }
    app.publisher.describe(&app.server, &description);
    let library = app.open();
    app.offered(&library, "0.2.0").await;
    let failure = install(&library, "0.2.0").await.expect_err("it is refused");
    assert_eq!(failure.code, Code::NotGenuine, "{failure}");
    app.is_version("0.1.0");
}

/// By mistake the old program was packed and signed as the new one.
#[tokio::test]
async fn a_package_whose_program_is_another_version_is_refused() {
    let app = Installed::new();
    app.publisher.offer(&app.server, "0.2.0", &new_package("0.1.0"));
    let library = app.open();
    app.offered(&library, "0.2.0").await;
    let failure = install(&library, "0.2.0").await.expect_err("it is refused");
    assert_eq!(failure.code, Code::DoesNotRun, "{failure}");
    app.is_version("0.1.0");
}

#[tokio::test]
async fn a_package_on_its_way_can_be_stopped() {
    let app = Installed::new();
    let bytes = new_package("0.2.0");
    app.publisher.offer(&app.server, "0.2.0", &bytes);
    app.server.set(
        PACKAGE,
        zst(bytes).behaviour(Behaviour::Drip(Duration::from_millis(50))),
    );
    let library = app.open();
    app.offered(&library, "0.2.0").await;
    let stopping = library.clone();
    let on_the_way = |step| {
        if matches!(step, UpdateStep::Downloading { done, .. } if done > 0) {
            stopping.update_cancel();
        }
    };
    let state = library
        .update_install("0.2.0", on_the_way)
        .await
        .expect("it ends");
    assert_eq!(state.step, UpdateStep::Idle);
    app.is_version("0.1.0");
}

#[tokio::test]
async fn addresses_that_are_not_safe_are_not_asked() {
    let app = Installed::new();
    let data = app.folder.path().join("data/publication.json");
    let text = std::fs::read_to_string(&data).expect("the publication");
    std::fs::write(&data, text.replace("http://127.0.0.1", "http://192.0.2.1")).expect("it is written");
    let failure = app.open().update_check().await.expect_err("it is refused");
    assert_eq!(failure.code, Code::BadAddress, "{failure}");
}
