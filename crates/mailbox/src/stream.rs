use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, crypto};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::{Account, Error};

/// A server is waited for so long, and so long again for its encryption.
const CONNECT: Duration = Duration::from_secs(20);

/// How many bytes may still be read; filled again before each command.
#[derive(Clone, Debug, Default)]
pub(crate) struct Allowance(Arc<AtomicU64>);

impl Allowance {
    pub(crate) fn grant(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }
}

/// More was sent than was granted.
#[derive(Debug, thiserror::Error)]
#[error("more was sent than was asked for")]
pub(crate) struct Spent;

/// The encrypted connection, which ends where a server sends without end.
#[derive(Debug)]
pub(crate) struct Stream {
    inner: TlsStream<TcpStream>,
    allowance: Allowance,
}

impl Stream {
    pub(crate) async fn open(account: &Account, allowance: Allowance) -> Result<Stream, Error> {
        let address = (account.host.trim_matches(['[', ']']), account.port);
        let tcp = timeout(CONNECT, TcpStream::connect(address)).await;
        let tcp = tcp
            .map_err(|_| Error::TimedOut)?
            .map_err(|cause| Error::Unreachable(cause.to_string()))?;
        let name = ServerName::try_from(address.0.to_owned())
            .map_err(|_| Error::Unreachable("the host's name is none".into()))?;
        let tls = timeout(CONNECT, connector()?.connect(name, tcp)).await;
        let inner = tls.map_err(|_| Error::TimedOut)?.map_err(|cause| {
            // Whatever ends it here, there is no encryption to speak over: a server without TLS among them.
            match Error::of_io(&cause) {
                Error::Broken(words) => Error::Certificate(words),
                error => error,
            }
        })?;
        Ok(Stream { inner, allowance })
    }
}

/// Trusts what the system trusts.
fn connector() -> Result<TlsConnector, Error> {
    let broken = |cause: rustls::Error| Error::Certificate(cause.to_string());
    let provider = Arc::new(crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(broken)?
        .with_platform_verifier()
        .map_err(broken)?
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        std::task::ready!(Pin::new(&mut self.inner).poll_read(cx, buf))?;
        let read = (buf.filled().len() - before) as u64;
        let left = self.allowance.0.load(Ordering::Relaxed);
        self.allowance
            .0
            .store(left.saturating_sub(read), Ordering::Relaxed);
        Poll::Ready(if read > left {
            Err(io::Error::other(Spent))
        } else {
            Ok(())
        })
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
