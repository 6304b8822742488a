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
    /// Show the names behind pseudonyms; needs the key and the archives
    Resolve(PseudonymsResolveArgs),
}

/// Arguments of `trailproof pseudonyms new`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::PSEUDONYMS_NEW)]
pub struct PseudonymsNewArgs {
    /// File for the key; it must not exist yet, and only you will be able to read it
    #[arg(value_name = "KEYFILE")]
    pub key: PathBuf,
}

/// Arguments of `trailproof pseudonyms resolve`.
#[derive(Debug, Args)]
#[command(after_help = help::SEE_MORE, after_long_help = help::PSEUDONYMS_RESOLVE)]
pub struct PseudonymsResolveArgs {
    /// The key that the pseudonyms were made with
    #[arg(value_name = "KEYFILE")]
    pub key: PathBuf,
    /// Archives that contain the names, then the pseudonyms: usr_…, app_…, ip_…/net_…, ids of events
    #[arg(value_name = "ARCHIVE|TOKEN", required = true, num_args = 2..)]
    pub words: Vec<OsString>,
    /// How and where to show it.
    #[command(flatten)]
    pub shown: RowsShown,
}

/// Whether names are shown as they are.
#[derive(Debug, Args)]
pub struct Pseudonymised {
    /// Replace e-mails, names, ids and IP addresses with pseudonyms made with the key in this file
    ///
    /// For documents that leave the organisation. Under one key, a name has the same pseudonym in every
    /// output; an IP address has one for itself and one for its network (/24, /48). The result is still
    /// personal data: with the key and the archives, the names can be recovered.
    #[arg(long, value_name = "KEYFILE", help_heading = "Output")]
    pub pseudonyms: Option<PathBuf>,
}
