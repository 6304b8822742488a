//! What archives are validated by: the same for `trailproof validate` and for `report --validate`.

use super::{Context, listing};
use crate::catalog::Catalogs;
use crate::config::{Choice as _, Selection, Top, today};
use crate::error::Result;
use crate::event::Timestamp;
use crate::ingest::{Limits, Source};
use crate::listing::Listing;
use crate::pipeline::Inspection;
use crate::reading::Counted;
use crate::validate::{Asked, Identities, Ignore, Inspector, Kept, Rules, verdict};
use crate::view::validation::ValidationView;
use std::path::Path;
use std::sync::Arc;

/// What the flags of a command say of validation.
pub(super) struct Flags<'a> {
    pub(super) listing: Option<&'a Path>,
    pub(super) as_of: Option<Timestamp>,
    pub(super) is_final: bool,
    pub(super) ignore: &'a [Selection],
    pub(super) generated_at: Option<Timestamp>,
}

/// The rules, and what archives are held against.
pub(super) struct Judging {
    rules: Rules,
    catalogs: Arc<Catalogs>,
    listing: Option<(Source, Listing)>,
    ignores: Vec<Ignore>,
    configuration: Option<String>,
    as_of: Option<Timestamp>,
    is_final: bool,
    fail_on: &'static str,
    generated_at: Option<Timestamp>,
}

impl Judging {
    /// Reads the listing before the archives, so that a wrong one costs no time.
    pub(super) fn new(
        flags: &Flags<'_>,
        catalogs: &Arc<Catalogs>,
        sources: &[Source],
        context: &Context,
    ) -> Result<Self> {
        let own = &context.settings.validate;
        let rules = own.select.value.as_ref();
        Ok(Self {
            rules: rules.map_or_else(Rules::all, Selection::rules),
            catalogs: Arc::clone(catalogs),
            listing: listing::read(flags.listing, sources)?,
            ignores: ignores(flags.ignore, context),
            configuration: own.ignore.origin.file().map(|path| path.into_owned()),
            as_of: flags.as_of,
            is_final: flags.is_final,
            fail_on: own.fail_on.value.name(),
            generated_at: flags.generated_at,
        })
    }

    /// The listing that archives are held against.
    pub(super) fn listing(&self) -> Option<&Listing> {
        self.listing.as_ref().map(|(_, listing)| listing)
    }

    /// A look at every record.
    pub(super) fn inspection(&self, context: &Context) -> Inspection<'static> {
        let (rules, catalogs) = (self.rules, Arc::clone(&self.catalogs));
        let kept = Kept::of(rules);
        let lengths = context.settings.limits.lengths();
        Inspection {
            inspector: Box::new(move || {
                Box::new(Inspector::new(rules, Arc::clone(&catalogs)).asking_from(lengths))
            }),
            list: match context.settings.validate.max_findings.value {
                Top::Rows(rows) => rows.get(),
                Top::All => usize::MAX,
            },
            times: kept.times,
            twins: kept.twins,
        }
    }

    /// What is read of an archive that is judged.
    pub(super) fn limits(&self, context: &Context) -> Limits {
        context.settings.limits.for_judging()
    }

    /// An observer of what rules over all archives look at.
    pub(super) fn firsts(&self) -> Identities {
        Identities::new(Kept::of(self.rules).firsts)
    }

    /// The verdict on what was read with [`Self::inspection`] and observed by [`Self::firsts`].
    pub(super) fn verdict<O>(
        &self,
        counted: &mut Counted<O>,
        firsts: &Identities,
    ) -> ValidationView {
        let asked = Asked {
            rules: self.rules,
            ignores: &self.ignores,
            configuration: self.configuration.as_deref(),
            today: today(self.as_of.or(self.generated_at)),
            catalogs: &self.catalogs,
            listing: self
                .listing
                .as_ref()
                .map(|(source, listing)| (listing, &*source.shown)),
            as_of: self.as_of,
            is_final: self.is_final,
            fail_on: self.fail_on,
            generated_at: self.generated_at,
        };
        verdict(&asked, counted, firsts)
    }
}

/// The rules that flags and configuration set aside.
fn ignores(flags: &[Selection], context: &Context) -> Vec<Ignore> {
    let flags = flags.iter().flat_map(|words| words.words());
    let flags = flags.filter_map(|word| {
        Some(Ignore {
            word: word.clone(),
            rules: Rules::named(word)?,
            reason: "set aside on the command line".to_owned(),
            owner: None,
            until: None,
        })
    });
    let configured = context.settings.validate.ignore.value.as_ref();
    let configured = configured.map_or(&[][..], |aside| aside.entries());
    configured.iter().cloned().chain(flags).collect()
}

/// Says which entries do nothing: a mistake, or a reason that is gone.
pub(super) fn warn_of_ignores(view: &ValidationView, context: &Context) {
    for entry in &view.ignored {
        let rules = &entry.rules;
        match entry.state {
            "expired" => context.diagnostics.warn(&format!(
                "{rules} was set aside until {}, which has passed: its findings count again",
                entry.until.as_deref().unwrap_or_default()
            )),
            "unused" => context.diagnostics.warn(&format!(
                "{rules} is set aside but has no findings; remove the entry"
            )),
            _ => {}
        }
    }
}
