use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader};

use crate::shape::lies;
use crate::{Facts, facts};

/// The widest that an article is set, twice over for fine screens, in pixels.
const WIDEST: u32 = 1_600;
/// A picture of fewer bytes is left as it is, whatever its size.
const SMALL: usize = 100_000;
/// One of more bytes is tried whatever its width.
const LARGE: usize = 600_000;
/// Decoded, a picture may take this much memory; larger ones are left as they are.
const MOST_MEMORY: u64 = 120 << 20;
/// Taken only where it is not more than this part of what it was, in percent.
const WORTH: usize = 60;
const QUALITY: u8 = 82;

/// A picture in other bytes.
#[derive(Debug)]
pub struct Smaller {
    /// What it is now.
    pub facts: Facts,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The picture as it needs to be for reading, where that is much less. `None`: it is well as it is, or moves.
pub fn smaller(bytes: &[u8]) -> Option<Smaller> {
    let before = facts(bytes)?;
    if bytes.len() < SMALL || before.width <= WIDEST && bytes.len() < LARGE {
        return None;
    }
    if !matches!(before.media_type, "image/jpeg" | "image/png" | "image/webp") || moves(bytes) {
        return None;
    }
    let (picture, profile) = decoded(bytes, before.width.min(WIDEST))?;
    let written = written(&picture, profile, before.media_type == "image/jpeg")?;
    (written.len() * 100 <= bytes.len() * WORTH)
        .then(|| facts(&written))
        .flatten()
        .map(|facts| Smaller {
            facts,
            bytes: written,
        })
}

/// As a kind that all readers of books show: WebP becomes JPEG or PNG. `None`: it is one already, or cannot become
/// one.
pub fn for_books(bytes: &[u8]) -> Option<Smaller> {
    let before = facts(bytes).filter(|facts| facts.media_type == "image/webp")?;
    let (picture, profile) = decoded(bytes, before.width.min(WIDEST))?;
    // Lossy WebP is a photograph by its own account.
    let bytes = written(&picture, profile, bytes.get(12..16) == Some(b"VP8 "))?;
    facts(&bytes).map(|facts| Smaller { facts, bytes })
}

/// Decoded, brought to this width and turned upright; with its colour profile.
fn decoded(bytes: &[u8], width: u32) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MOST_MEMORY {
        return None;
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    // What was separated for print comes out in other colours than its profile is for.
    if profile
        .as_ref()
        .is_some_and(|profile| !matches!(profile.get(16..20), Some(b"RGB " | b"GRAY")))
    {
        return None;
    }
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    let across = if lies(orientation) {
        picture.height()
    } else {
        picture.width()
    };
    if across > width {
        let scaled = |side: u32| {
            let side = u64::from(side) * u64::from(width) / u64::from(across);
            u32::try_from(side).unwrap_or(width).max(1)
        };
        picture = picture.thumbnail_exact(scaled(picture.width()), scaled(picture.height()));
    }
    picture.apply_orientation(orientation);
    Some((picture, profile))
}

/// A photograph as JPEG, what has clear edges or clear parts as PNG.
fn written(picture: &DynamicImage, profile: Option<Vec<u8>>, photograph: bool) -> Option<Vec<u8>> {
    if has_clear_parts(picture) {
        return png(&DynamicImage::from(picture.to_rgba8()), profile);
    }
    let opaque = match picture {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => None,
        other => Some(DynamicImage::from(other.to_rgb8())),
    };
    let opaque = opaque.as_ref().unwrap_or(picture);
    let photo = jpeg(opaque, profile.clone())?;
    if photograph {
        return Some(photo);
    }
    // What PNG keeps well it keeps without loss; four times the bytes mean that it is a photograph after all.
    let drawing = png(opaque, profile)?;
    Some(if photo.len() * 4 < drawing.len() {
        photo
    } else {
        drawing
    })
}

fn jpeg(picture: &DynamicImage, profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    if let Some(profile) = profile {
        let _ = encoder.set_icc_profile(profile);
    }
    picture.write_with_encoder(encoder).ok()?;
    Some(out)
}

fn png(picture: &DynamicImage, profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive);
    if let Some(profile) = profile {
        let _ = encoder.set_icc_profile(profile);
    }
    picture.write_with_encoder(encoder).ok()?;
    Some(out)
}

