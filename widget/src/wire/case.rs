//! The case, and what is said of it.

use super::{Fields, Json, Misfit, Misfits, Read, Text, Write, records};
use accalmie_shared::case::{
    Actor, Case, Command, HandOff, Label, Mood, Note, Reply, Speaker, Turn,
};
use accalmie_shared::post::{Author, Post};
use accalmie_shared::reading::{Assessment, PersonalData, Signal};
use accalmie_shared::reply::Suggestion;
use accalmie_shared::units::{Minutes, Permille, Span, Timestamp};
use accalmie_shared::view::Entry;

macro_rules! units {
    ($($type:ident)*) => {$(
        impl Read for $type {
            fn read(json: Json, misfits: &mut Misfits) -> Self {
                $type(Read::read(json, misfits))
            }
        }

        impl Write for $type {
            fn write(&self, out: &mut Text) {
                self.0.write(out);
            }
        }
    )*};
}
units! { Timestamp Minutes Permille }

records! {
    Span { start, end }
    Signal { kind, weight }, flat span
    PersonalData { kind }, flat span
    Assessment { lang, intent, anger, severity, signals, risks, topic, address, register, personal }
    Author { id, name, handle, bio, url }
    Reply { venue, text, moves, asks, post, to }
    Turn {
        id, episode, at, channel, venue, text, url, account, thread, reach, edited, deleted, hidden, corrected,
        on_platform, chases,
    }, flat speaker
    Mood { at, anger, thanks }
    Note { at, by, text }
    HandOff { target, at, state, summary, reference, failure }
    Case {
        stage, episode, author, channel, turns, episode_start, waiting_since, first_answer, chasers, owner, claimed,
        asked, given, unasked, hand_offs, snoozed_until, resolved, mood, notes, feedback, updated,
    // What came early waits for the fold of the edge, which alone has the events.
    }, without { early: Vec::new() }
    Suggestion { text, parts, moves, asks, venue, register, length, limit, score, scores, gates }
    Entry {
        id, stage, step, severity, anger, channel, owner, due, priority, topic, lang, risks, excerpt, author,
        claimed_by, snoozed_until, waiting_since, updated_at,
    }
}

impl Read for Speaker {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        let mut fields = Fields::of(json, misfits);
        match fields.get::<String>("speaker").as_str() {
            "customer" => Self::Customer {
                assessment: fields.get("assessment"),
            },
            "brand" => Self::Brand {
                by: fields.get("by"),
                moves: fields.get("moves"),
            },
            _ => fields.unknown(
                "speaker",
                Self::Brand {
                    by: Actor::Brand,
                    moves: Vec::new(),
                },
            ),
        }
    }
}

impl Read for Actor {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        let mut fields = Fields::of(json, misfits);
        match fields.get::<String>("role").as_str() {
            "customer" => Self::Customer,
            "agent" => Self::Agent {
                id: fields.get("id"),
                name: fields.get("name"),
            },
            "brand" => Self::Brand,
            "system" => Self::System,
            _ => fields.unknown("role", Self::System),
        }
    }
}

impl Read for Label {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        match &json {
            Json::Text(name) if name == "not_angry" => Self::NotAngry,
            Json::Text(name) if name == "angry" => Self::Angry,
            Json::Null | Json::Flag(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => {
                misfits.note(Misfit::Value, Self::Angry)
            }
            Json::Object(_) => Self::Severity(Fields::of(json, misfits).get("severity")),
        }
    }
}

impl Write for Label {
    fn write(&self, out: &mut Text) {
        match self {
            Self::NotAngry => "not_angry".write(out),
            Self::Angry => "angry".write(out),
            Self::Severity(severity) => out.object(&[("severity", severity)]),
        }
    }
}

impl Write for Signal {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("kind", &self.kind),
            ("start", &self.span.start),
            ("end", &self.span.end),
            ("weight", &self.weight),
        ]);
    }
}

impl Write for PersonalData {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("kind", &self.kind),
            ("start", &self.span.start),
            ("end", &self.span.end),
        ]);
    }
}

impl Write for Assessment {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("lang", &self.lang),
            ("intent", &self.intent),
            ("anger", &self.anger),
            ("severity", &self.severity),
            ("signals", &self.signals),
            ("risks", &self.risks),
            ("topic", &self.topic),
            ("address", &self.address),
            ("register", &self.register),
            ("personal", &self.personal),
        ]);
    }
}

impl Write for Author {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("id", &self.id),
            ("name", &self.name),
            ("handle", &self.handle),
            ("bio", &self.bio),
            ("url", &self.url),
        ]);
    }
}

impl Write for Post {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("id", &self.id),
            ("thread", &self.thread),
            ("parent", &self.parent),
            ("channel", &self.channel),
            ("venue", &self.venue),
            ("author", &self.author),
            ("text", &self.text),
            ("lang", &self.lang),
            ("url", &self.url),
            ("account", &self.account),
            ("reach", &self.reach),
            ("attachments", &self.attachments),
            ("at", &self.at),
        ]);
    }
}

impl Write for Reply {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("venue", &self.venue),
            ("text", &self.text),
            ("moves", &self.moves),
            ("asks", &self.asks),
            ("post", &self.post),
            ("to", &self.to),
        ]);
    }
}

impl Write for Command {
    fn write(&self, out: &mut Text) {
        let mut is = |name: &str, fields: &[(&'static str, &dyn Write)]| {
            let mut all: Vec<(&str, &dyn Write)> = vec![("command", &name)];
            all.extend_from_slice(fields);
            out.object(&all);
        };
        match self {
            Self::Acknowledge { reply } => is("acknowledge", &[("reply", reply)]),
            Self::AskPrivate { reply } => is("ask_private", &[("reply", reply)]),
            Self::ReplyPrivate { reply } => is("reply_private", &[("reply", reply)]),
            Self::Claim => is("claim", &[]),
            Self::Release => is("release", &[]),
            Self::Assign { owner } => is("assign", &[("owner", owner)]),
            Self::HandOff { target, summary } => {
                is("hand_off", &[("target", target), ("summary", summary)])
            }
            Self::ConfirmHandOff { target, reference } => is(
                "confirm_hand_off",
                &[("target", target), ("reference", reference)],
            ),
            Self::Note { text } => is("note", &[("text", text)]),
            Self::GiveItems { items } => is("give_items", &[("items", items)]),
            Self::Snooze { until } => is("snooze", &[("until", until)]),
            Self::Wake => is("wake", &[]),
            Self::Resolve => is("resolve", &[]),
            Self::Reopen { reason } => is("reopen", &[("reason", reason)]),
            Self::Correct { post, label } => is("correct", &[("post", post), ("label", label)]),
            Self::Hide { post, reason } => is("hide", &[("post", post), ("reason", reason)]),
            Self::Unhide { post } => is("unhide", &[("post", post)]),
        }
    }
}
