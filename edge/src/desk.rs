//! The Durable Object: keeps what must be exact at once, and the inbox's index, and nothing else.
//!
//! One object a scope (a case, a brand). Each thing it can do is one statement in `desk/`: JSON in, JSON out. What a
//! statement says is exact at once, because nothing else runs in the object meanwhile.

use crate::store::desk::{Keep, SWAP, WORK, now};
use wasm_bindgen::JsValue;
use worker::{
    DurableObject, Env, Request, Response, Result, ScheduledTime, SqlCursor, SqlStorage, State,
    durable_object,
};

/// The tables, made when an object is first used.
const SCHEMA: &str = include_str!("desk/schema.sql");

/// What an object can be asked, by the last part of the address.
const ACTS: [(&str, &str); 9] = [
    (SWAP, include_str!("desk/swap.sql")),
    (THEIRS, include_str!("desk/theirs.sql")),
    ("index", include_str!("desk/index.sql")),
    ("forget", include_str!("desk/forget.sql")),
    ("page", include_str!("desk/page.sql")),
    ("all", include_str!("desk/all.sql")),
    ("summaries", include_str!("desk/summaries.sql")),
    ("waiting", include_str!("desk/waiting.sql")),
    ("known", include_str!("desk/known.sql")),
];

/// What is kept under a key.
const THEIRS: &str = "theirs";

/// Where the brand stands whose batches wait, among what is kept.
const WORKING: &str = "working";

/// The pause between two shares of the work, in milliseconds.
const PAUSE: i64 = 100;

/// The soonest that an object looks again for what has had its time, in milliseconds.
const LOOK: i64 = 60_000;

/// How long work that nobody finishes is remembered, in milliseconds: as long as its batches are kept.
const PATIENCE: i64 = 7 * 86_400_000;

/// The Durable Object.
#[durable_object(alarm)]
#[derive(Debug)]
pub struct Desk {
    state: State,
    env: Env,
}

impl DurableObject for Desk {
    fn new(state: State, env: Env) -> Self {
        Self { state, env }
    }

    /// Carries out one statement.
    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let body = request.text().await?;
        let path = request.inner().url();
        let act = path.rsplit('/').next().unwrap_or_default();
        let sql = self.tables()?;
        if act == WORK {
            let keep = Keep {
                key: WORKING,
                from: None,
                value: &body,
                now: now(),
                until: now() + PATIENCE,
            };
            answer(&sql, statement(SWAP), &crate::json(&keep))?;
            self.wake(now()).await?;
            return Response::ok("null");
        }
        let mut found = answer(&sql, statement(act), &body)?;
        if act == SWAP {
            found = match found {
                Some(_) => None,
                None => answer(&sql, statement(THEIRS), &body)?.or(Some("\"\"".into())),
            };
        }
        if matches!(act, SWAP | "index")
            && let Some(end) = end(&sql)?
        {
            self.wake(end).await?;
        }
        Response::ok(found.unwrap_or_else(|| "null".into()))
    }

    /// Works off a share of what waits, forgets what has had its time, and comes back for the rest.
    async fn alarm(&self) -> Result<Response> {
        let sql = self.tables()?;
        let asked = format!("{{\"key\":\"{WORKING}\",\"now\":0}}");
        let brand = answer(&sql, statement(THEIRS), &asked)?;
        let brand = brand.and_then(|json| serde_json::from_str::<String>(&json).ok());
        let mut next = None;
        if let Some(brand) = brand {
            if crate::entry::work(&self.env, &brand).await {
                next = Some(now() + PAUSE);
            } else {
                sql.exec("DELETE FROM kept WHERE key = ?1", vec![WORKING.into()])?;
            }
        }
        for table in ["kept", "entry"] {
            let forget = format!("DELETE FROM {table} WHERE until <= ?1");
            sql.exec_raw(&forget, vec![JsValue::from_f64(now() as f64)])?;
        }
        let look = end(&sql)?.map(|end| end.max(now() + LOOK));
        if let Some(at) = next.into_iter().chain(look).min() {
            self.wake(at).await?;
        }
        Response::empty()
    }
}

impl Desk {
    fn tables(&self) -> Result<SqlStorage> {
        let sql = self.state.storage().sql();
        sql.exec(SCHEMA, None)?;
        Ok(sql)
    }

    /// Comes back at a moment, or before.
    async fn wake(&self, at: i64) -> Result<()> {
        let storage = self.state.storage();
        if storage.get_alarm().await?.is_none_or(|known| known > at) {
            // A number would count as a delay.
            let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
            storage.set_alarm(ScheduledTime::new(date)).await?;
        }
        Ok(())
    }
}

fn statement(act: &str) -> &'static str {
    let known = ACTS.iter().find(|(name, _)| *name == act);
    known.map_or("SELECT NULL AS answer WHERE ?1 IS NULL", |(_, sql)| sql)
}

/// The one column of the one row that a statement gives, where it gives one.
fn answer(sql: &SqlStorage, statement: &str, body: &str) -> Result<Option<String>> {
    let cursor = sql.exec_raw(statement, vec![body.into()])?;
    Ok(first_row(cursor)?.and_then(|answer| answer.as_string()))
}

/// The first moment at which something has had its time.
fn end(sql: &SqlStorage) -> Result<Option<i64>> {
    let cursor = sql.exec(include_str!("desk/end.sql"), None)?;
    let at = first_row(cursor)?.and_then(|answer| answer.as_f64());
    Ok(at.map(|at| at as i64))
}

/// The column `answer` of the first row, where there is a row.
fn first_row(mut cursor: SqlCursor) -> Result<Option<JsValue>> {
    match Iterator::next(&mut cursor) {
        Some(row) => Ok(Some(js_sys::Reflect::get(&row?, &"answer".into())?)),
        None => Ok(None),
    }
}
