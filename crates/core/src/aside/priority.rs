//! Which threads go before which.

/// This thread goes last from now on: a thread of tokio's would stay so for whatever it does next, for nobody but root may
/// take it back.
#[cfg(target_os = "linux")]
pub(super) fn go_last() {
    // A tenth of the time that another thread of ours gets that wants the same processor. On Linux, nice(2) is of the
    // thread that calls it. Where it may not be, it goes on as it is.
    let _ = rustix::process::nice(LATER);
}

#[cfg(target_os = "linux")]
const LATER: i32 = 10;

#[cfg(not(target_os = "linux"))]
pub(super) fn go_last() {}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::LATER;
    use crate::aside::aside;

    #[tokio::test]
    async fn others_go_before_it() {
        let nice = || rustix::process::getpriority_process(None).unwrap();
        let usual = nice();
        let aside = aside("last", nice).await.unwrap();
        assert_eq!(aside, (usual + LATER).min(19));
        assert_eq!(nice(), usual, "who asked goes on as before");
    }
}
