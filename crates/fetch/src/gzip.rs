//! Unpacking gzip (RFC 1952).

use std::io::Read;

use flate2::bufread::GzDecoder;
use libdeflater::Decompressor;

use crate::Kind;

/// How a member begins.
const MAGIC: [u8; 2] = [0x1f, 0x8b];
/// No byte of deflate stands for more (RFC 1951: 258 bytes in two bits).
const EXPANDS_TO: usize = 1032;

/// The document, of at most `max_bytes`. Empty where nothing came, and without what stands behind the last member.
pub(crate) fn unpack(packed: &[u8], max_bytes: u64) -> Result<Vec<u8>, Kind> {
    at_once(packed, max_bytes).map_or_else(|| member_by_member(packed, max_bytes), Ok)
}

/// A third of the time of unpacking piece by piece, for which the length must be known. `None` where the last eight bytes
/// do not tell it: several members, something behind them, a lie, or no gzip at all.
fn at_once(packed: &[u8], max_bytes: u64) -> Option<Vec<u8>> {
    let [.., c0, c1, c2, c3, l0, l1, l2, l3] = *packed else {
        return None;
    };
    let checksum = u32::from_le_bytes([c0, c1, c2, c3]);
    let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize;
    if length as u64 > max_bytes || length > packed.len().saturating_mul(EXPANDS_TO) {
        return None;
    }
    let mut bytes = vec![0; length];
    let unpacked = Decompressor::new().gzip_decompress(packed, &mut bytes).ok()?;
    // A first member of that length would be taken for the whole otherwise.
    (unpacked == length && libdeflater::crc32(&bytes) == checksum).then_some(bytes)
}

fn member_by_member(mut packed: &[u8], max_bytes: u64) -> Result<Vec<u8>, Kind> {
    let mut bytes = Vec::new();
    while !packed.is_empty() {
        let room = (max_bytes - bytes.len() as u64).saturating_add(1);
        let mut member = GzDecoder::new(packed).take(room);
        member.read_to_end(&mut bytes).map_err(|_| Kind::Truncated)?;
        if bytes.len() as u64 > max_bytes {
            return Err(Kind::TooLarge { limit: max_bytes });
        }
        packed = member.into_inner().into_inner();
        if !packed.starts_with(&MAGIC) {
            break;
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn both_ways_give_the_same() {
        let long: Vec<u8> = (0..200_000_u32)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .collect();
        for text in [&b"one"[..], &[b'x'; 70_000], &long] {
            let packed = packed(text);
            assert_eq!(at_once(&packed, 1 << 20).as_deref(), Some(text));
            assert_eq!(member_by_member(&packed, 1 << 20).as_deref(), Ok(text));
        }
    }

    #[test]
    fn members_belong_together_even_of_one_length() {
        for text in ["one", "another"] {
            let both = [packed(b"two"), packed(text.as_bytes())].concat();
            assert_eq!(at_once(&both, 100), None);
            assert_eq!(unpack(&both, 100).as_deref(), Ok(format!("two{text}").as_bytes()));
        }
    }

    #[test]
    fn what_stands_behind_the_last_member_is_left() {
        for behind in [&b"\0\0\0\0\0\0\0\0\0"[..], b"<!-- cached -->", b"\x1f"] {
            assert_eq!(
                unpack(&[&packed(b"one"), behind].concat(), 100).as_deref(),
                Ok(&b"one"[..])
            );
        }
    }

    #[test]
    fn a_length_that_lies_is_not_believed() {
        for lie in [0, 2, 4, 1 << 20, u32::MAX] {
            let mut packed = packed(b"one");
            let at = packed.len() - 4;
            packed[at..].copy_from_slice(&lie.to_le_bytes());
            assert_eq!(unpack(&packed, 1 << 30), Err(Kind::Truncated), "{lie}");
        }
    }

    #[test]
    fn nothing_is_an_empty_document_and_a_limit_may_be_filled() {
        assert_eq!(unpack(b"", 0), Ok(Vec::new()));
        assert_eq!(unpack(&packed(b""), 0), Ok(Vec::new()));
        for text in [packed(b"three"), [packed(b"thr"), packed(b"ee")].concat()] {
            assert_eq!(unpack(&text, 5).as_deref(), Ok(&b"three"[..]));
            assert_eq!(unpack(&text, 4), Err(Kind::TooLarge { limit: 4 }));
        }
    }
}
