//! The panel: small components that take plain values; the signals stand in [`Screen`].

// The component macro makes public types of what is only ours.
#![allow(unreachable_pub)]

mod acts;
mod case;
mod frame;
mod icons;
mod keys;
mod queue;
mod reply;
mod sign_in;
mod thread;

pub(crate) use frame::Panel;
pub(crate) use icons::{degree_name, degree_path};

use crate::state::Model;
use crate::state::view::{CaseView, FormView, Frame, QueueView, ReplyView};
use crate::strings::Locale;
use leptos::prelude::*;

/// Everything that is shown, in parts that change on their own.
#[derive(Clone, Copy)]
pub(crate) struct Screen {
    /// The panel's language.
    pub(crate) locale: RwSignal<Locale>,
    /// The frame.
    pub(crate) frame: RwSignal<Frame>,
    /// The queue.
    pub(crate) queue: RwSignal<QueueView>,
    /// The open case.
    pub(crate) case: RwSignal<Option<CaseView>>,
    /// The form of what is being done with it.
    pub(crate) form: RwSignal<Option<FormView>>,
    /// The reply to the open case.
    pub(crate) reply: RwSignal<Option<ReplyView>>,
}

impl Screen {
    /// The first picture of a model.
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            locale: RwSignal::new(model.locale),
            frame: RwSignal::new(model.frame()),
            queue: RwSignal::new(model.queue()),
            case: RwSignal::new(model.case()),
            form: RwSignal::new(model.form_view()),
            reply: RwSignal::new(model.reply()),
        }
    }

    /// Shows a model; what did not change is not drawn again, and what stands in a closed panel not worked out.
    pub(crate) fn show(self, model: &Model) {
        put(self.locale, model.locale);
        if !model.open {
            return put(self.frame, model.frame());
        }
        put(self.queue, model.queue());
        put(self.case, model.case());
        put(self.form, model.form_view());
        self.show_reply(model);
        // Last, so that a panel that opens has all of its content at once.
        put(self.frame, model.frame());
    }

    /// Shows the reply alone.
    pub(crate) fn show_reply(self, model: &Model) {
        put(self.reply, model.reply());
    }
}

fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
