//! What a report needs for its sections beside activity.

use super::Context;
use crate::aggregate::{By, Summary};
use crate::archive;
use crate::catalog::Catalogs;
use crate::cli::ReportArgs;
use crate::compliance::{Asked, Changes, DETECTION, Noted, Observed, Place, exceptions, marks};
use crate::config::{load_frameworks, load_policy};
use crate::error::{Error, Result};
use crate::event::time::date_of_day;
use crate::event::{Month, Timestamp};
use crate::filter::Filter;
use crate::framework::Framework;
use crate::ingest::Source;
use crate::output::Inputs;
use crate::policy::Policy;
use crate::progress::Progress;
use crate::reading::{Counted, Reading};
use crate::record::Marks;
use crate::view::compliance::{ComplianceView, GivenView};
use crate::view::section::Section;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// What is asked for, and what it is held against.
pub(super) struct Sections<'a> {
    sections: Vec<Section>,
    policy: Arc<Policy>,
    frameworks: Vec<Framework>,
    filter: &'a Filter,
}

/// What the archives of `--history` hold.
pub(super) type History = Counted<Noted>;

impl<'a> Sections<'a> {
    pub(super) fn new(
        args: &ReportArgs,
        context: &Context,
        filter: &'a Filter,
        by: &[By],
    ) -> Result<Self> {
        let table = context.settings.policy.as_ref().map(|table| &table.policy);
        let policy = match &args.policy {
            Some(path) => load_policy(path)?,
            None => table.cloned().unwrap_or_default(),
        };
        for remark in &policy.remarks {
            context.diagnostics.warn(remark);
        }
        let mut sections = args.sections.clone();
        if sections.is_empty() {
            sections = Section::ALL.to_vec();
        }
        // A cross-table has no sections.
        if !by.is_empty() {
            sections.retain(|section| *section == Section::Activity);
        }
        // What is built in is right and takes memory to read; a file of the user's own may be wrong.
        let held_against = |section| matches!(section, &Section::Controls | &Section::Coverage);
        let frameworks = match &args.framework[..] {
            [] if !sections.iter().any(held_against) => Vec::new(),
            names => load_frameworks(names)?,
        };
        Ok(Self {
            frameworks,
            sections,
            policy: Arc::new(policy),
            filter,
        })
    }

    fn has(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }

    pub(super) fn without_activity(&self) -> bool {
        !self.sections.is_empty() && !self.has(Section::Activity)
    }

    /// Whether events have to be looked at one by one.
    pub(super) fn wanted(&self) -> bool {
        let looking = [Section::Access, Section::Changes, Section::Register];
        looking.into_iter().any(|section| self.has(section))
    }

    pub(super) fn marker(&self) -> impl Fn(&str) -> Marks + Sync {
        let reads_data = self.policy.reads_data();
        move |name: &str| {
            let marks = marks(&self.sections, name);
            match reads_data || marks.any(DETECTION) {
                true => marks,
                false => marks.and(Marks::BARE),
            }
        }
    }

    pub(super) fn observers(&self) -> Observed {
        let noted = self.has(Section::Access) || self.has(Section::Register);
        (
            noted.then(|| Noted::new(Arc::clone(&self.policy))),
            self.has(Section::Changes)
                .then(|| Changes::new(Arc::clone(&self.policy))),
        )
    }

    /// Reads earlier archives for the ledger of grants, by no filter.
    pub(super) fn read_history(
        &self,
        sources: &[Source],
        context: &Context,
    ) -> Result<Option<History>> {
        if sources.is_empty() || !self.has(Section::Access) {
            return Ok(None);
        }
        let (filter, progress) = (Filter::default(), Progress::hidden());
        let marker = |name: &str| marks(&[Section::Access], name);
        let reading = Reading {
            marker: Some(&marker),
            ..context.reading(sources, &filter, &progress)
        };
        let observer = || Noted::new(Arc::clone(&self.policy));
        context.read(reading, None, &observer).map(Some)
    }

    pub(super) fn view<O>(
        &self,
        observed: &Observed,
        counted: &Counted<O>,
        summary: &Summary,
        catalogs: &Catalogs,
        history: Option<&History>,
    ) -> ComplianceView {
        let end = self.filter.end();
        let place = |at: Timestamp| match end {
            _ if self.filter.accepts_time(at) => Place::Within,
            Some(end) if at >= end => Place::After,
            _ => Place::History,
        };
        let (filed, _) = archive::file(counted, None);
        let months: BTreeSet<Month> = filed.iter().flat_map(|one| one.months.clone()).collect();
        // The list of supported events may change within the period; without an event the archives' months are it.
        let of_months = || Some((months.first()?.start().day(), months.last()?.start().day()));
        let (first, last) = summary.all.days().or_else(of_months).unwrap_or_default();
        let asked = Asked {
            sections: &self.sections,
            policy: &self.policy,
            frameworks: &self.frameworks,
            place: &place,
            supported: catalogs
                .within(first, last)
                .flat_map(|catalog| &catalog.events)
                .map(String::as_str)
                .collect(),
            months,
            history: history.map(|history| (&history.observed, &history.names)),
        };
        let policy = &self.policy;
        let mut view = asked.view(observed, &counted.names, summary);
        if self.sections.iter().any(|it| *it != Section::Activity) {
            view.exceptions = exceptions(policy, self.last_day(summary), None, &view);
        }
        ComplianceView {
            given: GivenView {
                history: history.is_some(),
                subject: policy.subject.is_some(),
                internal_domains: policy.internal_domains.is_some(),
            },
            ..view
        }
    }

    /// The last day of the period: that before the end that was asked for, else that of the last event.
    fn last_day(&self, summary: &Summary) -> Option<NaiveDate> {
        let before = |end: Timestamp| match (end.secs.rem_euclid(86_400), end.nanos) {
            (0, 0) => end.day() - 1,
            _ => end.day(),
        };
        let last = summary.all.days().map(|(_, last)| last);
        self.filter.end().map(before).or(last).map(date_of_day)
    }
}

/// The files that the sections are held against.
pub(super) fn inputs(args: &ReportArgs, inputs: Inputs) -> Inputs {
    let inputs = inputs.file("the policy", args.policy.as_deref());
    let inputs = inputs.file("the listing", args.listing.as_deref());
    let frameworks = args.framework.iter().map(Path::new);
    frameworks.fold(inputs, |inputs, path| {
        inputs.file("a framework", Some(path))
    })
}

/// The archives of `--history`.
pub(super) fn history(args: &ReportArgs, context: &Context) -> Result<Vec<Source>> {
    if args.history.iter().any(|word| word == "-") {
        let what = "--history -: standard input can only be an archive of the report itself";
        return Err(Error::Usage(what.to_owned()).hint("name a file"));
    }
    context.discover(&args.history)
}