fn has_clear_parts(picture: &DynamicImage) -> bool {
    if !picture.color().has_alpha() {
        return false;
    }
    match picture {
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().any(|pixel| pixel.0[3] < 255),
        DynamicImage::ImageLumaA8(pixels) => pixels.pixels().any(|pixel| pixel.0[1] < 255),
        _ => true,
    }
}

/// Whether more than one picture is in it, shown after each other.
fn moves(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let has = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
    has(b"acTL") || has(b"ANIM")
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    fn noise(x: u32, y: u32) -> u8 {
        (x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)) >> 13) as u8
    }

    fn photograph(width: u32, height: u32) -> DynamicImage {
        DynamicImage::from(RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x / 8) as u8 ^ noise(x, y) & 15, (y / 8) as u8, noise(y, x) & 31])
        }))
    }

    fn as_jpeg(picture: &DynamicImage, quality: u8) -> Vec<u8> {
        let mut out = Vec::new();
        picture
            .write_with_encoder(JpegEncoder::new_with_quality(&mut out, quality))
            .unwrap();
        out
    }

    #[test]
    fn a_large_photograph_becomes_as_wide_as_it_is_read() {
        let bytes = as_jpeg(&photograph(3_200, 1_000), 95);
        let small = smaller(&bytes).expect("it is much less");
        assert_eq!((small.facts.width, small.facts.height), (1_600, 500));
        assert_eq!(small.facts.media_type, "image/jpeg");
        assert!(small.bytes.len() * 2 < bytes.len());
        assert!(smaller(&small.bytes).is_none(), "once is enough");
    }

    #[test]
    fn what_is_small_or_no_picture_is_left_alone() {
        assert!(smaller(&as_jpeg(&photograph(300, 200), 90)).is_none());
        assert!(smaller(&b"<svg xmlns='http://www.w3.org/2000/svg'/>".repeat(9_000)).is_none());
        assert!(facts(b"\x89PNG\r\n\x1a\n").is_none(), "nothing but its beginning");
    }

    #[test]
    fn a_photograph_that_came_as_png_becomes_jpeg_and_a_drawing_stays_what_it_is() {
        let png_of = |picture: &DynamicImage| png(picture, None).unwrap();
        let photo = smaller(&png_of(&photograph(1_700, 900))).expect("it is much less");
        assert_eq!(photo.facts.media_type, "image/jpeg");
        let drawing = DynamicImage::from(RgbaImage::from_fn(2_400, 2_400, |x, y| {
            let dot = noise(x / 2, y / 2) > 127;
            Rgba([0, 60, 90, if dot { 255 } else { 0 }])
        }));
        let clear = written(&drawing, None, false).expect("it can be written");
        assert_eq!(
            facts(&clear).unwrap().media_type,
            "image/png",
            "what is clear stays clear"
        );
    }

    #[test]
    fn a_picture_taken_with_the_camera_turned_is_as_high_as_it_is_shown() {
        // Exif with nothing but the orientation: a quarter turn.
        let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let turned = |picture: Vec<u8>| {
            let mut bytes = picture[..2].to_vec();
            bytes.extend([0xff, 0xe1, 0, exif.len() as u8 + 2]);
            bytes.extend(exif);
            bytes.extend(&picture[2..]);
            bytes
        };
        let small = facts(&turned(as_jpeg(&photograph(40, 20), 80))).unwrap();
        assert_eq!((small.width, small.height), (20, 40));
        let large = smaller(&turned(as_jpeg(&photograph(1_000, 3_200), 95))).expect("it is much less");
        assert_eq!(
            (large.facts.width, large.facts.height),
            (1_600, 500),
            "turned upright"
        );
    }

    #[test]
    fn a_book_gets_kinds_that_its_readers_know() {
        let mut webp = Vec::new();
        photograph(60, 40)
            .write_with_encoder(image::codecs::webp::WebPEncoder::new_lossless(&mut webp))
            .unwrap();
        let book = for_books(&webp).unwrap();
        assert!(matches!(book.facts.media_type, "image/png" | "image/jpeg"));
        assert_eq!((book.facts.width, book.facts.height), (60, 40));
        assert!(for_books(&book.bytes).is_none());
    }
}
