use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use resvg::tiny_skia::{ColorU8, Pixmap};
use xtask::shell::{self, Outcome};

const WIDTH: usize = 1280;
const HEIGHT: usize = 900;

/// A screen without a monitor, whose picture lies in a file. It stands outside the clean system, which so has nothing
/// but what the package asks for.
pub struct Screen {
    server: Child,
    desktop: Child,
    number: String,
    folder: PathBuf,
}

impl Screen {
    pub fn open(folder: &Path) -> Outcome<Screen> {
        fs::create_dir_all(folder)?;
        let size = format!("{WIDTH}x{HEIGHT}x24");
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-ac",
                "-nolisten",
                "tcp",
                "-screen",
                "0",
                &size,
                "-fbdir",
            ])
            .arg(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| format!("Xvfb: {cause}"))?;
        let mut number = String::new();
        BufReader::new(server.stdout.take().ok_or("Xvfb says nothing")?).read_line(&mut number)?;
        let number = number.trim().to_owned();
        // It gives windows a frame that can be closed, and the keyboard to the one on top.
        let desktop = Command::new("openbox")
            .env("DISPLAY", format!(":{number}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| format!("openbox: {cause}"))?;
        Ok(Screen {
            server,
            desktop,
            number,
            folder: folder.to_owned(),
        })
    }

    /// For `DISPLAY`.
    pub fn name(&self) -> String {
        format!(":{}", self.number)
    }

    /// A program of this machine that uses it.
    pub fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).env("DISPLAY", self.name());
        command
    }

    /// Presses a key.
    pub fn press(&self, key: &str) -> Outcome {
        shell::run(&mut self.command("xdotool", &["key", key]))
    }

    /// Closes the window on top, as its frame's button does.
    pub fn close_window(&self) -> Outcome {
        self.press("alt+F4")
    }

    pub fn shot(&self) -> Outcome<Shot> {
        Shot::read(&fs::read(self.folder.join("Xvfb_screen0"))?)
    }

    /// Waits until the picture is as wanted, and shows what is there if it never is.
    pub fn until(&self, what: &str, picture: &Path, wanted: impl Fn(&Shot) -> bool) -> Outcome<Shot> {
        let began = Instant::now();
        loop {
            let shot = self.shot()?;
            if wanted(&shot) {
                fs::write(picture, shot.png()?)?;
                println!(
                    "{what}: {:.1} s, {}",
                    began.elapsed().as_secs_f64(),
                    picture.display()
                );
                return Ok(shot);
            }
            if began.elapsed() > Duration::from_secs(60) {
                fs::write(picture, shot.png()?)?;
                return Err(format!("{what}: not within a minute; see {}", picture.display()).into());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

impl Screen {
    /// Waits until nothing moves any more, and keeps the picture of that.
    pub fn settled(&self, picture: &Path) -> Outcome<Shot> {
        let began = Instant::now();
        let mut before = self.shot()?;
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let shot = self.shot()?;
            // A caret may blink.
            if shot.differs_from(&before) < 100 || began.elapsed() > Duration::from_secs(20) {
                fs::write(picture, shot.png()?)?;
                return Ok(shot);
            }
            before = shot;
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        for process in [&mut self.desktop, &mut self.server] {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// What was on the screen: red, green, blue.
pub struct Shot {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Shot {
    /// From a file of `xwd`, whose head is big-endian and whose pixels are blue, green, red and one more.
    fn read(bytes: &[u8]) -> Outcome<Shot> {
        let word = |index: usize| -> Outcome<usize> {
            let four = bytes
                .get(index * 4..index * 4 + 4)
                .ok_or("no picture of a screen")?;
            Ok(u32::from_be_bytes([four[0], four[1], four[2], four[3]]) as usize)
        };
        let (head, width, height, line, colours) = (word(0)?, word(4)?, word(5)?, word(12)?, word(19)?);
        let start = head + colours * 12;
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let row = bytes
                .get(start + y * line..start + y * line + width * 4)
                .ok_or("half a picture")?;
            pixels.extend(row.chunks_exact(4).map(|pixel| [pixel[2], pixel[1], pixel[0]]));
        }
        Ok(Shot { width, pixels })
    }

    pub fn png(&self) -> Outcome<Vec<u8>> {
        let height = self.pixels.len() / self.width.max(1);
        let size = |side: usize| u32::try_from(side).unwrap_or(0);
        let mut picture = Pixmap::new(size(self.width), size(height)).ok_or("an empty screen")?;
        for (there, [red, green, blue]) in picture.pixels_mut().iter_mut().zip(&self.pixels) {
            *there = ColorU8::from_rgba(*red, *green, *blue, 0xff).premultiply();
        }
        Ok(picture.encode_png()?)
    }

    /// Whether there is a page: light paper over more than half of it, in as many shades as it has, and dark ink on it in many
    /// rows. An empty screen is black, a bare window has no ink, a screen full of an error has no paper.
    pub fn shows_a_page(&self) -> bool {
        let papers = self
            .pixels
            .iter()
            .filter(|pixel| pixel.iter().all(|part| *part > 0xb0));
        let light = papers.count() * 2 > self.pixels.len();
        let inked = self.pixels.chunks(self.width).filter(|row| {
            let dark = row
                .iter()
                .filter(|pixel| pixel.iter().all(|part| *part < 0x60))
                .count();
            (10..self.width / 2).contains(&dark)
        });
        light && inked.count() > 40
    }

    /// How many pixels are not the same as in another.
    pub fn differs_from(&self, other: &Shot) -> usize {
        self.pixels
            .iter()
            .zip(&other.pixels)
            .filter(|(one, two)| one != two)
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shot(pixel: impl Fn(usize, usize) -> [u8; 3]) -> Shot {
        let (width, height) = (400, 300);
        let pixels = (0..width * height)
            .map(|at| pixel(at % width, at / width))
            .collect();
        Shot { width, pixels }
    }

    #[test]
    fn a_page_is_paper_with_lines_of_ink_and_nothing_else_is() {
        let paper = [0xfb, 0xfc, 0xfb];
        assert!(!shot(|_, _| [0; 3]).shows_a_page(), "an empty screen");
        assert!(!shot(|_, _| paper).shows_a_page(), "a bare window");
        assert!(
            !shot(|x, _| if x < 40 { [0; 3] } else { [0x80; 3] }).shows_a_page(),
            "grey"
        );
        // No shade of it has half of the picture: the sources and the headlines at the sides have their own.
        let page = shot(|x, y| match x {
            _ if y % 10 < 5 && x % 20 < 3 => [0x14, 0x19, 0x1d],
            0..100 => [0xee, 0xf2, 0xf4],
            100..200 => [0xef, 0xf3, 0xf5],
            200..220 => [0x80, 0xa0, 0xd0],
            _ => paper,
        });
        assert!(page.shows_a_page());
        let sepia = shot(|x, y| {
            if y % 10 < 5 && x % 20 < 3 {
                [0x2b, 0x20, 0x18]
            } else if x < 100 {
                [0xe9, 0xdd, 0xc5]
            } else {
                [0xf4, 0xea, 0xd8]
            }
        });
        assert!(sepia.shows_a_page(), "another paper");
        assert_eq!(page.differs_from(&page), 0);
    }
}
