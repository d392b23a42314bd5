//! The program's icon in every size and form that platforms ask for, from the drawings in `icons/`: one for all sizes,
//! and one each for those so small that a line must fall on whole pixels to be sharp.

mod draw;
mod forms;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use xtask::shell::{Outcome, Place};

use draw::{Picture, draw};
use forms::Form;

/// The sizes of freedesktop.org's icon themes.
pub const SIZES: &[u32] = &[16, 22, 24, 32, 48, 64, 128, 256, 512];
/// What Windows picks from: each scale of its small and large icons.
const OF_WINDOWS: &[u32] = &[16, 24, 32, 48, 64, 128, 256];
/// What a Mac picks from; 1,024 is 512 on a fine screen.
const OF_MACOS: &[u32] = &[16, 32, 64, 128, 256, 512, 1024];

/// What trays make smaller as they need it.
const OF_TRAY: u32 = 64;

/// Draws all of it into `icons/`.
pub fn run(place: &Place) -> Outcome {
    let folder = place.root.join("icons");
    for (name, bytes) in made(&folder)? {
        fs::write(folder.join(&name), bytes)?;
        println!("icons/{name}");
    }
    Ok(())
}

/// Every file with what is in it, by name.
fn made(folder: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let drawings = Drawings::read(folder)?;
    let mut files = BTreeMap::new();
    for size in SIZES {
        let picture = drawings.picture(Form::Plain, *size)?;
        files.insert(format!("{size}x{size}.png"), picture.png()?);
    }
    for (name, unread) in [("symbolic.svg", false), ("symbolic-unread.svg", true)] {
        let drawn = forms::symbolic(&drawings.whole, unread)?;
        files.insert(name.into(), drawn.into_bytes());
    }
    for (name, form) in [("tray.png", Form::Windows), ("tray-unread.png", Form::Unread)] {
        files.insert(name.into(), drawings.picture(form, OF_TRAY)?.png()?);
    }
    files.insert("icon.ico".into(), drawings.ico()?);
    files.insert("icon.icns".into(), drawings.icns()?);
    Ok(files)
}

/// The drawings as they are kept.
struct Drawings {
    whole: String,
    small: BTreeMap<u32, String>,
}

impl Drawings {
    fn read(folder: &Path) -> Outcome<Drawings> {
        let mut small = BTreeMap::new();
        for entry in fs::read_dir(folder.join("source"))? {
            let file = entry?.path();
            let size = file.file_stem().and_then(|name| name.to_str()?.parse().ok());
            let size: u32 = size.ok_or_else(|| format!("{} is named after no size", file.display()))?;
            small.insert(size, fs::read_to_string(file)?);
        }
        Ok(Drawings {
            whole: fs::read_to_string(folder.join("icon.svg"))?,
            small,
        })
    }

    fn picture(&self, form: Form, size: u32) -> Outcome<Picture> {
        let drawing = self.small.get(&size).unwrap_or(&self.whole);
        draw(&forms::formed(form, drawing)?, size)
    }

    fn ico(&self) -> Outcome<Vec<u8>> {
        let mut icon = ico::IconDir::new(ico::ResourceType::Icon);
        for size in OF_WINDOWS {
            let picture = self.picture(Form::Windows, *size)?;
            let image = ico::IconImage::from_rgba_data(*size, *size, picture.rgba);
            icon.add_entry(ico::IconDirEntry::encode(&image)?);
        }
        let mut bytes = Cursor::new(Vec::new());
        icon.write(&mut bytes)?;
        Ok(bytes.into_inner())
    }

    fn icns(&self) -> Outcome<Vec<u8>> {
        let mut family = icns::IconFamily::new();
        for size in OF_MACOS {
            let picture = self.picture(Form::Macos, *size)?;
            let image = icns::Image::from_data(icns::PixelFormat::RGBA, *size, *size, picture.rgba)?;
            for kind in kinds(*size) {
                family.add_icon_with_type(&image, *kind)?;
            }
        }
        let mut bytes = Vec::new();
        family.write(&mut bytes)?;
        Ok(bytes)
    }
}

