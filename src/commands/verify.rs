//! `trailproof verify`.

use super::outputs::{Outputs, amount};
use super::packing::{Asked, From, Outcome, Recipe, Verifying, derive};
use super::{Context, status};
use crate::cli::VerifyArgs;
use crate::config::Setting;
use crate::diagnostics::{Diagnostics, Verbosity};
use crate::error::{Error, ExitStatus, Result, system};
use crate::event::Month;
use crate::output::{Target, scratch_for};
use crate::pack::{self, Checked, Code, Findings, Link, Said, chain, checked};
use crate::render::{VerificationFormat, write_verification};
use crate::view::ToolView;
use crate::view::verification::{BagView, VERIFICATION_SCHEMA, VerificationView};
use std::collections::BTreeSet;
use std::env::set_current_dir;
use std::path::{Path, PathBuf, absolute};
use std::sync::{Mutex, PoisonError};

/// Longest file with what documents were made by. Archives among the settings are read as archives.
const LONGEST_SETTING: u64 = 16 << 20;

pub(super) fn run(args: &VerifyArgs, context: &Context) -> Result<ExitStatus> {
    let format = Setting::of_flag(args.format, VerificationFormat::Table);
    let outputs = Outputs::new(vec![args.output.target()], &format, None)?;
    outputs.open(&context.inputs())?;
    let here = context.environment.folder().map(Path::to_path_buf);
    let roots = args.bags.iter().map(|bag| root(bag));
    let roots: Vec<PathBuf> = roots.collect::<Result<_>>()?;
    let (mut bags, mut unread) = (Vec::new(), false);
    for (bag, root) in args.bags.iter().zip(&roots) {
        bags.push(match verified(bag, root, args, context) {
            // The others are verified all the same.
            Err(Error::Unreadable(what)) => {
                context.diagnostics.fault(&what);
                unread = true;
                Bag::unreadable(bag, &what)
            }
            bag => bag?,
        });
    }
    if let Some(here) = here {
        set_current_dir(&here).map_err(|error| unreadable(&here, &error))?;
    }
    chained(&mut bags);
    let bags: Vec<BagView> = bags.into_iter().map(Bag::finish).collect();
    let view = VerificationView {
        schema: VERIFICATION_SCHEMA,
        tool: ToolView::default(),
        valid: bags.iter().all(|bag| bag.valid),
        bags,
    };
    let holds = amount(view.bags.len() as u64, "pack");
    outputs.write(None, None, &holds, context, |_, format, options, out| {
        let altered = write_verification(&view, format, options, out)?;
        Ok((altered, Vec::new()))
    })?;
    Ok(status(unread, !view.valid))
}

/// A pack while it is verified.
struct Bag {
    view: BagView,
    findings: Findings,
}

impl Bag {
    /// One that could not be read.
    fn unreadable(bag: &Path, what: &str) -> Self {
        let view = BagView {
            path: bag.to_string_lossy().into_owned(),
            ..BagView::default()
        };
        let mut findings = Findings::default();
        findings.add(Code::V09, None, format!("it cannot be read: {what}"));
        Self { view, findings }
    }

    fn finish(mut self) -> BagView {
        (self.view.findings, self.view.more) = self.findings.finish();
        self.view.valid = self.view.findings.is_empty();
        self.view
    }
}

/// Where a pack is, whatever the current folder is.
fn root(bag: &Path) -> Result<PathBuf> {
    absolute(bag).map_err(|error| unreadable(bag, &error))
}

fn verified(bag: &Path, root: &Path, args: &VerifyArgs, context: &Context) -> Result<Bag> {
    let shown = bag.to_string_lossy().into_owned();
    context.diagnostics.detail(&format!("verifying {shown}"));
    let threads = context.settings.threads.value.get();
    let mut checked = checked(root, threads).map_err(|error| unreadable(bag, &error))?;
    let said = said(&mut checked);
    let mut view = BagView {
        path: shown,
        tagmanifest_sha256: checked.digest().map(str::to_owned),
        previous: checked.previous.clone(),
        ..BagView::default()
    };
    if let Some(said) = said {
        view.account = (!said.accounts.is_empty()).then(|| said.accounts.join(", "));
        view.months = said.months().iter().map(ToString::to_string).collect();
        view.made_by = Some(said.version().to_owned());
        if can_be_derived(&mut checked) {
            let by_values = said.version() != ToolView::default().version;
            again(root, said, by_values, &mut checked, args, context)?;
            view.rederived = true;
            view.compared = Some(if by_values { "values" } else { "bytes" });
        }
    }
    Ok(Bag {
        view,
        findings: checked.findings,
    })
}

