//! Which path leads where: one table, read by the router, the permissions and the check of `openapi.json`.

use super::problem::Problem;
use super::roles::Act;
use super::{
    Call, Outcome, Reply, acts, agents, auth, cases, commands, contact, cors, dead, drafting,
    erasure, export, health, outbox, policy, posts, reading, session, setup, stats,
};
use crate::app::App;
use crate::store::Store;
use crate::store::keys::CaseId;
use crate::webhooks;
use ::http::Method;
use matchit::{Params, Router};

/// What a route does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Health,
    Webhook,
    Session,
    Setup,
    ListCases,
    ReadCase,
    CommandCase,
    ListActs,
    GiveAct,
    SettleAct,
    TakePost,
    Assess,
    Suggest,
    Check,
    Platforms,
    ListOutbox,
    ReplayOutbox,
    ListDead,
    ReadDead,
    ReplayDead,
    EraseAuthor,
    Export,
    ReadStats,
    Contact,
    WriteContact,
    ReadTone,
    ListAgents,
    DismissAgent,
    Invite,
    ReadPolicy,
    WritePolicy,
    ValidatePolicy,
}

impl Action {
    /// What a person must be allowed to do; none where nobody need be signed in.
    pub(crate) const fn act(self) -> Option<Act> {
        match self {
            Self::Health
            | Self::Webhook
            | Self::Session
            | Self::Setup
            | Self::Contact
            | Self::WriteContact
            | Self::ReadTone => None,
            Self::ListCases
            | Self::ReadCase
            | Self::ListActs
            | Self::ReadPolicy
            | Self::ReadStats => Some(Act::Read),
            Self::CommandCase | Self::GiveAct | Self::SettleAct | Self::TakePost => {
                Some(Act::Handle)
            }
            Self::Assess | Self::Suggest | Self::Check | Self::ValidatePolicy => Some(Act::Draft),
            Self::Platforms => Some(Act::Read),
            Self::ListOutbox
            | Self::ReplayOutbox
            | Self::ListDead
            | Self::ReadDead
            | Self::ReplayDead => Some(Act::Letters),
            Self::EraseAuthor => Some(Act::Erase),
            Self::Export => Some(Act::Export),
            Self::WritePolicy => Some(Act::Govern),
            Self::ListAgents | Self::DismissAgent | Self::Invite => Some(Act::Staff),
        }
    }

    /// Whether the first value of the path is a case, whose events are read.
    const fn is_about_a_case(self) -> bool {
        matches!(
            self,
            Self::ReadCase | Self::CommandCase | Self::ListActs | Self::GiveAct | Self::SettleAct
        )
    }
}

/// The description of every route, which is served as a static file; a test compares it with [`ROUTES`].
#[cfg(test)]
pub(crate) const DESCRIPTION: &str = include_str!("../../data/openapi.json");

/// Every route: method, path, what it does.
pub(crate) const ROUTES: [(&str, &str, Action); 33] = [
    ("GET", "/health", Action::Health),
    ("GET", "/webhooks/{platform}/{brand}", Action::Webhook),
    ("POST", "/webhooks/{platform}/{brand}", Action::Webhook),
    ("POST", "/v1/session", Action::Session),
    ("POST", "/v1/setup", Action::Setup),
    ("GET", "/v1/cases", Action::ListCases),
    ("GET", "/v1/cases/{case}", Action::ReadCase),
    ("POST", "/v1/cases/{case}/commands", Action::CommandCase),
    ("GET", "/v1/cases/{case}/acts", Action::ListActs),
    ("POST", "/v1/cases/{case}/acts", Action::GiveAct),
    ("POST", "/v1/cases/{case}/acts/{act}", Action::SettleAct),
    ("POST", "/v1/posts", Action::TakePost),
    ("POST", "/v1/assess", Action::Assess),
    ("POST", "/v1/suggest", Action::Suggest),
    ("POST", "/v1/check", Action::Check),
    ("GET", "/v1/health", Action::Platforms),
    ("GET", "/v1/outbox", Action::ListOutbox),
    ("POST", "/v1/outbox/{parcel}/replay", Action::ReplayOutbox),
    ("GET", "/v1/dead", Action::ListDead),
    ("GET", "/v1/dead/{letter}", Action::ReadDead),
    ("POST", "/v1/dead/{letter}/replay", Action::ReplayDead),
    ("DELETE", "/v1/authors/{author}", Action::EraseAuthor),
    ("GET", "/v1/export", Action::Export),
    ("GET", "/v1/stats", Action::ReadStats),
    ("GET", "/v1/contact", Action::Contact),
    ("POST", "/v1/contact", Action::WriteContact),
    ("POST", "/v1/tone", Action::ReadTone),
    ("GET", "/v1/agents", Action::ListAgents),
    ("DELETE", "/v1/agents/{agent}", Action::DismissAgent),
    ("POST", "/v1/invitations", Action::Invite),
    ("GET", "/v1/policy", Action::ReadPolicy),
    ("PUT", "/v1/policy", Action::WritePolicy),
    ("POST", "/v1/policy/validate", Action::ValidatePolicy),
];

