//! The layers put together.

use super::CatalogRef;
use super::choice::{Choice, ColorChoice, Dimensions, Top};
use super::layer::{Layer, variable};
use super::limits::{Count, LimitSettings};
use super::validate::{ByteCount, FailOn, Selection, SetAside};
use crate::error::{Error, Result};
use crate::ingest::Limits;
use crate::render::{Format, VerdictFormat};
use chrono_tz::Tz;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// Where the value of a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// A configuration file.
    File(PathBuf),
    /// An environment variable.
    Environment(String),
    /// A flag of the command line.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "file {}", path.display()),
            Self::Environment(variable) => write!(f, "environment {variable}"),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// A value and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value that holds.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The configuration file that was read.
    pub file: Option<PathBuf>,
    /// Catalog of supported events.
    pub catalog: Setting<CatalogRef>,
    /// Number of threads.
    pub threads: Setting<NonZeroUsize>,
    /// When to colour.
    pub color: Setting<ColorChoice>,
    /// Whether to show progress on a terminal.
    pub progress: Setting<bool>,
    /// Time zone of hours that are shown.
    pub tz: Setting<Tz>,
    /// Those of `trailproof report`.
    pub report: ReportSettings,
    /// What is read of an archive at most.
    pub limits: LimitSettings,
    /// Those of `trailproof validate`.
    pub validate: ValidateSettings,
}

/// Settings of `trailproof validate`.
#[derive(Debug, Clone, PartialEq)]
pub struct ValidateSettings {
    /// Form of the verdict, unless the extension of the output file asks for another.
    pub format: Setting<VerdictFormat>,
    /// Rules that run; `None` is all of them.
    pub select: Setting<Option<Selection>>,
    /// What makes the answer no.
    pub fail_on: Setting<FailOn>,
    /// Findings of one code and archive that are listed.
    pub max_findings: Setting<Top>,
    /// Rules that are set aside.
    pub ignore: Setting<Option<SetAside>>,
}

/// Settings of `trailproof report`.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportSettings {
    /// Form of the report, unless the extension of the output file asks for another.
    pub format: Setting<Format>,
    /// Rows of a list; `None` leaves it to the format.
    pub top: Setting<Option<Top>>,
    /// Grouping in place of the standard sections.
    pub by: Setting<Option<Dimensions>>,
    /// Whether a rejected event makes the exit code 1.
    pub strict: Setting<bool>,
    /// Whether to report on what could be read.
    pub allow_incomplete: Setting<bool>,
}

impl Settings {
    /// The one place where layers meet: a setting that is forgotten here does not compile.
    pub(super) fn merge(flags: Layer, environment: Layer, file: Option<(PathBuf, Layer)>) -> Self {
        let (file, below) = file.map_or_else(Default::default, |(path, layer)| (Some(path), layer));
        let layers = Layers {
            flags,
            environment,
            below,
            file: file.clone().unwrap_or_default(),
        };
        let of = |key| (key, &layers);
        Self {
            file,
            catalog: pick(of("catalog"), |l| &l.catalog, CatalogRef::default()),
            threads: pick(of("threads"), |l| &l.threads, processors()),
            color: pick(of("color"), |l| &l.color, ColorChoice::Auto),
            progress: pick(of("progress"), |l| &l.progress, true),
            tz: pick(of("tz"), |l| &l.tz, Tz::UTC),
            report: ReportSettings {
                format: pick(of("report.format"), |l| &l.report.format, Format::Table),
                top: pick_option(of("report.top"), |l| &l.report.top),
                by: pick_option(of("report.by"), |l| &l.report.by),
                strict: pick(of("report.strict"), |l| &l.report.strict, false),
                allow_incomplete: pick(
                    of("report.allow_incomplete"),
                    |l| &l.report.allow_incomplete,
                    false,
                ),
            },
            limits: LimitSettings {
                max_decompressed: pick(
                    of("limits.max_decompressed"),
                    |l| &l.limits.max_decompressed,
                    ByteCount(Limits::default().decompressed),
                ),
                max_ratio: pick(
                    of("limits.max_ratio"),
                    |l| &l.limits.max_ratio,
                    Count::new(Limits::default().ratio),
                ),
                max_members: pick(
                    of("limits.max_members"),
                    |l| &l.limits.max_members,
                    Count::new(Limits::default().members),
                ),
                max_event: pick_option(of("limits.max_event"), |l| &l.limits.max_event),
                max_string: pick_option(of("limits.max_string"), |l| &l.limits.max_string),
                max_depth: pick_option(of("limits.max_depth"), |l| &l.limits.max_depth),
                max_rejects: pick(
                    of("limits.max_rejects"),
                    |l| &l.limits.max_rejects,
                    Count::new(Limits::default().rejects),
                ),
            },
            validate: ValidateSettings {
                format: pick(
                    of("validate.format"),
                    |l| &l.validate.format,
                    VerdictFormat::Table,
                ),
                select: pick_option(of("validate.select"), |l| &l.validate.select),
                fail_on: pick(
                    of("validate.fail_on"),
                    |l| &l.validate.fail_on,
                    FailOn::Error,
                ),
                max_findings: pick(
                    of("validate.max_findings"),
                    |l| &l.validate.max_findings,
                    Top::Rows(LISTED),
                ),
                ignore: pick_option(of("validate.ignore"), |l| &l.validate.ignore),
            },
        }
    }
}

