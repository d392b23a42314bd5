//! A number as a picture of its own, for task bars that lay one over the program's icon and can draw no number themselves.

use tauri::image::Image;

/// Points on each side; shown at half of that where a screen is not fine.
pub const SIDE: usize = 32;

const GROUND: [u8; 4] = [0x0a, 0x64, 0x91, 0xff];
const FIGURES: [u8; 4] = [0xff, 0xff, 0xff, 0xff];

/// So much is cut off each corner, from the outermost row inwards.
const CORNER: [usize; 4] = [4, 2, 1, 1];

const WIDE: usize = 3;
const HIGH: usize = 5;

/// Figures of three by five points, a row a number, the leftmost point its highest bit; the last is a plus.
const GLYPHS: [[u8; HIGH]; 11] = [
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

/// Above 99 it is two nines and a plus; of nothing there is no picture.
pub fn picture(number: Option<u32>) -> Option<Image<'static>> {
    let glyphs = match number? {
        0 => return None,
        few @ 1..=9 => vec![few as usize],
        some @ 10..=99 => vec![(some / 10) as usize, (some % 10) as usize],
        _ => vec![9, 9, 10],
    };
    let mut rgba = vec![0; SIDE * SIDE * 4];
    for y in 0..SIDE {
        let cut = CORNER.get(y.min(SIDE - 1 - y)).copied().unwrap_or_default();
        fill(&mut rgba, cut, y, SIDE - 2 * cut, 1, GROUND);
    }
    let columns = glyphs.len() * (WIDE + 1) - 1;
    // Even, so that half the size has whole points.
    let point = ((SIDE - 4) / columns).min((SIDE - 8) / HIGH) & !1;
    let middle = |length: usize| ((SIDE - length) / 2) & !1;
    let (left, top) = (middle(point * columns), middle(point * HIGH));
    for (index, glyph) in glyphs.into_iter().enumerate() {
        for (row, bits) in GLYPHS[glyph].iter().enumerate() {
            for column in (0..WIDE).filter(|column| bits & (4 >> column) != 0) {
                let x = left + point * (index * (WIDE + 1) + column);
                fill(&mut rgba, x, top + point * row, point, point, FIGURES);
            }
        }
    }
    Some(Image::new_owned(rgba, SIDE as u32, SIDE as u32))
}

fn fill(rgba: &mut [u8], left: usize, top: usize, width: usize, height: usize, colour: [u8; 4]) {
    for y in top..top + height {
        for x in left..left + width {
            let at = (y * SIDE + x) * 4;
            rgba[at..at + 4].copy_from_slice(&colour);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(number: u32) -> Vec<u8> {
        picture(Some(number)).expect("a picture").rgba().to_vec()
    }

    #[test]
    fn every_number_has_its_own_look_up_to_a_hundred() {
        let looks: std::collections::HashSet<Vec<u8>> = (1..=100).map(drawn).collect();
        assert_eq!(looks.len(), 100);
        assert_eq!(drawn(100), drawn(5_000_000));
        assert!(picture(Some(0)).is_none() && picture(None).is_none());
    }

    #[test]
    fn figures_stand_on_their_ground_and_in_whole_points_of_half_the_size() {
        for number in [7, 42, 100] {
            let rgba = drawn(number);
            let at = |x: usize, y: usize| &rgba[(y * SIDE + x) * 4..][..4];
            assert_eq!(at(0, 0)[3], 0, "the corners are round");
            for (x, y) in (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y))) {
                if at(x, y) == FIGURES {
                    assert_eq!(at(x & !1, y & !1), FIGURES, "{number} at {x}, {y}");
                }
            }
            assert!(rgba.chunks(4).any(|point| point == FIGURES), "{number}");
            assert_ne!(at(1, SIDE / 2), FIGURES, "{number} has an edge");
        }
    }
}
