//! The fuzz targets without a fuzzer: over the seeds that fuzzing left behind, and over every fixture.

use crate::targets::{self, Target};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Runs a target on inputs by their names; a promise that does not hold names the inputs.
fn hold<'a>((name, check): Target, inputs: impl Iterator<Item = (&'a Path, Vec<u8>)>) {
    let broken: Vec<_> = inputs
        .filter(|(_, input)| catch_unwind(|| check(input)).is_err())
        .map(|(path, input)| (path.to_owned(), input.len()))
        .collect();
    assert!(broken.is_empty(), "{name} breaks on {broken:?}");
}

fn seeds(target: Target) {
    let seeds = files(&Path::new(ROOT).join("tests/seeds").join(target.0));
    assert!(seeds.len() >= 20, "{} has seeds: {}", target.0, seeds.len());
    let read = |path| fs::read(path).expect("a seed");
    hold(target, seeds.iter().map(|path| (&**path, read(path))));
}

#[test]
fn every_seed_of_container_keeps_its_promise() {
    seeds(targets::ALL[0]);
}

#[test]
fn every_seed_of_framing_keeps_its_promise() {
    seeds(targets::ALL[1]);
}

#[test]
fn every_seed_of_decode_keeps_its_promise() {
    seeds(targets::ALL[2]);
}

#[test]
fn every_seed_of_validate_keeps_its_promise() {
    seeds(targets::ALL[3]);
}

#[test]
fn every_seed_of_settings_keeps_its_promise() {
    seeds(targets::ALL[4]);
}

#[test]
fn every_seed_of_policy_keeps_its_promise() {
    seeds(targets::ALL[5]);
}

#[test]
fn every_seed_of_framework_keeps_its_promise() {
    seeds(targets::ALL[6]);
}

#[test]
fn every_seed_of_listing_keeps_its_promise() {
    seeds(targets::ALL[7]);
}

#[test]
fn every_seed_of_rules_keeps_its_promise() {
    seeds(targets::ALL[8]);
}

#[test]
fn every_seed_of_sample_keeps_its_promise() {
    seeds(targets::ALL[9]);
}

#[test]
fn every_seed_of_bag_keeps_its_promise() {
    seeds(targets::ALL[10]);
}

#[test]
fn seeds_are_small_and_belong_to_a_target() {
    let folder = Path::new(ROOT).join("tests/seeds");
    let size: u64 = files(&folder)
        .iter()
        .map(|path| fs::metadata(path).expect("a seed").len())
        .sum();
    assert!(size < 1 << 20, "{size} bytes of seeds");
    let folders = fs::read_dir(folder).expect("a folder").count();
    assert_eq!(folders, targets::ALL.len());
}

#[test]
fn every_fixture_keeps_every_promise() {
    let fixtures = files(&Path::new(ROOT).join("fixtures"));
    let small = |path: &&PathBuf| fs::metadata(path).expect("a fixture").len() < 10_000;
    // The oracle refuses a number that is larger than a double can be, which JSON allows.
    let oracle_reads = |path: &&PathBuf| !path.ends_with("numbers/equal-overflow.json");
    let fixtures = fixtures.iter().filter(small).filter(oracle_reads);
    let fixtures: Vec<_> = fixtures.collect();
    for target in targets::ALL {
        // What the first bytes ask for differs from target to target; these ask for all of it.
        for ask in [[0x40, 0x02], [0x82, 0xa6]] {
            let input = |path: &PathBuf| [&ask[..], &fs::read(path).expect("a fixture")].concat();
            hold(target, fixtures.iter().map(|path| (&***path, input(path))));
        }
    }
}

/// What fuzzing does, without a fuzzer: seeds with bytes changed, left out, doubled, and joined to those of others.
fn damaged_seeds(target: Target, inputs: usize) {
    let mut random = fastrand::Rng::with_seed(20);
    let seeds = files(&Path::new(ROOT).join("tests/seeds").join(target.0));
    let read = |path: &PathBuf| fs::read(path).expect("a seed");
    let seeds: Vec<_> = seeds.iter().map(read).collect();
    let inputs = (0..inputs).map(|_| damaged(&seeds, &mut random));
    hold(
        target,
        inputs.map(|input| (Path::new("a damaged seed"), input)),
    );
}

#[test]
#[ignore = "takes minutes"]
fn every_damaged_seed_of_policy_keeps_its_promise() {
    damaged_seeds(targets::ALL[5], 100_000);
}

#[test]
#[ignore = "takes minutes"]
fn every_damaged_seed_of_sample_keeps_its_promise() {
    damaged_seeds(targets::ALL[9], 100_000);
}

#[test]
#[ignore = "takes minutes"]
fn every_damaged_seed_of_bag_keeps_its_promise() {
    damaged_seeds(targets::ALL[10], 20_000);
}

fn damaged(seeds: &[Vec<u8>], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut input = seeds[random.usize(..seeds.len())].clone();
    for _ in 0..=random.usize(..6) {
        let at = random.usize(..=input.len());
        let end = at + random.usize(..=(input.len() - at).min(32));
        match random.u8(..5) {
            0 if at < input.len() => input[at] ^= 1 << random.u8(..8),
            1 if at < input.len() => input[at] = random.u8(..),
            2 => drop(input.drain(at..end)),
            3 => {
                let again = input[at..end].to_vec();
                input.splice(at..at, again);
            }
            _ => {
                let other = &seeds[random.usize(..seeds.len())];
                let from = random.usize(..=other.len());
                input.truncate(at);
                input.extend_from_slice(&other[from..]);
            }
        }
    }
    input
}
