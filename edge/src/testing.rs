//! A whole edge in memory, for native tests.

use crate::app::{Ahead, App, Memo};
use crate::http::{self, Call, Reply};
use crate::outside::{Answer, Outgoing, Outside};
use crate::settings::Settings;
use crate::signature::{self, Headers, hmac};
use crate::store::memory::Memory;
use ::http::Method;
use accalmie_shared::hours::Offsets;
use accalmie_shared::packs::Packs;
use accalmie_shared::units::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use futures_util::future::{LocalBoxFuture, ready};
use std::cell::RefCell;
use std::rc::Rc;

/// The secret that the brand `acme` shares with Meta.
const META: &str = "app-secret-of-the-test";
/// The secret of `acme`'s own site; the reference libraries' example.
const STANDARD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// Opens `/v1/setup`.
pub(crate) const SETUP: &str = "setup-token-of-the-test";

/// A world outside that remembers what it was asked, and answers all of it alike.
#[derive(Debug)]
pub(crate) struct Fake {
    /// What was called.
    pub(crate) calls: RefCell<Vec<Outgoing>>,
    /// What comes back.
    pub(crate) answer: RefCell<Result<Answer, String>>,
    /// What was sent through the queue; none where there is no queue.
    pub(crate) queue: RefCell<Option<Vec<String>>>,
}

impl Outside for Fake {
    fn call(&self, outgoing: Outgoing) -> LocalBoxFuture<'_, Result<Answer, String>> {
        self.calls.borrow_mut().push(outgoing);
        Box::pin(ready(self.answer.borrow().clone()))
    }

    /// Here a key "signs" by naming itself: what RSA does is tested on workerd.
    fn rs256(
        &self,
        jwk: String,
        _data: Vec<u8>,
        signature: Vec<u8>,
    ) -> LocalBoxFuture<'_, Result<bool, String>> {
        let key: serde_json::Value = serde_json::from_str(&jwk).unwrap_or_default();
        let good = key["kid"].as_str().map(str::as_bytes) == Some(&signature);
        Box::pin(ready(Ok(good)))
    }

    fn has_queue(&self) -> bool {
        self.queue.borrow().is_some()
    }

    fn queue(&self, message: String) -> LocalBoxFuture<'_, Result<(), String>> {
        let mut queue = self.queue.borrow_mut();
        let sent = queue.as_mut().map(|messages| messages.push(message));
        Box::pin(ready(sent.ok_or_else(|| "no queue is bound".to_owned())))
    }
}

impl Fake {
    /// From now on everything is answered like this.
    pub(crate) fn answers(&self, status: u16, body: &str) {
        *self.answer.borrow_mut() = Ok(Answer {
            status,
            body: body.into(),
        });
    }
}

/// Two zones, both an hour east of UTC; nobody knows another.
fn zones(zone: &str, _: Timestamp) -> Option<Offsets> {
    let known = ["Europe/Paris", "Europe/Madrid"].contains(&zone);
    known.then(|| Offsets::fixed(60))
}

/// The edge of the brand `acme`, on an empty store.
pub(crate) struct Edge {
    pub(crate) app: App<Memory>,
    pub(crate) outside: Rc<Fake>,
}

impl Edge {
    /// A fresh one, at 2026-11-22T10:00:00Z.
    pub(crate) fn new() -> Self {
        let secrets = format!(
            r#"{{"acme":{{"meta":{{"secrets":["{META}"],"verify_token":"open-sesame","accounts":["111"],"send":{{"token":"page-token"}}}},"standard":{{"secrets":["{STANDARD}"]}}}},"empty":{{"meta":{{"secrets":[""],"accounts":["111"]}}}}}}"#
        );
        let settings = Settings::read(|name| match name {
            "SECRETS" => Some(secrets.clone()),
            "TOKEN_KEY" => Some("0123456789abcdef0123456789abcdef".into()),
            "SETUP_TOKEN" => Some(SETUP.into()),
            "TARGETS" => Some(format!(
                r#"{{"acme":{{"facturation":{{"url":"https://crm.example/in","secret":"{STANDARD}"}}}}}}"#
            )),
            "ACCESS" => {
                Some(r#"{"acme":{"team":"https://acme.cloudflareaccess.com/","aud":"tag"}}"#.into())
            }
            "ORIGINS" => Some(r#"{"acme":["https://acme.example"]}"#.into()),
            _ => None,
        });
        let outside = Rc::new(Fake {
            calls: RefCell::default(),
            answer: RefCell::new(Err("nobody answers".into())),
            queue: RefCell::default(),
        });
        Self {
            app: App {
                store: Memory::default(),
                settings: Rc::new(settings),
                now: Timestamp(1_795_341_600_000),
                memo: Rc::new(Memo::new(Packs::embedded(), zones)),
                outside: outside.clone(),
                ahead: Ahead::default(),
            },
            outside,
        }
    }

    /// Answers a call.
    pub(crate) fn call(&self, call: &Call) -> Reply {
        pollster::block_on(http::answer(&self.app, call))
    }

    /// Signs a person in: their token.
    pub(crate) fn sign_in(&self, id: &str, role: &str) -> String {
        let secret = "0123456789abcdef";
        let body = format!(
            r#"{{"brand":"acme","agents":[{{"id":"{id}","name":"{id}","role":"{role}","secret":"{secret}"}}]}}"#
        );
        let reply = self.call(&request(Method::POST, "/v1/setup", &body).bearer(SETUP));
        assert_eq!(reply.status, 200, "{}", reply.body);
        let body = format!(r#"{{"secret":"acc_key.acme.{id}.{secret}"}}"#);
        let reply = self.call(&request(Method::POST, "/v1/session", &body));
        assert_eq!(reply.status, 200, "{}", reply.body);
        let answer: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
        answer["token"].as_str().unwrap().to_owned()
    }
}

/// A request with a JSON body.
pub(crate) fn request(method: Method, path: &str, body: &str) -> Call {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut headers = Headers::new();
    headers.insert("content-type".into(), "application/json".parse().unwrap());
    Call {
        method,
        path: path.into(),
        query: query.into(),
        headers,
        body: body.as_bytes().to_vec(),
        oversize: None,
        origin: "https://care.example".into(),
    }
}

impl Call {
    /// The same, with a header.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name.into(), value.into());
        self
    }

    /// The same, signed in.
    pub(crate) fn bearer(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }
}

/// A delivery of Meta.
pub(crate) fn signed_meta(body: &str) -> Call {
    let signature = hex::encode(hmac(META.as_bytes(), &[body.as_bytes()]));
    request(Method::POST, "/webhooks/meta/acme", body)
        .with("x-hub-signature-256", &format!("sha256={signature}"))
}

/// A Standard Webhooks message.
pub(crate) fn signed_standard(body: &str, at: Timestamp) -> Call {
    let stamp = (at.0 / 1000).to_string();
    let key = signature::secret(STANDARD).unwrap();
    let signature = hmac(&key, &[b"msg_1.", stamp.as_bytes(), b".", body.as_bytes()]);
    request(Method::POST, "/webhooks/standard/acme", body)
        .with("webhook-id", "msg_1")
        .with("webhook-timestamp", &stamp)
        .with(
            "webhook-signature",
            &format!("v1,{}", BASE64.encode(signature)),
        )
}
