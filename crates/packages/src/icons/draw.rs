use resvg::tiny_skia::{IntSize, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use xtask::shell::Outcome;

/// Square; four bytes a pixel, colours not multiplied by opacity.
pub struct Picture {
    side: u32,
    pub rgba: Vec<u8>,
}

impl Picture {
    /// As a file.
    pub fn png(&self) -> Outcome<Vec<u8>> {
        let size = IntSize::from_wh(self.side, self.side).ok_or("an empty picture")?;
        // A pixmap wants colours multiplied by opacity, and takes that back when it writes.
        let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("an empty picture")?;
        for (pixel, bytes) in pixels.pixels_mut().iter_mut().zip(self.rgba.chunks_exact(4)) {
            *pixel =
                resvg::tiny_skia::ColorU8::from_rgba(bytes[0], bytes[1], bytes[2], bytes[3]).premultiply();
        }
        Ok(pixels.encode_png()?)
    }

    #[cfg(test)]
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 4] {
        let at = ((y * self.side + x) * 4) as usize;
        [
            self.rgba[at],
            self.rgba[at + 1],
            self.rgba[at + 2],
            self.rgba[at + 3],
        ]
    }
}

/// A drawing, so many pixels high and wide.
pub fn draw(svg: &str, side: u32) -> Outcome<Picture> {
    let tree = Tree::from_str(svg, &Options::default())?;
    let mut pixels = Pixmap::new(side, side).ok_or("an empty picture")?;
    #[allow(clippy::cast_precision_loss, reason = "a few hundred pixels")]
    let scale = side as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let rgba = pixels.pixels().iter().flat_map(|pixel| {
        let colour = pixel.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    });
    Ok(Picture {
        side,
        rgba: rgba.collect(),
    })
}