/// Under which names a Mac looks for a picture of so many pixels.
fn kinds(size: u32) -> &'static [icns::IconType] {
    use icns::IconType as Kind;
    match size {
        16 => &[Kind::RGBA32_16x16],
        32 => &[Kind::RGBA32_32x32, Kind::RGBA32_16x16_2x],
        64 => &[Kind::RGBA32_32x32_2x],
        128 => &[Kind::RGBA32_128x128],
        256 => &[Kind::RGBA32_256x256, Kind::RGBA32_128x128_2x],
        512 => &[Kind::RGBA32_512x512, Kind::RGBA32_256x256_2x],
        1024 => &[Kind::RGBA32_512x512_2x],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> std::path::PathBuf {
        Path::new("../../icons").to_owned()
    }

    /// By what is seen: how the pixels are packed depends on what else is built with the packer, and the last bit of a
    /// colour on the processor.
    #[test]
    fn what_is_committed_is_what_the_command_makes() {
        for (name, bytes) in made(&folder()).expect("the icons are drawn") {
            let kept = fs::read(folder().join(&name)).unwrap_or_default();
            let (kept, drawn) = (seen(&name, &kept), seen(&name, &bytes));
            assert_eq!(
                kept.len(),
                drawn.len(),
                "icons/{name} is stale: run `cargo xtask icons`"
            );
            let furthest = kept.iter().zip(&drawn).map(|(one, two)| one.abs_diff(*two)).max();
            assert!(
                furthest.is_some_and(|furthest| furthest <= 2),
                "icons/{name} is stale: run `cargo xtask icons`"
            );
        }
    }

    /// The pixels of every picture in a file; of text, the text.
    fn seen(name: &str, bytes: &[u8]) -> Vec<u8> {
        match name.rsplit_once('.').map(|(_, end)| end) {
            Some("png") => {
                resvg::tiny_skia::Pixmap::decode_png(bytes).map_or(Vec::new(), resvg::tiny_skia::Pixmap::take)
            }
            Some("ico") => {
                let icon = ico::IconDir::read(Cursor::new(bytes)).expect("an .ico");
                let pictures = icon
                    .entries()
                    .iter()
                    .map(|entry| entry.decode().expect("a picture"));
                pictures.flat_map(ico::IconImage::into_rgba_data).collect()
            }
            Some("icns") => {
                let family = icns::IconFamily::read(Cursor::new(bytes)).expect("an .icns");
                let kinds = family.available_icons().into_iter();
                let pictures = kinds.map(|kind| family.get_icon_with_type(kind).expect("a picture"));
                pictures
                    .flat_map(|picture| picture.into_data().into_vec())
                    .collect()
            }
            _ => bytes.to_vec(),
        }
    }

    #[test]
    fn every_size_is_there_and_nothing_else_lies_beside_it() {
        let made = made(&folder()).expect("the icons are drawn");
        for entry in fs::read_dir(folder()).expect("icons/") {
            let name = entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned();
            let source = ["icon.svg", "source"].contains(&name.as_str());
            assert!(source || made.contains_key(&name), "nothing makes icons/{name}");
        }
        let icon = ico::IconDir::read(Cursor::new(&made["icon.ico"])).expect("an .ico");
        let widths: Vec<u32> = icon.entries().iter().map(ico::IconDirEntry::width).collect();
        assert_eq!(widths, OF_WINDOWS);
        let family = icns::IconFamily::read(Cursor::new(&made["icon.icns"])).expect("an .icns");
        assert_eq!(family.available_icons().len(), 10);
    }

    /// A stem that falls between pixels is grey on both sides, and at 16 pixels that is all one sees.
    #[test]
    fn the_stem_is_sharp_wherever_it_is_thin() {
        let drawings = Drawings::read(&folder()).expect("the drawings");
        for size in drawings.small.keys().copied() {
            let picture = drawings.picture(Form::Plain, size).expect("a picture");
            let middle = size / 4;
            let row: Vec<[u8; 4]> = (0..size / 3).map(|x| picture.pixel(x, middle)).collect();
            let (ground, ink) = ([0x0a, 0x64, 0x91, 0xff], [0xfb, 0xfc, 0xfb, 0xff]);
            assert!(
                row.iter().all(|pixel| *pixel == ground || *pixel == ink),
                "{size} px: {row:?}"
            );
            assert!(row.contains(&ink) && row.contains(&ground), "{size} px: {row:?}");
        }
    }

    #[test]
    fn windows_has_the_letter_alone_and_a_mac_its_own_ground() {
        let drawings = Drawings::read(&folder()).expect("the drawings");
        let corner = |form, size| {
            drawings
                .picture(form, size)
                .expect("a picture")
                .pixel(size / 2, size / 50)
        };
        assert_eq!(corner(Form::Windows, 256)[3], 0, "transparent");
        assert_eq!(corner(Form::Plain, 256)[3], 0xff, "the ground reaches the edge");
        assert_eq!(corner(Form::Macos, 256)[3], 0, "the squircle keeps a margin");
    }
}
