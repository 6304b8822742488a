//! The list of archives.

use super::{Redact, name, paths, redact_accounts};
use crate::pseudonym::{Kind, Pseudonyms};
use crate::view::list::{
    AccountMonth, ListView, ListedArchive, ListingView, RepeatedMonth, SameFile,
};

impl Redact for ListView {
    fn redact(&mut self, under: &Pseudonyms) {
        self.pseudonyms = Some(under.view());
        self.archives.redact(under);
        self.missing_months.redact(under);
        self.repeated_months.redact(under);
        self.same_files.redact(under);
        if let Some(ListingView {
            path,
            listed: _,
            not_here: _,
        }) = &mut self.listing
        {
            *path = under.file(path);
        }
    }
}

impl Redact for ListedArchive {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            archive,
            account_id,
            accounts,
            status: _,
            events_month: _,
            through: _,
            problem,
            listing: _,
        } = self;
        if let Some(problem) = problem {
            *problem = under.text(&problem.replace(&*archive.path, "the archive"));
        }
        archive.redact(under);
        name(account_id, Kind::Id, under);
        redact_accounts(accounts, under);
    }
}

impl Redact for AccountMonth {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            account,
            account_id,
            month: _,
            through: _,
        } = self;
        name(account, Kind::Account, under);
        name(account_id, Kind::Id, under);
    }
}

impl Redact for RepeatedMonth {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            of,
            archives,
            relation: _,
            superset,
        } = self;
        of.redact(under);
        paths(archives, under);
        if let Some(superset) = superset {
            *superset = under.file(superset);
        }
    }
}

impl Redact for SameFile {
    fn redact(&mut self, under: &Pseudonyms) {
        let Self {
            sha256: _,
            archives,
        } = self;
        paths(archives, under);
    }
}
