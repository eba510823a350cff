//! The core of Accalmie.
