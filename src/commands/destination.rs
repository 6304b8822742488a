//! Where an export goes, in which form, and under which name.

use super::outputs::{amount, need_file};
use crate::cli::ExportArgs;
use crate::config::{ExportFormat, Setting, infer_format};
use crate::error::{Error, Result};
use crate::event::Month;
use crate::export::{Encoding, file_name};
use crate::output::{Inputs, Target, is_folder};
use crate::view::ArchiveView;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where an export goes.
#[derive(Debug)]
pub(super) struct Destination {
    place: Place,
    format: ExportFormat,
    pub(super) compress: bool,
}

#[derive(Debug)]
enum Place {
    Known(Target),
    /// A file in this folder, named once the archives are known.
    In(PathBuf),
}

impl Destination {
    /// What the flags say.
    pub(super) fn of(args: &ExportArgs) -> Result<Self> {
        let asked = Setting::of_flag(args.format, ExportFormat::Json);
        if let Some(folder) = args.output.as_deref().filter(|path| means_folder(path)) {
            // The service's own archives are compressed; a spreadsheet opens no compressed file.
            let opened = matches!(asked.value, ExportFormat::Csv | ExportFormat::Xlsx);
            let compress = args.compress || !opened;
            refuse_twice(asked.value, compress)?;
            let mut destination = Self {
                place: Place::In(folder.to_path_buf()),
                format: asked.value,
                compress,
            };
            if let ([account], [month]) = (&args.filters.account[..], &args.filters.month[..])
                && let Some(month) = Month::parse(month)
            {
                destination.place = Place::Known(destination.named(args, account, month, folder)?);
            }
            return Ok(destination);
        }
        let target = Target::new(args.output.clone(), args.force).with_mode(args.mode);
        let (format, gzip) = match target.path() {
            None => (asked.value, false),
            Some(path) => {
                let gzip = has_extension(path, "gz");
                let stem = if gzip {
                    path.with_extension("")
                } else {
                    path.to_path_buf()
                };
                if has_extension(path, "zst") {
                    return Err(Error::Usage(format!(
                        "{}: an export cannot be compressed with zstd",
                        path.display()
                    ))
                    .hint("use a name that ends in .gz, or one without a compression extension"));
                }
                (infer_format(&asked, Some(&stem))?, gzip)
            }
        };
        let compress = args.compress || gzip;
        need_file(&target, format)?;
        refuse_twice(format, compress)?;
        if compress && target.is_terminal() {
            let what = "--compress: compressed output cannot go to a terminal".to_owned();
            return Err(Error::Usage(what).hint("name a file with -o, or a pipe"));
        }
        Ok(Self {
            place: Place::Known(target),
            format,
            compress,
        })
    }

    /// How events are written down.
    pub(super) fn encoding(&self, args: &ExportArgs) -> Encoding {
        match self.format {
            ExportFormat::Json => Encoding::Entries,
            ExportFormat::Ndjson => Encoding::Lines,
            ExportFormat::Csv => Encoding::Rows { raw: args.csv_raw },
            ExportFormat::Xlsx => Encoding::Workbook,
        }
    }

    /// The target, where it is known before anything is read.
    pub(super) fn known(&self) -> Option<&Target> {
        match &self.place {
            Place::Known(target) => Some(target),
            Place::In(_) => None,
        }
    }

    /// A target in the same place, to find room for what does not fit into memory.
    pub(super) fn nearby(&self) -> Target {
        match &self.place {
            Place::Known(target) => target.clone(),
            Place::In(folder) => Target::new(Some(folder.join("export")), false),
        }
    }

    /// The target, after accounts and months of the archives where the flags do not say; then it is checked
    /// against the inputs, too.
    pub(super) fn resolve(
        self,
        args: &ExportArgs,
        archives: &[ArchiveView],
        inputs: &Inputs,
    ) -> Result<Target> {
        let folder = match &self.place {
            Place::Known(target) => return Ok(target.clone()),
            Place::In(folder) => folder,
        };
        let accounts: BTreeSet<&String> = archives
            .iter()
            .filter_map(|one| one.account.as_ref())
            .collect();
        let months = archives.iter().filter_map(|one| one.month.as_deref());
        let months: BTreeSet<Month> = months.filter_map(Month::parse).collect();
        let asked = |what: &str, flag: &str, n: usize| {
            Error::Usage(format!(
                "{}: the file in this folder is named after one {what}, but the archives are of {}",
                folder.display(),
                amount(n as u64, what)
            ))
            .hint(format!("give {flag}, or name the file"))
        };
        let account = match &args.filters.account[..] {
            [account] => account,
            _ => one(&accounts).ok_or_else(|| asked("account", "one --account", accounts.len()))?,
        };
        let month = match &args.filters.month[..] {
            [month] => Month::parse(month),
            _ => one(&months).copied(),
        };
        let month = month.ok_or_else(|| asked("month", "one --month", months.len()))?;
        let target = self.named(args, account, month, folder)?;
        target.check(inputs)?;
        Ok(target)
    }

    fn named(
        &self,
        args: &ExportArgs,
        account: &str,
        month: Month,
        folder: &Path,
    ) -> Result<Target> {
        let extension = match self.format {
            ExportFormat::Json => "json",
            ExportFormat::Ndjson => "ndjson",
            ExportFormat::Csv => "csv",
            ExportFormat::Xlsx => "xlsx",
        };
        let end = if self.compress { ".gz" } else { "" };
        let name = file_name(account, month, &format!("{extension}{end}")).ok_or_else(|| {
            Error::Usage(format!("account `{account}` cannot be part of a file name"))
                .hint(format!("name the file with -o {}/FILE", folder.display()))
        })?;
        Ok(Target::new(Some(folder.join(name)), args.force).with_mode(args.mode))
    }
}

/// Refuses to compress what nothing could open then.
fn refuse_twice(format: ExportFormat, compress: bool) -> Result<()> {
    if format != ExportFormat::Xlsx || !compress {
        return Ok(());
    }
    let what =
        "a workbook is already compressed, and spreadsheets cannot open one compressed with gzip"
            .to_owned();
    Err(Error::Usage(what).hint("leave out --compress and .gz"))
}

fn one<T: Ord>(set: &BTreeSet<T>) -> Option<&T> {
    set.first().filter(|_| set.len() == 1)
}

fn means_folder(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    text.ends_with(b"/")
        || text.ends_with(std::path::MAIN_SEPARATOR_STR.as_bytes())
        || is_folder(path)
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}
