//! Closing parts of the help texts.

use crate::config::keys;

/// Below each short help.
pub(super) const SEE_MORE: &str = "More, with examples and exit codes: --help";

/// Exit codes of a command that reads archives; what 1 means there, if it can occur.
macro_rules! of_reader {
    ($one:literal) => {
        concat!(
            "Exit codes:
  0  done
",
            $one,
            "  2  usage or configuration error; nothing was read
  3  no archive found to read
  4  an input could not be read to its end, or an output could not be written"
        )
    };
}

/// Exit codes of a command that reads no archive.
macro_rules! of_other {
    () => {
        "Exit codes:
  0  done
  2  usage or configuration error
  4  an output could not be written"
    };
}

pub(super) const TRAILPROOF: &str = concat!(
    "Examples:
  trailproof report enterprise-audit-log-acme-201805.json.gz
  trailproof report exports/ --month 2018-05 -o may.html
  trailproof list exports/
  trailproof export exports/ --month 2018-05 -o may.json.gz
  trailproof config show

",
    of_reader!(
        "  1  findings, a difference or a rejected event; see the help of each command
"
    )
);

pub(super) const REPORT: &str = concat!(
    "Examples:
  One archive, on the terminal:
    trailproof report enterprise-audit-log-acme-201805.json.gz
  A quarter as an HTML page for an auditor:
    trailproof report exports/ --from 2018-04 --to 2018-07 -o q2.html
  Who destroyed or transferred apps, as data:
    trailproof report 'exports/**/*.json.gz' --event 'app.{destroy,transfer}' --by actor,app -f csv
  What one network did, from standard input:
    zcat old.json.gz | trailproof report - --ip 203.0.113.0/24

",
    of_reader!(
        "  1  with --strict: a record was rejected
"
    )
);

