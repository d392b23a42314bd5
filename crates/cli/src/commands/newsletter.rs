use std::path::PathBuf;

use kazpost_api::{SignUp, SubscribeRequest};
use serde_json::json;

use crate::arguments::Newsletter;
use crate::output::{self, Stop};

pub fn newsletter(data_dir: Option<PathBuf>, command: Newsletter) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    match command {
        Newsletter::List { json } => {
            let offers = library.newsletter_offers();
            if json {
                return output::json(&offers);
            }
            let line = |offer: &kazpost_api::NewsletterOffer| {
                let about = offer.about.get("en").or(offer.about.values().next());
                format!("{}  {}\n", offer.name, about.map_or("", String::as_str))
            };
            output::text(&offers.iter().map(line).collect::<String>())
        }
        Newsletter::Subscribe {
            email,
            list,
            consent,
            json,
        } => {
            let request = SubscribeRequest {
                address: email,
                list,
                consent,
            };
            let own = output::runtime()?.block_on(library.newsletter_sign_up(&request))?;
            if json {
                output::json(&own)
            } else {
                output::text(&format!("{}  {}: {}\n", own.id, own.list, words(&own)))
            }
        }
        Newsletter::Status { json } => {
            // What waited goes out before it is told of.
            output::runtime()?.block_on(library.newsletter_send())?;
            let all = library.newsletter_status()?;
            if json {
                return output::json(&all);
            }
            let line = |one: &SignUp| format!("{}  {}: {}\n", one.id, one.list, words(one));
            output::text(&all.iter().map(line).collect::<String>())
        }
        Newsletter::Withdraw { id, json } => {
            library.newsletter_withdraw(&id)?;
            if json {
                output::json(&json!({ "id": id, "withdrawn": true }))
            } else {
                output::text("Withdrawn. Nothing was sent, and the address is forgotten.\n")
            }
        }
    }
}

fn words(one: &SignUp) -> String {
    use kazpost_api::{SignUpReason as Why, SignUpState as State};
    let state = match one.state {
        State::Queued => "waits in the outbox",
        State::Sending => "on its way",
        State::Unsure => "may have arrived or not; sign up again to send it once more",
        State::Sent => "sent; a mail to confirm may follow",
        State::CheckInbox => "sent; look into your inbox for the link that confirms it",
        State::Confirmed => "confirmed",
        State::Failed => "not taken",
    };
    let why = match one.reason {
        Why::None | Why::CutOff => "",
        Why::Offline => " (the provider cannot be reached)",
        Why::Busy => " (the provider is busy)",
        Why::Address => " (the provider refuses the address)",
        Why::NoNewsletter => " (the newsletter is not there any more)",
        Why::NeedsPage => " (only the provider's page can take it)",
        Why::Refused => " (the provider refuses it)",
        Why::Publication => " (the publication's file does not say how)",
    };
    match one.detail.as_str() {
        "" => format!("{state}{why}"),
        detail => format!("{state}{why}: {detail}"),
    }
}
