//! What a report needs for its sections beside activity.

use super::{Context, detections};
use crate::aggregate::{By, Summary};
use crate::archive;
use crate::catalog::Catalogs;
use crate::cli::ReportArgs;
use crate::compliance::{
    Asked, Changes, DATA, Noted, NotedEvent, NotedEvents, Observed, exceptions, in_order, marks,
};
use crate::config::{load_frameworks, load_policy, load_rules};
use crate::detection::watch::{Setup, Watch, tag};
use crate::detection::{Judged, Known, Rules, Shown, ids, matches};
use crate::error::{Error, Result};
use crate::event::time::date_of_day;
use crate::event::{Month, Timestamp};
use crate::filter::Filter;
use crate::framework::Framework;
use crate::identity::Dimension;
use crate::ingest::Source;
use crate::output::Inputs;
use crate::policy::Policy;
use crate::progress::Progress;
use crate::reading::{Counted, Reading};
use crate::record::Marks;
use crate::sync::{both, with_threads};
use crate::view::compliance::{ComplianceView, GivenView, WorkingHoursView};
use crate::view::section::Section;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

/// What is asked for, and what it is held against.
pub(super) struct Sections<'a> {
    sections: Vec<Section>,
    policy: Arc<Policy>,
    frameworks: Vec<Framework>,
    /// Rules of detection, where they are asked for.
    rules: Option<Rules>,
    max_events: usize,
    setup: Arc<Setup>,
    filter: &'a Filter,
    threads: usize,
}

/// What is observed for the sections, and for rules of detection.
pub(super) type Noticed = (Observed, Option<Watch>);

