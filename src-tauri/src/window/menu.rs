//! The menu bar: its words, its order and its keys are the page's; here they become the platform's own menus.

use kazpost_api::{MenuBar, MenuEntry};
use tauri::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter, Wry};

/// More would be no menu bar.
const MOST: usize = 200;
const QUIT: &str = "quit";

/// Puts up what the page asks for, or takes it down.
pub fn set(app: &AppHandle, bar: MenuBar) -> tauri::Result<()> {
    let main = app.clone();
    let made = move || -> tauri::Result<()> {
        if !bar.shown && !cfg!(target_os = "macos") {
            main.remove_menu()?;
            return Ok(());
        }
        let menu = Menu::new(&main)?;
        for section in &bar.menus {
            let submenu = Submenu::new(&main, &section.title, true)?;
            for entry in section.entries.iter().take(MOST) {
                submenu.append(item(&main, entry)?.as_ref())?;
            }
            menu.append(&submenu)?;
        }
        main.set_menu(menu)?;
        Ok(())
    };
    // Menus belong to the thread that draws.
    app.run_on_main_thread(move || {
        if let Err(cause) = made() {
            eprintln!("error: the menu bar cannot be made: {cause}");
        }
    })
}

fn item(app: &AppHandle, entry: &MenuEntry) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    let text = Some(entry.text.as_str());
    Ok(match entry.command.as_str() {
        "" => Box::new(PredefinedMenuItem::separator(app)?),
        "role:copy" => Box::new(PredefinedMenuItem::copy(app, text)?),
        "role:cut" => Box::new(PredefinedMenuItem::cut(app, text)?),
        "role:paste" => Box::new(PredefinedMenuItem::paste(app, text)?),
        "role:select_all" => Box::new(PredefinedMenuItem::select_all(app, text)?),
        "role:minimise" => Box::new(PredefinedMenuItem::minimize(app, text)?),
        command => {
            let keys = Some(entry.keys.as_str()).filter(|keys| !keys.is_empty());
            // A key that the platform does not know is no reason to have no menu.
            match MenuItem::with_id(app, command, &entry.text, true, keys) {
                Ok(item) => Box::new(item),
                Err(_) => Box::new(MenuItem::with_id(app, command, &entry.text, true, None::<&str>)?),
            }
        }
    })
}

/// What is chosen is for the page, but for the end.
pub fn chosen(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        QUIT => super::presence::quit(app),
        command => drop(app.emit("command", command)),
    }
}
