use minisign_verify::{PublicKey, Signature};

use crate::{Package, Refused};

/// The publication's public key.
#[derive(Clone, Debug)]
pub struct Key(PublicKey);

/// A package that the publication signed, byte for byte.
pub struct Genuine(Vec<u8>);

impl Key {
    /// As it stands in the second line of a `.pub` file of minisign: 56 characters of Base64.
    pub fn read(text: &str) -> Result<Key, Refused> {
        PublicKey::from_base64(text.trim())
            .map(Key)
            .map_err(|_| Refused::BadKey)
    }

    /// Whether this is what was signed. Only signatures of the hashed file (minisign's since 2020) count.
    pub(crate) fn verify(&self, bytes: &[u8], signature: &str) -> Result<(), Refused> {
        let signature = Signature::decode(signature).map_err(|_| Refused::Unsigned)?;
        let verified = self.0.verify(bytes, &signature, false);
        verified.map_err(|_| Refused::NotGenuine)
    }
}

impl Genuine {
    /// What came for a package, if it is that package.
    pub fn new(key: &Key, package: &Package, bytes: Vec<u8>) -> Result<Genuine, Refused> {
        if bytes.len() as u64 != package.bytes {
            return Err(Refused::Length {
                found: bytes.len() as u64,
                signed: package.bytes,
            });
        }
        key.verify(&bytes, &package.signature)?;
        Ok(Genuine(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
