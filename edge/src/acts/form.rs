//! The calls that platforms take, filled from data files, and what their answers mean.

use crate::outbox::shape::{Words, fill, filled};
use crate::outside::{Answer, Outgoing};
use crate::platform::Platform;
use ::http::Method;
use accalmie_shared::post::Channel;
use accalmie_shared::units::Minutes;
use serde_json::{Map, Value};

/// The most characters of a platform's own words that are shown.
const SAID: usize = 200;

/// What stands in a data file; a test reads each of them.
pub(crate) fn data(file: &str) -> Value {
    serde_json::from_str(file).unwrap_or_default()
}

/// The platform that a channel belongs to.
pub(crate) const fn platform_of(channel: Channel) -> Option<Platform> {
    match channel {
        Channel::Facebook | Channel::Messenger | Channel::Instagram | Channel::InstagramDirect => {
            Some(Platform::Meta)
        }
        Channel::Whatsapp => Some(Platform::Whatsapp),
        Channel::X | Channel::XDirect => Some(Platform::X),
        Channel::Mastodon => Some(Platform::Mastodon),
        Channel::Discourse => Some(Platform::Discourse),
        Channel::Telegram => Some(Platform::Telegram),
        Channel::Linkedin => Some(Platform::Linkedin),
        Channel::Web => Some(Platform::Standard),
        Channel::Unknown => None,
    }
}

/// One kind of act on one channel.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// `channel.kind`.
    pub(crate) name: String,
    /// Whose it is.
    pub(crate) platform: Platform,
    own: Value,
    shared: Value,
}

/// What an act came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is done; with the platform's id of the answer, where it gave one.
    Accepted(Option<String>),
    /// It is not done, and will not be by itself.
    Refused {
        /// Why, as a code of the words.
        code: String,
        /// Why, in the platform's own words.
        said: String,
    },
    /// Nobody knows whether it is done. Why not.
    Unsure(String),
}

impl Form {
    /// The form for a kind of act on a channel; none where the platform has no such act.
    pub(crate) fn find(channel: Channel, kind: &str) -> Option<Self> {
        let platform = platform_of(channel)?;
        let name = format!("{}.{kind}", crate::name(&channel));
        let mut own = data(include_str!("../../data/acts/forms.json"));
        let mut shared = data(include_str!("../../data/acts/platforms.json"));
        let own = own.get_mut(&name)?.take();
        Some(Self {
            name,
            platform,
            own,
            shared: shared[platform.name()].take(),
        })
    }

    /// How long after the customer's post the act is allowed.
    pub(crate) fn window(&self) -> Option<Minutes> {
        let minutes = self.own["window"].as_u64()?;
        u32::try_from(minutes).ok().map(Minutes)
    }

    /// Whether the act is allowed once a post.
    pub(crate) fn once(&self) -> bool {
        self.own["once"] == true
    }

    /// Whether there is a call for it at all; otherwise there is a link at most.
    pub(crate) fn is_call(&self) -> bool {
        self.own["path"].is_string()
    }

    /// What the platform's file sets where the owner did not.
    pub(crate) fn default(&self, name: &str) -> Option<&str> {
        self.shared[name].as_str().filter(|text| !text.is_empty())
    }

    /// The link that opens the platform with everything ready.
    pub(crate) fn link(&self, words: &Words) -> Option<String> {
        Some(fill(self.own["link"].as_str()?, &encoded(words)))
    }

    /// Where the call goes.
    pub(crate) fn url(&self, words: &Words) -> String {
        let path = self.own["path"].as_str().unwrap_or_default();
        fill(&format!("{{url}}{path}"), &encoded(words))
    }

    /// How the call is made.
    pub(crate) fn method(&self) -> Method {
        if self.own["method"] == "PUT" {
            Method::PUT
        } else {
            Method::POST
        }
    }

    /// The call.
    pub(crate) fn outgoing(&self, words: &Words) -> Outgoing {
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        let named = self.shared["headers"].as_object();
        headers.extend(named.into_iter().flatten().filter_map(|(name, text)| {
            let text = fill(text.as_str()?, words);
            Some((name.clone(), text))
        }));
        Outgoing {
            method: self.method(),
            url: self.url(words),
            headers,
            body: pruned(filled(&self.own["body"], words)).to_string(),
        }
    }

    /// What an answer means. Where nothing came back, or the platform failed halfway, nobody knows.
    pub(crate) fn outcome(&self, answer: Result<Answer, String>) -> Outcome {
        let Answer { status, body } = match answer {
            Ok(answer) => answer,
            Err(reason) => return Outcome::Unsure(reason),
        };
        let json: Value = serde_json::from_str(&body).unwrap_or_default();
        let at = |name: &str| {
            let pointer = self.shared[name].as_str().filter(|path| !path.is_empty())?;
            text(json.pointer(pointer)?)
        };
        let own = self.own["reference"].as_str();
        let reference = own.and_then(|pointer| text(json.pointer(pointer)?));
        let code = at("code");
        match status {
            // Some platforms put a refusal into a 200.
            200..=299 if reference.is_some() || code.is_none() => Outcome::Accepted(reference),
            408 | 500 | 502 | 504..=599 => Outcome::Unsure(format!("{status} {}", cut(&body))),
            _refused => {
                let said = at("said").unwrap_or(body);
                Outcome::Refused {
                    code: self.code(status, code, at("subcode")),
                    said: cut(&said),
                }
            }
        }
    }

    /// The code of the words for a refusal: by the platform's own codes, else by the status.
    fn code(&self, status: u16, code: Option<String>, subcode: Option<String>) -> String {
        let refusals = data(include_str!("../../data/acts/refusals.json"));
        let platform = self.platform.name();
        let code = code.unwrap_or_default();
        let names = [
            format!("{platform}:{code}.{}", subcode.unwrap_or_default()),
            format!("{platform}:{code}"),
            format!("{}:{status}", self.name),
            status.to_string(),
        ];
        let known = names.iter().find_map(|name| refusals[name].as_str());
        known.unwrap_or("other").to_owned()
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}

/// The beginning of a text that others wrote, without control characters.
fn cut(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_control());
    letters.take(SAID).collect()
}

/// The words as they may stand in an address: all but the address itself and the token, which are the owner's.
fn encoded(words: &Words) -> Words {
    let encode = |(name, word): (&String, &String)| {
        let word = if matches!(name.as_str(), "url" | "token") {
            word.clone()
        } else {
            let escaped: String = form_urlencoded::byte_serialize(word.as_bytes()).collect();
            escaped.replace('+', "%20")
        };
        (name.clone(), word)
    };
    words.iter().map(encode).collect()
}

/// A body without members that say nothing.
fn pruned(value: Value) -> Value {
    let Value::Object(members) = value else {
        return value;
    };
    let members = members
        .into_iter()
        .map(|(name, value)| (name, pruned(value)));
    let says = |(_, value): &(String, Value)| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) => true,
    };
    Value::Object(members.filter(says).collect::<Map<_, _>>())
}
