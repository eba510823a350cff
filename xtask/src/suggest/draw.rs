//! Random policies and threads: the same seed gives the same ones.

use accalmie_shared::reading::Lang;
use serde::Deserialize;
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;

/// A Monday at ten.
pub(super) const NOW: i64 = 1_763_978_400_000;

/// A post of a data file.
#[derive(Clone, Deserialize)]
pub(super) struct Post {
    pub(super) text: String,
    pub(super) lang: Option<Lang>,
    pub(super) intent: Option<String>,
    pub(super) topic: Option<String>,
    pub(super) label: Option<Value>,
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[(self.next() % list.len() as u64) as usize]
    }

    /// Yes in so many cases of a hundred.
    fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

/// What a brand may have written into its policy file.
pub(super) fn policy(draw: &mut Draw) -> Value {
    let link = draw
        .chance(50)
        .then(|| json!("https://example.org/messages/new"));
    let rules =
        json!({"first_answer": 15, "private_answer": 30, "resolution": 1440, "private_link": link});
    let contact = json!({
        "kind": "phone", "name": {"fr": "notre service client", "en": "our customer service"}, "value": "3900",
        "hours": {"fr": "de 8 h à 20 h", "en": "8 am to 8 pm"},
    });
    let mut own = json!({
        "brand": {"name": *draw.one(&["", "Lumio", "Northair", "Chez Marcelle"]), "lang": *draw.one(&["fr", "en"])},
        "voice": {
            "signature": *draw.one(&["first_name", "initials", "none"]),
            "address": *draw.one(&["vous", "follow_customer"]),
            "emoji": *draw.one(&["never", "follow_customer"]),
            "humour": *draw.one(&["off", "kind"]),
        },
        "channels": {"facebook": rules, "x": rules, "web": rules, "mastodon": rules},
        "contacts": if draw.chance(40) { json!([contact]) } else { json!([]) },
    });
    if draw.chance(50) {
        let own_promise = draw.chance(50);
        own["promises"] = json!([{
            "owner": if own_promise { "community_manager" } else { "customer_advisor" },
            "who": {"fr": "notre équipe", "en": "our team"},
            "within": *draw.one(&[60, 240, 2880, 7200]),
            "by": *draw.one(&["here", "private_message", "phone", "email"]),
            "topics": [],
        }]);
    }
    if draw.chance(20) {
        own["accounts"] = json!([
            {"channel": "x", "id": "1", "handle": "Brand", "role": "corporate"},
            {"channel": "x", "id": "2", "handle": "BrandCare", "role": "care"},
        ]);
    }
    own
}

/// A thread with posts of one file: one post, a chaser, a second turn, or a private exchange.
pub(super) fn thread(
    number: usize,
    posts: &[Post],
    policy: &Value,
    recent: &[String],
    draw: &mut Draw,
) -> Value {
    let name = *draw.one(&["Claire Morel", "jul_44", "Dave P", "", "Mme Roy", "Sam"]);
    let author = json!({"id": format!("author{number}"), "name": name});
    let account = draw.chance(20).then_some("1");
    let mut written = Vec::new();
    let mut say = |text: &str, minutes: i64, private: bool| {
        let id = format!("{number}-{}", written.len());
        written.push(json!({
            "id": id, "author": author, "text": text, "at": NOW + minutes * MINUTE, "private": private,
            "account": account,
        }));
    };
    let first = draw.one(posts);
    let answers = [
        "Bonjour, pouvez-vous nous écrire en message privé ?",
        "Hello, could you send us a private message?",
        "Bonjour, nous regardons cela.",
    ];
    let kind = draw.next() % 10;
    let private = kind == 9;
    say(&first.text, 0, private);
    let mut own = None;
    match kind {
        0..=4 => {}
        5 | 6 => say(&draw.one(posts).text, 12, false),
        7 | 8 => {
            own = Some((*draw.one(&answers), 20));
            say(&draw.one(posts).text, 90, false);
        }
        _private => {
            own = Some((answers[2], 20));
            say(&draw.one(posts).text, 60, true);
        }
    }
    if let Some((text, minutes)) = own {
        written.push(json!({
            "id": format!("{number}-own"), "author": {"id": "brand", "name": "Brand"}, "text": text, "own": true,
            "at": NOW + minutes * MINUTE, "private": private,
        }));
    }
    json!({
        "id": number, "channel": *draw.one(&["facebook", "x", "web", "mastodon"]), "posts": written,
        "now": NOW + 100 * MINUTE, "policy": policy, "recent_replies": recent,
    })
}
