//! NetworkManager, by the system's bus.

use std::time::Duration;

use super::Network;

/// Nobody waits longer for the system's answer.
const PATIENCE: Duration = Duration::from_secs(2);

const SERVICE: &str = "org.freedesktop.NetworkManager";
const PATH: &str = "/org/freedesktop/NetworkManager";

pub async fn network() -> Option<Network> {
    tokio::time::timeout(PATIENCE, told()).await.ok()?.ok()
}

async fn told() -> zbus::Result<Network> {
    let bus = zbus::Connection::system().await?;
    let property = async |name: &str| -> zbus::Result<u32> {
        let answer = bus
            .call_method(
                Some(SERVICE),
                PATH,
                Some("org.freedesktop.DBus.Properties"),
                "Get",
                &(SERVICE, name),
            )
            .await?;
        let value: zbus::zvariant::OwnedValue = answer.body().deserialize()?;
        Ok(u32::try_from(value)?)
    };
    Ok(Network {
        connected: connected(property("State").await?),
        metered: metered(property("Metered").await?),
    })
}

/// `NMState`: 10 asleep, 20 disconnected, 50 to 70 connected to more and more; between them on its way.
fn connected(state: u32) -> Option<bool> {
    match state {
        10 | 20 => Some(false),
        50..=70 => Some(true),
        _ => None,
    }
}

/// `NMMetered`: 1 yes, 2 no, 3 and 4 the same by guess.
fn metered(value: u32) -> Option<bool> {
    match value {
        1 | 3 => Some(true),
        2 | 4 => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{connected, metered};

    #[test]
    fn a_guess_counts_and_what_is_unknown_stays_so() {
        assert_eq!([1, 3].map(metered), [Some(true); 2]);
        assert_eq!([2, 4].map(metered), [Some(false); 2]);
        assert_eq!(metered(0), None);
        assert_eq!(
            [0, 20, 40, 60, 70].map(connected),
            [None, Some(false), None, Some(true), Some(true)]
        );
    }
}
