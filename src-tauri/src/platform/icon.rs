//! What stands in the tray: the letter alone, and a lozenge beside it while something is unread. How many it is stands
//! in the words beside the pointer.

use tauri::image::Image;

/// In a blue that stands out from a light panel and from a dark one; a Mac takes its shape alone.
const READ: Image<'_> = tauri::include_image!("icons/tray.png");
const UNREAD: Image<'_> = tauri::include_image!("icons/tray-unread.png");

/// The picture for so many unread articles.
pub fn picture(number: Option<u32>) -> Image<'static> {
    if is_unread(number) { UNREAD } else { READ }
}

/// Whether the lozenge stands there.
pub fn is_unread(number: Option<u32>) -> bool {
    number.is_some_and(|number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unread_shows_no_lozenge() {
        assert_eq!(picture(None).rgba(), picture(Some(0)).rgba());
        assert_ne!(picture(None).rgba(), picture(Some(1)).rgba());
        assert_eq!(picture(Some(1)).rgba(), picture(Some(5000)).rgba());
    }
}
