//! What a report looks like, whole.

use crate::runner::trailproof;

const SIX: &str = "fixtures/shapes/entries.json";

#[test]
fn a_table_for_people() {
    let ran = trailproof(["report", SIX]).run().ok();
    insta::assert_snapshot!(ran.scrubbed(), @r#"
    Audit trail of acme-corp

    Period    2018-05-01 08:15 – 2018-05-06 23:59 UTC (6 days)
    Found     6 events · 5 types · 2 actors · 2 apps · 1 team · 2 addresses
    Ledger    6 read = 6 accepted + 0 filtered + 0 duplicate + 0 rejected
    Catalog   auto (2019-09)

    ! 1 event has a name that catalog 2019-09 does not list (S10), marked * below.

    Events per day · most on 2018-05-03: 2
               1      8      15     22     29     Events
      2018-05  ▄▄█▄·▄                                  6

    Categories                  Events  Share
      Access                         1  16.7%  ██████
      Change                         2  33.3%  ████████████
      Configuration                  0   0.0%
      Network and TLS                1  16.7%  ██████
      Infrastructure                 2  33.3%  ████████████
      Organisation                   0   0.0%

    Event types                 Events  Share                Last seen
      addon.attach                   2  33.3%  ████████████  2018-05-03
      app.create                     1  16.7%  ██████        2018-05-01
      app.destroy                    1  16.7%  ██████        2018-05-04
      domain.create                  1  16.7%  ██████        2018-05-02
      team_membership.create *       1  16.7%  ██████        2018-05-06

    Actors                      Events  Share                Last seen
      anna@example.com               3  50.0%  ████████████  2018-05-06
      ben@example.com                3  50.0%  ████████████  2018-05-03

    Apps                        Events  Share                Last seen
      blog                           3  50.0%  ████████████  2018-05-04
      shop                           2  33.3%  ████████      2018-05-03
      no app                         1  16.7%  ████          2018-05-06

    Teams                       Events  Share                Last seen
      platform                       4  66.7%  ████████████  2018-05-06
      no team                        2  33.3%  ██████        2018-05-04

    Addresses                   Events  Share                Last seen
      198.51.100.7                   4  66.7%  ████████████  2018-05-06
      no address                     1  16.7%  ███           2018-05-02
      203.0.113.9                    1  16.7%  ███           2018-05-01

    Hours of the week · UTC
           00    03    06    09    12    15    18    21        Events
      Mon  · · · · · · · · · · · · · · · · · · · · · · · ·          0
      Tue  · · · · · · · · ▒▒· · · · · · · · · · · · · · ·          1
      Wed  · · · · · · · · · · · · · · · · · ▒▒· · · · · ·          1
      Thu  · · · · · · · · · · · · ██· · · · · · · · · · ·          2
      Fri  ▒▒· · · · · · · · · · · · · · · · · · · · · · ·          1
      Sat  · · · · · · · · · · · · · · · · · · · · · · · ·          0
      Sun  · · · · · · · · · · · · · · · · · · · · · · · ▒▒         1
           ▒ up to 1  █ up to 2

    Findings  Times  Meaning
      S10         1  event is not in the catalog

    Archives · 1 file
      fixtures/shapes/entries.json
        2018-05 · 6 events · 3.1 kB · SHA-256 38e1b9f9dea42205…

    trailproof [VERSION]
    "#);
}

#[test]
fn a_markdown_page() {
    let ran = trailproof(["report", SIX, "-f", "markdown"]).run().ok();
    insta::assert_snapshot!(ran.scrubbed(), @r#"
    # Audit trail of `acme-corp`

    - **Period:** `2018-05-01 08:15` – `2018-05-06 23:59` UTC (6 days)
    - **Found:** 6 events, 5 event types, 2 actors, 2 apps, 1 team, 2 addresses
    - **Ledger:** 6 read = 6 accepted + 0 filtered + 0 duplicate + 0 rejected
    - **Catalog:** `auto` (`2019-09`)

    * ⚠️ 1 event has a name that catalog `2019-09` does not list (S10), marked * below.

    ## Events per day (most on 2018-05-03: 2)

    ```text
             1      8      15     22     29
    2018-05  ▄▄█▄·▄  6
    ```

    ## Categories

    | Category | Events | Share |
    | --- | ---: | ---: |
    | Access | 1 | 16.7% |
    | Change | 2 | 33.3% |
    | Configuration | 0 | 0.0% |
    | Network and TLS | 1 | 16.7% |
    | Infrastructure | 2 | 33.3% |
    | Organisation | 0 | 0.0% |

    ## Event types

    | Event | Events | Share | First | Last | Category |
    | --- | ---: | ---: | --- | --- | --- |
    | `addon.attach` | 2 | 33.3% | 2018-05-03 12:00 | 2018-05-03 12:30 | Infrastructure |
    | `app.create` | 1 | 16.7% | 2018-05-01 08:15 | 2018-05-01 08:15 | Change |
    | `app.destroy` | 1 | 16.7% | 2018-05-04 00:00 | 2018-05-04 00:00 | Change |
    | `domain.create` | 1 | 16.7% | 2018-05-02 17:45 | 2018-05-02 17:45 | Network and TLS |
    | `team_membership.create` \* | 1 | 16.7% | 2018-05-06 23:59 | 2018-05-06 23:59 | Access |

    ## Actors

    | Actor | Events | Share | First | Last | Apps | Event types | Addresses |
    | --- | ---: | ---: | --- | --- | ---: | ---: | ---: |
    | `anna@example.com` | 3 | 50.0% | 2018-05-03 12:00 | 2018-05-06 23:59 | 2 | 3 | 1 |
    | `ben@example.com` | 3 | 50.0% | 2018-05-01 08:15 | 2018-05-03 12:30 | 2 | 3 | 2 |

    ## Apps

    | App | Events | Share | First | Last | Actors | Event types |
    | --- | ---: | ---: | --- | --- | ---: | ---: |
    | `blog` | 3 | 50.0% | 2018-05-01 08:15 | 2018-05-04 00:00 | 2 | 3 |
    | `shop` | 2 | 33.3% | 2018-05-02 17:45 | 2018-05-03 12:00 | 2 | 2 |
    | _no app_ | 1 | 16.7% | 2018-05-06 23:59 | 2018-05-06 23:59 | 1 | 1 |

    ## Teams

    | Team | Events | Share | First | Last |
    | --- | ---: | ---: | --- | --- |
    | `platform` | 4 | 66.7% | 2018-05-01 08:15 | 2018-05-06 23:59 |
    | _no team_ | 2 | 33.3% | 2018-05-02 17:45 | 2018-05-04 00:00 |

    ## Addresses

    | Address | Events | Share | First | Last | Actors |
    | --- | ---: | ---: | --- | --- | ---: |
    | `198.51.100.7` | 4 | 66.7% | 2018-05-03 12:00 | 2018-05-06 23:59 | 2 |
    | _no address_ | 1 | 16.7% | 2018-05-02 17:45 | 2018-05-02 17:45 | 1 |
    | `203.0.113.9` | 1 | 16.7% | 2018-05-01 08:15 | 2018-05-01 08:15 | 1 |

    ## Hours of the week (`UTC`)

    ```text
         00    03    06    09    12    15    18    21
    Mon  · · · · · · · · · · · · · · · · · · · · · · · ·
    Tue  · · · · · · · · ▒▒· · · · · · · · · · · · · · ·
    Wed  · · · · · · · · · · · · · · · · · ▒▒· · · · · ·
    Thu  · · · · · · · · · · · · ██· · · · · · · · · · ·
    Fri  ▒▒· · · · · · · · · · · · · · · · · · · · · · ·
    Sat  · · · · · · · · · · · · · · · · · · · · · · · ·
    Sun  · · · · · · · · · · · · · · · · · · · · · · · ▒▒
         ▒ up to 1  █ up to 2
    ```

    ## Findings

    | Code | Times | Meaning |
    | --- | ---: | --- |
    | `S10` | 1 | event is not in the catalog |

    ## Archives (1 file)

    | Archive | Account | Month | Records | Events | Size | SHA-256 |
    | --- | --- | --- | ---: | ---: | ---: | --- |
    | `fixtures/shapes/entries.json` | `acme-corp` | 2018-05 | 6 | 6 | 3.1 kB | `38e1b9f9dea4220565d6678d8d38c3ada68492d3d06e64505e0edeb7495062f9` |

    Made by trailproof [VERSION].
    "#);
}

#[test]
fn a_tidy_csv() {
    let ran = trailproof(["report", SIX, "-f", "csv", "--sections", "activity"])
        .run()
        .ok();
    insta::assert_snapshot!(ran.scrubbed(), @r##"
    dimension,id,label,count,first_at,last_at
    event,,addon.attach,2,2018-05-03T12:00:00.123Z,2018-05-03T12:30:00.000Z
    event,,app.create,1,2018-05-01T08:15:00.500Z,2018-05-01T08:15:00.500Z
    event,,app.destroy,1,2018-05-04T00:00:00.000Z,2018-05-04T00:00:00.000Z
    event,,domain.create,1,2018-05-02T17:45:00.250Z,2018-05-02T17:45:00.250Z
    event,,team_membership.create,1,2018-05-06T23:59:59.999Z,2018-05-06T23:59:59.999Z
    category,,access,1,,
    category,,change,2,,
    category,,configuration,0,,
    category,,network,1,,
    category,,infrastructure,2,,
    category,,organisation,0,,
    actor,aa000000-0000-4000-8000-000000000001,anna@example.com,3,2018-05-03T12:00:00.123Z,2018-05-06T23:59:59.999Z
    actor,aa000000-0000-4000-8000-000000000002,ben@example.com,3,2018-05-01T08:15:00.500Z,2018-05-03T12:30:00.000Z
    app,bb000000-0000-4000-8000-000000000002,blog,3,2018-05-01T08:15:00.500Z,2018-05-04T00:00:00.000Z
    app,bb000000-0000-4000-8000-000000000001,shop,2,2018-05-02T17:45:00.250Z,2018-05-03T12:00:00.123Z
    app,,,1,2018-05-06T23:59:59.999Z,2018-05-06T23:59:59.999Z
    team,cc000000-0000-4000-8000-000000000001,platform,4,2018-05-01T08:15:00.500Z,2018-05-06T23:59:59.999Z
    team,,,2,2018-05-02T17:45:00.250Z,2018-05-04T00:00:00.000Z
    account,ac000000-0000-4000-8000-000000000001,acme-corp,6,2018-05-01T08:15:00.500Z,2018-05-06T23:59:59.999Z
    day,,2018-05-01,1,,
    day,,2018-05-02,1,,
    day,,2018-05-03,2,,
    day,,2018-05-04,1,,
    day,,2018-05-05,0,,
    day,,2018-05-06,1,,
    hour,,2T08,1,,
    hour,,3T17,1,,
    hour,,4T12,2,,
    hour,,5T00,1,,
    hour,,7T23,1,,
    ip,,198.51.100.7,4,2018-05-03T12:00:00.123Z,2018-05-06T23:59:59.999Z
    ip,,,1,2018-05-02T17:45:00.250Z,2018-05-02T17:45:00.250Z
    ip,,203.0.113.9,1,2018-05-01T08:15:00.500Z,2018-05-01T08:15:00.500Z
    ledger,,read,6,,
    ledger,,accepted,6,,
    ledger,,filtered,0,,
    ledger,,duplicate,0,,
    ledger,,rejected,0,,
    "##);
}

#[test]
fn a_cross_table_as_csv() {
    let ran = trailproof(["report", SIX, "-f", "csv", "--by", "actor,event"])
        .run()
        .code(0);
    let ran = ran.says("read 6 = accepted 6 + filtered 0 + duplicate 0 + rejected 0");
    insta::assert_snapshot!(ran.scrubbed(), @r##"
    actor,event,count,first_at,last_at
    anna@example.com,addon.attach,1,2018-05-03T12:00:00.123Z,2018-05-03T12:00:00.123Z
    anna@example.com,app.destroy,1,2018-05-04T00:00:00.000Z,2018-05-04T00:00:00.000Z
    anna@example.com,team_membership.create,1,2018-05-06T23:59:59.999Z,2018-05-06T23:59:59.999Z
    ben@example.com,addon.attach,1,2018-05-03T12:30:00.000Z,2018-05-03T12:30:00.000Z
    ben@example.com,app.create,1,2018-05-01T08:15:00.500Z,2018-05-01T08:15:00.500Z
    ben@example.com,domain.create,1,2018-05-02T17:45:00.250Z,2018-05-02T17:45:00.250Z
    "##);
}
