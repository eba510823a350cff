//! One act towards a platform: everything that must hold before, the call, and what came of it.

use super::auth::Person;
use super::commands::{self, refused, scope};
use super::problem::Problem;
use super::turns;
use super::{Call, Outcome, Reply, cases};
use crate::acts::form::{Form, Outcome as Told};
use crate::acts::intent::{self, Intent};
use crate::acts::{Kind, address, oauth, subject, way, words};
use crate::app::App;
use crate::outbox::{guard, signed};
use crate::outside::Outgoing;
use crate::platform::Platform;
use crate::record::{self, replies};
use crate::store::keys::{self, Brand, CaseId};
use crate::store::{Entry, Store};
use crate::webhooks::inbound::family;
use accalmie_shared::case::{Actor, Case, CaseEvent, Command, Happened, decide};
use accalmie_shared::check::{self, Context};
use accalmie_shared::compose::Choice;
use accalmie_shared::lang;
use accalmie_shared::policy::Policy;
use accalmie_shared::reading::Lang;
use accalmie_shared::reply::{Finding, Rule};
use accalmie_shared::text::tokenize;
use serde_json::json;

/// 409 with a code, its words in both languages, and the English ones as detail.
pub(super) fn told(code: &str) -> Problem {
    let words = words(code);
    let detail = words["en"].as_str().unwrap_or(code).to_owned();
    Problem::new(409, "not done")
        .detail(detail)
        .with("code", code.into())
        .with("words", words)
}

/// What everything about one act needs.
pub(super) struct Desk<'a, S> {
    pub(super) app: &'a App<S>,
    pub(super) call: &'a Call,
    pub(super) person: &'a Person,
    pub(super) case: &'a CaseId,
    /// The id of the first event that the act becomes.
    pub(super) id: &'a str,
}

/// An act that may be done.
pub(super) struct Ready {
    pub(super) form: Form,
    pub(super) outgoing: Outgoing,
    pub(super) events: Vec<CaseEvent>,
}

impl<S: Store> Desk<'_, S> {
    /// Everything that must hold before a platform is asked.
    pub(super) async fn prepare(
        &self,
        command: &mut Command,
        kind: Kind,
        state: &Case,
        events: &[CaseEvent],
    ) -> Result<Ready, Problem> {
        let (app, brand) = (self.app, &self.person.brand);
        let policy = app.policy(brand).await?;
        let (to, text) = subject(command);
        let (to, text) = (to.map(str::to_owned), text.to_owned());
        let way = way::find(state, events, kind, to.as_deref(), app.now);
        if let (Some(turn), None) = (way.turn, &to) {
            address(command, &turn.id);
        }
        let by = Actor::Agent {
            id: self.person.id.clone(),
            name: self.person.name.clone(),
        };
        let decided = decide(state, command, &by, &policy, app.now, self.id)
            .map_err(|refusal| refused(&refusal))?;
        let mut act = way.words(app, brand, state, &text, self.id);
        if let Err(code) = way.usable(app, brand) {
            let instead = way.instead(state, kind, &act, &policy);
            return Err(told(code).with("instead", instead.into()));
        }
        self.gates(kind, state, &policy, &text).await?;
        // A way without a form is closed.
        let form = way.form.ok_or_else(|| told("no_way"))?;
        let url = form.url(&act);
        guard::check(&url).map_err(|reason| told("unset").with("said", reason.into()))?;
        let oauth = oauth::header(&act, form.method().as_str(), &url, self.id, app.now);
        act.insert("oauth".into(), oauth);
        let mut outgoing = form.outgoing(&act);
        if form.platform == Platform::Standard {
            let secret = act.get("secret").map(String::as_str);
            let headers = signed(secret, self.id, app.now, &outgoing.body);
            outgoing
                .headers
                .extend(headers.map_err(|reason| told("unset").with("said", reason.into()))?);
        }
        Ok(Ready {
            form,
            outgoing,
            events: decided,
        })
    }

    /// 422 with the findings for a draft that fails a gate.
    async fn gates(
        &self,
        kind: Kind,
        case: &Case,
        policy: &Policy,
        text: &str,
    ) -> Result<(), Problem> {
        let Some(venue) = kind.venue() else {
            return Ok(());
        };
        let recent = replies(self.app, &self.person.brand).await?;
        // Whoever answers in another language than the customer's has seen what the checker says of that, and chose so.
        let lang = match lang::detect(text, &tokenize(text)) {
            Lang::Unknown => None,
            known @ (Lang::Fr | Lang::En) => Some(known),
        };
        let choice = Choice {
            venue: Some(venue),
            lang,
            signer: policy
                .person(&self.person.id)
                .map(|person| person.id.clone()),
            ..Choice::default()
        };
        let context = Context {
            case,
            policy,
            recent: &recent,
            choice: &choice,
            reader: self.reader(policy),
            now: self.app.now,
        };
        let gate = |finding: &Finding| match finding.rule {
            Rule::Gate(_) => true,
            Rule::Score(_) | Rule::House => false,
        };
        let mut findings = check::check(text, &context, &self.app.memo.packs);
        findings.retain(gate);
        if findings.is_empty() {
            return Ok(());
        }
        let words = words("gates");
        Err(Problem::new(422, "the draft fails a gate")
            .detail(words["en"].as_str().unwrap_or_default())
            .with("code", "gates".into())
            .with("words", words)
            .with("findings", crate::tree(&findings)))
    }

    /// The language that findings are worded in: `?lang=`, else the brand's.
    fn reader(&self, policy: &Policy) -> Lang {
        match self.call.query("lang").as_deref() {
            Some("fr") => Lang::Fr,
            Some("en") => Lang::En,
            _ => policy.brand.lang,
        }
    }

    /// Asks the platform, and keeps what came of it.
    pub(super) async fn act(
        &self,
        mut intent: Intent,
        form: &Form,
        outgoing: Outgoing,
        state: &Case,
        mut events: Vec<CaseEvent>,
    ) -> Outcome {
        let (app, brand) = (self.app, &self.person.brand);
        let scope = scope(brand, self.case);
        if let Err(error) = intent::keep(app, brand, self.case, &intent).await {
            turns::settle(app, &scope, intent.turn, self.id, &[]).await?;
            return Err(error.into());
        }
        match form.outcome(app.outside.call(outgoing).await) {
            Told::Accepted(reference) => {
                let happened = with_reference(intent.events.clone(), form, state, reference);
                // The turn first: it is what a second try finds, should the writing fail.
                turns::settle(app, &scope, intent.turn, self.id, &happened).await?;
                let accepted = Accepted::new(self.case, &intent, state);
                accepted.write(app, brand, &happened).await?;
                events.extend(happened);
                cases::detail(app, self.call, self.person, self.case, events).await
            }
            Told::Refused { code, said } => {
                turns::settle(app, &scope, intent.turn, self.id, &[]).await?;
                let key = keys::intent(brand, self.case, self.id);
                app.store.delete(&key).await?;
                let policy = app.policy(brand).await?;
                let kind = Kind::of(&intent.command).unwrap_or(Kind::Public);
                let (to, text) = subject(&intent.command);
                let way = way::find(state, &events, kind, to, app.now);
                let act = way.words(app, brand, state, text, self.id);
                let instead = way.instead(state, kind, &act, &policy);
                let problem = told(&code).with("said", said.into());
                Err(problem.with("instead", instead.into()))
            }
            Told::Unsure(reason) => {
                intent.reason = Some(reason);
                // Should this fail: without a reason it counts as unsure a minute later.
                intent::keep(app, brand, self.case, &intent).await?;
                let answer = json!({"act": intent.shown(app.now), "words": words("unsure")});
                Ok(Reply::json(202, &answer))
            }
        }
    }
}

