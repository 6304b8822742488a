//! What is read of an archive at most.

use super::values;
use crate::config::{ByteCount, Count, Depth, Length, LimitsLayer};
use clap::Args;

/// Bounds on an archive. None of them is met by what the service exports.
#[derive(Debug, Args)]
#[command(
    next_help_heading = "Limits (beyond one, an archive is not read further: F04, exit code 4)"
)]
pub struct Limits {
    /// Longest document that a file may unpack to [default: 64GiB]
    ///
    /// Sizes are bytes, or numbers with KiB, MiB, GiB or TiB.
    #[arg(long, hide_short_help = true, value_name = "SIZE", value_parser = values::of::<ByteCount>)]
    pub max_decompressed: Option<ByteCount>,
    /// Most bytes that a byte of a compressed file may unpack to [default: 1000]
    ///
    /// It counts once a file has unpacked to 16 MiB.
    #[arg(long, hide_short_help = true, value_name = "N", value_parser = values::of::<Count>)]
    pub max_ratio: Option<Count>,
    /// Most gzip members of a file [default: 100000]
    #[arg(long, hide_short_help = true, value_name = "N", value_parser = values::of::<Count>)]
    pub max_members: Option<Count>,
    /// Longest event, which is in memory whole, up to 1GiB [default: 64MiB]
    #[arg(long, hide_short_help = true, value_name = "SIZE", value_parser = values::of::<Length>)]
    pub max_event: Option<Length>,
    /// Longest id, e-mail, name or address of an event [default: 1MiB]
    #[arg(long, hide_short_help = true, value_name = "SIZE", value_parser = values::of::<Length>)]
    pub max_string: Option<Length>,
    /// Deepest nesting of an event, up to 127; what is deeper is J05 [default: 127]
    #[arg(long, hide_short_help = true, value_name = "N", value_parser = values::of::<Depth>)]
    pub max_depth: Option<Depth>,
    /// Most records of an archive that are no events [default: 10000000]
    #[arg(long, hide_short_help = true, value_name = "N", value_parser = values::of::<Count>)]
    pub max_rejects: Option<Count>,
}

impl Limits {
    /// What these flags say about settings.
    #[must_use]
    pub fn layer(&self) -> LimitsLayer {
        LimitsLayer {
            max_decompressed: self.max_decompressed,
            max_ratio: self.max_ratio,
            max_members: self.max_members,
            max_event: self.max_event,
            max_string: self.max_string,
            max_depth: self.max_depth,
            max_rejects: self.max_rejects,
        }
    }
}
