//! The program's icon with a number on it, drawn by hand: systems that show numbers themselves are few.

/// Square pictures of four bytes a pixel: red, green, blue, opacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub side: usize,
    pub rgba: Vec<u8>,
}

/// The ink of the mark: the ochre of what waits for the reader.
const MARK: [u8; 3] = [0xa8, 0x5d, 0x00];
const FIGURES: [u8; 3] = [0xff, 0xff, 0xff];

/// Digits of three by five points, a row a number, the leftmost point its highest bit; the last is a plus.
const GLYPHS: [[u8; 5]; 11] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 3, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 2, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
    [0, 2, 7, 2, 0],
];

/// Puts a number in the lower right corner; above 99 it is a plus after two nines. 0 leaves the picture alone.
pub fn with_number(plain: &Picture, number: u32) -> Picture {
    let mut picture = plain.clone();
    // A mark on less could not be read.
    if number == 0 || plain.side < 32 {
        return picture;
    }
    let glyphs: Vec<usize> = match number {
        1..=9 => vec![number as usize],
        10..=99 => vec![(number / 10) as usize, (number % 10) as usize],
        _ => vec![9, 9, 10],
    };
    let side = picture.side;
    // A mark of half the height, within the width.
    let point = (side / 14).min((side - 4) / (4 * glyphs.len() + 2)).max(1);
    let (width, height) = (point * (4 * glyphs.len() + 2), point * 8);
    let (left, top) = (side - width.min(side), side - height.min(side));
    fill(&mut picture, left, top, width, height, MARK);
    for (index, glyph) in glyphs.iter().enumerate() {
        for (row, bits) in GLYPHS[*glyph].iter().enumerate() {
            for column in 0..3 {
                if bits & (4 >> column) != 0 {
                    let x = left + point * (1 + 4 * index + column) + point / 2;
                    let y = top + point * (1 + row) + point / 2;
                    fill(&mut picture, x, y, point, point, FIGURES);
                }
            }
        }
    }
    picture
}

fn fill(picture: &mut Picture, left: usize, top: usize, width: usize, height: usize, colour: [u8; 3]) {
    for y in top..(top + height).min(picture.side) {
        for x in left..(left + width).min(picture.side) {
            let at = (y * picture.side + x) * 4;
            if let Some(pixel) = picture.rgba.get_mut(at..at + 4) {
                pixel.copy_from_slice(&[colour[0], colour[1], colour[2], 0xff]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Picture {
        Picture {
            side: 64,
            rgba: vec![0; 64 * 64 * 4],
        }
    }

    fn marked(picture: &Picture, colour: [u8; 3]) -> usize {
        picture
            .rgba
            .chunks(4)
            .filter(|pixel| pixel[..3] == colour && pixel[3] == 0xff)
            .count()
    }

    #[test]
    fn a_number_is_put_in_the_corner_and_nowhere_else() {
        let one = with_number(&plain(), 7);
        assert!(marked(&one, MARK) > 0 && marked(&one, FIGURES) > 0);
        assert_eq!(
            one.rgba[..64 * 4 * 20],
            plain().rgba[..64 * 4 * 20],
            "the upper part is the icon's own"
        );
        assert_eq!(with_number(&plain(), 0), plain(), "nothing unread, no mark");
    }

    #[test]
    fn every_number_has_its_own_look_up_to_a_hundred() {
        let looks: std::collections::HashSet<Vec<u8>> = (0..=100)
            .map(|number| with_number(&plain(), number).rgba)
            .collect();
        assert_eq!(looks.len(), 101);
        assert_eq!(with_number(&plain(), 100), with_number(&plain(), 5000));
    }

    #[test]
    fn small_and_broken_pictures_are_left_alone() {
        let small = Picture {
            side: 16,
            rgba: vec![0; 16 * 16 * 4],
        };
        assert_eq!(with_number(&small, 5), small);
        let broken = Picture {
            side: 64,
            rgba: Vec::new(),
        };
        assert_eq!(with_number(&broken, 5), broken);
    }
}
