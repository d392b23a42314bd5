//! Systems that are not asked yet.

use super::Network;

#[allow(clippy::unused_async, reason = "as on the system that answers")]
pub async fn network() -> Option<Network> {
    None
}
