//! The keys, typed: each knows its prefix, so that no two can meet and a prefix is never spelt twice.
//!
//! Everything under a brand starts with the kind and the brand: a brand's list can't reach into another's.

use accalmie_shared::units::Timestamp;
use sha2::{Digest, Sha256};

/// The most bytes of a KV key, by the KV documentation.
#[cfg(test)]
pub(crate) const KEY_LIMIT: usize = 512;

/// The most bytes of a foreign id that go into a key as they are; a longer one is hashed.
const ID_LIMIT: usize = 96;

/// A brand's name as it stands in routes and keys: 1 to 40 of `a-z`, `0-9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub(crate) struct Brand(String);

impl Brand {
    /// The brand, where the name is one.
    pub(crate) fn new(name: &str) -> Option<Self> {
        let fits = (1..=40).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        fits.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A case's id: 128 bits of a hash, as 32 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub(crate) struct CaseId(String);

impl CaseId {
    /// The case of one author with one brand on one platform: any delivery finds it without a look-up.
    pub(crate) fn of(brand: &Brand, platform: &str, author: &str) -> Self {
        Self(digest(&["case", brand.as_str(), platform, author]))
    }

    /// The id, where the text is one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 32
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// 128 bits of SHA-256 over the parts, in hexadecimal. Lengths go in too, so that no two lists of parts collide.
pub(crate) fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(&hash.finalize()[..16])
}

/// A foreign id made safe for a key: letters, digits and `._-:+` stay; anything else, and anything long, is hashed.
pub(crate) fn clean(id: &str) -> String {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':' | b'+');
    if !id.is_empty() && id.len() <= ID_LIMIT && id.bytes().all(plain) {
        return id.to_owned();
    }
    format!("~{}", digest(&["id", id]))
}

/// Milliseconds at a fixed width, so that keys sort by time. Before 1970 counts as 1970.
fn moment(at: Timestamp) -> String {
    format!("{:013}", at.0.clamp(0, 9_999_999_999_999))
}

/// The events of one case.
pub(crate) fn events(brand: &Brand, case: &CaseId) -> String {
    format!("ev/{}/{}/", brand.0, case.0)
}

/// The events of all cases of a brand.
pub(crate) fn all_events(brand: &Brand) -> String {
    format!("ev/{}/", brand.0)
}

/// One event.
pub(crate) fn event(brand: &Brand, case: &CaseId, at: Timestamp, id: &str) -> String {
    format!("{}{}-{}", events(brand, case), moment(at), clean(id))
}

/// The case that an event's key belongs to.
pub(crate) fn case_of_event(brand: &Brand, key: &str) -> Option<CaseId> {
    let rest = key.strip_prefix(&all_events(brand))?;
    CaseId::parse(rest.split('/').next()?)
}

/// The case and the moment in an event's key.
pub(crate) fn moment_of_event(brand: &Brand, key: &str) -> Option<(CaseId, Timestamp)> {
    let case = case_of_event(brand, key)?;
    let rest = key.strip_prefix(&events(brand, &case))?;
    let millis = rest.split('-').next()?.parse().ok()?;
    Some((case, Timestamp(millis)))
}

/// The events of a case that no list shows, together: derived, may be deleted at any time.
pub(crate) fn pack(brand: &Brand, case: &CaseId) -> String {
    format!("pack/{}/{}", brand.0, case.0)
}

/// What came in too much at once, in the order of its time.
pub(crate) fn batches(brand: &Brand) -> String {
    format!("batch/{}/", brand.0)
}

/// One share of what came in too much at once: the same in every redelivery.
pub(crate) fn batch(brand: &Brand, at: Timestamp, content: &str) -> String {
    format!(
        "{}{}-{}",
        batches(brand),
        moment(at),
        digest(&["batch", content])
    )
}

/// Which case a post went to: deletions and answers often name the post alone.
pub(crate) fn post(brand: &Brand, platform: &str, post: &str) -> String {
    format!("post/{}/{platform}/{}", brand.0, clean(post))
}

/// Everything that came before the post it speaks of.
pub(crate) fn waiting(brand: &Brand) -> String {
    format!("wait/{}/", brand.0)
}

/// Everything that came before one post.
pub(crate) fn waiting_for(brand: &Brand, platform: &str, post: &str) -> String {
    format!("{}{platform}/{}/", waiting(brand), clean(post))
}

/// One thing that came before the post it speaks of.
pub(crate) fn waiting_entry(brand: &Brand, platform: &str, post: &str, id: &str) -> String {
    format!("{}{}", waiting_for(brand, platform, post), clean(id))
}

/// In the Durable Object of a brand: that a case was erased, and until when rows of it are refused.
pub(crate) fn gone(case: &str) -> String {
    format!("gone/{case}")
}

/// The brand's public replies, the newest first.
pub(crate) fn all_said(brand: &Brand) -> String {
    format!("said/{}/", brand.0)
}

/// One public reply. The time counts backwards, so that a list begins with the newest.
pub(crate) fn said(brand: &Brand, at: Timestamp, id: &str) -> String {
    let back = Timestamp(9_999_999_999_999 - at.0.clamp(0, 9_999_999_999_999));
    format!("{}{}-{}", all_said(brand), moment(back), clean(id))
}

/// The brand's last public replies together: derived, may be deleted at any time.
pub(crate) fn recent(brand: &Brand) -> String {
    format!("recent/{}", brand.0)
}

/// When a platform last delivered something.
pub(crate) fn last_delivery(brand: &Brand, platform: &str) -> String {
    format!("last/{}/{platform}", brand.0)
}

/// A brand's hand-offs on their way out.
pub(crate) fn parcels(brand: &Brand) -> String {
    format!("outbox/{}/", brand.0)
}

/// One hand-off on its way out.
pub(crate) fn parcel(brand: &Brand, id: &str) -> String {
    format!("{}{}", parcels(brand), clean(id))
}

/// A brand's hand-offs and notices that were given up.
pub(crate) fn all_given_up(brand: &Brand) -> String {
    format!("failed/{}/", brand.0)
}

/// One hand-off or notice that was given up.
pub(crate) fn given_up(brand: &Brand, id: &str) -> String {
    format!("{}{}", all_given_up(brand), clean(id))
}

/// What was told of a brand, by the ids of notices.
pub(crate) fn all_told(brand: &Brand) -> String {
    format!("told/{}/", brand.0)
}

/// That one thing was told.
pub(crate) fn told(brand: &Brand, id: &str) -> String {
    format!("{}{}", all_told(brand), clean(id))
}

/// The acts of a case whose end is not known, or not yet.
pub(crate) fn intents(brand: &Brand, case: &CaseId) -> String {
    format!("intent/{}/{}/", brand.0, case.0)
}

/// One act whose end is not known, or not yet.
pub(crate) fn intent(brand: &Brand, case: &CaseId, id: &str) -> String {
    format!("{}{}", intents(brand, case), clean(id))
}

/// A brand's agents.
pub(crate) fn agents(brand: &Brand) -> String {
    format!("agent/{}/", brand.0)
}

/// One agent.
pub(crate) fn agent(brand: &Brand, id: &str) -> String {
    format!("{}{}", agents(brand), clean(id))
}

/// The invitation of one newcomer. In the Durable Object of the brand: the hash of its secret, while it is good.
pub(crate) fn invitation(brand: &Brand, id: &str) -> String {
    format!("invite/{}/{}", brand.0, clean(id))
}

/// The keys of the team that a brand's Cloudflare Access belongs to.
pub(crate) fn access_keys(brand: &Brand) -> String {
    format!("access/{}", brand.0)
}

/// A brand's policy.
pub(crate) fn policy(brand: &Brand) -> String {
    format!("policy/{}", brand.0)
}

/// A brand's deliveries that nobody could read.
pub(crate) fn dead(brand: &Brand) -> String {
    format!("dead/{}/", brand.0)
}

/// One delivery that nobody could read.
pub(crate) fn dead_letter(brand: &Brand, platform: &str, at: Timestamp, body: &str) -> String {
    format!(
        "{}{platform}/{}-{}",
        dead(brand),
        moment(at),
        digest(&["dead", body])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_is_a_short_plain_name() {
        for name in ["acme", "a", "free-mobile-2"] {
            assert_eq!(Brand::new(name).map(|brand| brand.0), Some(name.to_owned()));
        }
        for name in ["", "Acme", "a/b", "a b", "é", &"a".repeat(41)] {
            assert_eq!(Brand::new(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_case_is_one_author_on_one_platform_of_one_brand() {
        let acme = Brand::new("acme").unwrap();
        let other = Brand::new("acm").unwrap();
        let id = CaseId::of(&acme, "facebook", "17");
        assert_eq!(id, CaseId::of(&acme, "facebook", "17"));
        assert_eq!(CaseId::parse(id.as_str()), Some(id.clone()));
        assert_ne!(id, CaseId::of(&acme, "web", "17"));
        assert_ne!(id, CaseId::of(&other, "facebook", "17"));
        // Without the lengths these two would be one case.
        assert_ne!(CaseId::of(&other, "ex", "7"), CaseId::of(&other, "e", "x7"));
    }

    #[test]
    fn event_keys_sort_by_time_and_fit() {
        let brand = Brand::new(&"b".repeat(40)).unwrap();
        let case = CaseId::of(&brand, "x", "1");
        let early = event(&brand, &case, Timestamp(999), &"i".repeat(10_000));
        let late = event(&brand, &case, Timestamp(1_795_000_000_000), "a/../b\u{0}");
        assert!(early < late);
        assert!(early.len() <= KEY_LIMIT && late.len() <= KEY_LIMIT);
        assert_eq!(
            moment_of_event(&brand, &late),
            Some((case, Timestamp(1_795_000_000_000)))
        );
        assert_eq!(
            late.matches('/').count(),
            3,
            "a foreign id can't add a level"
        );
    }

    #[test]
    fn different_dirty_ids_stay_different() {
        assert_ne!(clean("a/b"), clean("a b"));
        assert_ne!(clean(""), clean("~"));
        assert_eq!(clean("123_456.7-x"), "123_456.7-x");
    }
}
