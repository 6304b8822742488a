use super::*;
use proptest::prelude::*;

fn window(kind: CorrelationType, seconds: u64, least: u64) -> Window {
    Window {
        kind,
        rules: vec![0, 1],
        group_by: vec![Vec::new(), Vec::new()],
        field: vec!["object".to_owned()],
        seconds,
        predicates: vec![(ConditionOperator::Gte, least)],
    }
}

fn hits(values: &[(u32, &str)], millis: &[i64]) -> Vec<Hit> {
    let hit = |(place, (rule, value)): (u32, &(u32, &str))| Hit {
        place,
        at: Timestamp {
            secs: millis[place as usize].div_euclid(1000),
            nanos: millis[place as usize].rem_euclid(1000) as u32 * 1_000_000,
        },
        rule: *rule,
        group: Code::Absent,
        value: Code::Text(u32::from(value.as_bytes()[0])),
    };
    (0..).zip(values).map(hit).collect()
}

/// The runs over events at so many milliseconds.
fn runs(window: &Window, values: &[(u32, &str)], millis: &[i64]) -> Vec<Vec<usize>> {
    let runs = window.runs(&mut hits(values, millis), &|_| true);
    runs.into_iter().map(|run| run.events).collect()
}

#[test]
fn a_window_is_exact_to_the_millisecond() {
    let two = window(CorrelationType::EventCount, 600, 2);
    let both = [(0, "a"), (0, "b")];
    assert_eq!(runs(&two, &both, &[0, 599_999]), [[0, 1]]);
    assert_eq!(runs(&two, &both, &[0, 600_000]), [[0, 1]]);
    assert_eq!(runs(&two, &both, &[0, 600_001]), [[0; 0]; 0]);
    // Less than ten minutes, which whole seconds do not show.
    assert_eq!(runs(&two, &both, &[900, 600_100]), [[0, 1]]);
    assert_eq!(runs(&two, &both, &[100, 600_900]), [[0; 0]; 0]);
}

#[test]
fn equal_values_count_once_and_windows_that_overlap_are_one_run() {
    let three = window(CorrelationType::ValueCount, 10, 3);
    let same = [(0, "a"), (0, "b"), (0, "a")];
    assert_eq!(runs(&three, &same, &[0, 1, 2]), [[0; 0]; 0]);
    let apart = ["a", "b", "c", "d", "e", "f", "g"].map(|value| (0, value));
    let millis = [0, 1000, 2000, 11_000, 40_000, 41_000, 42_000];
    assert_eq!(
        runs(&three, &apart, &millis),
        [vec![0, 1, 2, 3], vec![4, 5, 6]]
    );
}

#[test]
fn an_order_is_asked_for_where_it_is_named() {
    let any = window(CorrelationType::Temporal, 10, 0);
    let ordered = window(CorrelationType::TemporalOrdered, 10, 0);
    let backwards = [(1, "b"), (0, "a")];
    assert_eq!(runs(&any, &backwards, &[0, 1]), [[0, 1]]);
    assert_eq!(runs(&ordered, &backwards, &[0, 1]), [[0; 0]; 0]);
    assert_eq!(runs(&ordered, &[(0, "a"), (1, "b")], &[0, 1]), [[0, 1]]);
}

proptest! {
    /// An order is found as looking through every window would find it.
    #[test]
    fn an_order_is_found_wherever_it_stands(
        gaps in prop::collection::vec(0i64..8_000, 1..30),
        rules in prop::collection::vec(0u32..3, 30),
    ) {
        let mut ordered = window(CorrelationType::TemporalOrdered, 10, 0);
        ordered.rules = vec![0, 1, 2];
        let mut now = 0;
        let millis: Vec<i64> = gaps.iter().map(|gap| { now += gap; now }).collect();
        let values: Vec<(u32, &str)> = rules.iter().take(gaps.len()).map(|rule| (*rule, "a")).collect();
        let found: std::collections::BTreeSet<usize> = runs(&ordered, &values, &millis).into_iter().flatten().collect();
        let mut want = std::collections::BTreeSet::new();
        for last in 0..millis.len() {
            let events: Vec<usize> = (0..=last).filter(|first| millis[last] - millis[*first] <= 10_000).collect();
            let mut next = 0;
            for place in &events {
                next += u32::from(values[*place].0 == next);
            }
            if next == 3 {
                want.extend(events);
            }
        }
        prop_assert_eq!(found, want);
    }
}

proptest! {
    /// Every set of events in a window is found, and nothing else: as looking at all pairs would find it.
    #[test]
    fn runs_hold_the_events_of_every_window_that_holds(
        gaps in prop::collection::vec(0i64..8_000, 1..30),
        names in prop::collection::vec(0usize..4, 30),
        least in 1u64..5,
    ) {
        let letters = ["a", "b", "c", "d"];
        let mut now = 0;
        let millis: Vec<i64> = gaps.iter().map(|gap| { now += gap; now }).collect();
        let values: Vec<(u32, &str)> = names.iter().take(gaps.len()).map(|name| (0, letters[*name])).collect();
        let window = window(CorrelationType::ValueCount, 10, least);
        let found: std::collections::BTreeSet<usize> = runs(&window, &values, &millis).into_iter().flatten().collect();
        let mut want = std::collections::BTreeSet::new();
        for last in 0..millis.len() {
            let events: Vec<usize> = (0..=last).filter(|first| millis[last] - millis[*first] <= 10_000).collect();
            let distinct: std::collections::BTreeSet<&str> = events.iter().map(|place| values[*place].1).collect();
            if distinct.len() as u64 >= least {
                want.extend(events);
            }
        }
        prop_assert_eq!(found, want);
    }
}
