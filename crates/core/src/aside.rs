//! Work that is to disturb nobody.

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
        go_last();
        // Nobody may wait for it any more.
        let _ = done.send(work());
    });
    begun.map_err(|_| Ended)?;
    result.await.map_err(|_| Ended)
}

/// A thread of tokio's would stay so for whatever it does next: nobody may take it back without being root.
#[cfg(target_os = "linux")]
fn go_last() {
    use rustix::process::setpriority_process;
    use rustix::thread::gettid;
    // Half way to the end: a tenth of the time that another gets that wants the same processor. For the kernel a thread
    // is a process, setpriority(2). Where it may not be, it goes on as it is.
    let _ = setpriority_process(Some(gettid()), 10);
}

#[cfg(not(target_os = "linux"))]
fn go_last() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn gives_what_came_of_it_and_tells_of_what_did_not() {
        assert_eq!(aside("sum", || 1 + 1).await.unwrap(), 2);
        let broken = aside("broken", || panic!("a fault of the test's own making")).await;
        assert!(matches!(broken, Err::<(), _>(Ended)));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn others_go_before_it() {
        let nice = || rustix::process::getpriority_process(Some(rustix::thread::gettid())).unwrap();
        let usual = nice();
        let aside = aside("last", nice).await.unwrap();
        assert!(aside > usual, "{aside} and {usual}");
        assert_eq!(nice(), usual, "who asked goes on as before");
    }
}
