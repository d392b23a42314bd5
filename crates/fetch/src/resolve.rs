use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Asks the system for a host's addresses and passes on only those that content may lead to. The connection is
/// made to what was judged, so a name that answers differently the next time gains nothing.
pub(crate) struct PublicOnly;

/// The name exists and leads nowhere that content may go.
#[derive(Debug, thiserror::Error)]
#[error("the name leads into a private network")]
pub(crate) struct OnlyForbidden;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(public(found)?)
        })
    }
}

fn public(found: Vec<SocketAddr>) -> Result<Addrs, OnlyForbidden> {
    let any = !found.is_empty();
    let left: Vec<SocketAddr> = found
        .into_iter()
        .filter(|address| !crate::forbidden::forbids(address.ip()))
        .collect();
    if any && left.is_empty() {
        Err(OnlyForbidden)
    } else {
        Ok(Box::new(left.into_iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(list: &[&str]) -> Vec<SocketAddr> {
        list.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn private_addresses_fall_out_of_a_mixed_answer() {
        let left: Vec<_> = public(addresses(&["10.0.0.1:0", "8.8.8.8:0", "[::1]:0"]))
            .unwrap()
            .collect();
        assert_eq!(left, addresses(&["8.8.8.8:0"]));
    }

    #[test]
    fn a_name_with_none_but_private_addresses_is_refused() {
        assert!(public(addresses(&["10.0.0.1:0", "[fe80::1]:0"])).is_err());
    }
}
