use std::io::{self, Write};

/// A ZIP archive of files that are stored as they are: a book's pictures are compressed already.
pub(super) struct Zip<W: Write> {
    out: W,
    at: u64,
    directory: Vec<u8>,
    files: u16,
}

/// 1 January 1980, the first day that the format knows: the same articles give the same file.
const DAY: u16 = 0x0021;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;

impl<W: Write> Zip<W> {
    pub(super) fn new(out: W) -> Zip<W> {
        Zip {
            out,
            at: 0,
            directory: Vec::new(),
            files: 0,
        }
    }

    /// Adds a file. Beyond 4 GiB or 65,535 files the format would need another form.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, "the book is too large");
        let size = u32::try_from(bytes.len()).map_err(|_| too_large())?;
        let at = u32::try_from(self.at).map_err(|_| too_large())?;
        let length = u16::try_from(name.len()).map_err(|_| too_large())?;
        self.files = self.files.checked_add(1).ok_or_else(too_large)?;
        let mut common = Vec::new();
        for field in [20, FLAGS, 0, 0, DAY] {
            common.extend(u16::to_le_bytes(field));
        }
        common.extend(crc32(bytes).to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(length.to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        self.out.write_all(b"PK\x03\x04")?;
        self.out.write_all(&common)?;
        self.out.write_all(name.as_bytes())?;
        self.out.write_all(bytes)?;
        self.at += (4 + common.len() + name.len() + bytes.len()) as u64;
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(common);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        let too_large = |_| io::Error::new(io::ErrorKind::FileTooLarge, "the book is too large");
        let size = u32::try_from(self.directory.len()).map_err(too_large)?;
        let at = u32::try_from(self.at).map_err(too_large)?;
        self.out.write_all(&self.directory)?;
        self.out.write_all(b"PK\x05\x06\0\0\0\0")?;
        self.out.write_all(&self.files.to_le_bytes())?;
        self.out.write_all(&self.files.to_le_bytes())?;
        self.out.write_all(&size.to_le_bytes())?;
        self.out.write_all(&at.to_le_bytes())?;
        self.out.write_all(&0_u16.to_le_bytes())?;
        self.out.flush()
    }
}

/// CRC-32 as in ISO 3309.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut n = 0;
        while n < 256 {
            let mut value = n as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 {
                    0xedb8_8320 ^ value >> 1
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[n] = value;
            n += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |crc, byte| {
        TABLE[((crc ^ u32::from(*byte)) & 0xff) as usize] ^ crc >> 8
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_check_is_the_usual_one() {
        assert_eq!(super::crc32(b"123456789"), 0xcbf4_3926);
    }
}
