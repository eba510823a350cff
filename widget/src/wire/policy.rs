//! What the brand decides, as the edge tells it: complete and checked.

use super::{Json, Misfit, Misfits, Read, records};
use accalmie_shared::policy::{
    Account, Alerts, Brand, ChannelRules, ContactPoint, Faq, HelpLine, Holiday, Hours, Moderation,
    Offer, Person, Phrases, Policy, Promise, Retention, RiskRule, Shift, Target, Text, Thresholds,
    Voice, Week,
};

records! {
    Policy {
        brand, accounts, people, contacts, time_zone, hours, channels, other_channels, voice, moderation, risks, asks,
        faq, targets, promises, offers, alerts, retention, thresholds,
    }
    Alerts { target, ahead, on }
    Retention { case_days, dead_letter_days }
    Thresholds {
        similarity, bad_buzz_count, bad_buzz_window, published_delay, reopens_within, quiet, claim, public_answers,
        hand_offs,
    }
    Brand { name, lang, site, competitors }
    Account { channel, id, handle, role, url }
    Person { id, name, initials, role }
    ContactPoint { kind, name, value, hours }
    Hours { week, holidays }
    Week { mon, tue, wed, thu, fri, sat, sun }
    ChannelRules { first_answer, private_answer, resolution, private_link }
    Voice { signature, address, emoji, humour, forbidden }
    Moderation { insult_with_problem, abuse, abuse_again, rules, rules_link }
    RiskRule { owner, help }
    HelpLine { lang, name, number }
    Text { fr, en }
    Phrases { fr, en }
    Faq { id, topic, asked, answer, link }
    Target { name, label, owner, topics }
    Promise { owner, who, within, by, topics }
    Offer { topics, text, link }
}

macro_rules! spelt {
    ($($type:ty, $instead:expr;)*) => {$(
        impl Read for $type {
            fn read(json: Json, misfits: &mut Misfits) -> Self {
                let text = String::read(json, misfits);
                Self::read(&text).unwrap_or_else(|| misfits.note(Misfit::Value, $instead))
            }
        }
    )*};
}
spelt! {
    Shift, Shift { from: 0, to: 0 };
    Holiday, Holiday { year: None, month: 1, day: 1 };
}
