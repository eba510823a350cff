//! Support for the stories: reads threads, runs them through the core, prints what a CM would see.