/// What the archives of `--history` hold.
pub(super) type History = Counted<(Noted, Option<Watch>)>;

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
        let policy = Arc::new(policy);
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
        let detections = sections.contains(&Section::Detections);
        if args.fail_on.is_some() && !detections {
            let what = "--fail-on needs detections, which this report does not contain";
            return Err(Error::Usage(what.to_owned())
                .hint("include detections in --sections, and leave out --by"));
        }
        need_rules(&args.framework, &frameworks)?;
        let own = &args.rules;
        let built_in = || match own.no_builtin_rules {
            true => Rules::default(),
            false => Rules::built_in_to_judge(),
        };
        let rules = detections.then(|| load_rules(&own.rules, built_in()));
        Ok(Self {
            frameworks,
            sections,
            setup: detections::setup(&policy, filter, None, args.max_events),
            policy,
            rules: rules.transpose()?,
            max_events: args.max_events,
            filter,
            threads: context.settings.threads.value.get(),
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
        self.rules.is_some() || looking.into_iter().any(|section| self.has(section))
    }

    pub(super) fn marker(&self) -> impl Fn(&str) -> Marks + Sync {
        let reads_data = self.policy.reads_data();
        move |name: &str| {
            let marks = self.marks(&self.sections, name);
            match reads_data || marks.any(DATA) {
                true => marks,
                false => marks.and(Marks::BARE),
            }
        }
    }

    fn marks(&self, sections: &[Section], name: &str) -> Marks {
        let marks = marks(sections, name);
        let rules = self.rules.as_ref();
        rules.map_or(marks, |rules| marks.and(rules.marks(name)))
    }

    /// The rules that are held against the archives.
    pub(super) fn rules(&self) -> Option<&Rules> {
        self.rules.as_ref()
    }

    pub(super) fn tagger(&self) -> impl Fn(Dimension, Option<&str>, Option<&str>) -> u64 + Sync {
        |dimension, id, label| tag(&self.policy, dimension, id, label)
    }

    fn watch(&self, setup: &Arc<Setup>) -> Option<Watch> {
        self.rules.is_some().then(|| Watch::new(setup))
    }

    fn noted(&self) -> Noted {
        let kept = self.rules.as_ref().map(Rules::keeps).unwrap_or_default();
        Noted::new(Arc::clone(&self.policy)).keeping(Arc::new(kept))
    }

    pub(super) fn observers(&self) -> Noticed {
        let noted =
            self.has(Section::Access) || self.has(Section::Register) || self.rules.is_some();
        let observed = (
            noted.then(|| self.noted()),
            self.has(Section::Changes)
                .then(|| Changes::new(Arc::clone(&self.policy))),
        );
        (observed, self.watch(&self.setup))
    }

    /// Reads earlier archives for the ledger of grants, by no filter.
    pub(super) fn read_history<O>(
        &self,
        sources: &[Source],
        counted: &Counted<O>,
        context: &Context,
    ) -> Result<Option<History>> {
        let needed = self.has(Section::Access) || self.rules.is_some();
        // A name that is mistyped is told whatever the sections are.
        let absent = |source: &Source| source.path.as_ref().is_some_and(|path| !path.exists());
        if sources.is_empty() || !needed && !sources.iter().any(absent) {
            return Ok(None);
        }
        let (filter, progress) = (Filter::default(), Progress::hidden());
        let marker = |name: &str| self.marks(&[Section::Access], name);
        let tagger = self.tagger();
        let reading = Reading {
            marker: Some(&marker),
            tagger: self.rules.is_some().then_some(&tagger),
            outside: self.rules.is_some(),
            ..context.reading(sources, &filter, &progress)
        };
        let from = Some(detections::period(self.filter, counted).from);
        let setup = detections::setup(&self.policy, self.filter, from, self.max_events);
        let observer = || (self.noted(), self.watch(&setup));
        context.read(reading, None, &observer).map(Some)
    }

    pub(super) fn view<O: Sync>(
        &self,
        ((noted, changes), watch): &Noticed,
        counted: &Counted<O>,
        summary: &Summary,
        catalogs: &Catalogs,
        history: Option<&History>,
    ) -> ComplianceView {
        let place = detections::place(self.filter, counted);
        let (filed, _) = archive::file(counted, None);
        let months: BTreeSet<Month> = filed.iter().flat_map(|one| one.months.clone()).collect();
        // The list of supported events may change within the period; without an event the archives' months are it.
        let of_months = || Some((months.first()?.start().day(), months.last()?.start().day()));
        let (first, last) = summary.all.days().or_else(of_months).unwrap_or_default();
        let own = noted.as_ref();
        let own = own.map(|noted| NotedEvents::new(noted, &counted.names));
        let earlier =
            history.map(|history| NotedEvents::of_history(&history.observed.0, &history.names));
        let events = in_order(own.as_ref(), earlier.as_ref());
        let names = Some(&counted.names).into_iter();
        let names: Vec<_> = names.chain(history.map(|history| &history.names)).collect();
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
            events: &events,
            names: &names,
        };
        let policy = &self.policy;
        let day = self.last_day(summary);
        let detections = || {
            let judged = self.judged(&events, watch.as_ref(), counted, history)?;
            let shown = Shown {
                rules: self.rules.as_ref()?,
                judged: &judged,
                policy,
                last_day: day.unwrap_or(NaiveDate::MIN),
                summary,
                max_events: self.max_events,
            };
            Some((shown.view(), judged))
        };
        let (detections, mut view) = with_threads(self.threads, || {
            both(detections, || asked.view(changes.as_ref(), summary))
        });
        let (detections, judged) = detections.unzip();
        view.detections = detections;
        let judged = self.rules.as_ref().zip(judged.as_deref());
        let agreed = !policy.suppress.is_empty() || !policy.disposition.is_empty();
        if agreed && self.sections.iter().any(|it| *it != Section::Activity) {
            let ids = judged.map(|(_, judged)| ids(judged));
            let found = judged.zip(ids.as_ref());
            let found = found.map(|((rules, judged), ids)| matches(rules, judged, ids));
            view.exceptions = exceptions(policy, day, found.as_deref(), &view);
        }
        ComplianceView {
            given: GivenView {
                history: history.is_some(),
                subject: policy.subject.is_some(),
                internal_domains: policy.internal_domains.is_some(),
            },
            working_hours: policy.working_hours.as_ref().map(|hours| WorkingHoursView {
                tz: hours.tz.name(),
                days: hours.week(),
                minutes: (hours.from, hours.to),
            }),
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

    /// What every rule of detection came to.
    fn judged<O: Sync>(
        &self,
        events: &[NotedEvent<'_>],
        watch: Option<&Watch>,
        counted: &Counted<O>,
        history: Option<&History>,
    ) -> Option<Vec<Judged>> {
        let rules = self.rules.as_ref()?;
        let own = Known {
            watch: watch?,
            names: &counted.names,
        };
        let earlier = history.and_then(|history| {
            Some(Known {
                watch: history.observed.1.as_ref()?,
                names: &history.names,
            })
        });
        let read = detections::Read {
            events,
            own: (own, counted),
            history: earlier.zip(history),
        };
        Some(detections::judged(rules, &self.policy, self.filter, &read))
    }
}

/// Refuses frameworks of the user's own that name rules which there are not.
fn need_rules(named: &[String], frameworks: &[Framework]) -> Result<()> {
    let named = named.iter().zip(frameworks);
    let mut own = named
        .filter(|(name, _)| Framework::text(name).is_none())
        .peekable();
    if own.peek().is_none() {
        return Ok(());
    }
    let rules = Rules::built_in_to_judge();
    for (name, framework) in own {
        for control in &framework.controls {
            let detections = control.detections();
            if let Some(id) = detections.iter().find(|id| rules.get(id).is_none()) {
                let message = format!("control {}: there is no rule `{id}`", control.id);
                let fault = Error::Config {
                    path: name.into(),
                    message,
                };
                return Err(fault.hint("`trailproof rules list` shows all rules"));
            }
        }
    }
    Ok(())
}

/// The files that the sections are held against.
pub(super) fn inputs(args: &ReportArgs, rules: Option<&Rules>, inputs: Inputs) -> Inputs {
    let inputs = inputs.file("the policy", args.policy.as_deref());
    let inputs = inputs.file("the listing", args.listing.as_deref());
    let own = rules.into_iter().flat_map(Rules::list);
    let files = own.filter(|rule| rule.text.is_none());
    let inputs = files.fold(inputs, |inputs, rule| {
        inputs.file("the rules", Some(Path::new(&rule.file)))
    });
    let frameworks = args.framework.iter().map(Path::new);
    frameworks.fold(inputs, |inputs, path| {
        inputs.file("a framework", Some(path))
    })
}

/// The archives of `--history`.
pub(super) fn history(args: &ReportArgs, context: &Context) -> Result<Vec<Source>> {
    earlier(&args.history, context)
}

/// The archives that are given as history.
pub(super) fn earlier(history: &[OsString], context: &Context) -> Result<Vec<Source>> {
    if history.iter().any(|word| word == "-") {
        let what = "--history -: standard input can only be an archive of the report itself";
        return Err(Error::Usage(what.to_owned()).hint("name a file"));
    }
    context.discover(history)
}