/// The methods of one path and what each does.
type Methods = Vec<(&'static str, Action)>;

thread_local! {
    /// The router over [`ROUTES`], made once an instance.
    static ROUTER: Router<Methods> = {
        let mut paths: Vec<(&str, Methods)> = Vec::new();
        for (method, path, action) in ROUTES {
            match paths.iter_mut().find(|(known, _)| *known == path) {
                Some((_, methods)) => methods.push((method, action)),
                None => paths.push((path, vec![(method, action)])),
            }
        }
        let mut router = Router::new();
        for (path, methods) in paths {
            router.insert(path, methods).expect("the table's paths don't contradict one another");
        }
        router
    };
}

/// Answers a call.
///
/// 1. 404 for a path that leads nowhere, 405 with `Allow` for another method.
/// 2. `OPTIONS` is a preflight.
/// 3. 401 and 403 by [`auth::person`] where somebody must be signed in.
pub(crate) async fn answer<S: Store>(app: &App<S>, call: &Call) -> Reply {
    app.ahead.take();
    let reply = dispatch(app, call).await.unwrap_or_else(Reply::from);
    let reply = reply.header("x-content-type-options", "nosniff");
    if call.path.starts_with("/v1/") {
        return cors::open(app, call, reply);
    }
    reply
}

async fn dispatch<S: Store>(app: &App<S>, call: &Call) -> Outcome {
    let found = ROUTER.with(|router| {
        let matched = router.at(&call.path).ok()?;
        let method = if call.method == Method::HEAD {
            "GET"
        } else {
            call.method.as_str()
        };
        let action = matched
            .value
            .iter()
            .find(|(known, _)| *known == method)
            .map(|(_, action)| *action);
        let allowed: Vec<&str> = matched.value.iter().map(|(method, _)| *method).collect();
        Some((action, allowed.join(", "), values(&matched.params)))
    });
    let (action, allowed, values) =
        found.ok_or_else(|| Problem::not_found(format!("no such path: {}", call.path)))?;
    if call.method == Method::OPTIONS {
        return cors::preflight(app, call);
    }
    let action = action.ok_or_else(|| Problem::method(&allowed))?;
    act(app, call, action, &values).await
}

/// The values of a path, in its order, with `%xx` read.
fn values(params: &Params<'_, '_>) -> Vec<String> {
    let decoded = |value: &str| {
        // A path has no `+` for a space: escape it before the query decoder sees it.
        let pair = value.replace('+', "%2B").replace(['&', '='], "_");
        form_urlencoded::parse(pair.as_bytes())
            .map(|(key, _)| key.into_owned())
            .next()
            .unwrap_or_default()
    };
    params.iter().map(|(_, value)| decoded(value)).collect()
}

async fn act<S: Store>(app: &App<S>, call: &Call, action: Action, values: &[String]) -> Outcome {
    let value = |at: usize| values.get(at).map_or("", String::as_str);
    let case = CaseId::parse(value(0)).filter(|_| action.is_about_a_case());
    let person = match action.act() {
        Some(act) => Some(auth::person(app, call, act, case.as_ref()).await?),
        None => None,
    };
    // Whoever needs a person has one by now: the routes without one don't look.
    let person = || {
        person
            .as_ref()
            .ok_or_else(|| Problem::unknown_caller("nobody is signed in"))
    };
    match action {
        Action::Health => Ok(health::read(app)),
        Action::Webhook => webhooks::receive(app, call, value(0), value(1)).await,
        Action::Session => session::open(app, call).await,
        Action::Setup => setup::run(app, call).await,
        Action::ListCases => cases::list(app, call, person()?).await,
        Action::ReadCase => cases::read(app, call, person()?, value(0)).await,
        Action::CommandCase => commands::give(app, call, person()?, value(0)).await,
        Action::ListActs => acts::list(app, person()?, value(0)).await,
        Action::GiveAct => acts::give(app, call, person()?, value(0)).await,
        Action::SettleAct => acts::settle(app, call, person()?, value(0), value(1)).await,
        Action::TakePost => posts::take(app, call, person()?).await,
        Action::Assess => reading::assessment(app, call),
        Action::Suggest => drafting::suggest(app, call, person()?).await,
        Action::Check => drafting::check(app, call, person()?).await,
        Action::Platforms => health::platforms(app, person()?).await,
        Action::ListOutbox => outbox::list(app, call, person()?).await,
        Action::ReplayOutbox => outbox::replay(app, person()?, value(0)).await,
        Action::ListDead => dead::list(app, call, person()?).await,
        Action::ReadDead => dead::read(app, person()?, value(0)).await,
        Action::ReplayDead => dead::replay(app, person()?, value(0)).await,
        Action::EraseAuthor => erasure::erase(app, call, person()?, value(0)).await,
        Action::Export => export::write(app, call, person()?).await,
        Action::ReadStats => stats::read(app, call, person()?).await,
        Action::Contact => contact::card(app, call).await,
        Action::WriteContact => contact::write(app, call).await,
        Action::ReadTone => contact::tone(app, call),
        Action::ListAgents => agents::list(app, person()?).await,
        Action::DismissAgent => agents::dismiss(app, person()?, value(0)).await,
        Action::Invite => agents::invite(app, call, person()?).await,
        Action::ReadPolicy => policy::read(app, call, person()?).await,
        Action::WritePolicy => policy::write(app, call, person()?).await,
        Action::ValidatePolicy => policy::validate(app, call),
    }
}
