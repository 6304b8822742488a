//! Views under pseudonyms: every member that can hold a name of an archive, a path or a person of the policy gets tokens, so
//! that every medium has them. Patterns take views apart without `..`: a new member is a decision to be made here.

mod compliance;
mod diff;
mod list;
mod report;
mod sample;

use crate::pseudonym::{Kind, Pseudonyms};
use crate::view::{ArchiveView, IncompleteView, UnmatchedView};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be shown under pseudonyms.
pub trait Redact {
    /// Puts tokens in place of names, and says so.
    fn redact(&mut self, under: &Pseudonyms);
}

impl<T: Redact> Redact for Vec<T> {
    fn redact(&mut self, under: &Pseudonyms) {
        self.iter_mut().for_each(|each| each.redact(under));
    }
}

impl<T: Redact> Redact for Option<T> {
    fn redact(&mut self, under: &Pseudonyms) {
        self.iter_mut().for_each(|each| each.redact(under));
    }
}

/// Text that is owned, or shared by many rows.
trait Text: AsRef<str> + From<String> {}

impl Text for String {}

impl Text for Arc<str> {}

/// Accounts by their names, or by their ids where they have none.
pub fn redact_accounts(of: &mut [String], under: &Pseudonyms) {
    of.iter_mut()
        .for_each(|account| *account = account_of(account, under));
}

fn account_of(account: &str, under: &Pseudonyms) -> String {
    let kind = match uuid::Uuid::try_parse(account) {
        Ok(_) => Kind::Id,
        Err(_) => Kind::Account,
    };
    under.token(kind, account)
}

fn name<T: Text>(of: &mut Option<T>, kind: Kind, under: &Pseudonyms) {
    if let Some(of) = of {
        *of = under.token(kind, (*of).as_ref()).into();
    }
}

fn address(of: &mut Option<String>, under: &Pseudonyms) {
    if let Some(of) = of {
        *of = under.address(of);
    }
}

fn text<T: Text>(of: &mut Option<T>, under: &Pseudonyms) {
    if let Some(of) = of {
        *of = under.text((*of).as_ref()).into();
    }
}

fn person<T: Text>(of: &mut Option<T>, under: &Pseudonyms) {
    if let Some(of) = of {
        *of = under.person((*of).as_ref()).into();
    }
}

/// Names, in the order of their tokens: that of the names would tell something of them.
fn names(of: &mut Vec<String>, kind: Kind, under: &Pseudonyms) {
    of.iter_mut().for_each(|one| *one = under.token(kind, one));
    of.sort();
    of.dedup();
}

fn paths(of: &mut [String], under: &Pseudonyms) {
    of.iter_mut().for_each(|path| *path = under.file(path));
}

/// Rows of equal count in the order of their tokens.
fn in_order<T, K: Ord>(rows: &mut [T], key: impl Fn(&T) -> (u64, K)) {
    rows.sort_by(|a, b| {
        let (one, other) = (key(a), key(b));
        (Reverse(one.0), one.1).cmp(&(Reverse(other.0), other.1))
    });
}

impl Redact for ArchiveView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            path,
            sha256: _,
            bytes: _,
            compression: _,
            shape: _,
            account,
            month: _,
            records: _,
            events: _,
            first_at: _,
            last_at: _,
        } = self;
        *path = under.file(path);
        name(account, Kind::Account, under);
    }
}

impl Redact for IncompleteView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            archive,
            code: _,
            message,
        } = self;
        *message = under.text(&message.replace(&**archive, "the archive"));
        *archive = under.file(archive);
    }
}

impl Redact for UnmatchedView {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            filter,
            value,
            nearest,
        } = self;
        *value = filter_value(filter, value, under);
        nearest
            .iter_mut()
            .for_each(|one| *one = filter_value(filter, one, under));
    }
}

fn filters(of: &mut BTreeMap<&'static str, Vec<String>>, under: &Pseudonyms) {
    for (filter, values) in of {
        for value in values {
            *value = filter_value(filter, value, under);
        }
    }
}

/// A value of a filter. A pattern is part of a name, for which there is no token.
fn filter_value(filter: &str, value: &str, under: &Pseudonyms) -> String {
    let kind = match filter {
        "actor" => Kind::User,
        "app" => Kind::App,
        "team" => Kind::Team,
        "account" => Kind::Account,
        "ip" => Kind::Host,
        _ => return value.to_owned(),
    };
    let (not, bare) = match value.strip_prefix('!') {
        Some(bare) => ("!", bare),
        None => ("", value),
    };
    let shown = match kind {
        Kind::Host => under.address(bare),
        _ if bare == "*" => "*".to_owned(),
        _ if bare.contains(['*', '?', '[', ']', '{', '}', '\\']) => "(pattern withheld)".to_owned(),
        _ if uuid::Uuid::try_parse(bare).is_ok() => under.token(Kind::Id, bare),
        kind => under.token(kind, bare),
    };
    format!("{not}{shown}")
}
