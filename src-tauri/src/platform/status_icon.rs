//! The icon in the notification area (Windows) or the menu bar (macOS), by Tauri's tray.

use std::sync::{Mutex, PoisonError};

use kazpost_api::TrayWords;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};

use super::icon::picture;
use super::{Asked, Listener, Tray};

const OPEN: &str = "tray:open";
const UNREAD: &str = "tray:unread";
const REFRESH: &str = "tray:refresh";
const QUIT: &str = "tray:quit";

pub struct StatusIcon {
    app: AppHandle,
    listener: Listener,
    icon: Mutex<Option<TrayIcon<Wry>>>,
}

impl StatusIcon {
    pub fn new(app: AppHandle, listener: Listener) -> StatusIcon {
        StatusIcon {
            app,
            listener,
            icon: Mutex::default(),
        }
    }

    fn try_show(&self, words: &TrayWords) -> tauri::Result<()> {
        let mut icon = self.icon.lock().unwrap_or_else(PoisonError::into_inner);
        let menu = Menu::with_items(
            &self.app,
            &[
                &MenuItem::with_id(&self.app, OPEN, &words.open, true, None::<&str>)?,
                &MenuItem::with_id(&self.app, UNREAD, &words.unread, true, None::<&str>)?,
                &MenuItem::with_id(&self.app, REFRESH, &words.refresh, true, None::<&str>)?,
                &PredefinedMenuItem::separator(&self.app)?,
                &MenuItem::with_id(&self.app, QUIT, &words.quit, true, None::<&str>)?,
            ],
        )?;
        if icon.is_none() {
            let (of_menu, of_icon) = (self.listener.clone(), self.listener.clone());
            *icon = Some(
                TrayIconBuilder::with_id("kazpost")
                    .show_menu_on_left_click(cfg!(target_os = "macos"))
                    .on_menu_event(move |_, event| match event.id().as_ref() {
                        OPEN => of_menu(Asked::Window),
                        UNREAD => of_menu(Asked::Unread),
                        REFRESH => of_menu(Asked::Refresh),
                        QUIT => of_menu(Asked::Quit),
                        _ => (),
                    })
                    .on_tray_icon_event(move |_, event| {
                        if let TrayIconEvent::Click {
                            button: MouseButton::Left,
                            button_state: MouseButtonState::Up,
                            ..
                        } = event
                        {
                            of_icon(Asked::Window);
                        }
                    })
                    .build(&self.app)?,
            );
        }
        let Some(icon) = icon.as_ref() else { return Ok(()) };
        icon.set_menu(Some(menu))?;
        icon.set_tooltip(Some(&words.tip))?;
        icon.set_icon(Some(picture(words.number)))?;
        // A Mac colours it like everything in its bar; elsewhere this says nothing.
        icon.set_icon_as_template(true)?;
        icon.set_visible(true)
    }
}

impl Tray for StatusIcon {
    fn show(&self, words: &TrayWords) -> Result<(), String> {
        self.try_show(words).map_err(|cause| cause.to_string())
    }

    fn hide(&self) {
        self.icon.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.app.remove_tray_by_id("kazpost");
    }

    fn shown(&self) -> bool {
        self.icon.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}
