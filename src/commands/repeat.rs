//! The command line that makes the same page again.
//!
//! It is put together from what holds, not copied from what was typed: a setting of a file or of the environment is
//! said as a flag, and what has no influence on the page (where it goes, threads, colour, progress) is left out, so that
//! the same input gives the same bytes however the program was called.

use super::Context;
use crate::cli::{DiffArgs, Form, ReportArgs};
use crate::config::{CatalogRef, Selection, Top, Value as _};
use crate::render::Format;
use crate::view::diff::DiffView;
use crate::view::page::CommandView;
use crate::view::report::HeadView;
use std::collections::BTreeMap;
use std::ffi::OsString;

pub(super) fn report(args: &ReportArgs, head: &HeadView, context: &Context) -> CommandView {
    let settings = &context.settings;
    let mut what = Words::new("report", &args.input.archives);
    what.filters(&head.filters);
    what.catalog(&settings.catalog.value);
    if head.tz != "UTC" {
        what.flag("tz", &head.tz);
    }
    what.switch("allow-incomplete", settings.report.allow_incomplete.value);
    let mut form = Words::default();
    form.validation(args);
    if let Some(by) = &settings.report.by.value {
        let names: Vec<&str> = by.as_slice().iter().map(|by| by.as_str()).collect();
        form.flag("by", &names.join(","));
    }
    form.form(
        &args.form,
        settings.report.top_for(Format::Html),
        head.generated_at.as_deref(),
    );
    for word in &args.previous {
        form.flag("previous", &word.to_string_lossy());
    }
    form.sections(args, context);
    CommandView {
        what: what.0,
        form: form.0,
    }
}

pub(super) fn diff(args: &DiffArgs, view: &DiffView, context: &Context) -> CommandView {
    let mut what = Words::new("diff", &args.input.archives);
    if let Some((before, after)) = args.months {
        what.flag("months", &format!("{before}..{after}"));
    }
    what.filters(&view.filters);
    what.catalog(&context.settings.catalog.value);
    what.switch("whole", args.whole);
    what.switch("across-accounts", args.across_accounts);
    if let Some(policy) = &args.policy {
        what.flag("policy", &policy.to_string_lossy());
    }
    what.switch("allow-incomplete", args.allow_incomplete);
    let mut form = Words::default();
    if let Some(least) = args.min_change {
        form.flag("min-change", &least.to_string());
    }
    form.switch("all", args.all);
    form.form(&args.form, args.top, view.generated_at.as_deref());
    CommandView {
        what: what.0,
        form: form.0,
    }
}

#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    fn new(command: &str, archives: &[OsString]) -> Self {
        let archives = archives
            .iter()
            .map(|word| word.to_string_lossy().into_owned());
        Self([command.to_owned()].into_iter().chain(archives).collect())
    }

    /// A value that begins like a flag is tied to its own.
    fn flag(&mut self, name: &str, value: &str) {
        if value.starts_with('-') {
            self.0.push(format!("--{name}={value}"));
        } else {
            self.0.extend([format!("--{name}"), value.to_owned()]);
        }
    }

    fn validation(&mut self, args: &ReportArgs) {
        self.switch("validate", args.validate);
        if let Some(listing) = &args.listing {
            self.flag("listing", &listing.to_string_lossy());
        }
        if let Some(as_of) = args.as_of {
            self.flag("as-of", &as_of.to_string());
        }
        self.switch("final", args.is_final);
        for word in args.ignore.iter().flat_map(Selection::words) {
            self.flag("ignore", word);
        }
    }

    fn switch(&mut self, name: &str, on: bool) {
        if on {
            self.0.push(format!("--{name}"));
        }
    }

    fn filters(&mut self, filters: &BTreeMap<&'static str, Vec<String>>) {
        for (name, values) in filters {
            values.iter().for_each(|value| self.flag(name, value));
        }
    }

    fn catalog(&mut self, catalog: &CatalogRef) {
        if *catalog != CatalogRef::default() {
            self.flag("catalog", catalog.to_json().as_str().unwrap_or_default());
        }
    }

    /// The sections that a page has beside activity, and what they are held against.
    fn sections(&mut self, args: &ReportArgs, context: &Context) {
        let names: Vec<&str> = args.sections.iter().map(|one| one.as_str()).collect();
        if !names.is_empty() {
            self.flag("sections", &names.join(","));
        }
        for name in &args.framework {
            self.flag("framework", name);
        }
        match (&args.policy, &context.settings.file) {
            (Some(path), _) => self.flag("policy", &path.to_string_lossy()),
            (None, Some(path)) if context.settings.policy.is_some() => {
                self.flag("config", &path.to_string_lossy());
            }
            _ => {}
        }
        for word in &args.history {
            self.flag("history", &word.to_string_lossy());
        }
        for folder in &args.rules.rules {
            self.flag("rules", &folder.to_string_lossy());
        }
        self.switch("no-builtin-rules", args.rules.no_builtin_rules);
    }

    fn form(&mut self, form: &Form, top: Option<Top>, generated_at: Option<&str>) {
        match top {
            Some(Top::Rows(rows)) => self.0.push(format!("--top={rows}")),
            Some(Top::All) => self.0.push("--top=all".to_owned()),
            None => {}
        }
        if let Some(folder) = &form.template {
            self.flag("template", &folder.to_string_lossy());
        }
        if let Some(at) = generated_at {
            self.flag("generated-at", at);
        }
        self.flag("format", Format::Html.name());
    }
}
