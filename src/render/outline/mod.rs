//! What documents say, in which order and in which words: one function a document, one file a section.

mod archives;
mod catalog;
mod control;
mod diff;
mod explain;
mod headline;
mod list;
mod paper;
mod pseudonyms;
mod report;
mod rules;
mod sample;
mod validation;
mod verification;

pub(super) use catalog::{catalog, catalogs, difference};
pub(super) use control::controls;
pub(super) use diff::diff;
pub(super) use explain::{explain, rules};
pub(super) use list::list;
pub(super) use pseudonyms::resolved;
pub(super) use report::report;
pub(super) use rules::{list as rules_list, pages as rules_pages, tests as rules_tests};
pub(super) use sample::{evaluation, plan, sample};
pub(super) use validation::validation;
pub(super) use verification::verification;

use super::document::{Cell, Label, Phrase};
use crate::catalog::Category;
use crate::view::page::CommandView;

/// A category by its heading.
fn category(name: &str) -> Phrase {
    let known = Category::ALL.into_iter().find(|all| all.as_str() == name);
    known.map_or_else(|| Phrase::given(name), |known| Phrase::ours(known.title()))
}

/// The place of a category among all, by which it has its colour.
fn place(name: &str) -> Option<usize> {
    let known = Category::ALL.into_iter().find(|all| all.as_str() == name);
    known.map(Category::place)
}

/// A name that has no id and is never absent.
fn named(name: &str) -> Cell {
    Label::of(Some(name), None, "").into()
}

/// The command line of these words; nothing where there are none to tell.
fn command<'a>(words: impl IntoIterator<Item = &'a String>) -> Option<Phrase> {
    let mut words = words.into_iter().map(String::as_str).peekable();
    words.peek()?;
    let line = super::safe::shell_line::shell_line(["trailproof"].into_iter().chain(words));
    Some(Phrase::given(&line))
}

/// The command line that gives a page again.
fn again(made: &CommandView) -> Option<Phrase> {
    command(made.what.iter().chain(&made.form))
}
