//! Each provider of newsletters, played by a server that answers as its documentation or its own form says: what is
//! sent to it, field by field, and what the reader is told of each answer.

use std::collections::BTreeMap;

use kazpost_tests::{Reply, Server};
use serde_json::{Value, json};

use crate::newsletters::{ADDRESS, reader};
use crate::reader::text;

/// What a sign-up came to: its state and, where it was refused, why.
fn said(own: &Value) -> (String, String) {
    (
        text(&own["state"]),
        own["reason"].as_str().unwrap_or_default().to_owned(),
    )
}

/// Signs up at a provider that answers so; the state, the reason and what the provider was sent.
fn signed_up(server: &Server, provider: &Value, path: &str, reply: Reply) -> ((String, String), Sent) {
    server.clear();
    server.set(path, reply);
    let reader = reader(provider, false);
    let own = reader.json(&["newsletter", "subscribe", ADDRESS, "--list", "Daily", "--json"]);
    let seen = server.requests_for(path);
    assert_eq!(seen.len(), 1, "asked once: {:?}", server.requests());
    let fields = match seen[0].path.split_once('?') {
        Some((_, query)) if seen[0].body.is_empty() => query.to_owned(),
        _ => seen[0].text(),
    };
    let sent = Sent {
        method: seen[0].method.clone(),
        fields: url::form_urlencoded::parse(fields.as_bytes())
            .into_owned()
            .collect(),
        kind: seen[0].header("content-type").unwrap_or_default().to_owned(),
    };
    (said(&own), sent)
}

struct Sent {
    method: String,
    fields: BTreeMap<String, String>,
    kind: String,
}

impl Sent {
    fn is_form(&self, fields: &[(&str, &str)]) {
        let wanted: BTreeMap<String, String> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(
            (self.method.as_str(), self.kind.as_str(), &self.fields),
            ("POST", "application/x-www-form-urlencoded", &wanted)
        );
    }
}

fn state(name: &str) -> (String, String) {
    (name.to_owned(), "none".to_owned())
}

fn answer(status: u16, body: &Value) -> Reply {
    Reply {
        status,
        ..Reply::ok("application/json", body.to_string())
    }
}

/// <https://mailchimp.com/help/host-your-own-signup-forms/>; `post-json` is where the form's own script sends it, and
/// answers 200 whatever happened.
#[test]
fn mailchimp_is_asked_by_its_forms_address_and_judged_by_the_result() {
    let server = Server::start();
    let provider = json!({ "kind": "mailchimp", "address": server.url("/subscribe/post?u=abc&id=def") });
    let play = |result: &str, message: &str| {
        let reply = answer(200, &json!({ "result": result, "msg": message }));
        let path = "/subscribe/post-json?u=abc&id=def&EMAIL=somebody%40example.org&b_abc_def=&tags=u-1";
        signed_up(&server, &provider, path, reply)
    };

    let (told, sent) = play(
        "success",
        "Almost finished... Please confirm the link in the email we sent you.",
    );
    assert_eq!(told, state("check_inbox"));
    assert_eq!(sent.method, "GET");
    let wanted = [
        ("u", "abc"),
        ("id", "def"),
        ("EMAIL", ADDRESS),
        ("tags", "u-1"),
        // The trap stays empty.
        ("b_abc_def", ""),
    ];
    let wanted: BTreeMap<String, String> = wanted.map(|(name, value)| (name.into(), value.into())).into();
    assert_eq!(sent.fields, wanted);

    assert_eq!(play("success", "Thank you for subscribing!").0, state("sent"));
    let (told, _) = play("error", "0 - The domain portion of the email address is invalid");
    assert_eq!(told, ("failed".into(), "address".into()));
    let (told, _) = play("error", "captcha");
    assert_eq!(told.0, "failed");
}

/// <https://docs.buttondown.com/building-your-subscriber-base>: the form to embed.
#[test]
fn buttondown_is_sent_its_embedded_form() {
    let server = Server::start();
    let provider = json!({ "kind": "buttondown", "account": "courier", "address": server.url("/") });
    let path = "/api/emails/embed-subscribe/courier";
    let (told, sent) = signed_up(&server, &provider, path, Reply::redirect(302, "/courier/confirm"));
    assert_eq!(told, state("check_inbox"));
    sent.is_form(&[("email", ADDRESS), ("embed", "1"), ("tag", "u-1")]);
    let refused = answer(400, &json!({ "detail": "That email address is invalid." }));
    let (told, _) = signed_up(&server, &provider, path, refused);
    assert_eq!(told, ("failed".into(), "address".into()));
}