/// An act that a platform has accepted.
pub(super) struct Accepted<'a> {
    case: &'a CaseId,
    intent: &'a Intent,
    /// The case before.
    state: &'a Case,
}

impl<'a> Accepted<'a> {
    /// The act `intent` of a case; `state` is the case before it.
    pub(super) const fn new(case: &'a CaseId, intent: &'a Intent, state: &'a Case) -> Self {
        Self {
            case,
            intent,
            state,
        }
    }

    /// Writes down what happened, and only then forgets the intent.
    pub(super) async fn write<S: Store>(
        &self,
        app: &App<S>,
        brand: &Brand,
        happened: &[CaseEvent],
    ) -> Result<(), Problem> {
        let life = record::life(&*app.policy(brand).await?);
        let family = family(self.state.channel);
        for event in happened {
            if let Happened::ReplySent { reply } = &event.what
                && let Some(post) = &reply.post
            {
                let index = keys::post(brand, family, post);
                let entry = Entry::new(index, self.case.as_str().to_owned());
                app.store.put(entry.living(life)).await?;
            }
        }
        commands::write(app, brand, self.case, self.state, happened).await?;
        let key = keys::intent(brand, self.case, &self.intent.id);
        app.store.delete(&key).await?;
        Ok(())
    }
}

/// The events with the platform's id of the answer.
fn with_reference(
    mut events: Vec<CaseEvent>,
    form: &Form,
    state: &Case,
    reference: Option<String>,
) -> Vec<CaseEvent> {
    for event in &mut events {
        if let Happened::ReplySent { reply } = &mut event.what {
            let to = reply.to.as_deref().and_then(|to| state.turn(to));
            // Over there an id is unique within its chat; here it bears the chat's.
            let chat = to.filter(|_| form.platform == Platform::Telegram);
            let chat = chat.and_then(|turn| turn.id.split_once('.'));
            reply.post = reference.as_ref().map(|id| match chat {
                Some((chat, _)) => format!("{chat}.{id}"),
                None => id.clone(),
            });
        }
    }
    events
}
