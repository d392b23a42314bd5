//! The package as a stranger meets it: a clean system, apt, a reader who is nobody special.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kazpost_loopback::{Reply, Server};
use xtask::shell::{Outcome, Place, step};

use super::screen::{Screen, Shot};
use super::system::{READER, System};
use crate::edition::Edition;
use crate::linux;

/// Has a library of an older version.
const OLDER: &str = "older";
const HEADLINE: &str = "A caravan reaches the sea";

const FEED: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Steppe Courier</title><link>http://127.0.0.1/</link><language>en</language>
<item><guid isPermaLink="false">1</guid><title>A caravan reaches the sea</title>
<description>It took forty days, and nobody was in a hurry.</description></item>
<item><guid isPermaLink="false">2</guid><title>Snow on the pass</title>
<description>The road is open again since noon.</description></item>
</channel></rss>"#;

/// Tries the `.deb`. `keep`: the package and the system stay, with the app installed, for whoever wants to look or measure.
pub fn run(place: &Place, deb: &Path, keep: bool) -> Outcome {
    let newer = newer(place)?;
    let mut system = None;
    step("A clean system", || {
        system = Some(System::make(place, "package")?);
        Ok(())
    })?;
    let system = system.ok_or("no system")?;
    let shots = place.target.join("trial/shots");
    fs::create_dir_all(&shots)?;
    let mut trial = Trial {
        screen: Screen::open(&place.target.join("trial/screen"))?,
        server: Server::start(),
        system,
        shots,
    };
    trial.server.set("/feed.xml", Reply::rss(FEED));
    step("Installing", || trial.install(deb, "kazpost.deb"))?;
    step("What is installed", || trial.installed())?;
    step("The first start", || trial.first_start())?;
    step("Adding a feed", || trial.add_feed())?;
    step("An older library", || trial.older_library(place))?;
    step("Upgrading", || trial.install(&newer, "kazpost-newer.deb"))?;
    step("After the upgrade", || trial.after_upgrade())?;
    if keep {
        println!("the system is kept in {}", trial.system.outside("/").display());
        return Ok(());
    }
    step("Removing", || trial.remove())?;
    let Trial { system, screen, .. } = trial;
    drop(screen);
    step("Clearing away", || system.remove())
}

/// The same programs in a package with a higher version.
fn newer(place: &Place) -> Outcome<PathBuf> {
    let edition = Edition::of(place, Some(concat!(env!("CARGO_PKG_VERSION"), "+newer")))?;
    linux::pack_deb(place, &edition, &place.target.join("trial/newer"))
}

struct Trial {
    system: System,
    screen: Screen,
    server: Server,
    shots: PathBuf,
}

impl Trial {
    fn install(&self, deb: &Path, name: &str) -> Outcome {
        self.system.copy(deb, &format!("/tmp/{name}"))?;
        self.system.install(&[&format!("/tmp/{name}")])
    }

    fn said(&self, mut command: Command) -> Outcome<String> {
        let told = command.output()?;
        let said = String::from_utf8_lossy(&told.stdout).into_owned();
        if told.status.success() {
            Ok(said)
        } else {
            let cause = String::from_utf8_lossy(&told.stderr);
            Err(format!("{command:?} ended with {}: {said}{cause}", told.status).into())
        }
    }

    fn root(&self, words: &[&str]) -> Outcome<String> {
        self.said(self.system.root(words))
    }

    fn kazpost(&self, user: &str, words: &[&str]) -> Outcome<String> {
        let mut all = vec!["kazpost"];
        all.extend(words);
        self.said(self.system.user(user, &[], &all))
    }

