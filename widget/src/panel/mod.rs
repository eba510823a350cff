//! The panel: functions from what is to be shown to the tree that shows it.

mod acts;
mod case;
mod frame;
mod icons;
mod keys;
mod queue;
mod reply;
mod sign_in;
#[cfg(test)]
mod tests;
mod thread;

pub(crate) use icons::{degree_name, degree_path};

use crate::app::send;
use crate::state::view::{CaseView, FormView, Frame, QueueView, ReplyView};
use crate::state::{Model, Msg};
use crate::strings::Locale;
use crate::tree::El;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Everything that is shown.
#[derive(Debug)]
pub(crate) struct Screen {
    /// The panel's language.
    locale: Locale,
    /// The frame.
    frame: Frame,
    /// The queue.
    queue: QueueView,
    /// The open case.
    case: Option<CaseView>,
    /// The form of what is being done with it.
    form: Option<FormView>,
    /// The reply to the open case.
    reply: Option<ReplyView>,
}

impl Screen {
    /// What is shown of a model.
    pub(crate) fn new(model: &Model) -> Self {
        Self {
            locale: model.locale,
            frame: model.frame(),
            queue: model.queue(),
            case: model.case(),
            form: model.form_view(),
            reply: model.reply(),
        }
    }

    /// Takes over what a model shows by now; what stands in a closed panel is not worked out.
    pub(crate) fn follow(&mut self, model: &Model) {
        if model.open {
            *self = Self::new(model);
        } else {
            (self.locale, self.frame) = (model.locale, model.frame());
        }
    }

    /// Takes over the fields alone: nothing else is worked out while a person types.
    pub(crate) fn follow_fields(&mut self, model: &Model) {
        (self.form, self.reply) = (model.form_view(), model.reply());
    }

    /// The tree that shows it.
    pub(crate) fn tree(&self) -> El {
        frame::panel(self, queue::queue)
    }

    /// The tree that shows it while a person types: the queue is not drawn.
    pub(crate) fn fields(&self) -> El {
        frame::panel(self, queue::as_it_stood)
    }
}

/// Sends a message.
fn sends(msg: Msg) -> impl Fn(&Event) {
    move |_| send(msg.clone())
}

/// Sends the message that a field's text makes, letter by letter.
fn typed(msg: fn(String) -> Msg) -> impl Fn(&Event) {
    move |event| {
        send(msg(target(event)
            .map(|field| value(&field))
            .unwrap_or_default()))
    }
}

/// The element that an event happened to.
fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The text of a field.
fn value(field: &Element) -> String {
    let value = Reflect::get(field, &"value".into()).ok();
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// The index of the chosen line of a list.
fn chosen(list: &Element) -> Option<usize> {
    let list = list.dyn_ref::<web_sys::HtmlSelectElement>()?;
    usize::try_from(list.selected_index()).ok()
}
