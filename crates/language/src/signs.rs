//! What the bytes of a text are, sixty-four at once. Where a word ends cannot be foretold, so a question for each byte costs a
//! wrong guess of the processor for each word.

/// In bytes: one bit of a number for each.
const BLOCK: usize = 64;

/// Looks for kinds of bytes from place to place.
pub(crate) struct Signs<'a> {
    text: &'a [u8],
    /// Where the block begins that was looked at last, a multiple of its length.
    from: usize,
    block: Block,
}

/// One bit for each byte, the lowest for the first.
#[derive(Clone, Copy, Default)]
pub(crate) struct Block {
    /// ASCII letters and digits, two-byte Cyrillic letters (U+0400 to U+04FF but the old ones and marks at U+0480 to U+0489), and
    /// second bytes of whatever character.
    pub(crate) letters: u64,
    /// Beginnings of all other characters beyond ASCII.
    pub(crate) odd: u64,
}

impl<'a> Signs<'a> {
    /// In a text of UTF-8.
    pub(crate) fn of(text: &'a [u8]) -> Signs<'a> {
        Signs {
            text,
            from: 0,
            block: Block::of(text),
        }
    }

    /// The first byte from `at` on that is `one`.
    #[inline(always)]
    pub(crate) fn next(&mut self, mut at: usize, one: impl Fn(Block) -> u64) -> Option<usize> {
        while at < self.text.len() {
            let within = at % BLOCK;
            if self.from != at - within {
                self.from = at - within;
                self.block = Block::of(&self.text[self.from..]);
            }
            let found = one(self.block) >> within;
            if found != 0 {
                return Some(at + found.trailing_zeros() as usize).filter(|at| *at < self.text.len());
            }
            at += BLOCK - within;
        }
        None
    }
}

impl Block {
    /// Of the first bytes; after the last one there is nothing of any kind.
    fn of(bytes: &[u8]) -> Block {
        let mut last = [0; BLOCK];
        let bytes = bytes.first_chunk().unwrap_or_else(|| {
            last[..bytes.len()].copy_from_slice(bytes);
            &last
        });
        let mut block = Block::default();
        let mut old = 0;
        let eights = bytes.as_chunks::<8>().0;
        for (n, eight) in eights.iter().enumerate() {
            let eight = Eight::of(u64::from_le_bytes(*eight));
            block.letters |= bits(eight.letters) << (8 * n);
            block.odd |= bits(eight.odd) << (8 * n);
            old |= bits(eight.old) << (8 * n);
        }
        if old != 0 {
            // Of the last byte it is not known what follows.
            let mut small = 1 << (BLOCK - 1);
            for (n, eight) in eights.iter().enumerate() {
                small |= bits(Eight::small(u64::from_le_bytes(*eight))) << (8 * n) >> 1;
            }
            block.odd |= old & small;
            block.letters &= !(old & small);
        }
        block
    }
}

/// As [`Block`]: the highest bit of each byte.
struct Eight {
    letters: u64,
    odd: u64,
    /// 0xD2, with which the old letters begin, and many of Kazakh.
    old: u64,
}

const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGHEST: u64 = each(0x80);

/// Of values below 0x80, so that nothing is carried from byte to byte.
const fn at_least(values: u64, least: u8) -> u64 {
    values + each(0x80 - least)
}

impl Eight {
    /// 0x80 to 0x89.
    fn small(eight: u64) -> u64 {
        eight & HIGHEST & !at_least(eight & !HIGHEST, 0x0a)
    }

    fn of(eight: u64) -> Eight {
        let (low, beyond_ascii) = (eight & !HIGHEST, eight & HIGHEST);
        let lower = low | each(0x20);
        let letter = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
        let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
        let second = !at_least(low, 0x40);
        // 0xD0 to 0xD3.
        let lead = !at_least(low ^ each(0x50), 4);
        let letters = (letter | digit) & !beyond_ascii | (second | lead) & beyond_ascii;
        Eight {
            letters: letters & HIGHEST,
            odd: beyond_ascii & !letters,
            old: beyond_ascii & !at_least(low ^ each(0x52), 1),
        }
    }
}

/// The highest bit of each byte as one bit of a number.
fn bits(highest: u64) -> u64 {
    (highest >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}
