//! Packages as a publication makes them, and as others would like them to be.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use kazpost_update::{
    Genuine, InstallError, Key, Owner, Package, Refused, Release, Version, install, release,
};
use minisign::KeyPair;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use tar::{Builder, EntryType, Header};
use tempfile::TempDir;

struct Publisher(KeyPair);

impl Publisher {
    fn new() -> Publisher {
        Publisher(KeyPair::generate_unencrypted_keypair().expect("keys"))
    }

    fn key(&self) -> Key {
        Key::read(&self.0.pk.to_base64()).expect("its own key")
    }

    fn sign(&self, bytes: &[u8]) -> String {
        let signed = minisign::sign(None, &self.0.sk, bytes, None, None);
        signed.expect("a signature").into_string()
    }

    fn package(&self, bytes: &[u8]) -> Package {
        Package {
            url: "package".into(),
            bytes: bytes.len() as u64,
            signature: self.sign(bytes),
        }
    }

    fn genuine(&self, bytes: Vec<u8>) -> Genuine {
        let package = self.package(&bytes);
        Genuine::new(&self.key(), &package, bytes).expect("it signed this")
    }
}

const DOCUMENT: &str = r#"{
    "version": "0.2.0", "published": "2026-12-01", "page": "https://courier.example/app",
    "notes": { "en": "Faster.\r\nCalmer." }, "another": "field of a later version",
    "packages": { "linux-x86_64.tar.zst": { "url": "a.tar.zst", "bytes": 7, "signature": "…" } }
}"#;

#[test]
fn a_description_that_the_publication_signed_is_read() {
    let publisher = Publisher::new();
    let found = release(
        &publisher.key(),
        DOCUMENT.as_bytes(),
        publisher.sign(DOCUMENT.as_bytes()).as_bytes(),
    );
    let found: Release = found.expect("it is signed");
    assert_eq!(found.version, Version::new(0, 2, 0));
    assert_eq!(found.notes["en"], "Faster.\nCalmer.");
    assert_eq!(found.packages["linux-x86_64.tar.zst"].bytes, 7);
}

#[test]
fn a_description_is_refused_that_was_changed_or_signed_by_another_or_by_nobody() {
    let publisher = Publisher::new();
    let signature = publisher.sign(DOCUMENT.as_bytes());
    let read = |document: &str, signature: &str| {
        release(&publisher.key(), document.as_bytes(), signature.as_bytes()).expect_err("it is refused")
    };
    assert_eq!(
        read(&DOCUMENT.replace("0.2.0", "9.2.0"), &signature),
        Refused::NotGenuine
    );
    let stranger = Publisher::new().sign(DOCUMENT.as_bytes());
    assert_eq!(read(DOCUMENT, &stranger), Refused::NotGenuine);
    for none in ["", "untrusted comment: nothing\n", "\u{fffd}"] {
        assert_eq!(read(DOCUMENT, none), Refused::Unsigned, "{none:?}");
    }
    // The comment that minisign calls trusted is signed as well.
    let other_comment = signature.replace("timestamp:", "timestamq:");
    assert_eq!(read(DOCUMENT, &other_comment), Refused::NotGenuine);
    let signed_nonsense = publisher.sign(b"{}");
    assert!(matches!(read("{}", &signed_nonsense), Refused::Unreadable(_)));
}

#[test]
fn what_is_no_key_is_none() {
    for text in ["", "RWQ", "untrusted comment: minisign public key"] {
        assert!(matches!(Key::read(text), Err(Refused::BadKey)), "{text:?}");
    }
}

#[test]
fn a_package_is_refused_that_was_changed_cut_replaced_or_not_signed() {
    let publisher = Publisher::new();
    let bytes = b"the new version".to_vec();
    let package = publisher.package(&bytes);
    let open =
        |package: &Package, bytes: &[u8]| Genuine::new(&publisher.key(), package, bytes.to_vec()).map(drop);
    assert_eq!(open(&package, &bytes), Ok(()));
    assert_eq!(
        open(&package, b"the old version"),
        Err(Refused::NotGenuine),
        "of the same length"
    );
    let cut = open(&package, &bytes[..5]);
    assert_eq!(cut, Err(Refused::Length { found: 5, signed: 15 }));
    let unsigned = Package {
        signature: String::new(),
        ..package.clone()
    };
    assert_eq!(open(&unsigned, &bytes), Err(Refused::Unsigned));
    let foreign = Publisher::new().package(&bytes);
    assert_eq!(open(&foreign, &bytes), Err(Refused::NotGenuine));
    // An old version is signed too: its signature fits it, and not this release.
    let old = publisher.package(b"the old version");
    let downgrade = Package {
        signature: old.signature,
        ..package
    };
    assert_eq!(open(&downgrade, &bytes), Err(Refused::NotGenuine));
}

