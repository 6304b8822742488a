//! Closing parts of the help texts.

/// Below each short help.
pub(super) const SEE_MORE: &str = "More, with examples and exit codes: --help";

/// Exit codes, the same for every command.
macro_rules! exit_codes {
    () => {
        "Exit codes:
  0  done
  1  done, and the answer is no: with --strict, an event was rejected
  2  usage or configuration error; nothing was read
  3  no archive found to read
  4  an input could not be read to its end, or an output could not be written"
    };
}

pub(super) const TRAILPROOF: &str = concat!(
    "Examples:
  trailproof report enterprise-audit-log-acme-201805.json.gz
  trailproof report exports/ --month 2018-05 -o may.html
  trailproof config show

",
    exit_codes!()
);

pub(super) const REPORT: &str = concat!(
    "Examples:
  One archive, on the terminal:
    trailproof report enterprise-audit-log-acme-201805.json.gz
  A quarter as a page for an auditor:
    trailproof report exports/ --from 2018-04 --to 2018-07 -o q2.html
  Who destroyed or transferred apps, as data:
    trailproof report 'exports/**/*.json.gz' --event 'app.{destroy,transfer}' --by actor,app -f csv
  What one network did, from standard input:
    zcat old.json.gz | trailproof report - --ip 203.0.113.0/24

",
    exit_codes!()
);

pub(super) const VALIDATE: &str = "Examples:
  Whether an archive can be handed over:
    trailproof validate enterprise-audit-log-acme-201805.json.gz
  Everything that was exported, held against the service's own listing:
    heroku enterprise:audits -e acme --json > listing.json
    trailproof validate exports/ --listing listing.json --final
  For code scanning, with warnings that fail as well:
    trailproof validate exports/ --fail-on warning -o trail.sarif
  What a code means:
    trailproof explain S03

In the configuration, rules are set aside with a reason:
  [validate.ignore]
  S10 = { reason = \"add-on events of 2020, reviewed\", until = 2026-12-31 }

The day of `until` is compared with --as-of, else --generated-at or SOURCE_DATE_EPOCH, else today.

Exit codes:
  0  nothing at or above --fail-on was found
  1  something was
  2  usage or configuration error; nothing was read
  3  no archive found to read
  4  an archive could not be opened (the others were checked), or an output could not be written";

pub(super) const EXPLAIN: &str = concat!(
    "Examples:
  trailproof explain
  trailproof explain S03 T06

",
    exit_codes!()
);

pub(super) const CONFIG: &str = concat!(
    "Settings come from flags, else from the environment, else from trailproof.toml, else they have
a default. The file, with every key:

  catalog = \"2019-09\"       # TRAILPROOF_CATALOG; or a file, relative to this one
  threads = 4               # TRAILPROOF_THREADS
  color = \"auto\"            # TRAILPROOF_COLOR
  progress = true           # TRAILPROOF_PROGRESS
  tz = \"UTC\"                # TRAILPROOF_TZ

  [report]
  format = \"table\"          # TRAILPROOF_FORMAT
  top = 10                  # TRAILPROOF_TOP; or \"all\"
  by = [\"actor\", \"app\"]     # TRAILPROOF_BY
  strict = false            # TRAILPROOF_STRICT
  allow_incomplete = false  # TRAILPROOF_ALLOW_INCOMPLETE

The file is the one of --config, else of TRAILPROOF_CONFIG, else the nearest trailproof.toml in the
current folder or one above it. --isolated leaves out the file and the environment.

",
    exit_codes!()
);
