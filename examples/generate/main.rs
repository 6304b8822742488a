//! Writes realistic audit-trail archives of any size, with the report they must lead to.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program talks to people"
)]

mod generator;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};

use self::generator::{
    Compression, Layout, Month, Options, Planted, Shape, calm_year, compress, document, generate,
    planted, planted_detections,
};

/// Generate audit-trail archives of a Heroku Enterprise account that does not exist.
///
/// The same arguments give the same bytes. Prints the files it has written.
#[derive(Parser)]
#[command(name = "generate")]
struct Arguments {
    /// Events over all months together
    #[arg(long, value_name = "N")]
    events: u64,

    /// Number of months, one archive each
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1200))]
    months: u32,

    /// First month
    #[arg(long, value_name = "YYYY-MM", default_value = "2018-05")]
    start: Month,

    /// Seed of every random choice
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Layout of each document
    #[arg(long, value_name = "SHAPE", default_value = "entries", value_parser = shape())]
    shape: Shape,

    /// Compression of each document
    #[arg(long, value_name = "KIND", default_value = "gzip", value_parser = compression())]
    compression: Compression,

    /// Indent as jq does; NDJSON stays one event a line
    #[arg(long)]
    pretty: bool,

    /// Begin each document with a UTF-8 byte-order mark
    #[arg(long)]
    bom: bool,

    /// Name of the enterprise account
    #[arg(long, value_name = "NAME", default_value = "acme-corp")]
    account: String,

    /// Actors to choose from
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    actors: u32,

    /// App names to choose from
    #[arg(long, value_name = "N", default_value_t = 5000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    apps: u32,

    /// Events out of 1000 that carry no actor
    #[arg(long, value_name = "PER_MILLE", default_value_t = 2, value_parser = per_mille())]
    actorless: u32,

    /// Actors out of 1000 that are known by their e-mail only
    #[arg(long, value_name = "PER_MILLE", default_value_t = 20, value_parser = per_mille())]
    email_only: u32,

    /// Events out of 1000 whose name the 2019-09 catalog does not know
    #[arg(long, value_name = "PER_MILLE", default_value_t = 0, value_parser = per_mille())]
    unsupported: u32,

    /// Folder to write the archives to, made if missing
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,

    /// File for what a report on all archives must say, as JSON
    #[arg(long, value_name = "FILE")]
    truth: Option<PathBuf>,

    /// Write small archives in which every case is planted, beside them their policy.toml, and in planted.json what a report
    /// with it must say: two accounts with every case of the sections; five months of which the last has cases of every
    /// rule of detection; or a year in which no rule of level high or above may fire
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["truth", "account", "actors", "apps", "actorless", "email_only", "unsupported"])]
    planted: Option<What>,
}

/// Planted cases of one kind.
#[derive(Clone, Copy, clap::ValueEnum)]
enum What {
    /// Of the sections of a report.
    Sections,
    /// Of the rules of detection.
    Detections,
    /// None.
    CalmYear,
}

fn shape() -> ValueParser {
    PossibleValuesParser::new(Shape::NAMES)
        .try_map(|name| name.parse::<Shape>())
        .into()
}

fn compression() -> ValueParser {
    PossibleValuesParser::new(Compression::NAMES)
        .try_map(|name| name.parse::<Compression>())
        .into()
}

fn per_mille() -> ValueParser {
    clap::value_parser!(u32).range(0..=1000).into()
}

impl Arguments {
    fn options(&self) -> Options {
        Options {
            events: self.events,
            months: self.months,
            start: self.start,
            seed: self.seed,
            layout: Layout {
                shape: self.shape,
                pretty: self.pretty,
                bom: self.bom,
            },
            compression: self.compression,
            account: self.account.clone(),
            actors: self.actors,
            apps: self.apps,
            actorless_per_mille: self.actorless,
            email_only_per_mille: self.email_only,
            unsupported_per_mille: self.unsupported,
        }
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let options = arguments.options();
    fs::create_dir_all(&arguments.out)?;
    if let Some(what) = arguments.planted {
        return write_planted(what, arguments, &options);
    }
    let mut files = options
        .each_month()
        .map(|month| arguments.out.join(options.file_name(month)))
        .collect::<Vec<_>>()
        .into_iter();
    let mut written = Vec::new();
    let truth = generate(&options, &mut |month| {
        let path = files
            .next()
            .ok_or_else(|| io::Error::other(format!("no file for {month}")))?;
        let file = File::create(&path)?;
        written.push(path);
        Ok(Box::new(file))
    })?;
    if let Some(path) = &arguments.truth {
        fs::write(path, truth.to_json()? + "\n")?;
    }
    let mut stdout = io::stdout().lock();
    for path in written {
        writeln!(stdout, "{}", path.display())?;
    }
    Ok(())
}

fn write_planted(what: What, arguments: &Arguments, options: &Options) -> io::Result<()> {
    let Planted {
        archives,
        policy,
        truth,
    } = match what {
        What::Sections => planted(options),
        What::Detections => planted_detections(options),
        What::CalmYear => calm_year(options),
    };
    let mut stdout = io::stdout().lock();
    for archive in archives {
        let name = format!("{}.{}", archive.name, options.extension());
        let bytes = compress(
            &document(&archive.events, options.layout),
            options.compression,
        )?;
        let path = arguments.out.join(name);
        fs::write(&path, bytes)?;
        writeln!(stdout, "{}", path.display())?;
    }
    for (name, text) in [
        ("policy.toml", policy),
        ("planted.json", truth.to_string() + "\n"),
    ] {
        let path = arguments.out.join(name);
        fs::write(&path, text)?;
        writeln!(stdout, "{}", path.display())?;
    }
    Ok(())
}
