//! What the brand's people are told of without looking: deadlines, dangers, bad buzz. Each once.

use crate::app::App;
use crate::cases::inbox;
use crate::outbox::notice::{self, Notice};
use crate::store::index::Due;
use crate::store::keys::{self, Brand};
use crate::store::{self, Store, StoreError};
use accalmie_shared::insight::{bad_buzz, notices};
use accalmie_shared::policy::{AlertKind, Policy};
use accalmie_shared::units::Timestamp;
use accalmie_shared::view::Entry;
use serde_json::json;
use std::collections::BTreeSet;

/// The most that one sweep tells: the rest comes a minute later.
const MOST: usize = 50;

/// The most list calls for what was told already.
const PAGES: usize = 5;

/// What is overdue for longer, in milliseconds, [`notices`] tells nobody of.
const OVERDUE: i64 = 24 * 3_600_000;

/// Bad buzz is looked for once in so many minutes: it reads a summary of every case.
const BUZZ: i64 = 5;

/// Tells what there is to tell. Costs nothing where the policy names no target.
pub(super) async fn raise<S: Store>(app: &App<S>, brand: &Brand) -> Result<(), StoreError> {
    let policy = app.policy(brand).await?;
    if policy.alerts.target.is_none() {
        return Ok(());
    }
    let told = store::list_all(&app.store, &keys::all_told(brand), PAGES).await?;
    let told: BTreeSet<String> = told.keys.into_iter().map(|listed| listed.key).collect();
    let mut found = Vec::new();
    let due = Due {
        due_from: Timestamp(app.now.0 - OVERDUE),
        due_to: app.now.plus(policy.alerts.ahead),
    };
    for entry in inbox::due(app, brand, due).await? {
        for (kind, at) in notices(&entry, &policy.alerts, app.now) {
            found.push(about_case(&entry, kind, at));
        }
    }
    let minute = app.now.0 / 60_000;
    if minute % BUZZ == 0 && policy.alerts.on.contains(&AlertKind::BadBuzz) {
        found.extend(buzz(app, brand, &policy).await?);
    }
    found.retain(|notice| !told.contains(&keys::told(brand, &notice.once)));
    // One that was told after all, of so many that the list doesn't show it, takes no other's place.
    let mut told = 0;
    for notice in found {
        if notice::tell(app, brand, &policy, notice).await? {
            told += 1;
        }
        if told == MOST {
            break;
        }
    }
    Ok(())
}

/// A notice about one case. Neither the author nor the words of a post go out.
fn about_case(entry: &Entry, kind: AlertKind, at: Timestamp) -> Notice {
    let (name, sentence) = match kind {
        AlertKind::Due => ("alert.due", "due"),
        AlertKind::Missed => ("alert.missed", "missed"),
        AlertKind::Risk => ("alert.risk", "risk"),
        AlertKind::BadBuzz => ("alert.bad_buzz", "bad_buzz"),
    };
    let id = format!("{name}:{}:{}", entry.id, at.0);
    Notice {
        once: id.clone(),
        id,
        kind: name,
        sentence,
        at,
        data: json!({"case": entry.id, "channel": entry.channel, "topic": entry.topic, "severity": entry.severity,
            "stage": entry.stage, "step": entry.step, "owner": entry.owner, "due": entry.due, "priority": entry.priority,
            "risks": entry.risks}),
        quiet: notice::REMEMBERED,
    }
}

/// Topics that many complain about, each once in any stretch of the policy's window.
async fn buzz<S: Store>(
    app: &App<S>,
    brand: &Brand,
    policy: &Policy,
) -> Result<Vec<Notice>, StoreError> {
    let summaries = inbox::summaries(app, brand).await?;
    let alerts = bad_buzz(&summaries, policy, app.now);
    let window = policy.thresholds.bad_buzz_window.0 * 60;
    let told = alerts.into_iter().map(|alert| {
        let topic = crate::name(&alert.group.topic);
        Notice {
            // The moment is part of the id, or a receiver would take the next one for a second try of the last.
            id: format!("alert.bad_buzz:{topic}:{}", app.now.0),
            once: format!("alert.bad_buzz:{topic}"),
            kind: "alert.bad_buzz",
            sentence: "bad_buzz",
            at: alert.group.since,
            data: json!({"topic": topic, "count": alert.count, "threshold": alert.threshold, "since": alert.group.since,
                "reach": alert.group.reach, "cases": alert.group.cases}),
            quiet: window.max(60),
        }
    });
    Ok(told.collect())
}
