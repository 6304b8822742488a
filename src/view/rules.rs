//! `trailproof.rules/v1`: which rules there are; `trailproof.rules-test/v1`: what became of their tests. A rule of the
//! user's own says what it likes, so its strings are hostile.

use super::ToolView;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a rule says of itself.
#[derive(Debug, Clone, Serialize)]
pub struct RuleRow {
    /// Its id, such as `TP-D05`.
    pub rule: String,
    /// What it finds.
    pub title: String,
    /// How much a match matters.
    pub level: &'static str,
    /// `sigma`, or `reviewer` for what is written in Rust.
    pub kind: &'static str,
    /// The file that it stands in.
    pub file: String,
    /// What it looks for, and why that matters.
    pub description: String,
    /// Controls that it helps with.
    pub controls: Vec<String>,
    /// Numbers that it goes by.
    pub parameters: BTreeMap<String, i64>,
    /// Possible false positives.
    pub false_positives: Vec<String>,
    /// What it has to be given, beside the events: keys of the policy, days of history.
    pub needs: Vec<String>,
    /// How many tests stand beside it.
    pub tests: usize,
}

/// The rules, in order of id.
#[derive(Debug, Clone, Serialize)]
pub struct RulesView {
    schema: &'static str,
    tool: ToolView,
    /// The rules.
    pub rules: Vec<RuleRow>,
}

impl RulesView {
    /// The view of some rules.
    #[must_use]
    pub fn of(rules: Vec<RuleRow>) -> Self {
        Self {
            schema: "trailproof.rules/v1",
            tool: ToolView::default(),
            rules,
        }
    }
}

/// What became of a test.
#[derive(Debug, Clone, Serialize)]
pub struct TestRow {
    /// The rule that it stands beside.
    pub rule: String,
    /// What it is about.
    pub test: String,
    /// The file of both.
    pub file: String,
    /// Whether the rule did what is expected.
    pub passed: bool,
    /// What it did instead.
    pub failures: Vec<String>,
}

/// What became of all tests.
#[derive(Debug, Clone, Serialize)]
pub struct TestsView {
    schema: &'static str,
    tool: ToolView,
    /// Rules that were tested.
    pub rules: usize,
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Rules without any test.
    pub untested: Vec<String>,
    /// The tests, in order of rule.
    pub tests: Vec<TestRow>,
}

impl TestsView {
    /// The view of some tests; `untested` are rules that have none.
    #[must_use]
    pub fn of(rules: usize, tests: Vec<TestRow>, untested: Vec<String>) -> Self {
        let passed = tests.iter().filter(|test| test.passed).count();
        Self {
            schema: "trailproof.rules-test/v1",
            tool: ToolView::default(),
            rules,
            passed,
            failed: tests.len() - passed,
            untested,
            tests,
        }
    }
}
