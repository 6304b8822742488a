//! From a finished view to bytes. Renderers are pure: no file, no clock, no terminal.

pub mod view;
