//! The head of a document: title, banner, facts.

use crate::catalog::AUTO;
use crate::render::document::{Block, Mood, Notice, Phrase};
use crate::render::figures::{counted, date, short_time};
use crate::view::{
    ArchiveView, HeldAgainstView, IncompleteView, PeriodView, PseudonymsView, ToolView,
    UnmatchedView,
};
use std::collections::{BTreeMap, BTreeSet};

/// Named facts.
pub(super) type Facts = Vec<(&'static str, Phrase)>;

/// Accounts that a title names one by one; more are only counted there.
const NAMED_ACCOUNTS: usize = 3;

/// Accounts that a notice names.
const MOST_NAMED: usize = 5;

/// What it is, and of which accounts.
pub(super) fn titled<'a>(
    what: &'static str,
    archives: impl IntoIterator<Item = &'a ArchiveView>,
) -> Phrase {
    let archives = archives.into_iter();
    let accounts = archives.filter_map(|archive| archive.account.as_deref());
    let accounts: BTreeSet<&str> = accounts.collect();
    match accounts.len() {
        0 => Phrase::ours(what),
        1..=NAMED_ACCOUNTS => Phrase::ours(what).say(" of ").quote_all(accounts, " and "),
        n => Phrase::ours(format!("{what} of {n} accounts")),
    }
}

/// That names are pseudonyms.
pub(super) fn pseudonyms(view: Option<&PseudonymsView>) -> Option<Block> {
    let notice = Notice::new(Mood::Warning, view?.sentence());
    Some(Block::Notices(vec![notice]))
}

/// Inputs that could not be read to their end.
pub(super) fn missing(incomplete: &[IncompleteView]) -> Vec<Phrase> {
    let sentence = |input: &IncompleteView| {
        let phrase = Phrase::given(&input.archive)
            .say(": ")
            .quote(&input.message);
        match input.code {
            Some(code) => phrase.say(" (").quote(code).say(")"),
            None => phrase,
        }
    };
    incomplete.iter().map(sentence).collect()
}

/// What events were held against.
pub(crate) fn catalog(catalog: &HeldAgainstView) -> Phrase {
    let name = Phrase::given(&catalog.name);
    if catalog.catalogs.is_empty() {
        return name;
    }
    let names = catalog.catalogs.iter().map(String::as_str);
    name.say(" (").quote_all(names, ", ").say(")")
}

/// The catalog that events were held against, as the subject of a sentence.
pub(super) fn the_catalog(catalog: &HeldAgainstView) -> Phrase {
    match (catalog.name.as_str(), catalog.catalogs.as_slice()) {
        (_, [only]) => Phrase::ours("catalog ").quote(only),
        (AUTO, _) => Phrase::ours("the catalog of their month"),
        (name, _) => Phrase::ours("catalog ").quote(name),
    }
}

/// That events of several accounts are counted together, where they are; `events` says which.
pub(super) fn several_accounts(events: &str, accounts: &[String]) -> Option<Phrase> {
    let number = accounts.len();
    let text = format!("{events} of {number} enterprise accounts are counted together: ");
    let names = accounts.iter().take(MOST_NAMED).map(String::as_str);
    let text = Phrase::ours(text).quote_all(names, ", ");
    let more = if number > MOST_NAMED { " …" } else { "" };
    (number > 1).then(|| text.say(more).say("; --account picks one."))
}

/// A filter value that met nothing, in a sentence.
pub(super) fn unmatched(value: &UnmatchedView) -> Phrase {
    let text = Phrase::ours(format!("--{} ", value.filter)).quote(&value.value);
    let text = text.say(format!(" matches no {} in the archives read", value.what()));
    if value.nearest.is_empty() {
        return text.say(".");
    }
    let names = value.nearest.iter().map(String::as_str);
    text.say("; nearest: ").quote_all(names, ", ").say(".")
}

/// A fact for each filter.
pub(super) fn filters(
    filters: &BTreeMap<&'static str, Vec<String>>,
) -> impl Iterator<Item = (&'static str, Phrase)> {
    filters.iter().map(|(name, values)| {
        let values = values.iter().map(String::as_str);
        let phrase = Phrase::ours(format!("{name} ")).quote_all(values, " or ");
        ("Filter", phrase)
    })
}

/// From the first event to the last.
pub(super) fn span(from: &str, to: &str) -> Phrase {
    Phrase::given(&short_time(from))
        .say(" – ")
        .quote(&short_time(to))
        .say(" UTC")
}

/// The same with the number of days.
pub(super) fn period(period: &PeriodView) -> Phrase {
    let (Some(from), Some(to)) = (&period.from, &period.to) else {
        return Phrase::ours("no event");
    };
    let phrase = span(from, to);
    match (date(from), date(to)) {
        (Some(first), Some(last)) if first <= last => {
            let days = u64::try_from((last - first).num_days()).unwrap_or_default() + 1;
            phrase.say(format!(" ({})", counted(days, "day", "days")))
        }
        _ => phrase,
    }
}

pub(super) fn made_by(tool: &ToolView, generated_at: Option<&str>) -> Phrase {
    let phrase = Phrase::ours(format!("{} {}", tool.name, tool.version));
    match generated_at {
        Some(at) => phrase.say(", ").quote(at),
        None => phrase,
    }
}