    /// Every library is found, the manual opens, desktops see the entry, and what opens what is registered.
    fn installed(&self) -> Outcome {
        for program in ["/usr/bin/kazpost-desktop", "/usr/bin/kazpost"] {
            expect("ldd", &self.root(&["ldd", program])?, |said| {
                !said.contains("not found")
            })?;
            self.root(&[program, "--version"])?;
        }
        let listed = self.root(&["dpkg", "--listfiles", "kazpost"])?;
        for file in [
            "/usr/share/man/man1/kazpost.1.gz",
            "/usr/share/man/man1/kazpost-feeds-add.1.gz",
            "/usr/share/man/man1/kazpost-desktop.1.gz",
            "/usr/share/bash-completion/completions/kazpost",
            "/usr/share/zsh/vendor-completions/_kazpost",
            "/usr/share/fish/vendor_completions.d/kazpost.fish",
            "/usr/share/doc/kazpost/copyright",
        ] {
            if !listed.lines().any(|line| line == file) {
                return Err(format!("{file} is not in the package").into());
            }
        }
        // What reads completions and what lists programs by what they open.
        self.system.install(&[
            "bash-completion",
            "desktop-file-utils",
            "shared-mime-info",
            "man-db",
        ])?;
        let script = "source /usr/share/bash-completion/bash_completion; _completion_loader kazpost; \
                      COMP_WORDS=(kazpost fee); COMP_CWORD=1; _kazpost kazpost fee kazpost; echo \"${COMPREPLY[@]}\"";
        expect(
            "completing `kazpost fee`",
            &self.root(&["bash", "-c", script])?,
            |said| said.contains("feeds"),
        )?;
        expect(
            "man kazpost",
            &self.root(&["man", "--pager=cat", "kazpost"])?,
            |said| said.contains("SYNOPSIS"),
        )?;
        self.root(&["update-desktop-database"])?;
        let entry = format!("{}.desktop", linux::ID);
        for kind in [
            "x-scheme-handler/feed",
            "x-scheme-handler/kazpost",
            "application/rss+xml",
            "application/atom+xml",
            "text/x-opml+xml",
        ] {
            let asked = self.said(
                self.system
                    .user(READER, &[], &["xdg-mime", "query", "default", kind]),
            )?;
            expect(kind, &asked, |said| said.trim() == entry)?;
        }
        fs::write(
            self.system.outside("/tmp/list.opml"),
            "<opml version=\"2.0\"><body/></opml>",
        )?;
        self.system.install(&["libglib2.0-bin"])?;
        let asked = [
            "gio",
            "info",
            "--attributes=standard::content-type",
            "/tmp/list.opml",
        ];
        let kind = self.said(self.system.user(READER, &[], &asked))?;
        expect(".opml", &kind, |said| said.contains("text/x-opml"))
    }

    fn first_start(&mut self) -> Outcome {
        let app = self.start(READER, &[])?;
        let picture = self.shots.join("first-start.png");
        self.screen
            .until("The front page", &picture, Shot::shows_a_page)?;
        let shot = self.screen.settled(&picture)?;
        // The entry is found by this class; without it the window has no icon and no name in a dock.
        let class = self.said(self.screen.command("xdotool", &["search", "--class", linux::ID]))?;
        expect("the window's class", &class, |said| !said.trim().is_empty())?;
        self.quit(app)?;
        self.screen
            .until("The screen is empty", &self.shots.join("after-quit.png"), |now| {
                now.differs_from(&shot) > 100_000
            })?;
        Ok(())
    }

    /// As a browser hands an address over; the window asks, the reader says yes.
    fn add_feed(&mut self) -> Outcome {
        let address = format!("feed:{}", self.server.url("/feed.xml"));
        let app = self.start(READER, &[])?;
        let picture = self.shots.join("second-start.png");
        self.screen
            .until("The front page", &picture, Shot::shows_a_page)?;
        let before = self.screen.settled(&picture)?;
        // A second start, which the first one takes over.
        self.said(self.user_start(READER, &app.bus, &[&address]))?;
        let picture = self.shots.join("question.png");
        self.screen
            .until("The question", &picture, |now| now.differs_from(&before) > 20_000)?;
        self.screen.settled(&picture)?;
        self.screen.press("Return")?;
        let began = Instant::now();
        while !self.kazpost(READER, &["list"])?.contains(HEADLINE) {
            if began.elapsed() > Duration::from_secs(30) {
                fs::write(self.shots.join("no-feed.png"), self.screen.shot()?.png()?)?;
                return Err("the feed's articles never came".into());
            }
            std::thread::sleep(Duration::from_millis(300));
        }
        self.quit(app)
    }

