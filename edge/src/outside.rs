//! The world outside: what the Worker asks of others. One implementation calls, the tests' answers by itself.

use futures_util::future::LocalBoxFuture;
use http::Method;
use std::fmt::Debug;

/// A call to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outgoing {
    /// How.
    pub(crate) method: Method,
    /// Where to; [`crate::outbox::guard`] has seen it.
    pub(crate) url: String,
    /// The headers.
    pub(crate) headers: Vec<(String, String)>,
    /// JSON; empty where nothing is sent.
    pub(crate) body: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The body, or its beginning.
    pub(crate) body: String,
}

/// What handlers may ask of the world outside.
pub(crate) trait Outside: Debug {
    /// Makes one call, never follows a redirect.
    ///
    /// # Errors
    /// Why nothing came back. Whether the call has arrived is not known then.
    fn call(&self, outgoing: Outgoing) -> LocalBoxFuture<'_, Result<Answer, String>>;

    /// Whether a JSON Web Key made this signature over the data, by RSASSA-PKCS1-v1_5 with SHA-256.
    ///
    /// # Errors
    /// What is wrong with the key.
    fn rs256(
        &self,
        jwk: String,
        data: Vec<u8>,
        signature: Vec<u8>,
    ) -> LocalBoxFuture<'_, Result<bool, String>>;

    /// Whether the owner has bound a queue.
    fn has_queue(&self) -> bool;

    /// Sends a message to ourselves, through the queue.
    ///
    /// # Errors
    /// Why it could not be sent, or that there is no queue.
    fn queue(&self, message: String) -> LocalBoxFuture<'_, Result<(), String>>;
}
