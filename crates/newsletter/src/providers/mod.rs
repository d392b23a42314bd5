//! One file per provider, each speaking the protocol that the provider's own pages speak.

mod buttondown;
mod ghost;
mod listmonk;
mod mailchimp;
mod mailerlite;
mod page;
mod substack;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::Provider;

/// A publication's provider, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Service {
    /// A page with a form: `address` is the page.
    Form {
        /// The page.
        address: Url,
    },
    /// Keila: `address` is the form's own page (`/forms/…`). <https://www.keila.io/docs/forms>
    Keila {
        /// The page.
        address: Url,
    },
    /// Ghost: `address` is the site.
    Ghost {
        /// The site.
        address: Url,
    },
    /// listmonk: `address` is its root.
    Listmonk {
        /// Its root.
        address: Url,
    },
    /// Mailchimp: `address` is the action of its embedded form (`https://….list-manage.com/subscribe/post?u=…&id=…`).
    Mailchimp {
        /// The action of the form.
        address: Url,
    },
    /// Buttondown: the name of the newsletter's account.
    Buttondown {
        /// The account.
        account: String,
        /// Where Buttondown is.
        #[serde(default = "buttondown::usual")]
        address: Url,
    },
    /// MailerLite: `address` is the action of its embedded form (`…/jsonp/…/forms/…/subscribe`).
    Mailerlite {
        /// The action of the form.
        address: Url,
    },
    /// Substack: `address` is the publication.
    Substack {
        /// The publication.
        address: Url,
    },
}

impl Service {
    /// Who speaks with it.
    pub fn provider(&self) -> Box<dyn Provider> {
        match self.clone() {
            Service::Form { address } | Service::Keila { address } => Box::new(page::Page(address)),
            Service::Ghost { address } => Box::new(ghost::Ghost(address)),
            Service::Listmonk { address } => Box::new(listmonk::Listmonk(address)),
            Service::Mailchimp { address } => Box::new(mailchimp::Mailchimp(address)),
            Service::Buttondown { account, address } => Box::new(buttondown::Buttondown { account, address }),
            Service::Mailerlite { address } => Box::new(mailerlite::Mailerlite(address)),
            Service::Substack { address } => Box::new(substack::Substack(address)),
        }
    }

    /// Its name, for the reader: who gets the address.
    pub fn name(&self) -> &'static str {
        match self {
            Service::Form { .. } => "form",
            Service::Keila { .. } => "Keila",
            Service::Ghost { .. } => "Ghost",
            Service::Listmonk { .. } => "listmonk",
            Service::Mailchimp { .. } => "Mailchimp",
            Service::Buttondown { .. } => "Buttondown",
            Service::Mailerlite { .. } => "MailerLite",
            Service::Substack { .. } => "Substack",
        }
    }

    /// The page on which a reader ends it, where the provider has one that can be known beforehand: of the others only
    /// the mails say it.
    pub fn leave_page(&self) -> Option<Url> {
        match self {
            Service::Ghost { address } => {
                // Portal, which lies over any page of the site: `#/portal/account/newsletters`.
                let mut page = below(address, "")?;
                page.set_fragment(Some("/portal/account/newsletters"));
                Some(page)
            }
            Service::Mailchimp { address } => mailchimp::leave_page(address),
            Service::Substack { address } => below(address, "account"),
            Service::Form { .. }
            | Service::Keila { .. }
            | Service::Listmonk { .. }
            | Service::Buttondown { .. }
            | Service::Mailerlite { .. } => None,
        }
    }

    /// The address that it is spoken with at.
    pub fn address(&self) -> &Url {
        match self {
            Service::Form { address }
            | Service::Keila { address }
            | Service::Ghost { address }
            | Service::Listmonk { address }
            | Service::Mailchimp { address }
            | Service::Buttondown { address, .. }
            | Service::Mailerlite { address }
            | Service::Substack { address } => address,
        }
    }
}

