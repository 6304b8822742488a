use super::sorter::Sorter;
use crate::event::Timestamp;
use crate::identity::Symbol;
use crate::output::Scratch;
use crate::pipeline::{Accepted, Observer};
use crate::record::Record;
use std::convert::Infallible;

/// Blocks of records, each of whose texts tells its place in the order.
fn blocks(rng: &mut fastrand::Rng, records: u32, longest: usize) -> Vec<Accepted> {
    let mut places: Vec<u32> = (0..records).collect();
    rng.shuffle(&mut places);
    places
        .chunks(100)
        .map(|places| {
            let mut text = Vec::new();
            let record = |place: &u32| {
                let offset = text.len();
                let filler = "x".repeat(rng.usize(..longest));
                text.extend_from_slice(format!("{place:09}{filler}").as_bytes());
                record(*place, offset, text.len() - offset)
            };
            let records = places.iter().map(record).collect();
            Accepted {
                records,
                text,
                ..Accepted::default()
            }
        })
        .collect()
}

fn record(place: u32, offset: usize, len: usize) -> Record {
    Record {
        account: 0,
        id: u128::from(place).to_be_bytes(),
        digest: 0,
        at: Timestamp {
            secs: i64::from(place / 10) - 500,
            nanos: place / 2 % 5,
        },
        index: 0,
        offset: offset as u32,
        len: len as u32,
        event: 0,
        ip: 0,
        actor: Symbol::default(),
        app: Symbol::default(),
        team: Symbol::default(),
    }
}

fn sorted(memory: u64, blocks: &[Accepted]) -> (Vec<u32>, bool) {
    let folder = tempfile::tempdir().unwrap();
    let scratch = Scratch::new(folder.path().to_path_buf());
    let sorter = Sorter::new(memory, 2, scratch);
    let mut gatherers = [sorter.gatherer(), sorter.gatherer()];
    for (i, block) in blocks.iter().enumerate() {
        gatherers[i % 2].observe(block);
    }
    drop(gatherers);
    sorter.ready().unwrap();
    let spilled = sorter.spilled();
    let merged = || {
        let mut order: Vec<u32> = Vec::new();
        let take = |text: &[u8]| {
            let place = std::str::from_utf8(&text[..9]).unwrap();
            assert!(text[9..].iter().all(|&byte| byte == b'x'));
            order.push(place.parse().unwrap());
            Ok::<(), Infallible>(())
        };
        let Ok(()) = sorter.merge(take).unwrap();
        order
    };
    let order = merged();
    assert!(merged() == order, "it can be merged again");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    (order, spilled)
}

#[test]
fn whatever_fits_into_memory_the_order_is_the_same() {
    let mut rng = fastrand::Rng::with_seed(9);
    for (records, longest) in [(0, 1), (1, 1), (20_000, 400), (300, 90_000)] {
        let blocks = blocks(&mut rng, records, longest);
        let want: Vec<u32> = (0..records).collect();
        // So little that runs on disk have to be merged more than once.
        for memory in [1, 1_200_000, 1_000_000_000] {
            let (order, spilled) = sorted(memory, &blocks);
            assert!(order == want, "{records} records, {memory} bytes");
            assert_eq!(
                spilled,
                records > 0 && memory < 1_000_000_000 && (records > 1 || memory == 1)
            );
        }
    }
}

#[test]
fn a_temporary_file_that_cannot_be_made_is_said() {
    let sorter = Sorter::new(1, 1, Scratch::new("/nowhere/at/all".into()));
    let mut gatherer = sorter.gatherer();
    for block in blocks(&mut fastrand::Rng::with_seed(1), 500, 50) {
        gatherer.observe(&block);
    }
    drop(gatherer);
    let said = sorter.ready().unwrap_err().to_string();
    assert!(
        said.contains("a temporary file in /nowhere/at/all"),
        "{said}"
    );
}
