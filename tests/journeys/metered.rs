//! A network whose traffic is counted, as NetworkManager tells of it on the system's bus: here one of the test's own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server, skipped};
use tempfile::TempDir;
use zbus::blocking::{Connection, connection};

use crate::reader::Reader;

/// `NMState`: connected to all the world.
const CONNECTED: u32 = 70;

struct NetworkManager {
    metered: u32,
}

#[zbus::interface(name = "org.freedesktop.NetworkManager")]
impl NetworkManager {
    #[zbus(property)]
    fn state(&self) -> u32 {
        CONNECTED
    }

    #[zbus(property)]
    fn metered(&self) -> u32 {
        self.metered
    }
}

/// A bus that ends with the test.
struct Bus {
    daemon: Child,
    address: String,
    _folder: TempDir,
}

impl Bus {
    /// `None`, said aloud, where there is no `dbus-daemon`.
    fn start() -> Option<Bus> {
        let folder = tempfile::tempdir().expect("a folder");
        let address = format!("--address=unix:path={}", folder.path().join("bus").display());
        let started = Command::new("dbus-daemon")
            .args([
                "--session",
                "--nofork",
                "--nopidfile",
                "--print-address=1",
                &address,
            ])
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut daemon) = started else {
            skipped("metered", "dbus-daemon");
            return None;
        };
        let mut address = String::new();
        let out = daemon.stdout.take().expect("it is piped");
        BufReader::new(out)
            .read_line(&mut address)
            .expect("it says where it is");
        let address = address.trim().to_owned();
        Some(Bus {
            daemon,
            address,
            _folder: folder,
        })
    }

    fn network_manager(&self, metered: u32) -> Connection {
        connection::Builder::address(self.address.as_str())
            .and_then(|bus| bus.serve_at("/org/freedesktop/NetworkManager", NetworkManager { metered }))
            .and_then(|bus| bus.name("org.freedesktop.NetworkManager"))
            .and_then(connection::Builder::build)
            .expect("it is on the bus")
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Whether a sync fetches the picture of its article, by the choice that readers have at first.
fn fetches_pictures(bus: &str) -> bool {
    let (server, reader) = (Server::start(), Reader::new());
    let items = [Item {
        guid: "1".into(),
        title: "One".into(),
        body: "<p>Look: <img src=\"/a.jpg\" alt=\"\"></p>".into(),
        ..Item::default()
    }];
    server.set("/feed.xml", Reply::rss(rss("Courier", &server.url("/"), &items)));
    reader.add(&server.url("/feed.xml"));
    let mut sync = reader.command(&["sync", "--pictures"]);
    let ran = sync
        .env("DBUS_SYSTEM_BUS_ADDRESS", bus)
        .output()
        .expect("it runs");
    assert!(ran.status.success(), "{ran:?}");
    server.requests().iter().any(|seen| seen.path == "/a.jpg")
}

#[test]
fn pictures_wait_where_networkmanager_says_that_traffic_is_counted() {
    let Some(bus) = Bus::start() else { return };
    assert!(fetches_pictures(&bus.address), "nobody says that it is");
    // `NMMetered`: unknown, yes, no, and the last two as a guess.
    for (metered, fetched) in [(0, true), (1, false), (2, true), (3, false), (4, true)] {
        let manager = bus.network_manager(metered);
        assert_eq!(fetches_pictures(&bus.address), fetched, "NMMetered is {metered}");
        drop(manager);
    }
}
