//! The built app under WebDriver: `tauri-driver` between the test and WebKitWebDriver, one of each per app.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// How long anything in the window may take before the test gives up on it.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What `cargo xtask test window` says about the app under test.
pub struct Setting {
    app: PathBuf,
    driver: PathBuf,
    screenshots: PathBuf,
    environment: Vec<(String, String)>,
}

impl Setting {
    /// `None`, said aloud, where no app was built for the tests.
    pub fn find(test: &str) -> Option<Setting> {
        let path = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let Some(app) = path("KAZPOST_APP") else {
            eprintln!("SKIPPED {test}: KAZPOST_APP names no app; run `cargo xtask test window`");
            return None;
        };
        let driver = path("KAZPOST_DRIVER").unwrap_or_else(|| "tauri-driver".into());
        let screenshots =
            path("KAZPOST_SCREENSHOTS").unwrap_or_else(|| std::env::temp_dir().join("screenshots"));
        Some(Setting {
            app,
            driver,
            screenshots,
            environment: Vec::new(),
        })
    }

    /// Also says this in the environment of the apps that it opens.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Setting {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// The app under test.
    pub fn app(&self) -> &Path {
        &self.app
    }

    /// The same with the app at another place.
    pub fn with_app(&self, app: &Path) -> Setting {
        Setting {
            app: app.to_owned(),
            driver: self.driver.clone(),
            screenshots: self.screenshots.clone(),
            environment: self.environment.clone(),
        }
    }

    /// Opens the app over a library.
    pub async fn open(&self, data_dir: &Path) -> App {
        App::open(self, data_dir, &[]).await
    }

    /// As [`Setting::open`], asking for something at once.
    pub async fn open_with(&self, data_dir: &Path, words: &[&str]) -> App {
        App::open(self, data_dir, words).await
    }

    /// Starts the app a second time, outside WebDriver.
    pub fn start_again(&self, data_dir: &Path, words: &[&str]) -> Again {
        let second = Command::new(&self.app)
            .arg("--data-dir")
            .arg(data_dir)
            .args(words)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .spawn();
        Again(second.expect("the app starts"))
    }
}

/// A second start, which hands over to the first and ends: perhaps well after the first window has done what it was told.
#[must_use]
pub struct Again(Child);

impl Again {
    /// Waits for its end.
    pub fn ended_well(mut self) -> bool {
        self.0.wait().is_ok_and(|status| status.success())
    }
}

/// Runs a journey through the window, or says that it is skipped.
pub fn journey(test: &str, story: impl AsyncFnOnce(Setting)) {
    let Some(setting) = Setting::find(test) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(story(setting));
}

/// `tauri-driver`, ended with its WebKitWebDriver when dropped.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked to end, it ends its WebKitWebDriver too; killed, it would leave that behind.
        let asked = Command::new("kill")
            .args(["-TERM", &self.0.id().to_string()])
            .status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.0.kill();
        }
        let _ = self.0.wait();
    }
}

/// The app, open.
pub struct App {
    /// For what the methods here do not cover.
    pub client: Client,
    screenshots: PathBuf,
    data_dir: PathBuf,
    _driver: Driver,
}

