//! What the system tells of the network that the computer is in: a file for each system that does. Where none of them
//! runs, nothing is known.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use linux as system;

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(not(target_os = "linux"))]
use elsewhere as system;

/// What is known of the network. `None`: nobody says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// There is one beyond this computer.
    pub connected: Option<bool>,
    /// Its traffic is counted: a telephone's, say.
    pub metered: Option<bool>,
}

/// Asks the system.
pub async fn network() -> Network {
    system::network().await.unwrap_or_default()
}
