//! Signing up for a newsletter, as a conversation: what to ask a provider, and what its answer means. Pure: it sends
//! nothing, keeps nothing and knows no clock. No secret is ever needed; a provider that wants one is not here.
//!
//! Most providers answer success to doubles and to what they take for robots, so the best that an answer can mean is
//! "sent" or "look into your inbox"; nobody is subscribed on the word of a server.
//!
//! And what then comes by mail, as an item of a feed: [`mail`].

mod address;
mod conversation;
mod form;
pub mod mail;
mod providers;

pub use address::{Address, BadAddress, correction};
pub use conversation::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict};
pub use providers::Service;
