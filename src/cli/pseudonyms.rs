//! `trailproof pseudonyms`, and what other commands say of pseudonyms.

use super::{RowsShown, help};
use clap::{Args, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Arguments of `trailproof pseudonyms`.
#[derive(Debug, Args)]
pub struct PseudonymsArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PseudonymsCommand,
}

/// What to do with pseudonyms.
#[derive(Debug, Subcommand)]
pub enum PseudonymsCommand {
    /// Make a key
    New(PseudonymsNewArgs),
    /// Show the names behind pseudonyms, to those who have the key and the archives
    Resolve(PseudonymsResolveArgs),
}

/// Arguments of `trailproof pseudonyms new`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::PSEUDONYMS_NEW)]
pub struct PseudonymsNewArgs {
    /// File to write the key to; it must not exist, and will be readable by you alone
    #[arg(value_name = "KEYFILE")]
    pub key: PathBuf,
}

/// Arguments of `trailproof pseudonyms resolve`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::PSEUDONYMS_RESOLVE)]
pub struct PseudonymsResolveArgs {
    /// The key under which the pseudonyms were made
    #[arg(value_name = "KEYFILE")]
    pub key: PathBuf,
    /// Archives that have the names, then the pseudonyms: usr_…, app_…, ip_…/net_…, ids of events
    #[arg(value_name = "ARCHIVE|TOKEN", required = true, num_args = 2..)]
    pub words: Vec<OsString>,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: RowsShown,
}

/// Whether names are shown as they are.
#[derive(Debug, Args)]
pub struct Pseudonymised {
    /// Show pseudonyms in place of e-mails, names, ids and addresses, under the key in this file
    ///
    /// For a document that goes outside. The same name is the same token in every output under one key; an address is a
    /// token of its own and one of its network (/24, /48). It is still personal data: with
    /// the key and the archives the names can be found again.
    #[arg(long, value_name = "KEYFILE", help_heading = "Output")]
    pub pseudonyms: Option<PathBuf>,
}
