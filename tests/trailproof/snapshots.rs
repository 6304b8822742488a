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
    Verdict   none: the archives were not validated; --validate gives one
    Catalog   auto (2019-09)

    ! 1 event has a name that catalog 2019-09 does not list (S10), marked * below.

    Summary
    Controls    63 of 89 controls that this trail can evidence have events in the
                period; 61 others cannot be evidenced by it.
    Access      1 grant and 0 revocations in the period; 1 grant is open at its end.
    Register    Destroyed: 1 app, by 1 actor. 1 other event changed network or TLS,
                by 1 actor.
    Changes     A population of 5 changes by 2 people.
    Detections  No rule fired; 13 rules are indeterminate, because data or policy
                settings are missing; 10 rules are clear.
    Coverage    2018-05, none missing.

    Findings  Times  Meaning
      S10         1  event is not in the catalog

    Controls
      Controls for which this audit trail is evidence. Whether a control is met is
      for the auditor to judge, on more evidence than this trail.

      Framework      In this trail  Controls
      soc2           evidenced      CC6.1, CC6.2, CC6.3, CC6.6, CC7.2, CC8.1, A1.2,
                                    C1.2
                     no events      CC6.7, CC6.8, CC7.1
                     not evidenced  CC1.4, CC3.2, CC6.4, CC6.5, CC7.3, CC7.4, CC7.5,
                                    CC9.2, A1.3, C1.1
      iso27001-2022  evidenced      A.5.15, A.5.16, A.5.18, A.8.2, A.8.3, A.8.10,
                                    A.8.15, A.8.16, A.8.20, A.8.32
                     no events      A.5.14, A.5.19, A.8.9, A.8.22, A.8.24
                     not evidenced  A.5.17, A.6.3, A.7.1, A.8.4, A.8.5, A.8.8,
                                    A.8.12, A.8.13, A.8.17
      nist-800-53r5  evidenced      AC-2, AC-2(4), AC-3, AC-6, AC-6(7), AC-6(9),
                                    AU-2, AU-3, AU-6, AU-7, AU-9, AU-11, AU-12,
                                    CM-3, CM-8, SI-4
                     no events      AC-2(3), CM-5(1), CM-6, IA-5, PS-4, SC-7, SC-8,
                                    SC-12, SC-17
                     not evidenced  AC-7, AC-12, AC-17, AT-2, AU-8, AU-14, CP-9,
                                    IA-2, PE-3, RA-5, SI-2
      pci-dss-4.0.1  evidenced      1.2.7, 6.5.1, 7.2.1, 7.2.2, 7.2.4, 7.2.5, 8.2.4,
                                    10.2.1, 10.2.1.2, 10.2.1.5, 10.2.2, 10.4.2,
                                    10.5.1
                     no events      4.2.1, 8.2.5, 8.6.3
                     not evidenced  8.3.1, 8.4.2, 9.2.1, 10.2.1.1, 10.2.1.4, 10.3.4,
                                    10.4.1, 10.6.1, 11.3.1, 11.5.2, 12.6.1
      hipaa          evidenced      164.308(a)(1)(ii)(D), 164.308(a)(4)(ii)(B),
                                    164.308(a)(4)(ii)(C), 164.312(a)(1), 164.312(b)
                     no events      164.308(a)(3)(ii)(C), 164.312(e)(1)
                     not evidenced  164.308(a)(1)(ii)(A), 164.308(a)(5)(i),
                                    164.308(a)(5)(ii)(C), 164.308(a)(6)(ii),
                                    164.308(a)(7)(ii)(A), 164.310(a)(1),
                                    164.312(a)(2)(iii), 164.312(c)(1), 164.312(d),
                                    164.316(b)(2)(i)
      cis-v8         evidenced      3.3, 5.1, 5.3, 5.4, 6.1, 6.8, 8.2, 8.5, 8.10,
                                    8.11, 12.2
                     no events      3.10, 4.1, 6.2, 15.1
                     not evidenced  3.14, 5.2, 6.3, 6.5, 7.5, 8.4, 8.8, 11.2, 14.1,
                                    17.4

    Access
      0 open before + 1 granted − 0 revoked = 1 open at the end.

    ! The policy does not say where events name the person concerned (subject): 1
      grant cannot be matched with revocations and remains open.
    – Access that was open before the period is not known; give earlier archives
      with --history.
    – External users cannot be identified: the policy has no internal_domains.

    Open at the end
      Subject       Access to  Granted     By
      not readable  platform   2018-05-06  anna@example.com

    Destruction, network and TLS

    Destroyed
      When              Event        Actor             App
      2018-05-04 00:00  app.destroy  anna@example.com  blog

    Changes to network and TLS
      When              Event          Actor            App
      2018-05-02 17:45  domain.create  ben@example.com  shop

    Changes
    – Changes to production apps cannot be identified: the policy has no
      protected_apps.
    – Changes outside working hours cannot be identified: the policy has no
      working_hours.

    Changes by actor
      Actor             Kind    Changes  Outside hours
      ben@example.com   person        3              –
      anna@example.com  person        2              –

    Changes by app
      App   Changes  People  Services  External  Outside hours
      blog        3       3         0         0              –
      shop        2       2         0         0              –

    Detections

    Rules that fired or are indeterminate
      Rule    Level   Verdict        Matches  What it finds; what is missing
      TP-D01  high    indeterminate        0  Access granted to a person outside the
                                              organisation; needs internal_domains
                                              of the policy; needs subject of the
                                              policy
      TP-D02  high    indeterminate        0  Self-granted access; needs subject of
                                              the policy
      TP-D04  high    indeterminate        0  Access granted, and something
                                              destroyed by the same person within a
                                              day; needs subject of the policy
      TP-D07  high    indeterminate        0  A protected app, or an add-on or
                                              domain of one, destroyed; needs
                                              protected_apps of the policy
      TP-D15  high    indeterminate        0  Service account activity other than
                                              releases and configuration; needs
                                              service_accounts of the policy
      TP-D19  high    indeterminate        0  Last logging or monitoring add-on
                                              removed from an app; needs target of
                                              the policy
      TP-D03  medium  indeterminate        0  Access granted long ago and still
                                              open; needs subject of the policy;
                                              needs 90 days before 2018-05-01, has 0
      TP-D11  medium  indeterminate        0  Actor from a network where it was not
                                              seen before; needs 90 days before
                                              2018-05-01, has 0
      TP-D13  medium  indeterminate        0  Actor active again after a long time;
                                              needs 90 days before 2018-05-01, has 0
      TP-D20  medium  indeterminate        0  A secret in the configuration of a
                                              protected app changed by a person;
                                              needs protected_apps of the policy;
                                              needs service_accounts of the policy
      TP-D22  medium  indeterminate        0  Release by a person on an app that a
                                              service account deploys; needs
                                              protected_apps of the policy; needs
                                              service_accounts of the policy
      TP-D08  low     indeterminate        0  Change outside working hours; needs
                                              working_hours of the policy
      TP-D14  low     indeterminate        0  Actor's first event of a sensitive
                                              kind in three months; needs 90 days
                                              before 2018-05-01, has 0

      Clear: TP-D05, TP-D06, TP-D09, TP-D10, TP-D12, TP-D16, TP-D17, TP-D18, TP-D21,
      TP-D23.

    Coverage
    Months     2018-05
    Missing    none
    Recorded   4 of 29 supported event types occurred
    Retention  pci-dss-4.0.1 10.5.1: 12 months; cis-v8 8.10: 90 days; hipaa
               164.316(b)(2)(i): 6 years

    Not recorded in any archive, and where to look instead
      logins, and failed logins: the identity provider's log
      second factors, passwords and tokens: the identity provider's log and its
      settings
      reading of data: configuration, logs, source code: nowhere in the trail;
      databases and apps have logs of their own
      sessions in a dyno (heroku run): the app's own log, as far as it writes one
      scaling and restarts of dynos: the platform's log of each app
      access to databases, and what was read or written there: the database's own
      log
      whether an action succeeded: nowhere in the trail: an event says that
      something was done
      values of configuration, before or after: nowhere in the trail, and they
      should not be

    Events per day · most on 2018-05-03: 2
               1      8      15     22     29     Events
      2018-05  ▄▄█▄·▄                                  6

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

    Categories                  Events  Share
      Access                         1  16.7%  ██████
      Change                         2  33.3%  ████████████
      Configuration                  0   0.0%
      Network and TLS                1  16.7%  ██████
      Infrastructure                 2  33.3%  ████████████
      Organisation                   0   0.0%

    Teams                       Events  Share                Last seen
      platform                       4  66.7%  ████████████  2018-05-06
      no team                        2  33.3%  ██████        2018-05-04

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

    Addresses                   Events  Share                Last seen
      198.51.100.7                   4  66.7%  ████████████  2018-05-06
      no address                     1  16.7%  ███           2018-05-02
      203.0.113.9                    1  16.7%  ███           2018-05-01

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
    - **Verdict:** none: the archives were not validated; --validate gives one
    - **Catalog:** `auto` (`2019-09`)

    * ⚠️ 1 event has a name that catalog `2019-09` does not list (S10), marked * below.

    ## Summary

    - **Controls:** 63 of 89 controls that this trail can evidence have events in the period; 61 others cannot be evidenced by it.
    - **Access:** 1 grant and 0 revocations in the period; 1 grant is open at its end.
    - **Register:** Destroyed: 1 app, by 1 actor. 1 other event changed network or TLS, by 1 actor.
    - **Changes:** A population of 5 changes by 2 people.
    - **Detections:** No rule fired; 13 rules are indeterminate, because data or policy settings are missing; 10 rules are clear.
    - **Coverage:** `2018-05`, none missing.

    ## Findings

    | Code | Times | Meaning |
    | --- | ---: | --- |
    | `S10` | 1 | event is not in the catalog |

    ## Controls

    Controls for which this audit trail is evidence. Whether a control is met is for the auditor to judge, on more evidence than this trail.

    | Framework | Evidenced by events | No events in the period | Not evidenced by this trail |
    | --- | --- | --- | --- |
    | `soc2` | `CC6.1`, `CC6.2`, `CC6.3`, `CC6.6`, `CC7.2`, `CC8.1`, `A1.2`, `C1.2` | `CC6.7`, `CC6.8`, `CC7.1` | `CC1.4`, `CC3.2`, `CC6.4`, `CC6.5`, `CC7.3`, `CC7.4`, `CC7.5`, `CC9.2`, `A1.3`, `C1.1` |
    | `iso27001-2022` | `A.5.15`, `A.5.16`, `A.5.18`, `A.8.2`, `A.8.3`, `A.8.10`, `A.8.15`, `A.8.16`, `A.8.20`, `A.8.32` | `A.5.14`, `A.5.19`, `A.8.9`, `A.8.22`, `A.8.24` | `A.5.17`, `A.6.3`, `A.7.1`, `A.8.4`, `A.8.5`, `A.8.8`, `A.8.12`, `A.8.13`, `A.8.17` |
    | `nist-800-53r5` | `AC-2`, `AC-2(4)`, `AC-3`, `AC-6`, `AC-6(7)`, `AC-6(9)`, `AU-2`, `AU-3`, `AU-6`, `AU-7`, `AU-9`, `AU-11`, `AU-12`, `CM-3`, `CM-8`, `SI-4` | `AC-2(3)`, `CM-5(1)`, `CM-6`, `IA-5`, `PS-4`, `SC-7`, `SC-8`, `SC-12`, `SC-17` | `AC-7`, `AC-12`, `AC-17`, `AT-2`, `AU-8`, `AU-14`, `CP-9`, `IA-2`, `PE-3`, `RA-5`, `SI-2` |
    | `pci-dss-4.0.1` | `1.2.7`, `6.5.1`, `7.2.1`, `7.2.2`, `7.2.4`, `7.2.5`, `8.2.4`, `10.2.1`, `10.2.1.2`, `10.2.1.5`, `10.2.2`, `10.4.2`, `10.5.1` | `4.2.1`, `8.2.5`, `8.6.3` | `8.3.1`, `8.4.2`, `9.2.1`, `10.2.1.1`, `10.2.1.4`, `10.3.4`, `10.4.1`, `10.6.1`, `11.3.1`, `11.5.2`, `12.6.1` |
    | `hipaa` | `164.308(a)(1)(ii)(D)`, `164.308(a)(4)(ii)(B)`, `164.308(a)(4)(ii)(C)`, `164.312(a)(1)`, `164.312(b)` | `164.308(a)(3)(ii)(C)`, `164.312(e)(1)` | `164.308(a)(1)(ii)(A)`, `164.308(a)(5)(i)`, `164.308(a)(5)(ii)(C)`, `164.308(a)(6)(ii)`, `164.308(a)(7)(ii)(A)`, `164.310(a)(1)`, `164.312(a)(2)(iii)`, `164.312(c)(1)`, `164.312(d)`, `164.316(b)(2)(i)` |
    | `cis-v8` | `3.3`, `5.1`, `5.3`, `5.4`, `6.1`, `6.8`, `8.2`, `8.5`, `8.10`, `8.11`, `12.2` | `3.10`, `4.1`, `6.2`, `15.1` | `3.14`, `5.2`, `6.3`, `6.5`, `7.5`, `8.4`, `8.8`, `11.2`, `14.1`, `17.4` |

    ## Access

    0 open before + 1 granted − 0 revoked = 1 open at the end.

    * ⚠️ The policy does not say where events name the person concerned (subject): 1 grant cannot be matched with revocations and remains open.
    * Access that was open before the period is not known; give earlier archives with --history.
    * External users cannot be identified: the policy has no internal_domains.

    ### Open at the end

    | Subject | Access to | Kind | Granted | By |
    | --- | --- | --- | --- | --- |
    | _not readable_ | `platform` | team | 2018-05-06 23:59 | `anna@example.com` |

    ## Destruction, network and TLS

    ### Destroyed

    | When | Event | Actor | App |
    | --- | --- | --- | --- |
    | 2018-05-04 00:00 | `app.destroy` | `anna@example.com` | `blog` |

    ### Changes to network and TLS

    | When | Event | Actor | App |
    | --- | --- | --- | --- |
    | 2018-05-02 17:45 | `domain.create` | `ben@example.com` | `shop` |

    ## Changes

    * Changes to production apps cannot be identified: the policy has no protected_apps.
    * Changes outside working hours cannot be identified: the policy has no working_hours.

    ### Changes by actor

    | Actor | Kind | Changes | Outside hours |
    | --- | --- | ---: | ---: |
    | `ben@example.com` | person | 3 | – |
    | `anna@example.com` | person | 2 | – |

    ### Changes by app

    | App | Changes | People | Services | External | Outside hours |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | `blog` | 3 | 3 | 0 | 0 | – |
    | `shop` | 2 | 2 | 0 | 0 | – |

    ## Detections

    ### Rules that fired or are indeterminate

    | Rule | Level | Verdict | Matches | Suppressed | What it finds; what is missing |
    | --- | --- | --- | ---: | ---: | --- |
    | `TP-D01` | high | indeterminate | 0 | 0 | `Access granted to a person outside the organisation`; `needs internal_domains of the policy; needs subject of the policy` |
    | `TP-D02` | high | indeterminate | 0 | 0 | `Self-granted access`; `needs subject of the policy` |
    | `TP-D04` | high | indeterminate | 0 | 0 | `Access granted, and something destroyed by the same person within a day`; `needs subject of the policy` |
    | `TP-D07` | high | indeterminate | 0 | 0 | `A protected app, or an add-on or domain of one, destroyed`; `needs protected_apps of the policy` |
    | `TP-D15` | high | indeterminate | 0 | 0 | `Service account activity other than releases and configuration`; `needs service_accounts of the policy` |
    | `TP-D19` | high | indeterminate | 0 | 0 | `Last logging or monitoring add-on removed from an app`; `needs target of the policy` |
    | `TP-D03` | medium | indeterminate | 0 | 0 | `Access granted long ago and still open`; `needs subject of the policy; needs 90 days before 2018-05-01, has 0` |
    | `TP-D11` | medium | indeterminate | 0 | 0 | `Actor from a network where it was not seen before`; `needs 90 days before 2018-05-01, has 0` |
    | `TP-D13` | medium | indeterminate | 0 | 0 | `Actor active again after a long time`; `needs 90 days before 2018-05-01, has 0` |
    | `TP-D20` | medium | indeterminate | 0 | 0 | `A secret in the configuration of a protected app changed by a person`; `needs protected_apps of the policy; needs service_accounts of the policy` |
    | `TP-D22` | medium | indeterminate | 0 | 0 | `Release by a person on an app that a service account deploys`; `needs protected_apps of the policy; needs service_accounts of the policy` |
    | `TP-D08` | low | indeterminate | 0 | 0 | `Change outside working hours`; `needs working_hours of the policy` |
    | `TP-D14` | low | indeterminate | 0 | 0 | `Actor's first event of a sensitive kind in three months`; `needs 90 days before 2018-05-01, has 0` |

    Clear: `TP-D05`, `TP-D06`, `TP-D09`, `TP-D10`, `TP-D12`, `TP-D16`, `TP-D17`, `TP-D18`, `TP-D21`, `TP-D23`.

    ## Coverage

    - **Months:** `2018-05`
    - **Missing:** none
    - **Recorded:** 4 of 29 supported event types occurred
    - **Retention:** `pci-dss-4.0.1` 10.5.1: 12 months; `cis-v8` 8.10: 90 days; `hipaa` 164.316(b)(2)(i): 6 years

    ### Not recorded in any archive, and where to look instead

    | Not recorded | Where to look instead |
    | --- | --- |
    | logins, and failed logins | the identity provider's log |
    | second factors, passwords and tokens | the identity provider's log and its settings |
    | reading of data: configuration, logs, source code | nowhere in the trail; databases and apps have logs of their own |
    | sessions in a dyno (heroku run) | the app's own log, as far as it writes one |
    | scaling and restarts of dynos | the platform's log of each app |
    | access to databases, and what was read or written there | the database's own log |
    | whether an action succeeded | nowhere in the trail: an event says that something was done |
    | values of configuration, before or after | nowhere in the trail, and they should not be |

    ### Supported event types that did not occur

    | Event types |
    | --- |
    | `addon.create`, `addon.destroy`, `addon.detach`, `addon.update`, `app.update`, `app_transfer.create`, `app_transfer.update`, `code_release.create`, `collaborator.create`, `collaborator.destroy`, `config_change.remove`, `config_change.set`, `domain.destroy`, `heroku_config_change.update`, `sni_endpoint.create`, `sni_endpoint.destroy`, `sni_endpoint.update`, `space.create`, `space.destroy`, `space.update`, `ssl_endpoint.create`, `ssl_endpoint.destroy`, `ssl_endpoint.update`, `team.destroy`, `team.update` |

    ## Events per day (most on 2018-05-03: 2)

    ```text
             1      8      15     22     29
    2018-05  ▄▄█▄·▄  6
    ```

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

    ## Categories

    | Category | Events | Share |
    | --- | ---: | ---: |
    | Access | 1 | 16.7% |
    | Change | 2 | 33.3% |
    | Configuration | 0 | 0.0% |
    | Network and TLS | 1 | 16.7% |
    | Infrastructure | 2 | 33.3% |
    | Organisation | 0 | 0.0% |

    ## Teams

    | Team | Events | Share | First | Last |
    | --- | ---: | ---: | --- | --- |
    | `platform` | 4 | 66.7% | 2018-05-01 08:15 | 2018-05-06 23:59 |
    | _no team_ | 2 | 33.3% | 2018-05-02 17:45 | 2018-05-04 00:00 |

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

    ## Addresses

    | Address | Events | Share | First | Last | Actors |
    | --- | ---: | ---: | --- | --- | ---: |
    | `198.51.100.7` | 4 | 66.7% | 2018-05-03 12:00 | 2018-05-06 23:59 | 2 |
    | _no address_ | 1 | 16.7% | 2018-05-02 17:45 | 2018-05-02 17:45 | 1 |
    | `203.0.113.9` | 1 | 16.7% | 2018-05-01 08:15 | 2018-05-01 08:15 | 1 |

    ## Evidence by control

    ### Evidence for `soc2`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `CC6.1` | `Who and what can reach software, data and the platform` | 3 | supports | `addon.attach` 2, `team_membership.create` 1 | `Grants of access, attached add-ons, configuration and endpoints show how access is set up. They show the change, not what was possible before it, and no logins or multi-factor authentication.` |
    | `CC6.2` | `Access is granted on approval and removed when no longer needed` | 1 | supports | `team_membership.create` 1 | `The ledger names who granted and who revoked each access, and when. The approval itself is on file elsewhere.` |
    | `CC6.3` | `Access follows roles and duties, and is changed or removed with them` | 1 | supports | `team_membership.create` 1 | `Roles stand in the ledger where the archive names them; transfers of apps and changes of teams stand beside them.` |
    | `CC6.6` | `Boundary protection` | 1 | partial | `domain.create` 1 | `Changes of trusted ranges, domains and spaces are recorded. Traffic, and what a boundary refused, is not.` |
    | `CC6.7` | `Data in transit, and its recipients` | 0 | supports | no event in the period | `Changes of TLS endpoints, transfers of apps and connections to other platforms are recorded.` |
    | `CC6.8` | `Software that is introduced` | 0 | partial | no event in the period | `Each release is recorded with who made it. Whether its content was checked is not.` |
    | `CC7.1` | `Changes of configuration that may weaken security are noticed` | 0 | supports | no event in the period | `Changes of apps, add-ons, configuration and trusted ranges are listed, with those outside working hours. Vulnerabilities are not looked for.` |
    | `CC7.2` | `Operations are monitored for anomalies` | 6 | supports | every event, of 5 types | `The whole trail of the period is read and held against the rules of detection. It is read after the month, not while it happens.` |
    | `CC8.1` | `Changes are recorded and have an author` | 5 | supports | `addon.attach` 2, `app.create` 1, `app.destroy` 1, `domain.create` 1 | `Each change has a time and an actor. Request, test and approval of a change are on file elsewhere.` |
    | `A1.2` | `Resources that availability depends on` | 1 | partial | `app.destroy` 1 | `The removal of spaces, teams, apps and add-ons is recorded. Back-ups, capacity and recovery are not.` |
    | `C1.2` | `Confidential information is disposed of` | 1 | partial | `app.destroy` 1 | `The removal of apps and add-ons is recorded. That their data was erased is not.` |

    ### Evidence for `iso27001-2022`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `A.5.15` | `Rules for access, and access as it was given` | 1 | supports | `team_membership.create` 1 | `Grants, revocations and changes of teams are listed. The rules that they follow are on file elsewhere.` |
    | `A.5.16` | `Identities from their first access to their last` | 1 | supports | `team_membership.create` 1 | `Grants and revocations are paired for each subject. The identity provider's own records are not here.` |
    | `A.5.18` | `Rights of access: given, reviewed, adapted, removed` | 1 | supports | `team_membership.create` 1 | `The ledger balances from what was open before to what is open now, which is what a review starts from.` |
    | `A.5.14` | `Information passed to others` | 0 | partial | no event in the period | `Transfers of apps and connections to other platforms are recorded; what was sent over them is not.` |
    | `A.5.19` | `Suppliers whose services are used` | 0 | partial | no event in the period | `New add-ons and connections name a supplier where the archive names it. Contracts and assessments are on file elsewhere.` |
    | `A.8.2` | `Privileged rights` | 1 | supports | `team_membership.create` 1 | `Memberships of teams and of the account, and changes of role, are listed with who granted them.` |
    | `A.8.3` | `Access to information is restricted` | 3 | supports | `addon.attach` 2, `team_membership.create` 1 | `Collaborators, team members and add-ons attached to other apps are recorded. Reading of data is not.` |
    | `A.8.9` | `Configuration is managed` | 0 | supports | no event in the period | `Each change of configuration has a time and an actor. Values are not in the trail, and should not be.` |
    | `A.8.10` | `Information is deleted` | 1 | partial | `app.destroy` 1 | `The removal of apps and add-ons is recorded. That their data was erased is not.` |
    | `A.8.15` | `Logs are kept` | 6 | supports | every event, of 5 types | `The archive is the log. What it records, and what it does not, is told under coverage.` |
    | `A.8.16` | `Activity is monitored` | 6 | supports | every event, of 5 types | `The whole trail of the period is read and held against the rules of detection, after the month is over.` |
    | `A.8.20` | `Networks are secured` | 1 | supports | `domain.create` 1 | `Changes of domains, TLS endpoints and trusted ranges are recorded. Traffic is not.` |
    | `A.8.22` | `Networks are kept apart` | 0 | partial | no event in the period | `Changes of spaces and of their trusted ranges are recorded; how they stood before the first archive is not.` |
    | `A.8.24` | `Cryptography in use` | 0 | supports | no event in the period | `Creation, change and removal of TLS endpoints is recorded. Protocols and ciphers are not.` |
    | `A.8.32` | `Changes are managed` | 5 | supports | `addon.attach` 2, `app.create` 1, `app.destroy` 1, `domain.create` 1 | `Each change has a time and an actor. Request, test and approval are on file elsewhere.` |

    ### Evidence for `nist-800-53r5`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `AC-2` | `Accounts are managed` | 1 | supports | `team_membership.create` 1 | `Grants, changes of role, revocations and changes of teams, each with its actor.` |
    | `AC-2(3)` | `Accounts that are no longer wanted are disabled` | 0 | supports | no event in the period | `Revocations are recorded with their time. The date on which a person left, from which a delay is measured, is not.` |
    | `AC-2(4)` | `What is done to accounts is logged without help` | 1 | supports | `team_membership.create` 1 | `The service records each grant, change and revocation by itself.` |
    | `AC-3` | `Access is enforced` | 2 | partial | `addon.attach` 2 | `Add-ons attached to other apps show where access to data was opened or closed. Refused attempts are not recorded.` |
    | `AC-6` | `No more privilege than a duty needs` | 1 | supports | `team_membership.create` 1 | `Memberships with their roles are what a review of privilege starts from. What a duty needs is on file elsewhere.` |
    | `AC-6(7)` | `Privileges are reviewed` | 1 | supports | `team_membership.create` 1 | `The ledger lists what is open at the period's end. The review, and who did it, is on file elsewhere.` |
    | `AC-6(9)` | `Use of privileged functions is logged` | 6 | supports | every event, of 5 types | `All that the trail records is done with rights of administration over apps, teams or the account.` |
    | `AU-2` | `Which events are logged` | 6 | supports | every event, of 5 types | `The supported events, those that occurred and those that did not, are listed under coverage.` |
    | `AU-3` | `What a record says` | 6 | partial | every event, of 5 types | `Records state what, who, when and from which address. They do not state whether an action succeeded.` |
    | `AU-6` | `Records are reviewed and reported on` | 6 | supports | every event, of 5 types | `This report is the review's basis: counts, ledger, changes, register and detections of the period.` |
    | `AU-7` | `Records can be reduced, sorted and reported` | 6 | supports | every event, of 5 types | `Figures, lists and filters are made from the archives, whose content is left as it is.` |
    | `AU-9` | `Records are protected` | 6 | partial | every event, of 5 types | `Digests of the archives stand in the report. Who can reach the place where archives are kept is not in the trail.` |
    | `AU-11` | `Records are retained` | 6 | partial | every event, of 5 types | `The months at hand and those missing are listed. How long archives will be kept is a rule on file elsewhere.` |
    | `AU-12` | `Records are generated` | 6 | supports | every event, of 5 types | `The service generated these records; supported events that never occurred are listed with zeros.` |
    | `CM-3` | `Changes are controlled` | 5 | supports | `addon.attach` 2, `app.create` 1, `app.destroy` 1, `domain.create` 1 | `The population of changes with app, actor and time. Review and approval are on file elsewhere.` |
    | `CM-5(1)` | `Changes have an author on record` | 0 | supports | no event in the period | `Each release and each change of configuration names who made it.` |
    | `CM-6` | `Settings` | 0 | supports | no event in the period | `Each change of configuration, app or add-on has a time and an actor. Values are not in the trail.` |
    | `CM-8` | `Inventory of components` | 3 | partial | `app.create` 1, `app.destroy` 1, `domain.create` 1 | `What was added and removed is recorded. What was there before the first archive is not.` |
    | `IA-5` | `Passwords and keys in configuration` | 0 | partial | no event in the period | `That configuration was set or removed is recorded, and the name of a key where the archive names it. Values and their strength are not.` |
    | `PS-4` | `Access ends when people leave` | 0 | partial | no event in the period | `Revocations are recorded with their time. The date on which a person left is not.` |
    | `SC-7` | `Boundary protection` | 0 | supports | no event in the period | `Changes of trusted ranges and of spaces are recorded. Traffic is not.` |
    | `SC-8` | `Data is confidential in transit` | 0 | supports | no event in the period | `Changes of TLS endpoints are recorded. Protocols and ciphers are not.` |
    | `SC-12` | `Keys are established and managed` | 0 | supports | no event in the period | `Creation, change and removal of TLS endpoints shows when certificates and keys were exchanged.` |
    | `SC-17` | `Certificates` | 0 | partial | no event in the period | `Endpoints that hold certificates are recorded as they change. Issuers and validity are not.` |
    | `SI-4` | `The system is monitored` | 6 | supports | every event, of 5 types | `The whole trail of the period is held against the rules of detection, after the month is over.` |

    ### Evidence for `pci-dss-4.0.1`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `1.2.7` | `Network rules are reviewed twice a year` | 1 | partial | `domain.create` 1 | `Changes of trusted ranges and domains in the period are listed, which a review looks at. The review itself is on file elsewhere.` |
    | `4.2.1` | `Card data is encrypted on open networks` | 0 | supports | no event in the period | `Changes of TLS endpoints, and gaps between them, are recorded. Protocols and ciphers are not.` |
    | `6.5.1` | `Changes in production follow a procedure` | 5 | supports | `addon.attach` 2, `app.create` 1, `app.destroy` 1, `domain.create` 1 | `The population of changes with app, actor and time, from which a sample can be drawn. Configuration that the platform or an add-on sets is a change as well. Reason, test and approval are on file elsewhere.` |
    | `7.2.1` | `A model of who may have which access` | 1 | supports | `team_membership.create` 1 | `Access as it was given, with roles where the archive names them. The model itself is on file elsewhere.` |
    | `7.2.2` | `Access is given by duty` | 1 | supports | `team_membership.create` 1 | `Each grant names who gave it and to whom. The duty that called for it is on file elsewhere.` |
    | `7.2.4` | `Accounts and their access are reviewed twice a year` | 1 | supports | `team_membership.create` 1 | `The ledger lists what is open at the period's end, which a review looks at.` |
    | `7.2.5` | `Access of applications and systems` | 2 | partial | `addon.attach` 2 | `Add-ons attached to other apps, and connections to other platforms, are recorded. What they may do is not.` |
    | `8.2.4` | `Identities are added, changed and removed under control` | 1 | supports | `team_membership.create` 1 | `Grants, changes of role and revocations, each with its actor and time. Approvals are on file elsewhere.` |
    | `8.2.5` | `People who leave lose access at once` | 0 | supports | no event in the period | `Revocations are recorded with their time. The date on which a person left, from which a delay is measured, is not.` |
    | `8.6.3` | `Secrets of applications and systems` | 0 | partial | no event in the period | `That configuration was set or removed is recorded, which a rotation shows as. Values and their strength are not.` |
    | `10.2.1` | `Audit logs are switched on` | 6 | supports | every event, of 5 types | `The archive is the log; days without events and missing months are reported.` |
    | `10.2.1.2` | `What administrators do is logged` | 6 | supports | every event, of 5 types | `All that the trail records is done with rights of administration over apps, teams or the account.` |
    | `10.2.1.5` | `Changes of accounts and credentials are logged` | 1 | supports | `team_membership.create` 1 | `Grants, changes of role and revocations are recorded. Passwords, tokens and multi-factor authentication are not.` |
    | `10.2.2` | `What a record says` | 6 | partial | every event, of 5 types | `Records tell who, what, when, from where and on which app. They do not state whether an action succeeded.` |
    | `10.4.2` | `Logs are reviewed from time to time` | 6 | partial | every event, of 5 types | `A report each month is a periodic review. The daily one that 10.4.1 asks for cannot be made from monthly archives.` |
    | `10.5.1` | `Logs of twelve months are kept` | 6 | partial | every event, of 5 types | `The months at hand and those missing are listed. That three months are at hand at once is for you to show.` |

    ### Evidence for `hipaa`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `164.308(a)(1)(ii)(D)` | `System activity is reviewed` | 6 | supports | every event, of 5 types | `This report is the review's basis for the platform. Systems that hold health data have records of their own.` |
    | `164.308(a)(3)(ii)(C)` | `Access ends when people leave` | 0 | supports | no event in the period | `Revocations are recorded with their time. The date on which a person left is not.` |
    | `164.308(a)(4)(ii)(B)` | `Access is authorised` | 1 | supports | `team_membership.create` 1 | `Each grant names who gave it and to whom.` |
    | `164.308(a)(4)(ii)(C)` | `Access is established, reviewed and changed` | 1 | partial | `team_membership.create` 1 | `Grants, changes of role, revocations and transfers are listed. The review is on file elsewhere.` |
    | `164.312(a)(1)` | `Technical control of access` | 1 | partial | `team_membership.create` 1 | `Who was let in to apps, teams and the account. Access to health data inside an app is not in this trail.` |
    | `164.312(b)` | `Activity is recorded and examined` | 6 | supports | every event, of 5 types | `The archive is the record of the platform, and this report examines it. Activity inside apps is not in it.` |
    | `164.312(e)(1)` | `Data is protected in transit` | 0 | supports | no event in the period | `Changes of TLS endpoints, and gaps between them, are recorded. Protocols and ciphers are not.` |

    ### Evidence for `cis-v8`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `3.3` | `Lists of who may reach data` | 2 | partial | `addon.attach` 2 | `Collaborators and attached add-ons are recorded as they change. Rights inside a database are not.` |
    | `3.10` | `Sensitive data is encrypted in transit` | 0 | supports | no event in the period | `Changes of TLS endpoints, and gaps between them, are recorded. Protocols and ciphers are not.` |
    | `4.1` | `Secure configuration is kept up` | 0 | partial | no event in the period | `Changes of apps, add-ons and configuration are recorded. The baseline that they are held against is on file elsewhere.` |
    | `5.1` | `Inventory of accounts` | 1 | supports | `team_membership.create` 1 | `Grants and revocations in the period, and what is open at its end. Accounts from before the first archive appear only with history.` |
    | `5.3` | `Dormant accounts` | 6 | partial | every event, of 5 types | `TP-D13 identifies an actor who is active again after 90 days without an event. An account that never acts leaves no event.` |
    | `5.4` | `Administrators use accounts of their own` | 1 | partial | `team_membership.create` 1 | `Memberships with their roles are recorded. Which account is a person's everyday one is not.` |
    | `6.1` | `Access is granted by a procedure` | 1 | supports | `team_membership.create` 1 | `Each grant names who gave it and to whom. The request is on file elsewhere.` |
    | `6.2` | `Access is revoked by a procedure` | 0 | supports | no event in the period | `Each revocation names who made it and which grant it ended.` |
    | `6.8` | `Access by role` | 1 | partial | `team_membership.create` 1 | `Memberships of teams and changes of role are recorded. The definition of the roles is on file elsewhere.` |
    | `8.2` | `Audit logs are collected` | 6 | supports | every event, of 5 types | `The archives are the collected log; missing months and days without events are reported.` |
    | `8.5` | `Audit logs have the detail that an inquiry needs` | 6 | partial | every event, of 5 types | `Records state what, who, when and from which address. They do not state whether an action succeeded.` |
    | `8.10` | `Audit logs of ninety days are kept` | 6 | partial | every event, of 5 types | `The months at hand and those missing are listed.` |
    | `8.11` | `Audit logs are reviewed` | 6 | partial | every event, of 5 types | `This report is the record of a review. The safeguard asks for one a week or more often, which monthly archives do not allow.` |
    | `12.2` | `Network architecture is kept secure` | 1 | partial | `domain.create` 1 | `Changes of domains and trusted ranges are recorded. The architecture itself is on file elsewhere.` |
    | `15.1` | `Inventory of service providers` | 0 | partial | no event in the period | `New add-ons and connections name a provider where the archive names it. Those from before the first archive are not in it.` |

    trailproof explain ID states the limits of the evidence for a control, or why there is none.

    ### Controls not evidenced by this trail

    | Control | Reason |
    | --- | --- |
    | `soc2 CC1.4` | `Training and competence of people are no events of the platform.` |
    | `soc2 CC3.2` | `Risks and their assessment are on file elsewhere.` |
    | `soc2 CC6.4` | `Physical access to buildings and equipment is the provider's responsibility and no event of the platform.` |
    | `soc2 CC6.5` | `Disposal of equipment is the provider's; the trail does not record it.` |
    | `soc2 CC7.3` | `Whether an event was judged to be an incident is not recorded; dispositions in the policy say what was decided.` |
    | `soc2 CC7.4` | `The response to an incident is on file elsewhere.` |
    | `soc2 CC7.5` | `Recovery from an incident, back-ups among it, is not recorded.` |
    | `soc2 CC9.2` | `Contracts with suppliers and their assessment are on file elsewhere.` |
    | `soc2 A1.3` | `Tests of recovery are not recorded.` |
    | `soc2 C1.1` | `Which information is confidential, and who reads it, is not recorded.` |
    | `iso27001-2022 A.5.17` | `Passwords, tokens and multi-factor authentication are not recorded by the trail.` |
    | `iso27001-2022 A.6.3` | `Awareness and training are no events of the platform.` |
    | `iso27001-2022 A.7.1` | `Physical security is the provider's responsibility and no event of the platform.` |
    | `iso27001-2022 A.8.4` | `Reading of source code is not recorded; only the release made of it is.` |
    | `iso27001-2022 A.8.5` | `Logins, failed ones and multi-factor authentication are not recorded by the trail.` |
    | `iso27001-2022 A.8.8` | `Vulnerabilities and scans for them are not recorded.` |
    | `iso27001-2022 A.8.12` | `Reading and copying of data is not recorded.` |
    | `iso27001-2022 A.8.13` | `Back-ups and their tests are not recorded.` |
    | `iso27001-2022 A.8.17` | `Events bear the service's own clock; that it is synchronised is the provider's to show.` |
    | `nist-800-53r5 AC-7` | `Failed logins are not recorded by the trail.` |
    | `nist-800-53r5 AC-12` | `Sessions and their end are not recorded.` |
    | `nist-800-53r5 AC-17` | `Remote sessions into a dyno (heroku run) are not recorded.` |
    | `nist-800-53r5 AT-2` | `Training is no event of the platform.` |
    | `nist-800-53r5 AU-8` | `Events bear the service's own clock; that it is synchronised is the provider's to show.` |
    | `nist-800-53r5 AU-14` | `What happens inside a session (heroku run, database access) is not recorded.` |
    | `nist-800-53r5 CP-9` | `Back-ups and their tests are not recorded.` |
    | `nist-800-53r5 IA-2` | `Logins and multi-factor authentication are not recorded by the trail.` |
    | `nist-800-53r5 PE-3` | `Physical access is the provider's responsibility and no event of the platform.` |
    | `nist-800-53r5 RA-5` | `Vulnerability scans are not recorded.` |
    | `nist-800-53r5 SI-2` | `Which flaws a release mends is not recorded.` |
    | `pci-dss-4.0.1 8.3.1` | `Logins and how they are authenticated are not recorded by the trail.` |
    | `pci-dss-4.0.1 8.4.2` | `Multi-factor authentication methods are not recorded by the trail.` |
    | `pci-dss-4.0.1 9.2.1` | `Physical access is the provider's responsibility and no event of the platform.` |
    | `pci-dss-4.0.1 10.2.1.1` | `Reading of card data by people is not recorded; apps and databases have logs of their own.` |
    | `pci-dss-4.0.1 10.2.1.4` | `Failed attempts at access are not recorded; the trail has no outcome of an action.` |
    | `pci-dss-4.0.1 10.3.4` | `That log files cannot be altered unnoticed is shown by a sealed evidence pack, not by the trail.` |
    | `pci-dss-4.0.1 10.4.1` | `The review that is asked for is daily; archives come once a month.` |
    | `pci-dss-4.0.1 10.6.1` | `Events bear the service's own clock; that it is synchronised is the provider's to show.` |
    | `pci-dss-4.0.1 11.3.1` | `Vulnerability scans are not recorded.` |
    | `pci-dss-4.0.1 11.5.2` | `Changes of files inside a running app are not recorded.` |
    | `pci-dss-4.0.1 12.6.1` | `Training is no event of the platform.` |
    | `hipaa 164.308(a)(1)(ii)(A)` | `Risk analysis is on file elsewhere.` |
    | `hipaa 164.308(a)(5)(i)` | `Training is no event of the platform.` |
    | `hipaa 164.308(a)(5)(ii)(C)` | `Logins and failed logins are not recorded by the trail.` |
    | `hipaa 164.308(a)(6)(ii)` | `The response to an incident is on file elsewhere.` |
    | `hipaa 164.308(a)(7)(ii)(A)` | `Back-ups are not recorded.` |
    | `hipaa 164.310(a)(1)` | `Physical access is the provider's responsibility and no event of the platform.` |
    | `hipaa 164.312(a)(2)(iii)` | `Sessions and their end are not recorded.` |
    | `hipaa 164.312(c)(1)` | `Reading and altering of health data inside apps and databases is not recorded.` |
    | `hipaa 164.312(d)` | `How a person proved who they are (login, second factor) is not recorded by the trail.` |
    | `hipaa 164.316(b)(2)(i)` | `That archives of six years are kept is for you to show; the report lists the months at hand.` |
    | `cis-v8 3.14` | `Reading of sensitive data is not recorded.` |
    | `cis-v8 5.2` | `Passwords and their uniqueness are not recorded by the trail.` |
    | `cis-v8 6.3` | `Multi-factor authentication methods are not recorded by the trail.` |
    | `cis-v8 6.5` | `Multi-factor authentication methods of administrators are not recorded by the trail.` |
    | `cis-v8 7.5` | `Vulnerability scans are not recorded.` |
    | `cis-v8 8.4` | `Events bear the service's own clock; that it is synchronised is the provider's to show.` |
    | `cis-v8 8.8` | `Command lines (heroku run) are not recorded.` |
    | `cis-v8 11.2` | `Back-ups are not recorded.` |
    | `cis-v8 14.1` | `Training is no event of the platform.` |
    | `cis-v8 17.4` | `The response to an incident is on file elsewhere.` |

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
    insta::assert_snapshot!(ran.scrubbed(), @r#"
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
    validation,,not validated: trailproof report --validate validates the archives in the same pass,0,,
    ledger,,read,6,,
    ledger,,accepted,6,,
    ledger,,filtered,0,,
    ledger,,duplicate,0,,
    ledger,,rejected,0,,
    "#);
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