pub(super) const DIFF: &str = concat!(
    "Days: an archive of the current month ends at midnight UTC of the day of its export. If one side
appears to end before its month does, both months are compared over the same first days, unless
--whole is given. Daily rates are shown beside the counts, because months have 28 to 31 days.

Examples:
  Two months, on the terminal:
    trailproof diff enterprise-audit-log-acme-201801.json.gz enterprise-audit-log-acme-201802.json.gz
  The same from a folder of archives, as an HTML page:
    trailproof diff --months 2018-01..2018-02 exports/ -o february.html
  Check in a script whether anything about access changed:
    trailproof diff january/ february/ --event 'collaborator.*' --exit-code -q > /dev/null
  Who did what for the first time, as data:
    trailproof diff january/ february/ -f json | jq '.new_pairs'

",
    of_reader!("  1  with --exit-code: the two periods differ
")
);

pub(super) const LIST: &str = concat!(
    "Examples:
  The archives in a folder, and the months that are missing:
    trailproof list exports/
  Compare every download with the service's listing:
    heroku enterprise:audits -e acme-corp --json > listing.json
    trailproof list exports/ --listing listing.json

States of an archive:
  ok          read to its end, with no sign that it ends before its month does
  partial     exported before its month was over: the listing says so, another archive of the month
              continues for longer, or its events stop earlier than its usual activity suggests
  empty       contains no event
  unreadable  not read to its end; the events that could be read are counted

",
    of_reader!(
        "  1  with --listing: an archive contradicts it, or a listed month is missing
"
    )
);

pub(super) const EXPORT: &str = concat!(
    "Examples:
  A month that was exported twice, merged in order without duplicates, under the service's file name:
    trailproof export exports/ -e acme-corp --month 2018-05 -o ordered/
  A quarter, compressed:
    trailproof export exports/ --from 2018-04 --to 2018-07 -o q2.json.gz
  What one actor did, for a spreadsheet:
    trailproof export exports/ --actor ann@acme.example -o ann.csv
  One event per line, for another program:
    trailproof export exports/ -f ndjson | grep '\"app\"' | head

The export is itself an archive that every command can read. The text of each event is kept; only
line breaks between tokens, with the spaces around them, are removed.

",
    of_reader!("")
);

pub(super) const PSEUDONYMS_NEW: &str = concat!(
    "Keep the key for as long as documents made with it are in use, separately from these documents and from the
archives. Without it no pseudonym can be resolved, and the next document would have different ones.

Examples:
  trailproof pseudonyms new ~/audit-2018.key
  trailproof report exports/ --month 2018-05 --pseudonyms ~/audit-2018.key -o may.html

",
    of_other!()
);

pub(super) const PSEUDONYMS_RESOLVE: &str = concat!(
    "Examples:
  trailproof pseudonyms resolve ~/audit-2018.key exports/ usr_q3kz5ydl2mhvtw7a
  trailproof pseudonyms resolve ~/audit-2018.key exports/ ip_a5…/net_x7… -f json

",
    of_reader!(
        "  1  a pseudonym matches no name in these archives under this key
"
    )
);

pub(super) const SAMPLE: &str = concat!(
    "The population is every event that passes the filters. Every output states its number of events and its digest,
the SHA-256 over all ids in order, which shows that the seed was chosen afterwards.

Anyone can check a rank:
  printf '%s\\n%s' SEED ID | sha256sum

Examples:
  How large is the population, and what is its digest? Before there is a seed:
    trailproof sample exports/ --month 2018-05 -f json
  60 events of May for an auditor to fill in:
    trailproof sample exports/ --month 2018-05 --seed 'lot 17, 2018-06-04' --size 60 -o sample.csv
  The same with 5 replacements for items that cannot be tested:
    trailproof sample exports/ --month 2018-05 --seed 'lot 17, 2018-06-04' --size 60 --extend 5 -o sample-65.csv
  5 destructions of each event type:
    trailproof sample exports/ --event '*.destroy' --stratify event --per 5 --seed 4711
  The size of a sample, and the evaluation of its results:
    trailproof sample plan --confidence 95 --tolerable 5
    trailproof sample evaluate sample.csv --confidence 95

",
    of_reader!("")
);

pub(super) const SAMPLE_PLAN: &str = concat!(
    "The size is the smallest at which, if the population had the tolerable rate, finding no more than the
expected deviations would have a probability of at most 100% minus the confidence level.

Examples:
  trailproof sample plan --confidence 95 --tolerable 5
  trailproof sample plan --confidence 90 --tolerable 10 --expected 1
  trailproof sample plan --confidence 95 --tolerable 5 --population 400 -f json

",
    of_other!()
);

pub(super) const SAMPLE_EVALUATE: &str = "Every row needs one of these in its column `result`:
  ok         the control worked (also: pass, passed, effective, no exception, compliant)
  deviation  the control did not work (also: exception, fail, failed, ineffective, non-compliant)
  void       cannot be tested; replaced by the next row of the extension (also: n/a, not applicable)
Columns can be moved, hidden or coloured, and rows can be sorted. Rows must not be removed or added, and values that
trailproof wrote must not be changed: each row is checked against the seed, and all of them against the digest of the
sample.

Examples:
  trailproof sample evaluate sample.csv --confidence 95
  trailproof sample evaluate sample.xlsx --confidence 95 --tolerable 5 -f json

Exit codes:
  0  done, whatever the results
  1  the rows are not those of the sample, or a result is missing or unknown; nothing was written
  2  usage or configuration error
  4  the file could not be read, or an output could not be written";

pub(super) const CATALOG: &str = concat!(
    "Examples:
  The supported events with their categories, on the terminal:
    trailproof catalog
  What was added and removed between two catalogs:
    trailproof catalog diff 2019-09 2024-04
  Event names only, for another program:
    trailproof catalog 2024-04 | grep '^space'

A catalog of your own is a JSON file such as
  {\"name\": \"ours\", \"events\": [\"addon.create\", \"app.create\"]}

",
    of_other!()
);

pub(super) const COMPLETIONS: &str = concat!(
    "Examples:
  trailproof completions bash > ~/.local/share/bash-completion/completions/trailproof
  trailproof completions zsh > \"${fpath[1]}/_trailproof\"
  trailproof completions fish > ~/.config/fish/completions/trailproof.fish

",
    of_other!()
);

pub(super) const MAN: &str = concat!(
    "Examples:
  trailproof man | man -l -
  trailproof man ~/.local/share/man/man1

",
    of_other!()
);

pub(super) const VALIDATE: &str = "Examples:
  Check whether an archive can be handed over:
    trailproof validate enterprise-audit-log-acme-201805.json.gz
  Check everything that was exported against the service's own listing:
    heroku enterprise:audits -e acme --json > listing.json
    trailproof validate exports/ --listing listing.json --final
  For code scanning, where warnings fail as well:
    trailproof validate exports/ --fail-on warning -o trail.sarif
  What a code means:
    trailproof explain S03

Rules can be set aside in the configuration, with a reason:
  [validate.ignore]
  S10 = { reason = \"add-on events of 2020, reviewed\", until = 2026-12-31 }

`until` is compared with --as-of, else --generated-at or SOURCE_DATE_EPOCH, else today.

Exit codes:
  0  no finding at or above --fail-on
  1  a finding at or above --fail-on
  2  usage or configuration error; nothing was read
  3  no archive found to read
  4  an archive could not be opened (the others were checked), or an output could not be written";

pub(super) const SEAL: &str = "The pack is a BagIt bag (RFC 8493). It contains the archives as received, the report, the verdict of
validate, every event as a row, the settings in effect, and the digest of every file. The same
archives and flags give the same bytes. Only one file needs a signature: tagmanifest-sha256.txt.

Examples:
  A month, checked against the service's listing:
    trailproof seal enterprise-audit-log-acme-201805.json.gz --listing listing.json -o may-2018
  The next one, chained to it:
    trailproof seal enterprise-audit-log-acme-201806.json.gz --previous may-2018 -o june-2018
  Sign it:
    ssh-keygen -Y sign -n trailproof -f ~/.ssh/id_ed25519 may-2018/tagmanifest-sha256.txt

Exit codes:
  0  the pack was written
  1  the archives failed validation; nothing was written
  2  usage or configuration error; nothing was read
  3  no archive found to read
  4  an input could not be read to its end, or the pack could not be written";

pub(super) const VERIFY: &str = "Every file is checked against the pack's own digests, and every derived document is reproduced
from its archives and settings and compared byte for byte. Packs from untrusted sources are safe to verify.

Examples:
  One pack:
    trailproof verify may-2018
  A quarter, with its chain, as data:
    trailproof verify april-2018 may-2018 june-2018 -f json
  What a code means:
    trailproof explain V02

Exit codes:
  0  every pack is verified
  1  something could not be verified
  2  usage or configuration error; nothing was read
  4  a file could not be read, or the result could not be written";

pub(super) const RULES_LIST: &str = concat!(
    "Fields that a rule can use:
  event, type, action, id, created_at, data and its members by path (data.region)
  actor.id, actor.email, actor.kind (person, service or external), actor.domain, actor.identity
  app.id, app.name, app.protected (true or false), team.id, team.name
  owner.id, owner.email, enterprise_account.id, enterprise_account.name
  request.ip_address, network (its /24 or /48), local.hour (0 to 23), local.weekday (1 to 7, mon to sun)
  subject, subject.domain, subject.self, role, target, object, range, keys

Examples:
  trailproof rules list
  trailproof rules list --rules ours/ --no-builtin-rules -f json
  trailproof explain TP-D05

",
    of_other!()
);

pub(super) const RULES_TEST: &str = "Examples:
  Every built-in rule:
    trailproof rules test
  Rules of your own:
    trailproof rules test ours/

Exit codes:
  0  every test passed
  1  a test failed
  2  usage or configuration error, such as a rule that cannot be read
  4  an output could not be written";

pub(super) const EXPLAIN: &str = concat!(
    "Examples:
  trailproof explain
  trailproof explain S03 T06
  trailproof explain CC6.2 'AC-2(3)'

",
    of_other!()
);

/// Below the help of `config show`.
pub(super) fn config() -> String {
    format!(
        "A setting comes from its flag, or else from the environment, from trailproof.toml, or from the default.
Keys of the file, with their variables and defaults:

{}
The file is the one named by --config or TRAILPROOF_CONFIG, or else the nearest trailproof.toml in the
current folder or one above it, which must belong to you or root and be writable by no one else.
--isolated ignores the file and the environment.

{}",
        keys(),
        of_other!()
    )
}
