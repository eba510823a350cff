//! `POST /v1/assess`: what the core reads in a text. Nothing is kept.

use super::{Call, Outcome, Reply};
use crate::app::App;
use accalmie_shared::assess;
use accalmie_shared::reading::Lang;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Text {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    lang: Option<Lang>,
}

/// The same body and the same answer as one line of the batch tool.
pub(crate) fn assessment<S>(app: &App<S>, call: &Call) -> Outcome {
    let Text { id, text, lang } = call.json()?;
    let read = assess(&text, lang, &app.memo.packs);
    let signals: Vec<Value> = read
        .signals
        .iter()
        .map(|signal| json!({"kind": signal.kind, "start": signal.span.start, "end": signal.span.end, "text": signal.span.of(&text)}))
        .collect();
    Ok(Reply::json(
        200,
        &json!({
            "id": id, "lang": read.lang, "intent": read.intent, "anger": read.anger, "severity": read.severity,
            "signals": signals, "risk": read.risks, "topic": read.topic, "address": read.address, "register": read.register,
        }),
    ))
}
