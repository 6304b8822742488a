//! Where the results of one reading go, and in which formats. All of them are written or none.

use super::{Context, rejects, render_fault};
use crate::config::{Choice, Origin, Setting, infer_format};
use crate::error::{Error, Result};
use crate::output::{Behind, Inputs, Stream, Target};
use crate::render::{AlteredCells, RenderError, TableOptions};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// One result, and the place of the rejected records.
#[derive(Debug)]
pub(super) struct Outputs<F> {
    /// At least one, each with its format.
    each: Vec<(Target, F)>,
    rejects: Option<Target>,
}

/// What is to be said of a result that was written, because the format has no room for it.
pub(super) type Made = std::result::Result<(AlteredCells, Vec<String>), RenderError>;

impl<F: Choice> Outputs<F> {
    /// What `-o` and `-f` ask for: the extension of each file tells its format, unless there is one output
    /// and `-f` says another.
    pub(super) fn new(
        targets: Vec<Target>,
        format: &Setting<F>,
        rejects: Option<Target>,
    ) -> Result<Self> {
        if targets.len() > 1 && format.origin == Origin::Flag {
            let message = "--format is for a single output; with several, the extension of each sets its format";
            return Err(Error::Usage(message.to_owned()));
        }
        for (nth, target) in targets.iter().enumerate() {
            for other in &targets[..nth] {
                target.check_apart(other, "--output")?;
            }
            apart(Some(target), rejects.as_ref())?;
        }
        let format = |target: Target| {
            let format = infer_format(format, target.path())?;
            need_file(&target, format)?;
            Ok((target, format))
        };
        Ok(Self {
            each: targets.into_iter().map(format).collect::<Result<_>>()?,
            rejects,
        })
    }

    /// Refuses what would overwrite an input or cannot be written, and begins the file of rejected records.
    pub(super) fn open(&self, inputs: &Inputs) -> Result<Option<rejects::File>> {
        let targets = self.each.iter().map(|(target, _)| target);
        open(targets, self.rejects.as_ref(), inputs)
    }

    /// What is shown in each of them.
    pub(super) fn views<V>(&self, view: impl Fn(F) -> V) -> Vec<V> {
        self.each.iter().map(|(_, format)| view(*format)).collect()
    }

    /// Makes and writes each result, puts the rejected records in their place, and says what was written.
    /// `make` is given the place of the output among all; `holds` is what is in a result.
    pub(super) fn write(
        &self,
        rejects: Option<rejects::File>,
        template: Option<&Path>,
        holds: &str,
        context: &Context,
        make: impl Fn(usize, F, &TableOptions, &mut dyn Write) -> Made,
    ) -> Result<()> {
        let mut written = Vec::new();
        // What goes to standard output goes last, because it cannot be taken back.
        let is_stdout = |nth: &usize| self.each[*nth].0 == Target::Stdout;
        let (last, first): (Vec<_>, Vec<_>) = (0..self.each.len()).partition(is_stdout);
        for nth in first.into_iter().chain(last) {
            let (target, format) = &self.each[nth];
            let options = context.table_options(target);
            let mut out = Behind::new(Stream::open(target)?, context.settings.threads.value.get());
            let made = make(nth, *format, &options, &mut out);
            let stream = out.finish();
            let made = made
                .and_then(|made| Ok((made, stream?)))
                .map_err(|error| render_fault(error, template, target))?;
            written.push((target, made));
        }
        let beside = rejects.map(rejects::File::finish).transpose()?.flatten();
        let (said, streams): (Vec<_>, Vec<_>) = written
            .into_iter()
            .map(|(target, (made, stream))| ((target, made, stream.bytes()), stream))
            .unzip();
        Stream::commit_all(streams, beside)?;
        for (target, (altered_cells, notes), bytes) in said {
            context.say_altered(altered_cells);
            notes.iter().for_each(|note| context.diagnostics.note(note));
            context.say_written(target, bytes, holds);
        }
        Ok(())
    }
}

/// Refuses a format that is no text for standard output, where it would be shown or cut up.
pub(super) fn need_file<F: Choice>(target: &Target, format: F) -> Result<()> {
    if !format.is_binary() || *target != Target::Stdout {
        return Ok(());
    }
    let name = format.name();
    let what = format!("{name} is a binary format and cannot go to standard output");
    Err(Error::Usage(what).hint(format!("name a file with -o FILE.{name}")))
}

/// `1 event`, `2 events`.
pub(super) fn amount(n: u64, noun: &str) -> String {
    either(n, noun, &format!("{noun}s"))
}

/// A number with what goes with one, or with several.
pub(super) fn either(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Refuses one place for results and rejected records.
pub(super) fn apart(target: Option<&Target>, rejects: Option<&Target>) -> Result<()> {
    match (target, rejects) {
        (Some(target), Some(rejects)) => target.check_apart(rejects, "--output and --rejects"),
        _ => Ok(()),
    }
}

/// Refuses what would overwrite an input or cannot be written, and begins the file of rejected records.
pub(super) fn open<'t>(
    targets: impl IntoIterator<Item = &'t Target>,
    rejects: Option<&'t Target>,
    inputs: &Inputs,
) -> Result<Option<rejects::File>> {
    let mut targets = targets.into_iter().chain(rejects);
    targets.try_for_each(|target| target.check(inputs))?;
    rejects.map(rejects::File::create).transpose()
}

/// A CSV has no room for how long the lists were that were cut.
pub(super) fn cut_notes(cut: &BTreeMap<&'static str, u64>) -> impl Iterator<Item = String> {
    cut.iter()
        .map(|(list, whole)| format!("--top shortened the list `{list}`, which has {whole} rows"))
}
