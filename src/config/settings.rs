//! Every setting: a row each. What makes types and texts of them is in `row.rs`.

use super::amounts::{ByteCount, Depth, Length, Top, at_least_one};
use super::choices::{ColorChoice, Dimensions, FailOn};
use super::row::{Layer, Origin, Row, Setting, settings};
use super::rules::{Selection, SetAside};
use super::{CatalogRef, Value};
use crate::error::Result;
use crate::event::Zone;
use crate::ingest::Limits;
use crate::render::VerdictFormat;
use std::num::{NonZeroU64, NonZeroUsize};

const EVERY: &str = "Options of every command";
const OUTPUT: &str = "Output";
const RULES: &str = "Rules";

/// What the rows of a table have in common.
const OF_REPORT: Row = Row {
    of: &["report"],
    ..Row::EMPTY
};
const OF_VALIDATE: Row = Row {
    of: &["validate"],
    ..Row::EMPTY
};
const OF_READERS: Row = Row {
    of: &[
        "report", "diff", "list", "export", "validate", "sample", "seal", "verify",
    ],
    under: "Limits (reading stops beyond these; F04, exit code 4)",
    rare: true,
    ..Row::EMPTY
};

settings! {
    /// Everything that can be set.
    Settings {
        /// Catalog of supported events: auto, a built-in name or a file
        ///
        /// With auto, each event is checked against the newest built-in catalog published in or before
        /// its month, or else against the oldest; an incomplete catalog is combined with those before
        /// it. `trailproof catalog list` shows the built-in ones. If a file has the name of one, write
        /// ./NAME. In a configuration file, a relative path is relative to that file.
        catalog: CatalogRef {
            default: CatalogRef::default(),
            variable: "TRAILPROOF_CATALOG",
            flag: "--catalog <NAME|FILE>",
            of: &["report", "diff", "validate", "seal"],
        }
        /// Number of threads
        threads: NonZeroUsize {
            default: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            otherwise: "one for each processor",
            variable: "TRAILPROOF_THREADS",
            flag: "-j --threads <N>",
            under: EVERY,
        }
        /// When to use colour
        ///
        /// auto uses colour on a terminal, unless NO_COLOR is set or TERM is dumb.
        color: ColorChoice {
            default: ColorChoice::Auto,
            variable: "TRAILPROOF_COLOR",
            flag: "--color <WHEN>",
            under: EVERY,
        }
        /// Show no progress bar
        progress: bool {
            default: true,
            variable: "TRAILPROOF_PROGRESS",
            flag: "--no-progress",
            says: "false",
            under: EVERY,
        }
        /// Time zone in which hours are shown, such as Europe/Berlin
        tz: Zone {
            default: Zone::utc().clone(),
            variable: "TRAILPROOF_TZ",
            flag: "--tz <ZONE>",
            of: &["report", "seal"],
            under: OUTPUT,
        }
    }
    /// Settings of `trailproof report`.
    report: ReportSettings like OF_REPORT {
        /// Format of the report
        format: VerdictFormat {
            default: VerdictFormat::Table,
            otherwise: "by the extension of the output file, else table",
            variable: "TRAILPROOF_FORMAT",
            flag: "-f --format <FORMAT>",
            under: OUTPUT,
        }
        /// Show only the first N rows of each list, or `all` for every row
        ///
        /// CSV and JSON are shortened only by this flag, not by the configuration file or the environment.
        top: Option<Top> {
            default: None,
            otherwise: "10 in a table, 25 in Markdown, else 100",
            variable: "TRAILPROOF_TOP",
            flag: "--top <N>",
            under: OUTPUT,
        }
        /// Group by these instead of the standard sections, up to three
        ///
        /// Dimensions are event, actor, app, team, day, month, hour, ip and category.
        by: Option<Dimensions> {
            default: None,
            variable: "TRAILPROOF_BY",
            flag: "--by <DIM[,DIM]>",
            under: OUTPUT,
        }
        /// Exit with code 1 if a record was rejected
        strict: bool {
            default: false,
            variable: "TRAILPROOF_STRICT",
            flag: "--strict",
            says: "true",
        }
        /// Continue if an archive cannot be read to its end; the exit code is still 4
        ///
        /// The report then begins with a banner that names what is missing. Without this flag, such
        /// an archive stops the run and nothing is written.
        allow_incomplete: bool {
            default: false,
            variable: "TRAILPROOF_ALLOW_INCOMPLETE",
            flag: "--allow-incomplete",
            says: "true",
        }
    }
    /// What is read of an archive at most. What the service exports stays far below. Without a value,
    /// a limit has one default for `trailproof validate` and another for the commands that count.
    limits: LimitSettings like OF_READERS {
        /// Largest document that a file may decompress to
        ///
        /// A size is a number of bytes, or a number with KiB, MiB, GiB or TiB.
        max_decompressed: ByteCount {
            default: ByteCount(Limits::default().decompressed),
            variable: "TRAILPROOF_MAX_DECOMPRESSED",
            flag: "--max-decompressed <SIZE>",
        }
        /// Highest compression ratio: bytes that one byte of a file may decompress to
        ///
        /// It applies once a file has decompressed to 16 MiB.
        max_ratio: NonZeroU64 {
            default: at_least_one(Limits::default().ratio),
            variable: "TRAILPROOF_MAX_RATIO",
            flag: "--max-ratio <N>",
        }
        /// Largest number of gzip members in a file
        max_members: NonZeroU64 {
            default: at_least_one(Limits::default().members),
            variable: "TRAILPROOF_MAX_MEMBERS",
            flag: "--max-members <N>",
        }
        /// Longest event, which is kept in memory, up to 1 GiB
        ///
        /// In validate, a longer event is J06, and one over 64 MiB is F04 as well.
        max_event: Option<Length> {
            default: None,
            otherwise: "64 MiB; for validate 1 MiB",
            variable: "TRAILPROOF_MAX_EVENT",
            flag: "--max-event <SIZE>",
        }
        /// Longest id, e-mail, name or address of an event
        ///
        /// In validate, any longer string is J06, and such a name over 1 MiB is F04 as well.
        max_string: Option<Length> {
            default: None,
            otherwise: "1 MiB; for validate 64 KiB",
            variable: "TRAILPROOF_MAX_STRING",
            flag: "--max-string <SIZE>",
        }
        /// Deepest nesting of an event, up to 127; deeper nesting is J05
        max_depth: Option<Depth> {
            default: None,
            otherwise: "127; for validate 64",
            variable: "TRAILPROOF_MAX_DEPTH",
            flag: "--max-depth <N>",
        }
        /// Largest number of records in an archive that are not events
        max_rejects: NonZeroU64 {
            default: at_least_one(Limits::default().rejects),
            variable: "TRAILPROOF_MAX_REJECTS",
            flag: "--max-rejects <N>",
        }
    }
    /// Settings of `trailproof validate`.
    validate: ValidateSettings like OF_VALIDATE {
        /// Format of the verdict
        format: VerdictFormat {
            default: VerdictFormat::Table,
            otherwise: "by the extension of the output file, else table",
            variable: "TRAILPROOF_VALIDATE_FORMAT",
            flag: "-f --format <FORMAT>",
            under: OUTPUT,
        }
        /// Run only these rules: codes or their beginnings, such as S,T0,U02
        select: Option<Selection> {
            default: None,
            otherwise: "all",
            variable: "TRAILPROOF_VALIDATE_SELECT",
            flag: "--select <CODES>",
            of: &["validate", "seal"],
            under: RULES,
            many: true,
        }
        /// Exit with code 1 if there is a finding of this severity or above
        fail_on: FailOn {
            default: FailOn::Error,
            variable: "TRAILPROOF_VALIDATE_FAIL_ON",
            flag: "--fail-on <SEVERITY>",
            of: &["validate", "seal"],
            under: RULES,
        }
        /// List at most N findings per code and archive, or `all`; the rest are counted
        max_findings: Top {
            default: Top::rows(100),
            variable: "TRAILPROOF_VALIDATE_MAX_FINDINGS",
            flag: "--max-findings <N>",
            of: &["validate", "seal"],
            under: OUTPUT,
        }
        /// Rules that are set aside, each with its reason
        ignore: Option<SetAside> {
            default: None,
        }
    }
}
