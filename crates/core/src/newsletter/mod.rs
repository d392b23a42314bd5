//! Newsletters: what is on offer, the outbox that a sign-up waits in, and sending it.

mod send;

use kazpost_api::{
    AddressCheck, Code, Failure, MailList, NewsletterList, NewsletterOffer, SignUp, SignUpReason,
    SignUpState, SubscribeRequest,
};
use kazpost_newsletter::{Address, Service};
use kazpost_store::{OutboxChange, OutboxRow};
use url::Url;

use crate::failure::{failure, not_found, of_store};
use crate::library::{Library, now};

impl Library {
    /// The newsletters that the publication offers, none where its provider cannot be spoken with.
    pub fn newsletter_offers(&self) -> Vec<NewsletterOffer> {
        let (Some(newsletter), Some(service)) = (&self.0.publication.newsletter, self.service()) else {
            return Vec::new();
        };
        let offer = |list: &NewsletterList| NewsletterOffer {
            name: list.name.clone(),
            about: list.about.clone(),
            often: list.often.clone(),
            language: list.language.clone(),
            provider: service.name().into(),
            host: service.address().host_str().unwrap_or_default().into(),
            privacy_url: newsletter.privacy_url.clone(),
            consent: newsletter.consent,
            leave_page: self.leave_page(),
        };
        newsletter.lists.iter().map(offer).collect()
    }

    /// What there is to say of an address before it is sent.
    pub fn newsletter_check(&self, address: &str) -> AddressCheck {
        let address = Address::parse(address);
        AddressCheck {
            ok: address.is_ok(),
            correction: address
                .ok()
                .and_then(|address| kazpost_newsletter::correction(&address)),
        }
    }

    /// Puts a sign-up into the outbox. It is safe on the disk when this returns, and is not sent yet: see
    /// [`Library::newsletter_send`].
    pub fn newsletter_subscribe(&self, request: &SubscribeRequest) -> Result<SignUp, Failure> {
        let offers = self.newsletter_offers();
        let offer = match &request.list {
            Some(name) => offers.iter().find(|offer| offer.name == *name),
            None => offers.first(),
        };
        let offer = offer.ok_or_else(|| {
            let name = request.list.as_deref().unwrap_or_default();
            let message = match name {
                "" => format!("{} has no newsletter to sign up for.", self.0.publication.name),
                name => format!("{} has no newsletter “{name}”.", self.0.publication.name),
            };
            failure(Code::NoNewsletter, name, "", message)
        })?;
        // The address itself stays out of words that may end up in a log.
        let address = Address::parse(&request.address).map_err(|_| {
            failure(
                Code::BadMailAddress,
                "",
                "",
                "That is no address that mail can be sent to.",
            )
        })?;
        if offer.consent && !request.consent {
            let message = format!("{} asks for your consent first.", self.0.publication.name);
            return Err(failure(Code::ConsentNeeded, &offer.name, "", message));
        }
        let row = self
            .store()
            .outbox_add(&offer.name, &address.text(), &token()?, now().seconds());
        let row = row.map_err(of_store)?;
        Ok(self.sign_up(row, &self.mail_lists()?))
    }

    /// All sign-ups of this reader's, the newest first.
    pub fn newsletter_status(&self) -> Result<Vec<SignUp>, Failure> {
        let rows = self.store().outbox().map_err(of_store)?;
        let read = self.mail_lists()?;
        Ok(rows.into_iter().map(|row| self.sign_up(row, &read)).collect())
    }

    /// A link came back that says a sign-up is confirmed; its newsletter. `None`: it has the token of none that was
    /// sent, and nothing is changed, for any page can have such a link.
    pub fn newsletter_confirmed(&self, token: &str) -> Result<Option<String>, Failure> {
        let list = self.store().outbox_confirm(token, now().seconds());
        let list = list.map_err(of_store)?;
        if list.is_some() {
            self.changed();
        }
        Ok(list)
    }

    /// Takes back one that has not gone out, and forgets its address.
    pub fn newsletter_withdraw(&self, id: &str) -> Result<(), Failure> {
        let row = self.sign_up_row(id)?;
        if self.store().outbox_remove(row.id, true).map_err(of_store)? {
            return Ok(());
        }
        Err(failure(
            Code::AlreadySent,
            &row.list,
            "",
            format!(
                "The sign-up for “{}” has gone out. Each of its mails has a link that ends it.",
                row.list
            ),
        ))
    }

