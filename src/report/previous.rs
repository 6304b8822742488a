//! The period that a report is held against, and whether it may be.

use super::{period_view, totals, unsupported};
use crate::aggregate::{Aggregate, Context, Tables};
use crate::archive;
use crate::catalog::Catalogs;
use crate::reading::Counted;
use crate::view::report::PreviousView;
use crate::view::{ArchiveView, IncompleteView};
use std::collections::BTreeSet;

/// The other period, and what of it could not be read.
#[derive(Debug, Clone)]
pub struct Previous {
    /// As the report shows it.
    pub view: PreviousView,
    /// Its archives that could not be read to their end.
    pub incomplete: Vec<IncompleteView>,
}

/// Counts the headline figures of the other period.
#[must_use]
pub fn previous(catalogs: &Catalogs, counted: &Counted<Tables>) -> Previous {
    let context = Context {
        names: &counted.names,
        tz: chrono_tz::UTC,
    };
    let summary = counted.observed.0.finish(context);
    let unsupported = unsupported(catalogs, &summary);
    Previous {
        view: PreviousView {
            period: period_view(&summary.all),
            archives: archive::views(counted),
            ledger: archive::ledger_view(counted.ledger),
            totals: totals(&summary, unsupported),
        },
        incomplete: archive::incomplete(&counted.archives),
    }
}

impl Previous {
    /// The accounts of both periods, where they have none in common.
    #[must_use]
    pub fn of_others(&self, archives: &[ArchiveView]) -> Option<[String; 2]> {
        let accounts = |archives: &[ArchiveView]| -> BTreeSet<String> {
            archives
                .iter()
                .filter_map(|one| one.account.clone())
                .collect()
        };
        let (mine, theirs) = (accounts(archives), accounts(&self.view.archives));
        let known = !mine.is_empty() && !theirs.is_empty();
        let joined = |names: BTreeSet<String>| Vec::from_iter(names).join(" and ");
        (known && mine.is_disjoint(&theirs)).then(|| [joined(mine), joined(theirs)])
    }
}