    /// Written by the same steps that the older version had.
    fn older_library(&self, place: &Place) -> Outcome {
        self.system.add_user(OLDER)?;
        let folder = format!("/home/{OLDER}/.local/share/kazpost");
        let there = self.system.outside(&folder);
        fs::create_dir_all(&there)?;
        let mut write = Command::new("sqlite3");
        write.arg(there.join("library.sqlite")).arg(".bail on");
        let steps = ["0001_library.sql", "0002_titles.sql", "0003_annotations.sql"];
        let steps = steps.map(|name| place.root.join("crates/store/migrations").join(name));
        for file in steps
            .into_iter()
            .chain([place.root.join("packaging/trial/older.sql")])
        {
            write.arg(format!(".read {}", file.display()));
        }
        self.said(write)?;
        self.root(&[
            "chown",
            "--recursive",
            &format!("{OLDER}:{OLDER}"),
            &format!("/home/{OLDER}"),
        ])?;
        Ok(())
    }

    fn after_upgrade(&mut self) -> Outcome {
        let told = self.root(&["dpkg-query", "--show", "--showformat=${Version}", "kazpost"])?;
        expect("the version", &told, |said| said.ends_with("+newer"))?;
        for (user, picture) in [(READER, "after-upgrade.png"), (OLDER, "older-library.png")] {
            let app = self.start(user, &[])?;
            let picture = self.shots.join(picture);
            self.screen
                .until("The front page", &picture, Shot::shows_a_page)?;
            self.screen.settled(&picture)?;
            self.quit(app)?;
        }
        expect(
            "the feed that was added",
            &self.kazpost(READER, &["list"])?,
            |said| said.contains(HEADLINE),
        )?;
        let feeds = self.kazpost(OLDER, &["feeds", "list"])?;
        expect("the older library's source", &feeds, |said| {
            said.contains("My older courier")
        })?;
        let saved = self.kazpost(OLDER, &["list", "--saved"])?;
        expect("its bookmark", &saved, |said| {
            said.contains("Kept through every version")
        })?;
        let notes = self.kazpost(OLDER, &["highlights"])?;
        expect("its highlight", &notes, |said| {
            said.contains("nothing of it is lost") && said.contains("Remember this.")
        })?;
        expect(
            "its index",
            &self.kazpost(OLDER, &["search", "versions"])?,
            |said| said.contains("Kept through every version"),
        )?;
        let copy = self.system.outside(&format!(
            "/home/{OLDER}/.local/share/kazpost/library.sqlite.before-3"
        ));
        let kept = fs::read_dir(copy.parent().unwrap_or(Path::new("/")))?.flatten();
        let names: Vec<String> = kept
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        if names
            .iter()
            .any(|name| name.starts_with("library.sqlite.before-"))
        {
            Ok(())
        } else {
            Err(format!("no copy of the older library was kept: {names:?}").into())
        }
    }

    fn remove(&self) -> Outcome {
        self.root(&["apt-get", "remove", "--yes", "kazpost"])?;
        if self.system.outside("/usr/bin/kazpost").exists() {
            return Err("the program is still there".into());
        }
        let purged = self.root(&["apt-get", "purge", "--yes", "kazpost"])?;
        expect("what purging says", &purged, |said| {
            said.contains("~/.local/share/kazpost")
        })?;
        for user in [READER, OLDER] {
            let library = self
                .system
                .outside(&format!("/home/{user}/.local/share/kazpost/library.sqlite"));
            if !library.is_file() {
                return Err(format!("the library of {user} went with the program").into());
            }
        }
        let left = self.root(&[
            "sh",
            "-c",
            "find /usr /etc /opt /var/lib -iname '*kazpost*' | sort",
        ])?;
        expect("what is left of the package", &left, |said| {
            said.trim().is_empty()
        })
    }

