//! Work that is to disturb nobody.

mod priority;

use tokio::sync::oneshot;

/// The thread that did the work ended before it was done.
#[derive(Debug, thiserror::Error)]
#[error("a thread at work in the background ended early")]
pub(crate) struct Ended;

/// Runs `work`, which may block and take long, on a thread of its own that others go before: those that write what it
/// makes, and whatever else the reader does. On Linux alone; elsewhere the thread is like all others.
pub(crate) async fn aside<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Ended> {
    let (done, result) = oneshot::channel();
    let begun = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        priority::go_last();
        // Nobody may wait for it any more.
        let _ = done.send(work());
    });
    begun.map_err(|_| Ended)?;
    result.await.map_err(|_| Ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn gives_what_came_of_it_and_tells_of_what_did_not() {
        assert_eq!(aside("sum", || 1 + 1).await.unwrap(), 2);
        let broken = aside("broken", || panic!("a fault of the test's own making")).await;
        assert!(matches!(broken, Err::<(), _>(Ended)));
    }
}
