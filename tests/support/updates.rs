//! A publication that signs new versions of the app, and a server that has them.

use std::path::Path;
#[cfg(unix)]
use std::path::PathBuf;

use kazpost_loopback::{Reply, Server};
use minisign::KeyPair;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::{Value, json};
use tar::{Builder, Header};

/// Where the description of the newest release lies.
pub const NEWEST: &str = "/app/newest.json";
/// Where its signature lies.
pub const SIGNATURE: &str = "/app/newest.json.minisig";
/// Where the package lies.
pub const PACKAGE: &str = "/app/kazpost.tar.zst";

/// Who holds a key.
pub struct Publisher {
    keys: KeyPair,
}

impl Default for Publisher {
    fn default() -> Publisher {
        let keys = KeyPair::generate_unencrypted_keypair().expect("keys");
        Publisher { keys }
    }
}

impl Publisher {
    /// As it stands in a publication.
    pub fn public_key(&self) -> String {
        self.keys.pk.to_base64()
    }

    /// The text of a `.minisig` file.
    pub fn sign(&self, bytes: &[u8]) -> String {
        let signed = minisign::sign(None, &self.keys.sk, bytes, None, None);
        signed.expect("a signature").into_string()
    }

    /// Writes the publication of a library whose updates come from this server.
    pub fn publish(&self, server: &Server, data_dir: &Path) {
        let publication = json!({
            "name": "The Courier", "tagline": { "en": "News" }, "home_url": "https://courier.example/",
            "notice": {}, "languages": ["en", "ru", "kk"], "feeds": [], "suggestions": [], "newsletter": null,
            "updates": { "address": server.url(NEWEST), "public_key": self.public_key() },
        });
        std::fs::create_dir_all(data_dir).expect("the folder is made");
        std::fs::write(data_dir.join("publication.json"), publication.to_string()).expect("it is written");
    }

    /// Offers a version: its package, its signed description.
    pub fn offer(&self, server: &Server, version: &str, package: &[u8]) {
        server.set(PACKAGE, Reply::ok("application/zstd", package));
        self.describe(server, &self.description(version, package));
    }

    /// What is said of a version.
    pub fn description(&self, version: &str, package: &[u8]) -> Value {
        let name = format!("{}-{}.tar.zst", std::env::consts::OS, std::env::consts::ARCH);
        json!({
            "version": version, "published": "2026-12-01", "page": "https://courier.example/app",
            "notes": {
                "en": "Articles are <b>listened</b> to.\nThe list opens faster.",
                "ru": "Статьи можно слушать.\nСписок открывается быстрее.",
                "kk": "Мақалаларды тыңдауға болады.\nТізім тезірек ашылады.",
            },
            "packages": { name: {
                "url": "kazpost.tar.zst", "bytes": package.len(), "signature": self.sign(package),
            } },
        })
    }

    /// Signs a description and puts it where it is asked for.
    pub fn describe(&self, server: &Server, description: &Value) {
        let text = description.to_string();
        server.set(SIGNATURE, Reply::ok("text/plain", self.sign(text.as_bytes())));
        server.set(NEWEST, Reply::ok("application/json", text));
    }
}

/// A package of these files, all of which may be run.
pub fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for (path, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o755);
        builder.append_data(&mut header, path, *bytes).expect("memory");
    }
    compress_to_vec(
        builder.into_inner().expect("memory").as_slice(),
        CompressionLevel::Fastest,
    )
}

/// A program that says this version and does nothing else.
pub fn program(version: &str) -> Vec<u8> {
    format!("#!/bin/sh\necho \"KazPost {version}\"\n").into_bytes()
}

/// Unpacks a layout of one program under a folder; the program's path.
#[cfg(unix)]
pub fn installed(folder: &Path, name: &str, program: &[u8]) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let bin = folder.join("usr/bin");
    std::fs::create_dir_all(&bin).expect("the folders are made");
    let path = bin.join(name);
    std::fs::write(&path, program).expect("it is written");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).expect("it may be run");
    path
}
