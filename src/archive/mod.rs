//! What is said of an archive: its row in every output, its file name, its account and month, what of it could
//! not be read.

mod account;
mod filed;
mod months;
mod name;
mod row;

pub use account::{Owner, called, named, owner, owners};
pub use filed::{Filed, file, months_of_accounts, same_files};
pub use months::months_there;
pub use name::FileName;
pub use row::{hinted, incomplete, view, views};
