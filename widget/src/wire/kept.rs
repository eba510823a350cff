//! What this browser keeps: acts on their way, and drafts.

use super::{Fields, Json, Misfit, Misfits, Read, Text, Write, records};
use crate::state::{Act, Own, Route, Way};
use accalmie_shared::case::Command;

records! {
    Act { id, key, at, command, basis, way, route }
    Own { key, text, venue, basis }
}

impl Write for Act {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("id", &self.id),
            ("key", &self.key),
            ("at", &self.at),
            ("command", &self.command),
            ("basis", &self.basis),
            ("way", &self.way),
            ("route", &self.route),
        ]);
    }
}

impl Write for Own {
    fn write(&self, out: &mut Text) {
        out.object(&[
            ("key", &self.key),
            ("text", &self.text),
            ("venue", &self.venue),
            ("basis", &self.basis),
        ]);
    }
}

impl Write for Way {
    fn write(&self, out: &mut Text) {
        let name = match self {
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Local => "local",
        };
        name.write(out);
    }
}

impl Read for Way {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        match String::read(json, misfits).as_str() {
            "held" => Self::Held,
            "waiting" => Self::Waiting,
            "sent" => Self::Sent,
            "local" => Self::Local,
            _ => misfits.note(Misfit::Value, Self::Held),
        }
    }
}

impl Write for Route {
    fn write(&self, out: &mut Text) {
        let name = match self {
            Self::Desk => "desk",
            Self::Platform => "platform",
        };
        name.write(out);
    }
}

impl Read for Route {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        match String::read(json, misfits).as_str() {
            "desk" => Self::Desk,
            "platform" => Self::Platform,
            _ => misfits.note(Misfit::Value, Self::Desk),
        }
    }
}

impl Read for Command {
    fn read(json: Json, misfits: &mut Misfits) -> Self {
        let mut fields = Fields::of(json, misfits);
        match fields.get::<String>("command").as_str() {
            "acknowledge" => Self::Acknowledge {
                reply: fields.get("reply"),
            },
            "ask_private" => Self::AskPrivate {
                reply: fields.get("reply"),
            },
            "reply_private" => Self::ReplyPrivate {
                reply: fields.get("reply"),
            },
            "claim" => Self::Claim,
            "release" => Self::Release,
            "assign" => Self::Assign {
                owner: fields.get("owner"),
            },
            "hand_off" => Self::HandOff {
                target: fields.get("target"),
                summary: fields.get("summary"),
            },
            "confirm_hand_off" => Self::ConfirmHandOff {
                target: fields.get("target"),
                reference: fields.get("reference"),
            },
            "note" => Self::Note {
                text: fields.get("text"),
            },
            "give_items" => Self::GiveItems {
                items: fields.get("items"),
            },
            "snooze" => Self::Snooze {
                until: fields.get("until"),
            },
            "wake" => Self::Wake,
            "resolve" => Self::Resolve,
            "reopen" => Self::Reopen {
                reason: fields.get("reason"),
            },
            "correct" => Self::Correct {
                post: fields.get("post"),
                label: fields.get("label"),
            },
            "hide" => Self::Hide {
                post: fields.get("post"),
                reason: fields.get("reason"),
            },
            "unhide" => Self::Unhide {
                post: fields.get("post"),
            },
            _ => fields.unknown("command", Self::Claim),
        }
    }
}
