//! A real Dovecot on loopback, with a certificate of its own and one reader's mail in Maildirs. Debian's packages start
//! one too, as the system's; this one is the test's alone and needs no rights.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

const DOVECOT: &str = "/usr/sbin/dovecot";

/// The reader's name there.
pub const USER: &str = "reader@example.org";
/// And password.
pub const PASSWORD: &str = "correct horse \"battery\" staple";

/// It ends with this.
pub struct Dovecot {
    folder: TempDir,
    process: Child,
    port: u16,
}

impl Dovecot {
    /// With an empty inbox. `None`, aloud, where it is not installed.
    pub fn start(test: &str) -> Option<Dovecot> {
        Dovecot::named(test, "127.0.0.1")
    }

    /// With a certificate for another host than the one that it is found at.
    pub fn named(test: &str, host: &str) -> Option<Dovecot> {
        if !Path::new(DOVECOT).is_file() {
            crate::skipped(test, &format!("{DOVECOT} (Debian: dovecot-imapd)"));
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder for Dovecot");
        certificates(folder.path(), host);
        fs::create_dir_all(folder.path().join("run")).expect("made");
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let port = free.local_addr().expect("it has an address").port();
        drop(free);
        let mut dovecot = Dovecot {
            process: Command::new("true").spawn().expect("true runs"),
            folder,
            port,
        };
        dovecot.deliver("INBOX", "none", b"");
        fs::remove_file(dovecot.maildir("INBOX").join("new/none")).expect("it was there");
        dovecot.own();
        dovecot.process = dovecot.run();
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let log = || fs::read_to_string(dovecot.folder.path().join("log")).unwrap_or_default();
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "Dovecot does not come: {}",
                log()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(dovecot)
    }

    /// The address of a folder.
    pub fn place(&self, folder: &str) -> String {
        format!(
            "imaps://{}@127.0.0.1:{}/{folder}",
            USER.replace('@', "%40"),
            self.port
        )
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Who signed its certificate, as a file. Whoever is to trust it is told so with `SSL_CERT_FILE`.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// A mail arrives, in a folder that is made where it is not there.
    pub fn deliver(&self, folder: &str, name: &str, mail: &[u8]) {
        let maildir = self.maildir(folder);
        for part in ["cur", "new", "tmp"] {
            fs::create_dir_all(maildir.join(part)).expect("the folder is made");
        }
        fs::write(maildir.join("tmp").join(name), mail).expect("the mail is written");
        fs::rename(maildir.join("tmp").join(name), maildir.join("new").join(name)).expect("it arrives");
        self.own();
    }

    /// The folder is gone, with all that lies in it.
    pub fn remove(&self, folder: &str) {
        fs::remove_dir_all(self.maildir(folder)).expect("the folder was there");
    }

    /// The names of the mails in a folder, which end in their flags (`S`: seen).
    pub fn mails(&self, folder: &str) -> Vec<String> {
        let maildir = self.maildir(folder);
        let files = ["new", "cur"].map(|part| fs::read_dir(maildir.join(part)).expect("it is there"));
        files
            .into_iter()
            .flatten()
            .map(|file| {
                file.expect("it is there")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    }

    /// What it has to say of its visitors.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn maildir(&self, folder: &str) -> PathBuf {
        let mail = self.folder.path().join("mail").join(USER);
        match folder {
            "INBOX" => mail,
            folder => mail.join(format!(".{folder}")),
        }
    }

    /// Root may not be Dovecot; then nobody is.
    fn own(&self) {
        if is_root() {
            // Files that Dovecot has for a moment are gone before they are reached, and count as a failure then.
            let owned = (0..20).any(|_| {
                Command::new("chown")
                    .args(["-R", "nobody"])
                    .arg(self.folder.path())
                    .status()
                    .is_ok_and(|status| status.success())
            });
            assert!(owned, "nobody gets the folder");
        }
    }

    fn run(&self) -> Child {
        let here = self.folder.path().display();
        let user = if is_root() {
            "nobody".into()
        } else {
            said("id", "-un")
        };
        let (uid, group, gid) = (
            said("id", &format!("-u {user}")),
            said("id", &format!("-gn {user}")),
            said("id", &format!("-g {user}")),
        );
        let text = format!(
            "base_dir = {here}/run\nstate_dir = {here}/run\ninstance_name = kazpost-test\n\
             default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n\
             first_valid_uid = 1\nfirst_valid_gid = 1\nprotocols = imap\nlisten = 127.0.0.1\nlog_path = {here}/log\n\
             mail_location = maildir:{here}/mail/%u\nssl = required\nssl_cert = <{here}/certificate.pem\n\
             ssl_key = <{here}/key.pem\nauth_failure_delay = 0\n\
             passdb {{\n driver = passwd-file\n args = {here}/users\n}}\n\
             userdb {{\n driver = static\n args = uid={uid} gid={gid} home={here}/mail/%u\n}}\n\
             service imap-login {{\n chroot =\n inet_listener imap {{\n port = 0\n }}\n\
             inet_listener imaps {{\n port = {}\n ssl = yes\n }}\n}}\n\
             service anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n",
            self.port
        );
        let at = |name: &str| self.folder.path().join(name);
        fs::write(at("dovecot.conf"), text).expect("written");
        fs::write(at("users"), format!("{USER}:{{PLAIN}}{PASSWORD}::::\n")).expect("written");
        self.own();
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", &uid, "--regid", &gid, "--clear-groups", DOVECOT]);
            command
        } else {
            Command::new(DOVECOT)
        };
        command.arg("-F").arg("-c").arg(at("dovecot.conf"));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("Dovecot starts")
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Gently: its own processes go with it.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

fn is_root() -> bool {
    said("id", "-u") == "0"
}

fn said(program: &str, words: &str) -> String {
    let output = Command::new(program)
        .args(words.split(' '))
        .output()
        .expect("it runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// An authority that nobody knows, and a certificate of its for this host.
fn certificates(folder: &Path, host: &str) {
    let mut authority = CertificateParams::new(Vec::new()).expect("no names");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let certificate = authority.self_signed(&key).expect("signed");
    let issuer = Issuer::new(authority, key);
    let own = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec![host.to_owned()]).expect("a name");
    let signed = params.signed_by(&own, &issuer).expect("signed");
    let write = |name: &str, text: String| fs::write(folder.join(name), text).expect("written");
    write("authority.pem", certificate.pem());
    write("certificate.pem", signed.pem());
    write("key.pem", own.serialize_pem());
}