/// What a pack says of itself.
fn said(checked: &mut Checked) -> Option<Said> {
    let said = Said::read(&checked.manifest.take()?);
    said.map_err(|what| checked.findings.add(Code::V09, Some(pack::MANIFEST), what))
        .ok()
}

/// Whether what everything is made from is whole, and nothing leads out of the pack.
fn can_be_derived(checked: &mut Checked) -> bool {
    let history = format!("{}/history/", pack::SETTINGS);
    let of_settings = |name: &str| name.starts_with(pack::SETTINGS) && !name.starts_with(&history);
    let long = checked.files.iter();
    let long = long.filter(|(name, sum)| of_settings(name) && sum.bytes > LONGEST_SETTING);
    for (name, _) in long {
        let what = format!("it is longer than the {LONGEST_SETTING} bytes allowed");
        checked.findings.add(Code::V09, Some(name), what);
    }
    let found = &checked.findings;
    let source = |file: &str| {
        [pack::ARCHIVES, pack::SETTINGS, pack::MANIFEST]
            .iter()
            .any(|of| file.starts_with(of))
    };
    !found.has(Code::V05) && !found.has(Code::V09) && !found.about(source)
}

/// Makes everything again and compares.
fn again(
    root: &Path,
    said: Said,
    by_values: bool,
    checked: &mut Checked,
    args: &VerifyArgs,
    context: &Context,
) -> Result<()> {
    let archives = root.join(pack::ARCHIVES);
    if set_current_dir(&archives).is_err() {
        let what = "every pack contains it, but it is missing";
        checked.findings.add(Code::V09, Some(pack::ARCHIVES), what);
        return Ok(());
    }
    let files = &checked.files;
    let has = |path: &str| {
        let path = format!("{}/{path}", pack::PAYLOAD);
        let within = format!("{path}/");
        let mut next = files.range(within.clone()..);
        files.contains_key(&path)
            || next
                .next()
                .is_some_and(|(name, _)| name.starts_with(&within))
    };
    let asked = Asked {
        memory: args.memory.unwrap_or_default().0,
        context,
        // What there was to say was said when the pack was made.
        diagnostics: Diagnostics::new(Verbosity::Quiet),
    };
    let recipe = Recipe::read(said.command, checked.previous.clone(), &has, &asked);
    let recipe = recipe.and_then(|recipe| recipe.within(context).map(|()| recipe));
    let recipe = match recipe {
        Ok(recipe) => recipe,
        Err(error) => {
            checked
                .findings
                .add(Code::V09, Some(pack::MANIFEST), sentence(&error));
            return Ok(());
        }
    };
    let findings = Mutex::new(Findings::default());
    let sink = Verifying {
        root,
        files,
        by_values,
        findings: &findings,
    };
    let from = From {
        sources: &recipe.sources(),
        through: None,
        after: &|_| Ok(()),
        scratch: scratch_for(&Target::Stdout),
    };
    let derived = derive(&recipe, from, &sink);
    checked.findings.append(
        findings
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner),
    );
    match derived {
        Ok(Outcome::Refused(what)) => {
            let what = format!("{what}, although the pack does not state that this was allowed");
            checked.findings.add(Code::V06, Some(pack::MANIFEST), what);
        }
        Ok(Outcome::Made { payload, .. }) => {
            let of_payload = files.keys().filter(|name| name.starts_with("data/"));
            let payload: BTreeSet<String> = payload.into_iter().collect();
            for name in of_payload.filter(|name| !payload.contains(*name)) {
                let what = "a pack of these archives and settings does not contain it";
                checked.findings.add(Code::V06, Some(name), what);
            }
        }
        Err(error @ (Error::Output { .. } | Error::ClosedPipe)) => return Err(error),
        Err(error) => {
            let what = format!("nothing can be reproduced: {}", sentence(&error));
            checked.findings.add(Code::V06, Some(pack::MANIFEST), what);
        }
    }
    Ok(())
}

/// Holds packs against each other.
fn chained(bags: &mut [Bag]) {
    if bags.len() < 2 {
        return;
    }
    let link = |bag: &'_ Bag| Link {
        name: bag.view.path.clone(),
        account: bag.view.account.clone().unwrap_or_default(),
        months: bag
            .view
            .months
            .iter()
            .filter_map(|month| Month::parse(month))
            .collect(),
        digest: bag.view.tagmanifest_sha256.clone(),
        previous: bag.view.previous.clone(),
    };
    let links: Vec<Link> = bags.iter().map(link).collect();
    for (nth, code, what) in chain(&links) {
        bags[nth].findings.add(code, None, what);
    }
}

fn sentence(error: &Error) -> String {
    error.to_string()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unreadable(format!("{}: {}", path.display(), system(error)))
}