/// `path` below a root, whether that ends with a slash or not.
fn below(root: &Url, path: &str) -> Option<Url> {
    let mut root = root.clone();
    root.set_query(None);
    root.set_fragment(None);
    if !root.path().ends_with('/') {
        root.set_path(&format!("{}/", root.path()));
    }
    root.join(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, Ask, Means, Refusal, Reply, SignUp, Step, Verdict};

    fn reply(status: u16, body: &str) -> Reply {
        Reply {
            status,
            body: body.into(),
            retry_after: None,
        }
    }

    /// Tells a provider these answers, one after the other; gives what it asked and how it ended.
    fn talk(service: &str, list: Option<&str>, replies: &[Reply]) -> (Vec<Ask>, Verdict) {
        let service: Service = serde_json::from_str(service).unwrap();
        let provider = service.provider();
        let address = Address::parse("me@example.org").unwrap();
        let back = Url::parse("https://blog.example/welcome/").unwrap();
        let sign_up = SignUp {
            address: &address,
            list,
            token: "t0k",
            back: Some(&back),
        };
        let mut asked = vec![provider.begin(&sign_up).unwrap()];
        for reply in replies {
            match provider.next(&sign_up, asked.last().unwrap(), reply) {
                Step::Ask(ask) => asked.push(ask),
                Step::End(verdict) => return (asked, verdict),
            }
        }
        panic!("it goes on: {asked:?}");
    }

    fn last(asked: &[Ask]) -> (&str, String) {
        let ask = asked.last().unwrap();
        assert!(ask.decisive && asked.iter().filter(|ask| ask.decisive).count() == 1);
        let said = match &ask.means {
            Means::Get => String::new(),
            Means::Form(fields) => fields
                .iter()
                .map(|(name, value)| format!("{name}={value};"))
                .collect(),
            Means::Json(value) => value.to_string(),
        };
        (ask.url.as_str(), said)
    }

    #[test]
    fn ghost_gives_a_token_and_promises_a_mail() {
        let service = r#"{"kind":"ghost","address":"https://blog.example"}"#;
        let (asked, verdict) = talk(
            service,
            Some("Weekly"),
            &[reply(200, "tok3n"), reply(201, "Created.")],
        );
        assert_eq!(
            asked[0].url.as_str(),
            "https://blog.example/members/api/integrity-token/"
        );
        let (url, said) = last(&asked);
        assert_eq!(url, "https://blog.example/members/api/send-magic-link/");
        for part in [
            r#""email":"me@example.org""#,
            r#""emailType":"subscribe""#,
            r#""integrityToken":"tok3n""#,
            r#""newsletters":[{"name":"Weekly"}]"#,
            r#""redirect":"https://blog.example/welcome/?kazpost=t0k""#,
        ] {
            assert!(said.contains(part), "{said} has no {part}");
        }
        assert_eq!(verdict, Verdict::CheckInbox);
        let elsewhere = r#"{"kind":"ghost","address":"https://other.example"}"#;
        let (asked, _) = talk(elsewhere, None, &[reply(200, "tok3n"), reply(201, "Created.")]);
        assert!(!last(&asked).1.contains("t0k"), "the token is for its own site");
        let refused = r#"{"errors":[{"message":"Email is not valid","type":"BadRequestError"}]}"#;
        let (_, verdict) = talk(service, None, &[reply(200, "t"), reply(400, refused)]);
        assert_eq!(
            verdict,
            Verdict::Refused(Refusal::Address("Email is not valid".into()))
        );
        let unknown = r#"{"errors":[{"message":"Cannot subscribe to invalid newsletters Weekly","type":"BadRequestError"}]}"#;
        let (_, verdict) = talk(service, Some("Weekly"), &[reply(200, "t"), reply(400, unknown)]);
        assert_eq!(verdict, Verdict::Refused(Refusal::NoNewsletter));
        let closed = "This site is invite-only, contact the owner for access.";
        let invited = format!(r#"{{"errors":[{{"message":"{closed}","type":"BadRequestError"}}]}}"#);
        let (_, verdict) = talk(service, None, &[reply(200, "t"), reply(400, &invited)]);
        assert_eq!(verdict, Verdict::Refused(Refusal::Other(400, closed.into())));
        let (asked, verdict) = talk(service, None, &[reply(429, "")]);
        assert_eq!((asked.len(), verdict), (1, Verdict::Later(None)));
    }

    #[test]
    fn listmonk_says_whether_a_mail_comes() {
        let service = r#"{"kind":"listmonk","address":"https://lists.example/"}"#;
        let (asked, verdict) = talk(
            service,
            Some("u-1"),
            &[reply(200, r#"{"data":{"has_optin":true}}"#)],
        );
        let (url, said) = last(&asked);
        assert_eq!(url, "https://lists.example/api/public/subscription");
        assert!(
            said.contains(r#""list_uuids":["u-1"]"#) && said.contains("me@example.org"),
            "{said}"
        );
        assert_eq!(verdict, Verdict::CheckInbox);
        let (_, verdict) = talk(
            service,
            Some("u-1"),
            &[reply(200, r#"{"data":{"has_optin":false}}"#)],
        );
        assert_eq!(verdict, Verdict::Sent);
        let (_, verdict) = talk(
            service,
            Some("u-1"),
            &[reply(400, r#"{"message":"Invalid email"}"#)],
        );
        assert_eq!(
            verdict,
            Verdict::Refused(Refusal::Address("Invalid email".into()))
        );
        let (_, verdict) = talk(
            service,
            Some("u-1"),
            &[reply(400, r#"{"message":"That feature is not available."}"#)],
        );
        assert_eq!(
            verdict,
            Verdict::Refused(Refusal::Other(400, "That feature is not available.".into())),
            "the address is not to blame for a page that is switched off"
        );
    }

    #[test]
    fn the_page_that_ends_it_is_named_where_it_is_known() {
        let page = |service: &str| {
            let service: Service = serde_json::from_str(service).unwrap();
            service.leave_page().map(String::from)
        };
        assert_eq!(
            page(r#"{"kind":"mailchimp","address":"https://x.us1.list-manage.com/subscribe/post?u=1a&id=2b&f_id=3"}"#)
                .as_deref(),
            Some("https://x.us1.list-manage.com/unsubscribe?u=1a&id=2b")
        );
        assert_eq!(
            page(r#"{"kind":"ghost","address":"https://blog.example/news"}"#).as_deref(),
            Some("https://blog.example/news/#/portal/account/newsletters")
        );
        assert_eq!(
            page(r#"{"kind":"substack","address":"https://paper.substack.com"}"#).as_deref(),
            Some("https://paper.substack.com/account")
        );
        assert_eq!(
            page(r#"{"kind":"listmonk","address":"https://lists.example/"}"#),
            None
        );
    }

    #[test]
    fn mailchimp_is_judged_by_its_result_and_not_by_the_status() {
        let service =
            r#"{"kind":"mailchimp","address":"https://x.us1.list-manage.com/subscribe/post?u=1a&id=2b"}"#;
        let said =
            r#"{"result":"success","msg":"Almost finished... We need to confirm your email address."}"#;
        let (asked, verdict) = talk(service, None, &[reply(200, said)]);
        let (url, _) = last(&asked);
        assert!(
            url.starts_with(
                "https://x.us1.list-manage.com/subscribe/post-json?u=1a&id=2b&EMAIL=me%40example.org"
            ),
            "{url}"
        );
        assert!(
            url.contains("b_1a_2b=&") || url.ends_with("b_1a_2b="),
            "the trap stays empty: {url}"
        );
        assert_eq!(verdict, Verdict::CheckInbox);
        let refused = r#"{"result":"error","msg":"0 - <b>Please</b> enter a value"}"#;
        let (_, verdict) = talk(service, None, &[reply(200, refused)]);
        assert_eq!(
            verdict,
            Verdict::Refused(Refusal::Address("Please enter a value".into())),
            "the first field is the address"
        );
        let known = r#"{"result":"error","msg":"me@example.org is already subscribed to list Paper."}"#;
        let (_, verdict) = talk(service, None, &[reply(200, known)]);
        assert!(matches!(verdict, Verdict::Refused(Refusal::Other(200, words)) if words.contains("already")));
        let puzzle = r#"{"result":"error","msg":"captcha","params":{"u":"1a"}}"#;
        let (_, verdict) = talk(service, None, &[reply(200, puzzle)]);
        assert_eq!(verdict, Verdict::Refused(Refusal::NeedsPage));
    }

    #[test]
    fn others_say_it_their_way() {
        let buttondown = r#"{"kind":"buttondown","account":"paper"}"#;
        let (asked, verdict) = talk(buttondown, None, &[reply(302, "")]);
        let (url, said) = last(&asked);
        assert_eq!(url, "https://buttondown.com/api/emails/embed-subscribe/paper");
        assert_eq!(
            (said.as_str(), verdict),
            ("email=me@example.org;embed=1;", Verdict::CheckInbox)
        );

        let mailerlite =
            r#"{"kind":"mailerlite","address":"https://assets.mailerlite.com/jsonp/1/forms/2/subscribe"}"#;
        let (asked, verdict) = talk(mailerlite, None, &[reply(200, r#"{"success":true}"#)]);
        assert!(last(&asked).1.contains("fields[email]=me@example.org;"));
        assert_eq!(verdict, Verdict::Sent);
        let refused = r#"{"success":false,"errors":{"fields":{"email":["Not an address"]}}}"#;
        let (_, verdict) = talk(mailerlite, None, &[reply(200, refused)]);
        assert_eq!(
            verdict,
            Verdict::Refused(Refusal::Address("Not an address".into()))
        );

        let substack = r#"{"kind":"substack","address":"https://paper.substack.com/"}"#;
        let (asked, verdict) = talk(substack, None, &[reply(200, r#"{"requires_confirmation":true}"#)]);
        assert_eq!(last(&asked).0, "https://paper.substack.com/api/v1/free?nojs=true");
        assert_eq!(verdict, Verdict::CheckInbox);

        let form = r#"{"kind":"form","address":"https://paper.example/join"}"#;
        let page = r#"<form method=post><input type=email name=m></form>"#;
        let (asked, verdict) = talk(form, None, &[reply(200, page), reply(303, "")]);
        assert_eq!(
            last(&asked),
            ("https://paper.example/join", "m=me@example.org;".into())
        );
        assert_eq!(verdict, Verdict::Sent);
        let (_, verdict) = talk(form, None, &[reply(200, "<p>moved")]);
        assert_eq!(verdict, Verdict::Refused(Refusal::NoNewsletter));
        let guarded = r#"<form method=post><input type=email name=m><div class="h-captcha"></div></form>"#;
        let (_, verdict) = talk(form, None, &[reply(200, guarded)]);
        assert_eq!(verdict, Verdict::Refused(Refusal::NeedsPage));
    }

    #[test]
    fn a_provider_that_needs_a_secret_is_not_understood() {
        let with_key = r#"{"kind":"listmonk","address":"https://lists.example/","api_key":"s"}"#;
        assert!(serde_json::from_str::<Service>(with_key).is_err());
        assert!(
            serde_json::from_str::<Service>(r#"{"kind":"convertkit","address":"https://x.example/"}"#)
                .is_err()
        );
    }
}
