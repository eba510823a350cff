use crate::owner::Owner;
use crate::policy::Handling;
use crate::reading::{PersonalKind, Risk, Severity, SignalKind};
use crate::reply::Item;
use crate::units::{Minutes, Span, Timestamp};
use serde::{Deserialize, Serialize};

/// One reason of a plan, as data; `words` puts it into a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case", tag = "reason")]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// A post speaks of a danger.
    Danger {
        /// Which.
        risk: Risk,
        /// The post's id.
        post: String,
    },
    /// The customer is this angry.
    Anger {
        /// How angry.
        severity: Severity,
    },
    /// A sign in a post that decides the step.
    Sign {
        /// What kind.
        kind: SignalKind,
        /// The post's id.
        post: String,
        /// Where in its text.
        #[serde(flatten)]
        span: Span,
    },
    /// Nobody has answered yet.
    Unanswered {
        /// Since when the customer waits.
        since: Timestamp,
        /// How long, in opening minutes.
        waited: Minutes,
        /// How long it may take.
        target: Minutes,
    },
    /// The customer came back before an answer.
    Chased {
        /// How often.
        times: u32,
    },
    /// The second message came within the delay that the brand publishes.
    WithinDelay {
        /// The first message.
        first: Timestamp,
        /// The message that chases.
        second: Timestamp,
        /// The published delay.
        published: Minutes,
        /// The two times on the brand's clock, in minutes after midnight.
        clock: (u16, u16),
    },
    /// The post is addressed to an account that doesn't look after customers.
    CorporateAccount {
        /// The handle it was addressed to.
        found: String,
        /// The handle that looks after customers.
        care: String,
    },
    /// The answer needs what must not be said in public.
    NeedsPrivate {
        /// What is missing.
        items: Vec<Item>,
    },
    /// Personal data stands in a public post.
    Exposed {
        /// What kind.
        kind: PersonalKind,
        /// The post's id.
        post: String,
    },
    /// The customer gave everything that was needed.
    Complete,
    /// The exchange goes on in private already.
    AlreadyPrivate,
    /// So many public answers were given; more spread the complaint.
    PublicAnswers {
        /// How many.
        given: u8,
        /// How many the policy allows.
        most: u8,
    },
    /// A hand-off is on its way or with the company's own system.
    HandedOff {
        /// The target's name.
        target: String,
        /// Since when.
        since: Timestamp,
        /// The ticket's reference, once there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
    },
    /// A hand-off could not be delivered.
    HandOffFailed {
        /// The target's name.
        target: String,
    },
    /// The company's own system has had the request for longer than a case may take.
    Overdue {
        /// How long, in opening minutes.
        waited: Minutes,
        /// How long it may take.
        target: Minutes,
    },
    /// The brand answered; the customer's word is awaited.
    CustomersTurn {
        /// Since when.
        since: Timestamp,
    },
    /// Nobody has said anything for so long.
    Quiet {
        /// How long.
        since: Timestamp,
    },
    /// The customer thanks.
    Thanks,
    /// The customer asks for information.
    Asks,
    /// The customer teases, without a grievance.
    Teases,
    /// The post insults; the policy says what to do.
    Insults {
        /// What the policy says.
        handling: Handling,
    },
    /// Calm enough for a lighter tone.
    Light,
    /// The cause is known, and the offer fits it.
    OfferFits,
    /// Nothing in the post asks for an answer.
    NothingAsked,
    /// Many people may read it.
    Reach {
        /// How many.
        people: u32,
    },
    /// A person gave the case to this owner.
    Assigned {
        /// The owner.
        owner: Owner,
    },
    /// A person put the case aside.
    Snoozed {
        /// Until then.
        until: Timestamp,
    },
    /// The matter is settled.
    Settled,
    /// The case has no post, or its posts were deleted or hidden.
    Empty,
}
