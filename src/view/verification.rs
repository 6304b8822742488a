//! `trailproof.verification/v1`: what verifying packs came to.

use super::ToolView;
use serde::Serialize;

/// Identifier of the schema, the first member of the JSON.
pub const VERIFICATION_SCHEMA: &str = "trailproof.verification/v1";

/// What verifying packs came to.
#[derive(Debug, Clone, Serialize)]
pub struct VerificationView {
    /// [`VERIFICATION_SCHEMA`].
    pub schema: &'static str,
    /// The program.
    pub tool: ToolView,
    /// Whether every pack is valid.
    pub valid: bool,
    /// The packs, as given.
    pub bags: Vec<BagView>,
}

/// One pack.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BagView {
    /// Path as given.
    pub path: String,
    /// Whether there is no finding.
    pub valid: bool,
    /// Whether every derived document was reproduced and compared.
    pub rederived: bool,
    /// How it was compared: `bytes`, or `values` where another version of the program made the pack; null where it
    /// was not.
    pub compared: Option<&'static str>,
    /// Version of the program that made the pack, as it says.
    pub made_by: Option<String>,
    /// Account of its archives, as it says.
    pub account: Option<String>,
    /// Months of its archives, as it says, in order.
    pub months: Vec<String>,
    /// SHA-256 of its tag manifest, lower-case hex: what signatures and the next pack of a chain are about.
    pub tagmanifest_sha256: Option<String>,
    /// SHA-256 of the tag manifest of the pack before it, as it says.
    pub previous: Option<String>,
    /// What does not hold, by file and code.
    pub findings: Vec<BagFindingView>,
    /// Findings that are not listed, because there are too many.
    pub more: u64,
}

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct BagFindingView {
    /// `V01` and so on.
    pub code: &'static str,
    /// Path in the pack; null where the pack as a whole is meant.
    pub file: Option<String>,
    /// What is wrong.
    pub message: String,
}