/// Findings of one code and archive that are listed unless another number is asked for.
const LISTED: NonZeroUsize = match NonZeroUsize::new(100) {
    Some(listed) => listed,
    None => NonZeroUsize::MIN,
};

impl ReportSettings {
    /// How many rows a list may have in that form; `None` leaves it to the form. What machines
    /// read is cut by the flag alone, never by a file or a variable that somebody forgot.
    #[must_use]
    pub fn top_for(&self, format: Format) -> Option<Top> {
        let for_machines = matches!(format, Format::Csv | Format::Json);
        self.top
            .value
            .filter(|_| !for_machines || self.top.origin == Origin::Flag)
    }
}

/// The form of an output: what the flag says, else what the extension of the file says, else the setting.
///
/// # Errors
/// [`Error::Usage`] for an extension that no form has.
pub fn infer_format<F: Choice>(format: &Setting<F>, output: Option<&Path>) -> Result<F> {
    let extension = output.and_then(Path::extension);
    let (Some(output), Some(extension), false) = (output, extension, format.origin == Origin::Flag)
    else {
        return Ok(format.value);
    };
    let extension = extension.to_string_lossy().to_ascii_lowercase();
    let asked = |choice: &F| choice.extensions().contains(&&*extension);
    F::ALL.iter().copied().find(asked).ok_or_else(|| {
        Error::Usage(format!(
            "{}: the extension .{extension} tells no format of this command; give --format {}",
            output.display(),
            F::listed()
        ))
    })
}

struct Layers {
    flags: Layer,
    environment: Layer,
    below: Layer,
    /// Path of `below`.
    file: PathBuf,
}

/// A value from the first layer that has it.
fn said<T: Clone>(
    (key, layers): (&str, &Layers),
    of: impl Fn(&Layer) -> &Option<T>,
) -> Option<Setting<T>> {
    let origins = [
        (&layers.flags, Origin::Flag),
        (&layers.environment, Origin::Environment(variable(key))),
        (&layers.below, Origin::File(layers.file.clone())),
    ];
    origins.into_iter().find_map(|(layer, origin)| {
        let value = of(layer).clone()?;
        Some(Setting { value, origin })
    })
}

fn pick<T: Clone>(
    at: (&str, &Layers),
    of: impl Fn(&Layer) -> &Option<T>,
    default: T,
) -> Setting<T> {
    said(at, of).unwrap_or(Setting {
        value: default,
        origin: Origin::Default,
    })
}

/// The same for a setting that can be without a value.
fn pick_option<T: Clone>(
    at: (&str, &Layers),
    of: impl Fn(&Layer) -> &Option<T>,
) -> Setting<Option<T>> {
    match said(at, of) {
        Some(Setting { value, origin }) => Setting {
            value: Some(value),
            origin,
        },
        None => Setting {
            value: None,
            origin: Origin::Default,
        },
    }
}

fn processors() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