    /// Starts the window with a bus of its own, as a session has one.
    fn start(&self, user: &str, words: &[&str]) -> Outcome<App> {
        let bus = format!("unix:path=/tmp/bus-{user}");
        let socket = self.system.outside(&format!("/tmp/bus-{user}"));
        let _ = fs::remove_file(&socket);
        let mut daemon = self.system.user(
            user,
            &[],
            &[
                "dbus-daemon",
                "--session",
                "--nofork",
                "--nopidfile",
                &format!("--address={bus}"),
            ],
        );
        let daemon = daemon.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let began = Instant::now();
        while !socket.exists() {
            if began.elapsed() > Duration::from_secs(10) {
                return Err("the session's bus does not start".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = fs::File::create(self.shots.join(format!("{user}.log")))?;
        let window = self
            .user_start(user, &bus, words)
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        Ok(App { window, daemon, bus })
    }

    fn user_start(&self, user: &str, bus: &str, words: &[&str]) -> Command {
        let settings = [
            ("DISPLAY", self.screen.name()),
            ("DBUS_SESSION_BUS_ADDRESS", bus.to_owned()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
        ];
        let settings: Vec<(&str, &str)> = settings
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut all = vec!["kazpost-desktop"];
        all.extend(words);
        self.system.user(user, &settings, &all)
    }

    fn quit(&self, mut app: App) -> Outcome {
        self.screen.close_window()?;
        let began = Instant::now();
        while app.window.try_wait()?.is_none() {
            if began.elapsed() > Duration::from_secs(15) {
                return Err("the window does not close".into());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

/// A window that is open, and the bus of its session.
struct App {
    window: Child,
    daemon: Child,
    bus: String,
}

impl Drop for App {
    /// The programs and not what entered the system for them: that one's end does not reach a program which has become
    /// another user's.
    fn drop(&mut self) {
        for process in [&mut self.window, &mut self.daemon] {
            end(process);
        }
    }
}

/// Ends a program that runs in a system, and what entered the system for it.
fn end(entered: &mut Child) {
    for program in children(entered.id()) {
        let _ = Command::new("kill")
            .arg("-KILL")
            .arg(program.to_string())
            .status();
    }
    let _ = entered.kill();
    let _ = entered.wait();
}

/// Those that a process has started. The first of a space of processes takes all others of it along when it ends.
fn children(process: u32) -> Vec<u32> {
    let told = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    told.split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect()
}

fn expect(what: &str, said: &str, wanted: impl Fn(&str) -> bool) -> Outcome {
    if wanted(said) {
        println!("{what}: as it should be");
        Ok(())
    } else {
        Err(format!("{what} is not as it should be: {said}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Buses of the trial's sessions once ran on after it, and kept open whatever the command had open.
    #[test]
    fn what_became_another_users_ends_with_the_trial() {
        let words = ["--pid", "--fork", "--kill-child", "--mount-proc", "--mount"];
        let user = ["setpriv", "--reuid", "65534", "--clear-groups"];
        let sleep = ["sleep", "60"];
        let probe = Command::new("unshare")
            .args(words)
            .args(user)
            .arg("true")
            .status();
        if !probe.is_ok_and(|status| status.success()) {
            eprintln!("SKIPPED: a space of processes of one's own is root's alone");
            return;
        }
        let entered = Command::new("unshare").args(words).args(user).args(sleep).spawn();
        let mut entered = entered.expect("it starts");
        let began = Instant::now();
        let program = loop {
            assert!(began.elapsed() < Duration::from_secs(10), "it never ran");
            let found = children(entered.id()).into_iter().find(|process| {
                fs::read_to_string(format!("/proc/{process}/comm")).is_ok_and(|name| name.trim() == "sleep")
            });
            if let Some(found) = found {
                break found;
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        end(&mut entered);
        let gone = || !Path::new(&format!("/proc/{program}")).exists();
        let began = Instant::now();
        while !gone() && began.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(gone(), "{program} runs on");
    }
}