/// A program that says this version.
fn program(version: &str) -> String {
    format!("#!/bin/sh\necho \"KazPost {version}\"\n")
}

struct Entry<'a>(&'a str, u32, &'a str);

fn packed(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for Entry(path, mode, text) in entries {
        let mut header = Header::new_gnu();
        // As it stands: `set_path` itself refuses what leads out.
        header.as_gnu_mut().expect("gnu").name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_size(text.len() as u64);
        header.set_mode(*mode);
        header.set_entry_type(if path.ends_with('/') {
            EntryType::Directory
        } else {
            EntryType::Regular
        });
        header.set_cksum();
        builder.append(&header, text.as_bytes()).expect("memory");
    }
    compress_to_vec(
        builder.into_inner().expect("memory").as_slice(),
        CompressionLevel::Fastest,
    )
}

fn new_version() -> Vec<u8> {
    let new = program("0.2.0");
    packed(&[
        Entry("kazpost-0.2.0/", 0o755, ""),
        Entry("./kazpost-0.2.0/usr/bin/kazpost", 0o4777, &new),
        Entry("kazpost-0.2.0/usr/bin/kazpost-desktop", 0o755, &new),
        Entry("kazpost-0.2.0/usr/share/doc/kazpost/NEW", 0o666, "new"),
    ])
}

/// A folder as it was unpacked from the old package, with a file of the reader's own.
fn old_layout() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let bin = folder.path().join("kazpost-0.1.0/usr/bin");
    std::fs::create_dir_all(&bin).expect("folders");
    for name in ["kazpost", "kazpost-desktop"] {
        write_program(&bin.join(name), "0.1.0");
    }
    std::fs::write(bin.join("kazpost.portable"), "").expect("a file");
    let program = bin.join("kazpost-desktop");
    (folder, program)
}

fn write_program(path: &Path, version: &str) {
    std::fs::write(path, program(version)).expect("a program");
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("it runs");
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|cause| format!("{}: {cause}", path.display()))
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("below").display().to_string());
            }
        }
    }
    found.sort();
    found
}

fn try_install(program: &Path, bytes: Vec<u8>) -> Result<(), InstallError> {
    let genuine = Publisher::new().genuine(bytes);
    install(
        &Owner::Folder(program.to_owned()),
        &genuine,
        &Version::new(0, 2, 0),
    )
}

#[test]
fn a_folder_gets_all_of_the_new_version_and_keeps_what_is_the_readers() {
    let (folder, program) = old_layout();
    try_install(&program, new_version()).expect("it is installed");
    let root = folder.path().join("kazpost-0.1.0/usr");
    assert!(text(&program).contains("0.2.0"));
    assert!(text(&root.join("bin/kazpost")).contains("0.2.0"));
    assert_eq!(text(&root.join("share/doc/kazpost/NEW")), "new");
    assert_eq!(
        files(&root),
        [
            "bin/kazpost",
            "bin/kazpost-desktop",
            "bin/kazpost.portable",
            "share/doc/kazpost/NEW"
        ],
        "and nothing is left lying about"
    );
    let mode = |path: &str| {
        std::fs::metadata(root.join(path))
            .expect("it is there")
            .permissions()
            .mode()
            & 0o7777
    };
    assert_eq!(
        (mode("bin/kazpost"), mode("share/doc/kazpost/NEW")),
        (0o755, 0o644)
    );
}

#[test]
fn whoever_put_the_programs_alone_into_a_folder_gets_the_programs_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let bin = folder.path().join("bin");
    std::fs::create_dir(&bin).expect("a folder");
    write_program(&bin.join("kazpost-desktop"), "0.1.0");
    try_install(&bin.join("kazpost-desktop"), new_version()).expect("it is installed");
    assert_eq!(files(folder.path()), ["bin/kazpost-desktop"]);
    assert!(text(&bin.join("kazpost-desktop")).contains("0.2.0"));
}

