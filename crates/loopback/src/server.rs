use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use crate::{Reply, connection};

/// An HTTP/1.1 server on a free port of 127.0.0.1, a thread per connection. Stops when dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    running: Mutex<Option<Running>>,
}

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// E.g. `GET`.
    pub method: String,
    /// The target, query included.
    pub path: String,
    /// Names in lower case, in order.
    pub headers: Vec<(String, String)>,
    /// What came after them, at most 1 MiB of it.
    pub body: Vec<u8>,
    /// When it began to arrive.
    pub at: Instant,
}

impl Seen {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The first header of this name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
pub(crate) struct Shared {
    replies: Mutex<HashMap<String, Vec<Reply>>>,
    seen: Mutex<Vec<Seen>>,
    connections: AtomicUsize,
    busy: AtomicUsize,
    busiest: AtomicUsize,
}

struct Running {
    ending: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
    listening: JoinHandle<()>,
}

impl Server {
    /// Starts on a free port. Panics where loopback has none, for no test can go on then.
    pub fn start() -> Server {
        Server::at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("a free port on loopback")
    }

    fn at(address: SocketAddr) -> io::Result<Server> {
        let shared = Arc::new(Shared::default());
        let (running, address) = Running::new(address, Arc::clone(&shared))?;
        Ok(Server {
            address,
            shared,
            running: Mutex::new(Some(running)),
        })
    }

    /// The address of `path`, which starts with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// `127.0.0.1:port`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// From now on `path` (with its query, if any) answers this; what was set before is forgotten.
    pub fn set(&self, path: &str, reply: Reply) {
        self.set_each(path, vec![reply]);
    }

    /// `path` answers these one after the other, then the last for ever.
    pub fn set_each(&self, path: &str, replies: Vec<Reply>) {
        locked(&self.shared.replies).insert(path.to_owned(), replies);
    }

    /// From now on `path` answers 404.
    pub fn forget(&self, path: &str) {
        locked(&self.shared.replies).remove(path);
    }

    /// Every request since the start or the last [`Server::clear`], in order of arrival.
    pub fn requests(&self) -> Vec<Seen> {
        locked(&self.shared.seen).clone()
    }

    /// The requests for `path` alone.
    pub fn requests_for(&self, path: &str) -> Vec<Seen> {
        locked(&self.shared.seen)
            .iter()
            .filter(|seen| seen.path == path)
            .cloned()
            .collect()
    }

    /// Forgets the requests, not the replies.
    pub fn clear(&self) {
        locked(&self.shared.seen).clear();
    }

    /// How many connections were ever opened.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// The most requests that were being answered at the same time.
    pub fn busiest(&self) -> usize {
        self.shared.busiest.load(Ordering::SeqCst)
    }

    /// Closes the port and every connection. Nobody answers there until [`Server::restart`].
    pub fn stop(&self) {
        if let Some(running) = locked(&self.running).take() {
            running.end(self.address);
        }
    }

    /// Answers again on the same port, with the same replies. Panics where somebody else took it meanwhile.
    pub fn restart(&self) {
        self.stop();
        let (running, _) =
            Running::new(self.address, Arc::clone(&self.shared)).expect("the same port, still free");
        *locked(&self.running) = Some(running);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Running {
    fn new(address: SocketAddr, shared: Arc<Shared>) -> io::Result<(Running, SocketAddr)> {
        // The standard library sets SO_REUSEADDR where that means "again after closing".
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let ending = Arc::new(AtomicBool::new(false));
        let open = Arc::new(Mutex::new(Vec::new()));
        let listening = std::thread::spawn({
            let (ending, open) = (Arc::clone(&ending), Arc::clone(&open));
            move || listen(&listener, &ending, &open, &shared)
        });
        Ok((
            Running {
                ending,
                open,
                listening,
            },
            address,
        ))
    }

    fn end(self, address: SocketAddr) {
        self.ending.store(true, Ordering::SeqCst);
        // Wakes the listener.
        let _ = TcpStream::connect(address);
        let _ = self.listening.join();
        for stream in locked(&self.open).drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn listen(listener: &TcpListener, ending: &AtomicBool, open: &Mutex<Vec<TcpStream>>, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if ending.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        shared.connections.fetch_add(1, Ordering::SeqCst);
        if let Ok(held) = stream.try_clone() {
            let mut open = locked(open);
            open.retain(|stream| stream.peer_addr().is_ok());
            open.push(held);
        }
        let shared = Arc::clone(shared);
        std::thread::spawn(move || {
            // A peer that goes away is no failure of the server's.
            let _ = connection::serve(&stream, &shared);
            let _ = stream.shutdown(Shutdown::Both);
        });
    }
}

impl Shared {
    /// Notes the request and gives its reply.
    pub(crate) fn reply_to(&self, seen: Seen) -> Reply {
        let mut replies = locked(&self.replies);
        let reply = match replies.get_mut(&seen.path) {
            Some(list) if list.len() > 1 => list.remove(0),
            Some(list) => list.first().cloned().unwrap_or_else(|| Reply::status(404)),
            None => Reply::status(404),
        };
        locked(&self.seen).push(seen);
        reply
    }

    pub(crate) fn begin(&self) {
        let busy = self.busy.fetch_add(1, Ordering::SeqCst) + 1;
        self.busiest.fetch_max(busy, Ordering::SeqCst);
    }

    pub(crate) fn end(&self) {
        self.busy.fetch_sub(1, Ordering::SeqCst);
    }
}

/// No test's panic leaves half a state behind here.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
