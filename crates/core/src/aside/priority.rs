//! Which threads go before which.

/// This thread goes last from now on: a thread of tokio's would stay so for whatever it does next, for nobody but root may
/// take it back.
#[cfg(target_os = "linux")]
pub(super) fn go_last() {
    use rustix::process::setpriority_process;
    use rustix::thread::gettid;
    // Half way to the end: a tenth of the time that another gets that wants the same processor. For the kernel a thread
    // is a process, setpriority(2). Where it may not be, it goes on as it is.
    let _ = setpriority_process(Some(gettid()), 10);
}

#[cfg(not(target_os = "linux"))]
pub(super) fn go_last() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use crate::aside::aside;

    #[tokio::test]
    async fn others_go_before_it() {
        let nice = || rustix::process::getpriority_process(Some(rustix::thread::gettid())).unwrap();
        let usual = nice();
        let aside = aside("last", nice).await.unwrap();
        assert!(aside > usual, "{aside} and {usual}");
        assert_eq!(nice(), usual, "who asked goes on as before");
    }
}
