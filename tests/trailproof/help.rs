//! The help, word for word: what it says is a promise.

use crate::runner::trailproof;

/// What the words print; empty lines of the parser's have blanks in them.
fn help(words: &[&str]) -> String {
    let ran = trailproof(words).run().ok();
    let lines = ran.stdout().lines().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn of_the_program() {
    insta::assert_snapshot!(help(&["--help"]), @r##"
    Turn Heroku Enterprise audit-trail archives into evidence, offline

    trailproof reads the monthly archives of an enterprise account, as exported, and reports on them. It
    needs no network and sends nothing anywhere.

    Usage: trailproof [OPTIONS] <COMMAND>

    Commands:
      report  Count events by name, actor, app, day and more, and render a compliance report
      config  Show which settings hold and where they came from
      help    Print this message or the help of the given subcommand(s)

    Options:
      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Options of every command:
          --config <FILE>
              Read settings from this file

              Otherwise from the file that TRAILPROOF_CONFIG names, otherwise from the nearest
              trailproof.toml in the current folder or one above it.

          --isolated
              Ignore configuration files and TRAILPROOF_ variables: flags and defaults alone

      -j, --threads <N>
              Number of threads [default: one for each processor]

          --color <WHEN>
              When to use colour [default: auto]

              auto colours on a terminal, unless NO_COLOR is set or TERM is dumb.

              [possible values: auto, always, never]

      -q, --quiet
              Say nothing but errors; hides the progress bar as well

      -v, --verbose...
              Say what is being done

          --no-progress
              Show no progress bar

    Examples:
      trailproof report enterprise-audit-log-acme-201805.json.gz
      trailproof report exports/ --month 2018-05 -o may.html
      trailproof config show

    Exit codes:
      0  done
      1  done, and the answer is no: with --strict, an event was rejected
      2  usage or configuration error; nothing was read
      3  no archive found to read
      4  an input could not be read to its end, or an output could not be written
    "##);
}

#[test]
fn of_report() {
    insta::assert_snapshot!(help(&["report", "--help"]), @r##"
    Count events by name, actor, app, day and more, and render a compliance report

    Usage: trailproof report [OPTIONS] <ARCHIVE>...

    Arguments:
      <ARCHIVE>...
              Archives: files, folders, quoted patterns, or - for standard input

              A folder is searched, with the folders in it, for *.json, *.jsonl and *.ndjson, each also
              with .gz or .zst. Links out of it are not followed. In a quoted pattern, * and ? stop at /
              and ** does not. Compression and shape are recognised by content. A file that is given
              twice is read once.

    Options:
          --catalog <NAME|FILE>
              Catalog of supported events: a built-in one or a file [default: 2019-09]

              Built in are 2019-09, 2024-04 and 2026-02. For a file of such a name write ./2019-09.

          --allow-incomplete
              Carry on when an archive cannot be read to its end; the exit code is still 4

              The result then begins with a banner that names what is missing. Without this flag such an
              archive ends the run and nothing is written.

          --strict
              End with exit code 1 when an event was rejected

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Filters (one flag repeated: any of them; different flags: all of them):
          --from <TIME>
              From this time on, in UTC: 2018-05-03, 2018-05 or 2018-05-03T12:00:00Z

              A day or a month stands for its first instant. Of several the earliest holds.

          --to <TIME>
              Up to this time, which is not included

              `--from 2018-05 --to 2018-07` is May and June. Of several the latest holds.

          --month <YYYY-MM>
              In this month, in UTC

      -e, --account <ACCOUNT>
              Of this enterprise account, by name or id

          --actor <ACTOR>
              By this actor, by e-mail or id

          --app <APP>
              On this app, by name or id

          --team <TEAM>
              On this team, by name or id

          --event <PATTERN>
              With a name like this pattern: 'addon.*', '*.create', 'app.{create,destroy}'

          --ip <ADDRESS>
              From this address or network: 203.0.113.7, 203.0.113.0/24, 2001:db8::/32

    Output:
      -o, --output <FILE>
              Write to this file instead of standard output; its extension tells the format

              The file appears whole or not at all, and is readable by its owner alone.

          --force
              Replace an output file that exists

      -f, --format <FORMAT>
              Form of the report [default: by the extension of the output file, else table]

              [possible values: table, html, csv, json, markdown]

          --top <N>
              Cut each list to its first N rows, or `all` to cut none

              Without it, CSV and JSON are never cut, whatever file or environment say.

          --by <DIM[,DIM]>
              Group by these instead of the standard sections, up to three

              Dimensions are event, actor, app, team, day, month, hour, ip and category.

          --tz <ZONE>
              Time zone of hours that are shown, such as Europe/Berlin [default: UTC]

          --rejects <FILE>
              Write every rejected record to this file, one JSON object a line

          --generated-at <TIME>
              State this time in the report as when it was made

              Otherwise SOURCE_DATE_EPOCH, in seconds since 1970. Without either the report tells no
              time of its making, so that the same inputs give the same bytes.

    Options of every command:
          --config <FILE>
              Read settings from this file

              Otherwise from the file that TRAILPROOF_CONFIG names, otherwise from the nearest
              trailproof.toml in the current folder or one above it.

          --isolated
              Ignore configuration files and TRAILPROOF_ variables: flags and defaults alone

      -j, --threads <N>
              Number of threads [default: one for each processor]

          --color <WHEN>
              When to use colour [default: auto]

              auto colours on a terminal, unless NO_COLOR is set or TERM is dumb.

              [possible values: auto, always, never]

      -q, --quiet
              Say nothing but errors; hides the progress bar as well

      -v, --verbose...
              Say what is being done

          --no-progress
              Show no progress bar

    Examples:
      One archive, on the terminal:
        trailproof report enterprise-audit-log-acme-201805.json.gz
      A quarter as a page for an auditor:
        trailproof report exports/ --from 2018-04 --to 2018-07 -o q2.html
      Who destroyed or transferred apps, as data:
        trailproof report 'exports/**/*.json.gz' --event 'app.{destroy,transfer}' --by actor,app -f csv
      What one network did, from standard input:
        zcat old.json.gz | trailproof report - --ip 203.0.113.0/24

    Exit codes:
      0  done
      1  done, and the answer is no: with --strict, an event was rejected
      2  usage or configuration error; nothing was read
      3  no archive found to read
      4  an input could not be read to its end, or an output could not be written
    "##);
}

#[test]
fn of_config() {
    insta::assert_snapshot!(help(&["config", "--help"]), @r##"
    Show which settings hold and where they came from

    Usage: trailproof config [OPTIONS] <COMMAND>

    Commands:
      show  Print every setting, its value and where that came from
      help  Print this message or the help of the given subcommand(s)

    Options:
      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Options of every command:
          --config <FILE>
              Read settings from this file

              Otherwise from the file that TRAILPROOF_CONFIG names, otherwise from the nearest
              trailproof.toml in the current folder or one above it.

          --isolated
              Ignore configuration files and TRAILPROOF_ variables: flags and defaults alone

      -j, --threads <N>
              Number of threads [default: one for each processor]

          --color <WHEN>
              When to use colour [default: auto]

              auto colours on a terminal, unless NO_COLOR is set or TERM is dumb.

              [possible values: auto, always, never]

      -q, --quiet
              Say nothing but errors; hides the progress bar as well

      -v, --verbose...
              Say what is being done

          --no-progress
              Show no progress bar
    "##);
}

#[test]
fn of_config_show() {
    insta::assert_snapshot!(help(&["config", "show", "--help"]), @r##"
    Print every setting, its value and where that came from

    Usage: trailproof config show [OPTIONS]

    Options:
      -f, --format <FORMAT>
              Form of the listing [default: toml]

              [possible values: toml, json]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Options of every command:
          --config <FILE>
              Read settings from this file

              Otherwise from the file that TRAILPROOF_CONFIG names, otherwise from the nearest
              trailproof.toml in the current folder or one above it.

          --isolated
              Ignore configuration files and TRAILPROOF_ variables: flags and defaults alone

      -j, --threads <N>
              Number of threads [default: one for each processor]

          --color <WHEN>
              When to use colour [default: auto]

              auto colours on a terminal, unless NO_COLOR is set or TERM is dumb.

              [possible values: auto, always, never]

      -q, --quiet
              Say nothing but errors; hides the progress bar as well

      -v, --verbose...
              Say what is being done

          --no-progress
              Show no progress bar

    Settings come from flags, else from the environment, else from trailproof.toml, else they have
    a default. The file, with every key:

      catalog = "2019-09"       # TRAILPROOF_CATALOG; or a file, relative to this one
      threads = 4               # TRAILPROOF_THREADS
      color = "auto"            # TRAILPROOF_COLOR
      progress = true           # TRAILPROOF_PROGRESS
      tz = "UTC"                # TRAILPROOF_TZ

      [report]
      format = "table"          # TRAILPROOF_FORMAT
      top = 10                  # TRAILPROOF_TOP; or "all"
      by = ["actor", "app"]     # TRAILPROOF_BY
      strict = false            # TRAILPROOF_STRICT
      allow_incomplete = false  # TRAILPROOF_ALLOW_INCOMPLETE

    The file is the one of --config, else of TRAILPROOF_CONFIG, else the nearest trailproof.toml in the
    current folder or one above it. --isolated leaves out the file and the environment.

    Exit codes:
      0  done
      1  done, and the answer is no: with --strict, an event was rejected
      2  usage or configuration error; nothing was read
      3  no archive found to read
      4  an input could not be read to its end, or an output could not be written
    "##);
}

#[test]
fn in_short() {
    insta::assert_snapshot!(help(&["report", "-h"]), @r##"
    Count events by name, actor, app, day and more, and render a compliance report

    Usage: trailproof report [OPTIONS] <ARCHIVE>...

    Arguments:
      <ARCHIVE>...  Archives: files, folders, quoted patterns, or - for standard input

    Options:
          --catalog <NAME|FILE>  Catalog of supported events: a built-in one or a file [default:
                                 2019-09]
          --allow-incomplete     Carry on when an archive cannot be read to its end; the exit code is
                                 still 4
          --strict               End with exit code 1 when an event was rejected
      -h, --help                 Print help (see more with '--help')
      -V, --version              Print version

    Filters (one flag repeated: any of them; different flags: all of them):
          --from <TIME>        From this time on, in UTC: 2018-05-03, 2018-05 or 2018-05-03T12:00:00Z
          --to <TIME>          Up to this time, which is not included
          --month <YYYY-MM>    In this month, in UTC
      -e, --account <ACCOUNT>  Of this enterprise account, by name or id
          --actor <ACTOR>      By this actor, by e-mail or id
          --app <APP>          On this app, by name or id
          --team <TEAM>        On this team, by name or id
          --event <PATTERN>    With a name like this pattern: 'addon.*', '*.create',
                               'app.{create,destroy}'
          --ip <ADDRESS>       From this address or network: 203.0.113.7, 203.0.113.0/24, 2001:db8::/32

    Output:
      -o, --output <FILE>        Write to this file instead of standard output; its extension tells the
                                 format
          --force                Replace an output file that exists
      -f, --format <FORMAT>      Form of the report [default: by the extension of the output file, else
                                 table] [possible values: table, html, csv, json, markdown]
          --top <N>              Cut each list to its first N rows, or `all` to cut none
          --by <DIM[,DIM]>       Group by these instead of the standard sections, up to three
          --tz <ZONE>            Time zone of hours that are shown, such as Europe/Berlin [default: UTC]
          --rejects <FILE>       Write every rejected record to this file, one JSON object a line
          --generated-at <TIME>  State this time in the report as when it was made

    Options of every command:
          --config <FILE>  Read settings from this file
          --isolated       Ignore configuration files and TRAILPROOF_ variables: flags and defaults
                           alone
      -j, --threads <N>    Number of threads [default: one for each processor]
          --color <WHEN>   When to use colour [default: auto] [possible values: auto, always, never]
      -q, --quiet          Say nothing but errors; hides the progress bar as well
      -v, --verbose...     Say what is being done
          --no-progress    Show no progress bar

    More, with examples and exit codes: --help
    "##);
    trailproof(["--version"])
        .run()
        .ok()
        .prints(concat!("trailproof ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_flag_of_a_help_fits_its_width() {
    for words in [
        &["--help"][..],
        &["report", "--help"],
        &["report", "-h"],
        &["config", "show", "--help"],
    ] {
        for line in help(words).lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}
