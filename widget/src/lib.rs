//! The browser widget.
