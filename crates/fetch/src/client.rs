use crate::{Answer, FetchError, Options, Request};

/// Gets documents. Cheap to clone; clones share connections and the hosts' turns.
#[derive(Clone)]
pub struct Client {}

impl Client {
    /// Fails where `options` hold what no header can, or where the system's certificates cannot be read.
    pub fn new(_options: Options) -> Result<Client, FetchError> {
        Ok(Client {})
    }

    /// Gets one document, following redirects.
    pub async fn get(&self, request: Request) -> Result<Answer, FetchError> {
        Err(FetchError::new(&request.url, crate::Kind::Connect))
    }
}
