//! Where the results of one reading go, and in which formats. All of them are written or none.

use super::{Context, rejects};
use crate::config::{Choice, Origin, Setting, infer_format};
use crate::error::{Error, Result};
use crate::output::{Inputs, Target, write_together};
use crate::render::{Rendered, TableOptions};

/// One result.
#[derive(Debug)]
pub(super) struct Output<F> {
    pub(super) target: Target,
    pub(super) format: F,
}

/// What `-o` and `-f` ask for: the extension of each file tells its format, unless there is one output
/// and `-f` says another.
pub(super) fn outputs<F: Choice>(
    targets: Vec<Target>,
    format: &Setting<F>,
    rejects: Option<&Target>,
) -> Result<Vec<Output<F>>> {
    if targets.len() > 1 && format.origin == Origin::Flag {
        let message =
            "--format is for one output; of several the extension of each tells its format";
        return Err(Error::Usage(message.to_owned()));
    }
    for (nth, target) in targets.iter().enumerate() {
        for other in &targets[..nth] {
            target.check_apart(other, "--output")?;
        }
        if let Some(rejects) = rejects {
            target.check_apart(rejects, "--output and --rejects")?;
        }
    }
    let output = |target: Target| {
        let format = infer_format(format, target.path())?;
        Ok(Output { target, format })
    };
    targets.into_iter().map(output).collect()
}

/// Refuses what would overwrite an input or cannot be written, before anything is read.
pub(super) fn check<F>(
    outputs: &[Output<F>],
    rejects: Option<&Target>,
    inputs: &Inputs,
) -> Result<()> {
    let targets = outputs.iter().map(|output| &output.target);
    targets
        .chain(rejects)
        .try_for_each(|target| target.check(inputs))
}

impl<F> Output<F> {
    /// How a table goes there.
    pub(super) fn table_options(&self, context: &Context) -> TableOptions {
        super::table_options(&self.target, context)
    }

    /// Says which file was written and what is in it.
    pub(super) fn say_written(&self, rendered: &Rendered, holds: &str, context: &Context) {
        if let Some(path) = self.target.path() {
            let (path, bytes) = (path.display(), rendered.bytes.len());
            let note = format!("wrote {path} ({bytes} bytes, {holds})");
            context.diagnostics.note(&note);
        }
    }
}

/// `1 event`, `2 events`.
pub(super) fn amount(n: u64, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Writes the result of each output, and puts the rejected records in their place.
pub(super) fn write<F>(
    outputs: &[Output<F>],
    rendered: &[Rendered],
    rejects: Option<rejects::File>,
) -> Result<()> {
    let targets = outputs.iter().map(|output| &output.target);
    let results: Vec<(&Target, &[u8])> = targets
        .zip(rendered.iter().map(|rendered| &rendered.bytes[..]))
        .collect();
    let beside = rejects.map(rejects::File::finish).transpose()?.flatten();
    write_together(&results, beside)
}
