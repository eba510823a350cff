//! What this browser keeps: acts on their way, and drafts.

use super::{Fields, Json, Misfit, Read, Text, Write, records};
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
    fn read(json: Json) -> Result<Self, Misfit> {
        match String::read(json)?.as_str() {
            "held" => Ok(Self::Held),
            "waiting" => Ok(Self::Waiting),
            "sent" => Ok(Self::Sent),
            "local" => Ok(Self::Local),
            _ => Err(Misfit::Value),
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
    fn read(json: Json) -> Result<Self, Misfit> {
        match String::read(json)?.as_str() {
            "desk" => Ok(Self::Desk),
            "platform" => Ok(Self::Platform),
            _ => Err(Misfit::Value),
        }
    }
}

impl Read for Command {
    fn read(json: Json) -> Result<Self, Misfit> {
        let mut fields = Fields::of(json)?;
        let name: String = fields.get("command")?;
        Ok(match name.as_str() {
            "acknowledge" => Self::Acknowledge {
                reply: fields.get("reply")?,
            },
            "ask_private" => Self::AskPrivate {
                reply: fields.get("reply")?,
            },
            "reply_private" => Self::ReplyPrivate {
                reply: fields.get("reply")?,
            },
            "claim" => Self::Claim,
            "release" => Self::Release,
            "assign" => Self::Assign {
                owner: fields.get("owner")?,
            },
            "hand_off" => Self::HandOff {
                target: fields.get("target")?,
                summary: fields.get("summary")?,
            },
            "confirm_hand_off" => Self::ConfirmHandOff {
                target: fields.get("target")?,
                reference: fields.get("reference")?,
            },
            "note" => Self::Note {
                text: fields.get("text")?,
            },
            "give_items" => Self::GiveItems {
                items: fields.get("items")?,
            },
            "snooze" => Self::Snooze {
                until: fields.get("until")?,
            },
            "wake" => Self::Wake,
            "resolve" => Self::Resolve,
            "reopen" => Self::Reopen {
                reason: fields.get("reason")?,
            },
            "correct" => Self::Correct {
                post: fields.get("post")?,
                label: fields.get("label")?,
            },
            "hide" => Self::Hide {
                post: fields.get("post")?,
                reason: fields.get("reason")?,
            },
            "unhide" => Self::Unhide {
                post: fields.get("post")?,
            },
            _ => return Err(Misfit::Field("command")),
        })
    }
}