/// <https://www.mailerlite.com/help/how-to-embed-a-form>: the fields of the form that it gives out.
#[test]
fn mailerlite_is_sent_its_embedded_form() {
    let server = Server::start();
    let path = "/jsonp/1/forms/2/subscribe";
    let provider = json!({ "kind": "mailerlite", "address": server.url(path) });
    let (told, sent) = signed_up(&server, &provider, path, answer(200, &json!({ "success": true })));
    assert_eq!(told, state("sent"));
    sent.is_form(&[
        ("fields[email]", ADDRESS),
        ("groups[]", "u-1"),
        ("ml-submit", "1"),
        ("anticsrf", "true"),
    ]);
    let refused = json!({ "success": false, "errors": { "fields": { "email": ["Email is not valid."] } } });
    let (told, _) = signed_up(&server, &provider, path, answer(200, &refused));
    assert_eq!(told, ("failed".into(), "address".into()));
}

/// The form of `…/embed` as it works without a script: `nojs=true`. Substack documents no other way for readers.
#[test]
fn substack_is_sent_the_form_that_needs_no_script() {
    let server = Server::start();
    let provider = json!({ "kind": "substack", "address": server.url("/") });
    let path = "/api/v1/free?nojs=true";
    let confirmed_by_mail = answer(200, &json!({ "requires_confirmation": true, "didSignup": true }));
    let (told, sent) = signed_up(&server, &provider, path, confirmed_by_mail);
    assert_eq!(told, state("check_inbox"));
    sent.is_form(&[("email", ADDRESS), ("source", "embed")]);
    let refused =
        json!({ "errors": [{ "location": "body", "param": "email", "msg": "Please enter a valid email" }] });
    let (told, _) = signed_up(&server, &provider, path, answer(400, &refused));
    assert_eq!(told, ("failed".into(), "address".into()));
}

/// <https://www.keila.io/docs/forms>: a page with its form; token and trap are fields of it.
#[test]
fn keila_is_sent_the_form_of_its_page() {
    let server = Server::start();
    let path = "/forms/nfrm_abc";
    let form = r#"<form action="/forms/nfrm_abc" method="post" accept-charset="UTF-8">
        <input name="_csrf_token" type="hidden" value="t0ken">
        <input id="contact_email" name="contact[email]" type="email" required>
        <div style="display: none"><input name="h[url]" type="text" tabindex="-1" autocomplete="off"></div>
        <button type="submit">Subscribe</button></form>"#;
    server.set_each(path, vec![Reply::html(form), Reply::html("<h1>Thank you</h1>")]);
    let reader = reader(&json!({ "kind": "keila", "address": server.url(path) }), false);
    let own = reader.json(&["newsletter", "subscribe", ADDRESS, "--list", "Daily", "--json"]);
    assert_eq!(said(&own), state("sent"));
    let seen = server.requests_for(path);
    let methods: Vec<&str> = seen.iter().map(|seen| seen.method.as_str()).collect();
    assert_eq!(methods, ["GET", "POST"]);
    let sent: BTreeMap<String, String> = url::form_urlencoded::parse(&seen[1].body).into_owned().collect();
    let wanted = [
        ("_csrf_token", "t0ken"),
        ("contact[email]", ADDRESS),
        ("h[url]", ""),
    ];
    let wanted: BTreeMap<String, String> = wanted.map(|(name, value)| (name.into(), value.into())).into();
    assert_eq!(sent, wanted);
}

/// <https://listmonk.app/docs/apis/subscribers/#post-apipublicsubscription>
#[test]
fn listmonk_says_in_its_answer_whether_a_mail_comes() {
    let server = Server::start();
    let provider = json!({ "kind": "listmonk", "address": server.url("/") });
    let play = |reply: Reply| signed_up(&server, &provider, "/api/public/subscription", reply).0;
    assert_eq!(
        play(answer(200, &json!({ "data": { "has_optin": true } }))),
        state("check_inbox")
    );
    assert_eq!(
        play(answer(200, &json!({ "data": { "has_optin": false } }))),
        state("sent")
    );
    assert_eq!(
        play(answer(400, &json!({ "message": "Invalid email." }))),
        ("failed".into(), "address".into())
    );
}
