//! `trailproof catalog`.

use super::{Output, help, values};
use crate::config::CatalogRef;
use crate::render::RowsFormat;
use clap::{Args, Subcommand};

/// Arguments of `trailproof catalog`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = help::SEE_MORE, after_long_help = help::CATALOG)]
pub struct CatalogArgs {
    /// What else to do with catalogs.
    #[command(subcommand)]
    pub command: Option<CatalogCommand>,
    /// Catalog to show: auto, a built-in name or a file [default: the one in the settings, else auto]
    ///
    /// auto shows every event supported in any month, and the catalogs that list it.
    #[arg(value_name = "NAME|FILE", value_parser = values::of::<CatalogRef>)]
    pub catalog: Option<CatalogRef>,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: Shown,
}

/// What else to do with catalogs.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// List the built-in catalogs
    List(CatalogListArgs),
    /// Show the events that one catalog has and another does not
    Diff(CatalogDiffArgs),
}

/// Arguments of `trailproof catalog list`.
#[derive(Debug, Args)]
pub struct CatalogListArgs {
    /// How and where to show it.
    #[command(flatten)]
    pub shown: Shown,
}

/// Arguments of `trailproof catalog diff`.
#[derive(Debug, Args)]
pub struct CatalogDiffArgs {
    /// The earlier catalog: a built-in name or a file
    #[arg(value_name = "A", value_parser = values::of::<CatalogRef>)]
    pub before: CatalogRef,
    /// The later catalog: a built-in name or a file
    #[arg(value_name = "B", value_parser = values::of::<CatalogRef>)]
    pub after: CatalogRef,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: Shown,
}

/// How and where to show it.
#[derive(Debug, Args)]
pub struct Shown {
    /// Where it goes.
    #[command(flatten)]
    pub output: Output,
    /// Format [default: by the extension of the output file, else table on a terminal, else one name
    /// per line]
    #[arg(short, long, value_name = "FORMAT", value_parser = values::one_of::<RowsFormat>(), help_heading = "Output")]
    pub format: Option<RowsFormat>,
}
