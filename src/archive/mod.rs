//! What the outputs say of an archive: its row, what its file name states, what of it could not be read.

mod name;
mod row;
mod same;

pub use name::FileName;
pub use row::{incomplete, ledger_view, views};
pub use same::same_files;
