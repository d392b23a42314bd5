use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};

use crate::media_type;

/// Nobody can look at more, in pixels; what claims more is there to fill the memory.
const MOST_PIXELS: u64 = 100_000_000;

/// What a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// `image/…`.
    pub media_type: &'static str,
    /// In pixels, as it is shown: a camera's turn is taken into account.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// What these bytes show; `None`: no picture of a kind that can be shown, or one whose beginning is broken.
pub fn facts(bytes: &[u8]) -> Option<Facts> {
    let media_type = media_type(bytes)?;
    let size = imagesize::blob_size(bytes).ok()?;
    let (mut width, mut height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    if media_type == "image/jpeg" && orientation(bytes).is_some_and(lies) {
        (width, height) = (height, width);
    }
    Some(Facts {
        media_type,
        width,
        height,
    })
}

fn orientation(bytes: &[u8]) -> Option<Orientation> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.into_decoder().ok()?.orientation().ok()
}

/// Whether width and height change places.
pub(crate) fn lies(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}
