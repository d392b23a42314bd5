//! The window of KazPost and nothing else: it opens the library, shows the UI and passes each command on with
//! one call into `kazpost_core`. It knows no feeds, no SQL, no HTTP and no HTML.

mod arguments;
mod background;
mod commands;
mod platform;
mod protocol;
mod refusal;
mod restart;
mod window;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use kazpost_api::Failure;
use kazpost_core::{Entry, Library, Options};
use tauri::{App, AppHandle, Manager, WindowEvent};

use arguments::{Arguments, Wish};

/// Starts the app and returns when its window is closed.
pub fn run() -> ExitCode {
    let arguments = match arguments::read(std::env::args_os().skip(1)) {
        Ok(Wish::Open(arguments)) => arguments,
        Ok(Wish::Say(words)) => {
            println!("{words}");
            return ExitCode::SUCCESS;
        }
        Err(words) => {
            eprintln!("error: {words}\nhint: `kazpost-desktop --help` lists what it understands");
            return ExitCode::from(2);
        }
    };
    let data_dir = kazpost_core::data_dir(arguments.data_dir.clone());
    kazpost_core::faults::watch(&data_dir);
    let mut context = tauri::generate_context!();
    let program_id = context.config().identifier.clone();
    platform::introduce(&program_id);
    // Two libraries are two apps: only a second start with the same one is handed over to the first.
    if kazpost_core::is_elsewhere(&data_dir) {
        context.config_mut().identifier += &arguments::instance_suffix(&data_dir);
    }
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, words, directory| {
            window::second_start(app, &words, Path::new(&directory));
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(window::remembered(&data_dir))
        .register_asynchronous_uri_scheme_protocol("picture", protocol::picture)
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && window::stays(window.app_handle())
            {
                api.prevent_close();
                let _ = window.hide();
            }
        })
        .on_menu_event(|app, event| window::chosen(app, &event))
        .invoke_handler(commands::handler())
        .setup(move |app| start(app, program_id, data_dir, arguments))
        .build(context);
    match built {
        // Does not return: the event loop ends the process itself.
        Ok(app) => app.run(|app, event| {
            if let (tauri::RunEvent::Exit, Some(library)) = (&event, app.try_state::<Library>()) {
                library.log(&Entry::Ended);
                restart::if_wanted(app);
            }
            // Without a library only its refusal is there, which is read and closed by the reader.
            if let tauri::RunEvent::ExitRequested { code: None, api, .. } = &event
                && app.try_state::<Library>().is_none()
            {
                api.prevent_exit();
            }
            let handed = platform::handed(&event);
            if !handed.is_empty() {
                window::opened(app, handed);
            }
        }),
        Err(cause) => {
            platform::if_another_was_just_ending(&cause);
            eprintln!("error: the window cannot be opened: {cause}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn start(
    app: &mut App,
    program_id: String,
    data_dir: PathBuf,
    arguments: Arguments,
) -> Result<(), Box<dyn std::error::Error>> {
    let folder = data_dir.clone();
    // Meanwhile the window is made. Its page asks for nothing before this function has returned.
    let opening = std::thread::spawn(move || open(&folder));
    let window = window::open(app.handle(), &data_dir)?;
    match opening.join().unwrap_or_else(|_| Err(fault(&data_dir))) {
        Ok(library) => {
            #[cfg(debug_assertions)]
            assert!(!arguments.panic, "asked to panic over `the words of an article`");
            window::dress(&window, &library);
            // Before its page has loaded: only a window that is shown has a size, and a page without one is made twice.
            if !arguments.background {
                let _ = window.show();
            }
            app.manage(library.clone());
            app.manage(window::Waiting::default());
            app.manage(window::Shown::default());
            app.manage(restart::Wanted::default());
            app.manage(platform(app.handle(), program_id, &arguments, &data_dir));
            library.log(&Entry::Began);
            background::start(app.handle().clone(), library);
            window::ask(app.handle(), arguments.requests);
        }
        Err(words) => {
            // Whatever becomes of the window, the reader is told.
            let _ = window.destroy();
            refusal::show(app.handle(), &words);
        }
    }
    Ok(())
}

/// What the system offers around the window, and what a click there does.
fn platform(
    app: &AppHandle,
    program_id: String,
    arguments: &Arguments,
    data_dir: &Path,
) -> platform::Platform {
    let mut words = vec!["--background".to_owned()];
    if arguments.data_dir.is_some() {
        let data_dir = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.to_owned());
        words.extend(["--data-dir".to_owned(), data_dir.to_string_lossy().into_owned()]);
    }
    let own = platform::Own {
        program_id,
        identifier: app.config().identifier.clone(),
        name: app.package_info().name.clone(),
        program: program().unwrap_or_else(|| "kazpost-desktop".into()),
        arguments: words,
    };
    let asking = app.clone();
    platform::open(app, own, Arc::new(move |asked| window::asked(&asking, asked)))
}

/// The file that the reader starts. Asked once: it may be replaced while it runs.
fn program() -> Option<PathBuf> {
    static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = || match std::env::var_os("APPIMAGE") {
        Some(image) => Some(image.into()),
        None => std::env::current_exe().ok(),
    };
    PROGRAM.get_or_init(found).clone()
}

/// Opens the library; whatever goes wrong comes back as words for the reader, a panic too.
fn open(data_dir: &Path) -> Result<Library, String> {
    let options = Options {
        data_dir: data_dir.to_owned(),
        program: program(),
        ..Options::default()
    };
    match catch_unwind(AssertUnwindSafe(|| Library::open(options))) {
        Ok(Ok(library)) => Ok(library),
        Ok(Err(failure)) => Err(failure.message),
        Err(_) => Err(fault(data_dir)),
    }
}

fn fault(data_dir: &Path) -> String {
    format!(
        "The library in {} cannot be opened. This is a fault of KazPost; nothing in the library was changed.",
        data_dir.display()
    )
}

/// Runs what may take a while (reading the library) off the thread that draws the window.
async fn blocking<T, F>(app: &AppHandle, work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce(&Library) -> Result<T, Failure> + Send + 'static,
{
    let library = app.state::<Library>().inner().clone();
    match tauri::async_runtime::spawn_blocking(move || work(&library)).await {
        Ok(answer) => answer,
        Err(cause) => Err(Failure {
            code: kazpost_api::Code::Library,
            subject: String::new(),
            detail: String::new(),
            message: format!("a command ended early: {cause}"),
        }),
    }
}
