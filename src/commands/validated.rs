//! What `report --validate` says of its archives.

use super::Context;
use super::judging::{Flags, Judging, warn_of_ignores};
use super::read::Basis;
use crate::cli::ReportArgs;
use crate::error::{Error, Result};
use crate::filter::Filter;
use crate::ingest::Source;
use crate::reading::{Counted, Reading};
use crate::validate::Identities;
use crate::view::validation::ValidationView;
use std::sync::Arc;

/// The validation that was asked for.
pub(super) struct Validating {
    judging: Judging,
    /// Whether the report's own reading validates. With filters it does not see every record, and with limits of its
    /// own it ends where validation reads on.
    beside: bool,
}

impl Validating {
    pub(super) fn new(
        args: &ReportArgs,
        basis: &Basis,
        sources: &[Source],
        context: &Context,
    ) -> Result<Option<Self>> {
        if !args.validate {
            return Ok(None);
        }
        let flags = Flags {
            listing: args.listing.as_deref(),
            as_of: args.as_of,
            is_final: args.is_final,
            ignore: &args.ignore,
            generated_at: basis.generated_at,
        };
        let catalogs = Arc::new(basis.catalogs.clone());
        let judging = Judging::new(&flags, &catalogs, sources, context)?;
        let limits = context.settings.limits.for_reading();
        let beside = basis.filter.is_empty() && judging.limits(context) == limits;
        if !beside && sources.iter().any(|source| source.path.is_none()) {
            let what = "--validate with filters or limits reads archives twice, but standard input can only be read once";
            return Err(Error::Usage(what.to_owned()).hint("name a file"));
        }
        Ok(Some(Self { judging, beside }))
    }

    /// The report's reading, with a look at every record if that serves both.
    pub(super) fn joins<'a>(&self, reading: Reading<'a>, context: &Context) -> Reading<'a> {
        let inspection = self.beside.then(|| self.judging.inspection(context));
        Reading {
            inspection,
            ..reading
        }
    }

    /// An observer of the report's reading.
    pub(super) fn firsts(&self) -> Option<Identities> {
        self.beside.then(|| self.judging.firsts())
    }

    /// What archives are validated by.
    pub(super) fn judging(&self) -> &Judging {
        &self.judging
    }

    /// The verdict, out of the report's reading or of another one.
    pub(super) fn view<O>(
        &self,
        counted: &mut Counted<O>,
        firsts: Option<Identities>,
        sources: &[Source],
        context: &Context,
    ) -> Result<ValidationView> {
        let view = match firsts {
            Some(firsts) => self.judging.verdict(counted, &firsts),
            None => {
                let filter = Filter::default();
                let observer = || ((), self.judging.firsts());
                let counted = context.count(
                    sources,
                    &filter,
                    None,
                    |it| Reading {
                        limits: self.judging.limits(context),
                        inspection: Some(self.judging.inspection(context)),
                        ..it
                    },
                    &observer,
                )?;
                let (mut counted, firsts) = counted.parted();
                self.judging.verdict(&mut counted, &firsts)
            }
        };
        warn_of_ignores(&view, context);
        Ok(view)
    }
}