impl App {
    async fn open(setting: &Setting, data_dir: &Path, words: &[&str]) -> App {
        let (port, native) = (free_port(), free_port());
        let driver = Command::new(&setting.driver)
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .envs(setting.environment.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null())
            .spawn()
            .expect("tauri-driver starts");
        let driver = Driver(driver);
        let mut arguments = vec!["--data-dir".to_owned(), data_dir.to_string_lossy().into_owned()];
        arguments.extend(words.iter().map(|word| (*word).to_owned()));
        let wanted = json!({ "tauri:options": { "application": setting.app, "args": arguments } });
        let Value::Object(wanted) = wanted else {
            unreachable!("it is an object")
        };
        let began = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            let address = format!("http://127.0.0.1:{port}");
            let connecting = builder.capabilities(wanted.clone()).connect(&address);
            match tokio::time::timeout(PATIENCE * 2, connecting).await {
                Ok(Ok(client)) => break client,
                Ok(Err(cause)) if began.elapsed() > PATIENCE => panic!("the app does not open: {cause}"),
                Ok(Err(_)) => tokio::time::sleep(Duration::from_millis(100)).await,
                Err(_) => panic!("the driver does not answer"),
            }
        };
        let screenshots = setting.screenshots.clone();
        App {
            client,
            screenshots,
            data_dir: data_dir.to_owned(),
            _driver: driver,
        }
    }

    /// Closes the window and waits until the program has ended.
    pub async fn close(self) {
        self.client.clone().close().await.expect("the session ends");
        let began = Instant::now();
        while running(&self.data_dir) {
            assert!(
                began.elapsed() < PATIENCE,
                "the app goes on after its window was closed"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        process(&self.data_dir).expect("it runs")
    }

    /// Waits until the UI has put anything on the page.
    pub async fn ready(&self) {
        self.until(
            "the page is filled",
            "document.querySelector('#app')?.innerText.trim()",
        )
        .await;
    }

    /// The element with this `data-testid`, once it is there.
    pub async fn see(&self, testid: &str) -> Element {
        self.find(&format!("[data-testid='{testid}']")).await
    }

    /// The first element that a selector finds, once it is there and visible.
    pub async fn find(&self, selector: &str) -> Element {
        let began = Instant::now();
        loop {
            if let Ok(element) = self.client.find(Locator::Css(selector)).await
                && element.is_displayed().await.unwrap_or(false)
            {
                return element;
            }
            if began.elapsed() > PATIENCE {
                eprintln!("failed: {selector}");
                self.shot("failed").await;
                let page = self.script("return document.body.innerText").await;
                panic!(
                    "no {selector} on the page:\n{}",
                    page.as_str().unwrap_or_default()
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Clicks the element with this `data-testid`.
    pub async fn click(&self, testid: &str) {
        self.click_on(&format!("[data-testid='{testid}']")).await;
    }

    /// Clicks the first element that a selector finds. Tried again where the page moved it meanwhile.
    pub async fn click_on(&self, selector: &str) {
        let began = Instant::now();
        loop {
            let element = self.find(selector).await;
            // To the middle: at the edge of what scrolls, something else may lie over it.
            let middle =
                "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center', inline: 'center' })";
            self.script_with(middle, vec![json!(selector)]).await;
            let Err(cause) = element.click().await else { return };
            assert!(
                began.elapsed() < PATIENCE,
                "{selector} cannot be clicked: {cause:?}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Types into the element with this `data-testid`, after emptying it.
    pub async fn type_into(&self, testid: &str, words: &str) {
        let field = self.see(testid).await;
        field.clear().await.expect("it can be emptied");
        field.send_keys(words).await.expect("it takes keys");
    }

    /// Chooses a value of the select with this `data-testid`.
    pub async fn choose(&self, testid: &str, value: &str) {
        self.see(testid)
            .await
            .select_by_value(value)
            .await
            .expect("it has that value");
    }

    /// What the element with this `data-testid` says.
    pub async fn text(&self, testid: &str) -> String {
        self.see(testid).await.text().await.unwrap_or_default()
    }

    /// Runs a function's body in the page; what it returns.
    pub async fn script(&self, body: &str) -> Value {
        self.script_with(body, Vec::new()).await
    }

    /// As [`App::script`], with `arguments`.
    pub async fn script_with(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.try_script(body, arguments)
            .await
            .unwrap_or_else(|cause| panic!("{body}: {cause}"))
    }

    /// As [`App::script_with`], where it may fail.
    pub async fn try_script(&self, body: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
        // A driver that never answers is a failed test, not one that holds up all the others.
        let answer = tokio::time::timeout(PATIENCE * 3, self.client.execute(body, arguments)).await;
        answer.unwrap_or_else(|_| panic!("no answer from the window to: {body:.400}"))
    }

    /// Waits until a condition in the page holds; `what` is said where it never does.
    pub async fn until(&self, what: &str, condition: &str) {
        let body = format!("return Boolean({condition})");
        let began = Instant::now();
        while !matches!(self.try_script(&body, Vec::new()).await, Ok(Value::Bool(true))) {
            if began.elapsed() > PATIENCE {
                eprintln!("never happened: {what}");
                self.shot("failed").await;
                panic!("never happened: {what}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// As [`App::script_with`], of a script that answers with lines.
    pub async fn lines(&self, script: &str, arguments: Vec<Value>) -> Vec<String> {
        let answer = self.script_with(script, arguments).await;
        serde_json::from_value(answer).expect("the page answers with lines")
    }

    /// Keeps a picture of the page.
    pub async fn shot(&self, name: &str) {
        // The driver waits for the next time that something is painted; on a page at rest nothing is.
        self.script(STIR).await;
        let picture = tokio::time::timeout(PATIENCE, self.client.screenshot()).await;
        self.script("window.kazpostStill?.()").await;
        let picture = picture.expect("the window can be pictured").expect("a picture");
        std::fs::create_dir_all(&self.screenshots).expect("a place for pictures");
        std::fs::write(self.screenshots.join(format!("{name}.png")), picture).expect("the picture is kept");
    }
}

/// Paints a point in the corner again and again, in a colour that nobody can tell from none.
const STIR: &str = "
    const point = document.createElement('i');
    point.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px; z-index: 99';
    document.documentElement.append(point);
    let n = 0;
    const stirring = setInterval(() => (point.style.background = ++n % 2 ? '#00000001' : '#00000002'), 30);
    window.kazpostStill = () => { clearInterval(stirring); point.remove(); }";

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
    listener.local_addr().expect("it has an address").port()
}

/// Whether a program runs that was started over this library.
fn running(data_dir: &Path) -> bool {
    process(data_dir).is_some()
}

/// The app's own process over a library.
fn process(data_dir: &Path) -> Option<u32> {
    let data_dir = data_dir.to_string_lossy();
    let mut processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let found = processes.find(|process| {
        let line = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line);
        line.contains("kazpost-desktop") && line.split('\0').any(|word| word == data_dir)
    })?;
    found.file_name().to_string_lossy().parse().ok()
}
