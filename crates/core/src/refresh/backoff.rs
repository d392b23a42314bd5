use std::time::Duration;

use kazpost_model::Timestamp;

/// Failures in a row that have no consequence: anybody stumbles.
const PATIENCE: u32 = 2;

const FIRST: Duration = Duration::from_secs(15 * 60);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// When a feed that has failed `failures` times in a row is asked again at the earliest; `None`: next time.
pub(crate) fn next_try(now: Timestamp, failures: u32) -> Option<Timestamp> {
    let doublings = failures.checked_sub(PATIENCE + 1)?;
    let wait = FIRST.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST);
    after(now, wait)
}

/// `wait` after `now`.
pub(crate) fn after(now: Timestamp, wait: Duration) -> Option<Timestamp> {
    Timestamp::from_seconds(
        now.seconds()
            .saturating_add(i64::try_from(wait.as_secs()).unwrap_or(i64::MAX)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_a_day() {
        let now = Timestamp::from_seconds(0).unwrap();
        let minutes = |failures| next_try(now, failures).map(|time| time.seconds() / 60);
        assert_eq!(minutes(1), None);
        assert_eq!(minutes(2), None);
        assert_eq!(minutes(3), Some(15));
        assert_eq!(minutes(5), Some(60));
        assert_eq!(minutes(40), Some(24 * 60));
    }
}
