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
    Controls    63 of 89 controls that this audit trail can evidence have events in
                the period; 61 others cannot be evidenced by it.
    Access      1 grant and 0 revocations in the period; 1 grant is open at its end.
    Register    Destroyed or removed: 1 app, by 1 actor. 1 other event changed
                network or TLS, by 1 actor.
    Changes     A population of 5 changes by 2 people.
    Detections  No rule fired; 13 rules are indeterminate, because data or policy
                settings are missing; 10 rules are clear.
    Coverage    2018-05, none missing.

    Findings  Times  Meaning
      S10         1  event is not in the catalog

    Controls
      Controls for which this audit trail provides evidence. Whether a control is
      met is for the auditor to conclude, and takes more evidence than this audit
      trail.

      Framework      In this audit trail  Controls
      soc2           evidenced            CC6.1, CC6.2, CC6.3, CC6.6, CC7.2, CC8.1,
                                          A1.2, C1.2
                     no events            CC6.7, CC6.8, CC7.1
                     not evidenced        CC1.4, CC3.2, CC6.4, CC6.5, CC7.3, CC7.4,
                                          CC7.5, CC9.2, A1.3, C1.1
      iso27001-2022  evidenced            A.5.15, A.5.16, A.5.18, A.8.2, A.8.3,
                                          A.8.10, A.8.15, A.8.16, A.8.20, A.8.32
                     no events            A.5.14, A.5.19, A.8.9, A.8.22, A.8.24
                     not evidenced        A.5.17, A.6.3, A.7.1, A.8.4, A.8.5, A.8.8,
                                          A.8.12, A.8.13, A.8.17
      nist-800-53r5  evidenced            AC-2, AC-2(4), AC-3, AC-6, AC-6(7),
                                          AC-6(9), AU-2, AU-3, AU-6, AU-7, AU-9,
                                          AU-11, AU-12, CM-3, CM-8, SI-4
                     no events            AC-2(3), CM-5(1), CM-6, IA-5, PS-4, SC-7,
                                          SC-8, SC-12, SC-17
                     not evidenced        AC-7, AC-12, AC-17, AT-2, AU-8, AU-14,
                                          CP-9, IA-2, PE-3, RA-5, SI-2
      pci-dss-4.0.1  evidenced            1.2.7, 6.5.1, 7.2.1, 7.2.2, 7.2.4, 7.2.5,
                                          8.2.4, 10.2.1, 10.2.1.2, 10.2.1.5, 10.2.2,
                                          10.4.2, 10.5.1
                     no events            4.2.1, 8.2.5, 8.6.3
                     not evidenced        8.3.1, 8.4.2, 9.2.1, 10.2.1.1, 10.2.1.4,
                                          10.3.4, 10.4.1, 10.6.1, 11.3.1, 11.5.2,
                                          12.6.1
      hipaa          evidenced            164.308(a)(1)(ii)(D),
                                          164.308(a)(4)(ii)(B),
                                          164.308(a)(4)(ii)(C), 164.312(a)(1),
                                          164.312(b)
                     no events            164.308(a)(3)(ii)(C), 164.312(e)(1)
                     not evidenced        164.308(a)(1)(ii)(A), 164.308(a)(5)(i),
                                          164.308(a)(5)(ii)(C), 164.308(a)(6)(ii),
                                          164.308(a)(7)(ii)(A), 164.310(a)(1),
                                          164.312(a)(2)(iii), 164.312(c)(1),
                                          164.312(d), 164.316(b)(2)(i)
      cis-v8         evidenced            3.3, 5.1, 5.3, 5.4, 6.1, 6.8, 8.2, 8.5,
                                          8.10, 8.11, 12.2
                     no events            3.10, 4.1, 6.2, 15.1
                     not evidenced        3.14, 5.2, 6.3, 6.5, 7.5, 8.4, 8.8, 11.2,
                                          14.1, 17.4

    Access
      0 open before + 1 granted − 0 revoked = 1 open at the end.

    ! The policy does not state where events name the person concerned (subject): 1
      grant cannot be matched with revocations and remains open.
    – Access that was open before the period is unknown; provide earlier archives
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
      TP-D04  high    indeterminate        0  Access granted, then something
                                              destroyed by the same person within a
                                              day; needs subject of the policy
      TP-D07  high    indeterminate        0  Protected app, or an add-on or domain
                                              of one, destroyed; needs
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
      TP-D11  medium  indeterminate        0  Actor on a network not seen before;
                                              needs 90 days before 2018-05-01, has 0
      TP-D13  medium  indeterminate        0  Actor active again after a long
                                              absence; needs 90 days before
                                              2018-05-01, has 0
      TP-D20  medium  indeterminate        0  Secret in the configuration of a
                                              protected app changed by a person;
                                              needs protected_apps of the policy;
                                              needs service_accounts of the policy
      TP-D22  medium  indeterminate        0  Release by a person on an app normally
                                              deployed by a service account; needs
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
      multi-factor authentication, passwords and tokens: the identity provider's log
      and its settings
      read access to configuration, logs and source code: not in the audit trail;
      databases and apps keep their own logs
      sessions in a dyno (heroku run): the app's own log, if it writes one
      scaling and restarts of dynos: each app's platform log
      access to databases, and what was read or written there: the database's own
      log
      whether an action succeeded: not in the audit trail; an event states only that
      something was done
      values of configuration, before or after: not in the audit trail, and they
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

    - **Controls:** 63 of 89 controls that this audit trail can evidence have events in the period; 61 others cannot be evidenced by it.
    - **Access:** 1 grant and 0 revocations in the period; 1 grant is open at its end.
    - **Register:** Destroyed or removed: 1 app, by 1 actor. 1 other event changed network or TLS, by 1 actor.
    - **Changes:** A population of 5 changes by 2 people.
    - **Detections:** No rule fired; 13 rules are indeterminate, because data or policy settings are missing; 10 rules are clear.
    - **Coverage:** `2018-05`, none missing.

    ## Findings

    | Code | Times | Meaning |
    | --- | ---: | --- |
    | `S10` | 1 | event is not in the catalog |

    ## Controls

    Controls for which this audit trail provides evidence. Whether a control is met is for the auditor to conclude, and takes more evidence than this audit trail.

    | Framework | Evidenced by events | No events in the period | Not evidenced by this audit trail |
    | --- | --- | --- | --- |
    | `soc2` | `CC6.1`, `CC6.2`, `CC6.3`, `CC6.6`, `CC7.2`, `CC8.1`, `A1.2`, `C1.2` | `CC6.7`, `CC6.8`, `CC7.1` | `CC1.4`, `CC3.2`, `CC6.4`, `CC6.5`, `CC7.3`, `CC7.4`, `CC7.5`, `CC9.2`, `A1.3`, `C1.1` |
    | `iso27001-2022` | `A.5.15`, `A.5.16`, `A.5.18`, `A.8.2`, `A.8.3`, `A.8.10`, `A.8.15`, `A.8.16`, `A.8.20`, `A.8.32` | `A.5.14`, `A.5.19`, `A.8.9`, `A.8.22`, `A.8.24` | `A.5.17`, `A.6.3`, `A.7.1`, `A.8.4`, `A.8.5`, `A.8.8`, `A.8.12`, `A.8.13`, `A.8.17` |
    | `nist-800-53r5` | `AC-2`, `AC-2(4)`, `AC-3`, `AC-6`, `AC-6(7)`, `AC-6(9)`, `AU-2`, `AU-3`, `AU-6`, `AU-7`, `AU-9`, `AU-11`, `AU-12`, `CM-3`, `CM-8`, `SI-4` | `AC-2(3)`, `CM-5(1)`, `CM-6`, `IA-5`, `PS-4`, `SC-7`, `SC-8`, `SC-12`, `SC-17` | `AC-7`, `AC-12`, `AC-17`, `AT-2`, `AU-8`, `AU-14`, `CP-9`, `IA-2`, `PE-3`, `RA-5`, `SI-2` |
    | `pci-dss-4.0.1` | `1.2.7`, `6.5.1`, `7.2.1`, `7.2.2`, `7.2.4`, `7.2.5`, `8.2.4`, `10.2.1`, `10.2.1.2`, `10.2.1.5`, `10.2.2`, `10.4.2`, `10.5.1` | `4.2.1`, `8.2.5`, `8.6.3` | `8.3.1`, `8.4.2`, `9.2.1`, `10.2.1.1`, `10.2.1.4`, `10.3.4`, `10.4.1`, `10.6.1`, `11.3.1`, `11.5.2`, `12.6.1` |
    | `hipaa` | `164.308(a)(1)(ii)(D)`, `164.308(a)(4)(ii)(B)`, `164.308(a)(4)(ii)(C)`, `164.312(a)(1)`, `164.312(b)` | `164.308(a)(3)(ii)(C)`, `164.312(e)(1)` | `164.308(a)(1)(ii)(A)`, `164.308(a)(5)(i)`, `164.308(a)(5)(ii)(C)`, `164.308(a)(6)(ii)`, `164.308(a)(7)(ii)(A)`, `164.310(a)(1)`, `164.312(a)(2)(iii)`, `164.312(c)(1)`, `164.312(d)`, `164.316(b)(2)(i)` |
    | `cis-v8` | `3.3`, `5.1`, `5.3`, `5.4`, `6.1`, `6.8`, `8.2`, `8.5`, `8.10`, `8.11`, `12.2` | `3.10`, `4.1`, `6.2`, `15.1` | `3.14`, `5.2`, `6.3`, `6.5`, `7.5`, `8.4`, `8.8`, `11.2`, `14.1`, `17.4` |

    ## Access

    0 open before + 1 granted − 0 revoked = 1 open at the end.

    * ⚠️ The policy does not state where events name the person concerned (subject): 1 grant cannot be matched with revocations and remains open.
    * Access that was open before the period is unknown; provide earlier archives with --history.
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
    | `TP-D04` | high | indeterminate | 0 | 0 | `Access granted, then something destroyed by the same person within a day`; `needs subject of the policy` |
    | `TP-D07` | high | indeterminate | 0 | 0 | `Protected app, or an add-on or domain of one, destroyed`; `needs protected_apps of the policy` |
    | `TP-D15` | high | indeterminate | 0 | 0 | `Service account activity other than releases and configuration`; `needs service_accounts of the policy` |
    | `TP-D19` | high | indeterminate | 0 | 0 | `Last logging or monitoring add-on removed from an app`; `needs target of the policy` |
    | `TP-D03` | medium | indeterminate | 0 | 0 | `Access granted long ago and still open`; `needs subject of the policy; needs 90 days before 2018-05-01, has 0` |
    | `TP-D11` | medium | indeterminate | 0 | 0 | `Actor on a network not seen before`; `needs 90 days before 2018-05-01, has 0` |
    | `TP-D13` | medium | indeterminate | 0 | 0 | `Actor active again after a long absence`; `needs 90 days before 2018-05-01, has 0` |
    | `TP-D20` | medium | indeterminate | 0 | 0 | `Secret in the configuration of a protected app changed by a person`; `needs protected_apps of the policy; needs service_accounts of the policy` |
    | `TP-D22` | medium | indeterminate | 0 | 0 | `Release by a person on an app normally deployed by a service account`; `needs protected_apps of the policy; needs service_accounts of the policy` |
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
    | multi-factor authentication, passwords and tokens | the identity provider's log and its settings |
    | read access to configuration, logs and source code | not in the audit trail; databases and apps keep their own logs |
    | sessions in a dyno (heroku run) | the app's own log, if it writes one |
    | scaling and restarts of dynos | each app's platform log |
    | access to databases, and what was read or written there | the database's own log |
    | whether an action succeeded | not in the audit trail; an event states only that something was done |
    | values of configuration, before or after | not in the audit trail, and they should not be |

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

    ## Archives (1 file)

    | Archive | Account | Month | Records | Events | Size | SHA-256 |
    | --- | --- | --- | ---: | ---: | ---: | --- |
    | `fixtures/shapes/entries.json` | `acme-corp` | 2018-05 | 6 | 6 | 3.1 kB | `38e1b9f9dea4220565d6678d8d38c3ada68492d3d06e64505e0edeb7495062f9` |

    ## Evidence by control

    ### Evidence for `soc2`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `CC6.1` | `Logical access to software, data and infrastructure` | 3 | supports | `addon.attach` 2, `team_membership.create` 1 | `Grants of access, attached add-ons, configuration and endpoints show how access was changed. They do not show access that existed before the first archive, logins or multi-factor authentication.` |
    | `CC6.2` | `Approving and removing access` | 1 | supports | `team_membership.create` 1 | `The access ledger shows who granted and who revoked access, and when. The approval itself is documented elsewhere.` |
    | `CC6.3` | `Access according to roles and duties` | 1 | supports | `team_membership.create` 1 | `Roles appear in the access ledger where the archive gives them, alongside app transfers and team changes.` |
    | `CC6.6` | `Protecting network boundaries` | 1 | partial | `domain.create` 1 | `Changes to trusted IP ranges, domains and private spaces are recorded. Traffic and blocked connections are not.` |
    | `CC6.7` | `Data in transit and its recipients` | 0 | supports | no event in the period | `Changes to TLS endpoints, app transfers and connections to other platforms are recorded.` |
    | `CC6.8` | `Introducing software` | 0 | partial | no event in the period | `Releases are recorded with the person or service account that made them. Whether their content was checked is not.` |
    | `CC7.1` | `Detecting configuration changes that weaken security` | 0 | supports | no event in the period | `Changes to apps, add-ons, configuration and trusted IP ranges are listed, including those outside working hours. Vulnerabilities are not assessed.` |
    | `CC7.2` | `Monitoring for anomalies` | 6 | supports | every event, of 5 types | `All recorded events of the period are checked against the detection rules, but only after the month has ended.` |
    | `CC8.1` | `Attributing and recording changes` | 5 | supports | `addon.attach` 2, `app.create` 1, 2 other types 2 | `Changes are recorded with time and actor. The request, testing and approval are documented elsewhere.` |
    | `A1.2` | `Resources that availability depends on` | 1 | partial | `app.destroy` 1 | `The removal of spaces, teams, apps and add-ons is recorded. Backups, capacity and recovery are not.` |
    | `C1.2` | `Disposing of confidential information` | 1 | partial | `app.destroy` 1 | `The removal of apps and add-ons is recorded. The erasure of their data is not.` |

    ### Evidence for `iso27001-2022`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `A.5.15` | `Access rules and the access actually granted` | 1 | supports | `team_membership.create` 1 | `Grants, revocations and team changes are listed. The access control policy behind them is documented elsewhere.` |
    | `A.5.16` | `Identities over their life cycle` | 1 | supports | `team_membership.create` 1 | `Grants and revocations are matched for each subject. The identity provider's own records are not part of the audit trail.` |
    | `A.5.18` | `Granting, reviewing and removing access rights` | 1 | supports | `team_membership.create` 1 | `The access ledger reconciles opening access, grants, revocations and closing access, and is the starting point for an access review.` |
    | `A.5.14` | `Transfer of information to other parties` | 0 | partial | no event in the period | `App transfers and connections to other platforms are recorded. The data sent through them is not.` |
    | `A.5.19` | `Supplier services in use` | 0 | partial | no event in the period | `New add-ons and platform connections are recorded, with the supplier's name where the archive gives it. Contracts and assessments are documented elsewhere.` |
    | `A.8.2` | `Accounts with elevated rights` | 1 | supports | `team_membership.create` 1 | `Memberships of teams and of the enterprise account, and role changes, are listed with the person who made them.` |
    | `A.8.3` | `Restricting access to information` | 3 | supports | `addon.attach` 2, `team_membership.create` 1 | `Collaborators, team members and add-ons attached to other apps are recorded. Read access to data is not.` |
    | `A.8.9` | `Managing configuration` | 0 | supports | no event in the period | `Configuration changes are recorded with time and actor. The values themselves are not recorded, and should not be.` |
    | `A.8.10` | `Deletion of information no longer needed` | 1 | partial | `app.destroy` 1 | `The removal of apps and add-ons is recorded. The erasure of their data is not.` |
    | `A.8.15` | `Keeping logs` | 6 | supports | every event, of 5 types | `The archives are the log. The coverage section states what they record and what they do not.` |
    | `A.8.16` | `Monitoring for unusual activity` | 6 | supports | every event, of 5 types | `All recorded events of the period are checked against the detection rules, but only after the month has ended.` |
    | `A.8.20` | `Securing networks` | 1 | supports | `domain.create` 1 | `Changes to domains, TLS endpoints and trusted IP ranges are recorded. Network traffic is not.` |
    | `A.8.22` | `Separating networks` | 0 | partial | no event in the period | `Changes to private spaces and their trusted IP ranges are recorded. Their state before the first archive is not.` |
    | `A.8.24` | `Encryption in use` | 0 | supports | no event in the period | `The creation, update and removal of TLS endpoints are recorded. Protocol versions and cipher suites are not.` |
    | `A.8.32` | `Managing changes` | 5 | supports | `addon.attach` 2, `app.create` 1, 2 other types 2 | `Changes are recorded with time and actor. The request, testing and approval are documented elsewhere.` |

    ### Evidence for `nist-800-53r5`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `AC-2` | `Account management` | 1 | supports | `team_membership.create` 1 | `Grants, role changes, revocations and team changes are recorded, each with its actor.` |
    | `AC-2(3)` | `Disabling accounts no longer needed` | 0 | supports | no event in the period | `Revocations are recorded with their time. The date on which a person left, from which any delay is measured, is not.` |
    | `AC-2(4)` | `Automatic logging of account changes` | 1 | supports | `team_membership.create` 1 | `The service records grants, role changes and revocations automatically.` |
    | `AC-3` | `Enforcing access decisions` | 2 | partial | `addon.attach` 2 | `Add-ons attached to and detached from apps show where access to data was opened or closed. Denied attempts are not recorded.` |
    | `AC-6` | `Least privilege` | 1 | supports | `team_membership.create` 1 | `Memberships and their roles are the starting point for a review of privileges. What each duty requires is documented elsewhere.` |
    | `AC-6(7)` | `Review of privileges` | 1 | supports | `team_membership.create` 1 | `The access ledger lists the access still open at the end of the period. The review itself, and who performed it, is documented elsewhere.` |
    | `AC-6(9)` | `Logging the use of privileged functions` | 6 | supports | every event, of 5 types | `The events of the audit trail are administrative actions on apps, teams and the enterprise account.` |
    | `AU-2` | `Event types to be logged` | 6 | supports | every event, of 5 types | `The coverage section lists the supported event types, those that occurred and those that did not.` |
    | `AU-3` | `Content of audit records` | 6 | partial | every event, of 5 types | `Records show what was done, by whom, when and from which address. They do not show whether the action succeeded.` |
    | `AU-6` | `Reviewing and reporting audit records` | 6 | supports | every event, of 5 types | `This report can serve as the basis for the review: it has activity, access ledger, changes, register and detections for the period.` |
    | `AU-7` | `Reducing audit records to reports` | 6 | supports | every event, of 5 types | `Figures and lists are derived from the archives, which trailproof only reads and never alters.` |
    | `AU-9` | `Protecting audit records` | 6 | partial | every event, of 5 types | `The report states the digest of every archive. Who can access the storage that holds the archives is not recorded.` |
    | `AU-11` | `Retaining audit records` | 6 | partial | every event, of 5 types | `The report lists the months provided and the months missing. The retention policy is documented elsewhere.` |
    | `AU-12` | `Generating audit records` | 6 | supports | every event, of 5 types | `The service generated these records. Supported event types that did not occur are listed with a count of zero.` |
    | `CM-3` | `Control of configuration changes` | 5 | supports | `addon.attach` 2, `app.create` 1, 2 other types 2 | `The population of changes is listed with app, actor and time. Review and approval are documented elsewhere.` |
    | `CM-5(1)` | `Records of who made each change` | 0 | supports | no event in the period | `Releases and configuration changes are recorded with the actor who made them.` |
    | `CM-6` | `Configuration settings` | 0 | supports | no event in the period | `Changes to configuration, apps and add-ons are recorded with time and actor. The values are not.` |
    | `CM-8` | `Component inventory` | 3 | partial | `app.create` 1, `app.destroy` 1, `domain.create` 1 | `Components added and removed are recorded. Those that predate the first archive are not.` |
    | `IA-5` | `Passwords and keys held in configuration` | 0 | partial | no event in the period | `Setting and removing configuration is recorded, with the name of the variable where the archive gives it. Values and their strength are not.` |
    | `PS-4` | `Ending access when people leave` | 0 | partial | no event in the period | `Revocations are recorded with their time. The date on which a person left is not.` |
    | `SC-7` | `Protecting network boundaries` | 0 | supports | no event in the period | `Changes to trusted IP ranges and private spaces are recorded. Network traffic is not.` |
    | `SC-8` | `Protecting data in transit` | 0 | supports | no event in the period | `Changes to TLS endpoints are recorded. Protocol versions and cipher suites are not.` |
    | `SC-12` | `Managing cryptographic keys` | 0 | supports | no event in the period | `The creation, update and removal of TLS endpoints indicate when certificates and keys were replaced.` |
    | `SC-17` | `Certificates` | 0 | partial | no event in the period | `Changes to the endpoints that hold certificates are recorded. Issuers and validity dates are not.` |
    | `SI-4` | `Monitoring the system` | 6 | supports | every event, of 5 types | `All recorded events of the period are checked against the detection rules, but only after the month has ended.` |

    ### Evidence for `pci-dss-4.0.1`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `1.2.7` | `Six-monthly review of network rules` | 1 | partial | `domain.create` 1 | `Changes to trusted IP ranges and domains in the period are listed, ready for review. The review itself is documented elsewhere.` |
    | `4.2.1` | `Encryption of card data on public networks` | 0 | supports | no event in the period | `Changes to TLS endpoints, and gaps in TLS coverage, are recorded. Protocol versions and cipher suites are not.` |
    | `6.5.1` | `Change procedures for production` | 5 | supports | `addon.attach` 2, `app.create` 1, 2 other types 2 | `The population of changes is listed with app, actor and time, and a sample can be drawn from it. Configuration set by the platform or by an add-on counts as a change. The reason, testing and approval are documented elsewhere.` |
    | `7.2.1` | `Access control model` | 1 | supports | `team_membership.create` 1 | `Access is listed as granted, with roles where the archive gives them. The access control model itself is documented elsewhere.` |
    | `7.2.2` | `Access according to job duties` | 1 | supports | `team_membership.create` 1 | `Recorded grants show who gave access to whom, and when. The duty that requires the access is documented elsewhere.` |
    | `7.2.4` | `Six-monthly access review` | 1 | supports | `team_membership.create` 1 | `The access ledger lists the access still open at the end of the period, ready for review.` |
    | `7.2.5` | `Access by applications and systems` | 2 | partial | `addon.attach` 2 | `Add-ons attached to other apps, and connections to other platforms, are recorded. Their permissions are not.` |
    | `8.2.4` | `Control of identity changes` | 1 | supports | `team_membership.create` 1 | `Grants, role changes and revocations are recorded, each with its actor and time. Approvals are documented elsewhere.` |
    | `8.2.5` | `Immediate removal of leavers' access` | 0 | supports | no event in the period | `Revocations are recorded with their time. The date on which a person left, from which any delay is measured, is not.` |
    | `8.6.3` | `Secrets of applications and systems` | 0 | partial | no event in the period | `Setting and removing configuration, for example when a secret is rotated, is recorded. Values and their strength are not.` |
    | `10.2.1` | `Audit logs enabled` | 6 | supports | every event, of 5 types | `The archives are the log. Days without events and missing months are reported.` |
    | `10.2.1.2` | `Logging of administrator actions` | 6 | supports | every event, of 5 types | `The events of the audit trail are administrative actions on apps, teams and the enterprise account.` |
    | `10.2.1.5` | `Logging of changes to accounts and credentials` | 1 | supports | `team_membership.create` 1 | `Grants, role changes and revocations are recorded. Passwords, tokens and multi-factor authentication are not.` |
    | `10.2.2` | `Content of log records` | 6 | partial | every event, of 5 types | `Records show what was done, by whom, when, from which address and on which app. They do not show whether the action succeeded.` |
    | `10.4.2` | `Periodic log reviews` | 6 | partial | every event, of 5 types | `A monthly report can support a periodic review. The daily review required by 10.4.1 cannot be performed with monthly archives.` |
    | `10.5.1` | `Log retention for twelve months` | 6 | partial | every event, of 5 types | `The report lists the months provided and the months missing. Evidence that three months are immediately available has to come from elsewhere.` |

    ### Evidence for `hipaa`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `164.308(a)(1)(ii)(D)` | `Review of system activity` | 6 | supports | every event, of 5 types | `This report can serve as the basis for a review of activity on the platform. Applications that hold health data keep their own logs.` |
    | `164.308(a)(3)(ii)(C)` | `Termination of access` | 0 | supports | no event in the period | `Revocations are recorded with their time. The date on which a person left is not.` |
    | `164.308(a)(4)(ii)(B)` | `Authorisation of access` | 1 | supports | `team_membership.create` 1 | `Recorded grants show who gave access to whom, and when. The authorisation itself is documented elsewhere.` |
    | `164.308(a)(4)(ii)(C)` | `Granting, reviewing and changing access` | 1 | partial | `team_membership.create` 1 | `Grants, role changes, revocations and app transfers are listed. The review of access is documented elsewhere.` |
    | `164.312(a)(1)` | `Technical access control` | 1 | partial | `team_membership.create` 1 | `The audit trail shows who was given access to apps, teams and the enterprise account. Access to health data inside an app is not recorded.` |
    | `164.312(b)` | `Recording and examining activity` | 6 | supports | every event, of 5 types | `The archives record activity on the platform, and this report presents it for examination. Activity inside apps is not recorded.` |
    | `164.312(e)(1)` | `Protection of data in transit` | 0 | supports | no event in the period | `Changes to TLS endpoints, and gaps in TLS coverage, are recorded. Protocol versions and cipher suites are not.` |

    ### Evidence for `cis-v8`

    | Control | About | Events | Strength | Evidence | Limits |
    | --- | --- | ---: | --- | --- | --- |
    | `3.3` | `Who can access data` | 2 | partial | `addon.attach` 2 | `Changes to collaborators and to attached add-ons are recorded. Permissions inside a database are not.` |
    | `3.10` | `Data encrypted in transit` | 0 | supports | no event in the period | `Changes to TLS endpoints, and gaps in TLS coverage, are recorded. Protocol versions and cipher suites are not.` |
    | `4.1` | `Configuration kept secure` | 0 | partial | no event in the period | `Changes to apps, add-ons and configuration are recorded. The secure baseline they are compared with is documented elsewhere.` |
    | `5.1` | `List of all accounts` | 1 | supports | `team_membership.create` 1 | `The access ledger lists grants and revocations in the period and the access still open at its end. Accounts that predate the first archive appear only if history is given.` |
    | `5.3` | `Unused accounts` | 6 | partial | every event, of 5 types | `TP-D13 identifies an actor who becomes active again after 90 days without an event. An account that is never used leaves no events to detect.` |
    | `5.4` | `Separate accounts for administrators` | 1 | partial | `team_membership.create` 1 | `Memberships and their roles are recorded. Whether a person also has a separate everyday account is not.` |
    | `6.1` | `Granting access` | 1 | supports | `team_membership.create` 1 | `Recorded grants show who gave access to whom, and when. The access request is documented elsewhere.` |
    | `6.2` | `Revoking access` | 0 | supports | no event in the period | `Recorded revocations show who made them and, where a grant matches, which one they ended.` |
    | `6.8` | `Access according to role` | 1 | partial | `team_membership.create` 1 | `Team memberships and role changes are recorded. The definition of each role is documented elsewhere.` |
    | `8.2` | `Collecting logs` | 6 | supports | every event, of 5 types | `The archives are the collected log. Missing months and days without events are reported.` |
    | `8.5` | `Logs with enough detail to investigate` | 6 | partial | every event, of 5 types | `Records show what was done, by whom, when and from which address. They do not show whether the action succeeded.` |
    | `8.10` | `Keeping logs for 90 days` | 6 | partial | every event, of 5 types | `The report lists the months provided and the months missing.` |
    | `8.11` | `Reviewing logs regularly` | 6 | partial | every event, of 5 types | `This report can serve as the record of one review. The safeguard calls for weekly or more frequent reviews, which monthly archives do not allow.` |
    | `12.2` | `Network design` | 1 | partial | `domain.create` 1 | `Changes to domains and trusted IP ranges are recorded. The architecture itself is documented elsewhere.` |
    | `15.1` | `List of suppliers of services` | 0 | partial | no event in the period | `New add-ons and platform connections are recorded, with the provider's name where the archive gives it. Those that predate the first archive are not included.` |

    trailproof explain ID states the limits of the evidence for a control, or why there is none.

    ### Controls not evidenced by this audit trail

    | Control | Reason |
    | --- | --- |
    | `soc2 CC1.4` | `Training and competence do not generate audit-trail events.` |
    | `soc2 CC3.2` | `Risk assessment is not recorded in the audit trail.` |
    | `soc2 CC6.4` | `Physical access to buildings and equipment is the provider's responsibility and does not generate audit-trail events.` |
    | `soc2 CC6.5` | `Disposal of equipment is the provider's responsibility and is not recorded in the audit trail.` |
    | `soc2 CC7.3` | `Whether an event was classified as an incident is not recorded in the audit trail; dispositions in the policy state what was decided.` |
    | `soc2 CC7.4` | `Incident response is not recorded in the audit trail.` |
    | `soc2 CC7.5` | `Recovery from incidents, including from backups, is not recorded in the audit trail.` |
    | `soc2 CC9.2` | `Supplier contracts and assessments are documented elsewhere.` |
    | `soc2 A1.3` | `Recovery tests are not recorded in the audit trail.` |
    | `soc2 C1.1` | `Which information is confidential, and who reads it, is not recorded in the audit trail.` |
    | `iso27001-2022 A.5.17` | `Passwords, tokens and multi-factor authentication are not recorded in the audit trail.` |
    | `iso27001-2022 A.6.3` | `Awareness and training do not generate audit-trail events.` |
    | `iso27001-2022 A.7.1` | `Physical security is the provider's responsibility and does not generate audit-trail events.` |
    | `iso27001-2022 A.8.4` | `Read access to source code is not recorded in the audit trail; only the releases built from it are.` |
    | `iso27001-2022 A.8.5` | `Logins, failed logins and multi-factor authentication are not recorded in the audit trail.` |
    | `iso27001-2022 A.8.8` | `Vulnerabilities and vulnerability scans are not recorded in the audit trail.` |
    | `iso27001-2022 A.8.12` | `Reading and copying of data are not recorded in the audit trail.` |
    | `iso27001-2022 A.8.13` | `Backups and restore tests are not recorded in the audit trail.` |
    | `iso27001-2022 A.8.17` | `Event times come from Heroku's own clock; evidence that it is synchronised has to come from the provider.` |
    | `nist-800-53r5 AC-7` | `Failed logins are not recorded in the audit trail.` |
    | `nist-800-53r5 AC-12` | `Sessions, and when they end, are not recorded in the audit trail.` |
    | `nist-800-53r5 AC-17` | `Remote sessions on a dyno (heroku run) are not recorded in the audit trail.` |
    | `nist-800-53r5 AT-2` | `Training does not generate audit-trail events.` |
    | `nist-800-53r5 AU-8` | `Event times come from Heroku's own clock; evidence that it is synchronised has to come from the provider.` |
    | `nist-800-53r5 AU-14` | `Activity within a session (heroku run, database access) is not recorded in the audit trail.` |
    | `nist-800-53r5 CP-9` | `Backups and restore tests are not recorded in the audit trail.` |
    | `nist-800-53r5 IA-2` | `Logins and multi-factor authentication are not recorded in the audit trail.` |
    | `nist-800-53r5 PE-3` | `Physical access is the provider's responsibility and does not generate audit-trail events.` |
    | `nist-800-53r5 RA-5` | `Vulnerability scans are not recorded in the audit trail.` |
    | `nist-800-53r5 SI-2` | `Which flaws a release fixes is not recorded in the audit trail.` |
    | `pci-dss-4.0.1 8.3.1` | `Logins and authentication methods are not recorded in the audit trail.` |
    | `pci-dss-4.0.1 8.4.2` | `Multi-factor authentication is not recorded in the audit trail.` |
    | `pci-dss-4.0.1 9.2.1` | `Physical access is the provider's responsibility and does not generate audit-trail events.` |
    | `pci-dss-4.0.1 10.2.1.1` | `Access to card data by individuals is not recorded in the audit trail; apps and databases keep their own logs.` |
    | `pci-dss-4.0.1 10.2.1.4` | `Failed access attempts are not recorded; the audit trail does not contain the outcome of an action.` |
    | `pci-dss-4.0.1 10.3.4` | `The audit trail does not show whether log files were altered. Digests in a sealed evidence pack do, from the time of sealing on.` |
    | `pci-dss-4.0.1 10.4.1` | `The requirement is a daily review; archives become available monthly.` |
    | `pci-dss-4.0.1 10.6.1` | `Event times come from Heroku's own clock; evidence that it is synchronised has to come from the provider.` |
    | `pci-dss-4.0.1 11.3.1` | `Vulnerability scans are not recorded in the audit trail.` |
    | `pci-dss-4.0.1 11.5.2` | `Changes to files inside a running app are not recorded in the audit trail.` |
    | `pci-dss-4.0.1 12.6.1` | `Training does not generate audit-trail events.` |
    | `hipaa 164.308(a)(1)(ii)(A)` | `Risk analysis is not recorded in the audit trail.` |
    | `hipaa 164.308(a)(5)(i)` | `Training does not generate audit-trail events.` |
    | `hipaa 164.308(a)(5)(ii)(C)` | `Successful and failed logins are not recorded in the audit trail.` |
    | `hipaa 164.308(a)(6)(ii)` | `Incident response is not recorded in the audit trail.` |
    | `hipaa 164.308(a)(7)(ii)(A)` | `Backups are not recorded in the audit trail.` |
    | `hipaa 164.310(a)(1)` | `Physical access is the provider's responsibility and does not generate audit-trail events.` |
    | `hipaa 164.312(a)(2)(iii)` | `Sessions, and when they end, are not recorded in the audit trail.` |
    | `hipaa 164.312(c)(1)` | `Reading and alteration of health data inside apps and databases are not recorded in the audit trail.` |
    | `hipaa 164.312(d)` | `How a person was authenticated (login, second factor) is not recorded in the audit trail.` |
    | `hipaa 164.316(b)(2)(i)` | `One report cannot show six years of retention. It lists the months provided; the retention policy is documented elsewhere.` |
    | `cis-v8 3.14` | `Read access to sensitive data is not recorded in the audit trail.` |
    | `cis-v8 5.2` | `Passwords and their uniqueness are not recorded in the audit trail.` |
    | `cis-v8 6.3` | `Multi-factor authentication is not recorded in the audit trail.` |
    | `cis-v8 6.5` | `Multi-factor authentication for administrators is not recorded in the audit trail.` |
    | `cis-v8 7.5` | `Vulnerability scans are not recorded in the audit trail.` |
    | `cis-v8 8.4` | `Event times come from Heroku's own clock; evidence that it is synchronised has to come from the provider.` |
    | `cis-v8 8.8` | `Commands run on dynos (heroku run) are not recorded in the audit trail.` |
    | `cis-v8 11.2` | `Backups are not recorded in the audit trail.` |
    | `cis-v8 14.1` | `Training does not generate audit-trail events.` |
    | `cis-v8 17.4` | `Incident response is not recorded in the audit trail.` |

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
