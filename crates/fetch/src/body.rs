use reqwest::Response;

use crate::{Kind, cause, gzip, headers};

/// The body of a redirect is read up to here, so that the connection can be kept.
const DRAINED: u64 = 16 << 10;
/// What is set aside for a body before it comes, whatever length it claims.
const SET_ASIDE: u64 = 64 << 10;

/// The whole body, unpacked; stops as soon as it exceeds `max_bytes`, packed or not. `watch` hears how much is there.
pub(crate) async fn read(
    mut response: Response,
    max_bytes: u64,
    watch: &(dyn Fn(u64) + Send + Sync),
) -> Result<Vec<u8>, Kind> {
    let packed = headers::is_gzip(response.headers());
    let announced = response.content_length();
    let too_large = Kind::TooLarge { limit: max_bytes };
    if announced.is_some_and(|length| length > max_bytes) {
        return Err(too_large);
    }
    let mut bytes = Vec::with_capacity(announced.unwrap_or(SET_ASIDE / 4).min(SET_ASIDE) as usize);
    while let Some(chunk) = response.chunk().await.map_err(|error| cause::of_body(&error))? {
        if (bytes.len() + chunk.len()) as u64 > max_bytes {
            return Err(too_large);
        }
        bytes.extend_from_slice(&chunk);
        watch(bytes.len() as u64);
    }
    if packed {
        return gzip::unpack(&bytes, max_bytes);
    }
    // It may wait for its turn beside many others.
    bytes.shrink_to_fit();
    Ok(bytes)
}

/// Reads a short body for nothing; a longer one costs the connection instead.
pub(crate) async fn drain(mut response: Response) {
    if response.content_length().is_some_and(|length| length <= DRAINED) {
        while let Ok(Some(_)) = response.chunk().await {}
    }
}