    /// The reader has followed the link in the mail.
    pub fn newsletter_confirm(&self, id: &str) -> Result<(), Failure> {
        let row = self.sign_up_row(id)?;
        self.set(row.id, "confirmed", SignUpReason::None, "", 0)
    }

    /// Removes a sign-up and its address from this computer; the provider keeps what it has.
    pub fn newsletter_forget(&self, id: &str) -> Result<(), Failure> {
        let row = self.sign_up_row(id)?;
        self.store().outbox_remove(row.id, false).map_err(of_store)?;
        Ok(())
    }

    fn sign_up_row(&self, id: &str) -> Result<OutboxRow, Failure> {
        let rows = self.store().outbox().map_err(of_store)?;
        let found = rows.into_iter().find(|row| row.id.to_string() == id);
        found.ok_or_else(|| not_found("sign-up", id))
    }

    /// The publication's provider, where it can be spoken with: over https, or on this computer.
    fn service(&self) -> Option<Service> {
        let provider = self.0.publication.newsletter.as_ref()?.provider.clone()?;
        let service: Service = serde_json::from_value(provider).ok()?;
        is_safe(service.address()).then_some(service)
    }

    /// The page that ends it: what the publication says, else what is known of its provider.
    fn leave_page(&self) -> Option<String> {
        let newsletter = self.0.publication.newsletter.as_ref()?;
        let known = || self.service()?.leave_page().map(String::from);
        newsletter.leave_url.clone().or_else(known)
    }

    /// `read`: the newsletters that come by mail, one of which this may be.
    fn sign_up(&self, row: OutboxRow, read: &[MailList]) -> SignUp {
        let text = |text: &str| serde_json::Value::String(text.to_owned());
        let state = serde_json::from_value(text(&row.state)).unwrap_or(SignUpState::Unsure);
        let gone_out = !matches!(state, SignUpState::Queued | SignUpState::Failed);
        let lists = self.0.publication.newsletter.iter().flat_map(|one| &one.lists);
        let mail = lists.into_iter().find(|one| one.name == row.list);
        let mail = mail.and_then(|one| one.mail.as_deref()).map(crate::mail::feed_of);
        let read = read.iter().find(|list| Some(&list.id) == mail.as_ref());
        SignUp {
            id: row.id.to_string(),
            list: row.list,
            address: row.address,
            reason: serde_json::from_value(text(&row.reason)).unwrap_or(SignUpReason::None),
            detail: row.detail,
            next_try: (state == SignUpState::Queued && row.next_try > 0).then_some(row.next_try),
            state,
            created: row.created,
            leave_page: gone_out.then(|| self.leave_page()).flatten(),
            leave_click: read
                .filter(|list| list.one_click.is_some())
                .map(|list| list.id.clone()),
        }
    }

    fn set(
        &self,
        id: i64,
        state: &str,
        reason: SignUpReason,
        detail: &str,
        next_try: i64,
    ) -> Result<(), Failure> {
        let change = OutboxChange {
            state,
            reason: &name(&reason),
            detail,
            next_try,
        };
        self.store()
            .outbox_set(id, &change, now().seconds())
            .map_err(of_store)
    }
}

/// An address of mail goes over no wire in the clear.
fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && kazpost_fetch::is_loopback(url))
}

/// What nobody can guess, in 32 digits.
fn token() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|cause| {
        let message = format!("The system has no random numbers: {cause}.");
        failure(Code::Library, "", "", message)
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The word that stands for it in the library and in JSON.
fn name<T: serde::Serialize>(value: &T) -> String {
    let name = serde_json::to_value(value).ok();
    name.and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_mail_travels_encrypted_or_stays_here() {
        let safe = |url: &str| is_safe(&Url::parse(url).unwrap());
        assert!(safe("https://lists.example/") && safe("http://127.0.0.1:9/") && safe("http://[::1]/"));
        assert!(!safe("http://lists.example/") && !safe("http://192.168.1.1/") && !safe("ftp://localhost/"));
    }
}