#[test]
fn what_does_not_run_or_is_another_version_replaces_nothing() {
    for odd in [
        program("0.1.9"),
        program("0.2.00"),
        "#!/bin/sh\nexit 1\n".into(),
        "\u{7f}ELF of another processor".into(),
    ] {
        let (folder, program) = old_layout();
        let bytes = packed(&[
            Entry("k/usr/bin/kazpost", 0o755, "new"),
            Entry("k/usr/bin/kazpost-desktop", 0o755, &odd),
        ]);
        let refused = try_install(&program, bytes).expect_err("it is refused");
        assert!(matches!(refused, InstallError::DoesNotRun(_)), "{odd}: {refused}");
        untouched(&folder, &program);
    }
}

fn untouched(folder: &TempDir, program: &Path) {
    assert!(text(program).contains("0.1.0"));
    assert!(text(&program.with_file_name("kazpost")).contains("0.1.0"));
    let names = ["kazpost", "kazpost-desktop", "kazpost.portable"];
    assert_eq!(files(&folder.path().join("kazpost-0.1.0/usr/bin")), names);
}

#[test]
fn a_package_that_would_write_elsewhere_or_holds_no_program_replaces_nothing() {
    let new = program("0.2.0");
    let cases: [&[Entry<'_>]; 3] = [
        &[
            Entry("k/usr/bin/kazpost-desktop", 0o755, &new),
            Entry("k/usr/bin/../../../../evil", 0o644, "evil"),
        ],
        &[
            Entry("k/usr/bin/kazpost-desktop", 0o755, &new),
            Entry("/tmp/kazpost-evil", 0o644, "evil"),
        ],
        &[Entry("k/usr/bin/other", 0o755, &new)],
    ];
    for entries in cases {
        let (folder, program) = old_layout();
        let refused = try_install(&program, packed(entries)).expect_err("it is refused");
        assert!(matches!(refused, InstallError::Package(_)), "{refused}");
        untouched(&folder, &program);
        assert!(!folder.path().join("evil").exists() && !Path::new("/tmp/kazpost-evil").exists());
    }
    let (folder, program) = old_layout();
    let refused = try_install(&program, b"no archive at all".to_vec()).expect_err("it is refused");
    assert!(matches!(refused, InstallError::Package(_)), "{refused}");
    untouched(&folder, &program);
}

#[test]
fn where_one_file_cannot_be_replaced_all_old_ones_come_back() {
    let (folder, program) = old_layout();
    // The old program cannot be put aside, and it is the last.
    let obstacle = program.with_file_name("kazpost-desktop.kazpost-old");
    std::fs::create_dir_all(obstacle.join("inside")).expect("folders");
    let refused = try_install(&program, new_version()).expect_err("it cannot be");
    assert!(matches!(refused, InstallError::Disk { .. }), "{refused}");
    untouched(&folder, &program);
    assert_eq!(files(&folder.path().join("kazpost-0.1.0/usr/share")), [""; 0]);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_left_alone() {
    let (folder, program) = old_layout();
    let own = folder.path().join("kazpost-0.1.0/usr/share/doc/kazpost/NEW");
    std::fs::create_dir_all(own.join("inside")).expect("folders");
    let refused = try_install(&program, new_version()).expect_err("it cannot be");
    assert!(matches!(refused, InstallError::Disk { .. }), "{refused}");
    untouched(&folder, &program);
    assert!(own.join("inside").is_dir());
}

#[test]
fn an_image_is_replaced_as_one_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = folder.path().join("KazPost.AppImage");
    write_program(&image, "0.1.0");
    let genuine = Publisher::new().genuine(program("0.2.0").into_bytes());
    install(&Owner::Image(image.clone()), &genuine, &Version::new(0, 2, 0)).expect("it is installed");
    assert!(text(&image).contains("0.2.0"));
    assert_eq!(files(folder.path()), ["KazPost.AppImage"]);
}

#[test]
fn what_belongs_to_a_package_manager_is_never_replaced() {
    let genuine = Publisher::new().genuine(program("0.2.0").into_bytes());
    let system = Owner::System {
        by: "dpkg",
        package: "kazpost".into(),
    };
    for owner in [system, Owner::Another("/usr/bin".into()), Owner::Unknown] {
        let refused = install(&owner, &genuine, &Version::new(0, 2, 0)).expect_err("it is refused");
        assert!(matches!(refused, InstallError::NotOurs), "{owner:?}");
    }
}
