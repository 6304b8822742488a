//! Rules of detection in every format, and what became of their tests.

use super::catalog::CatalogOutput;
use super::{TableOptions, outline, terminal};
use crate::view::rules::{RuleRow, RulesView, TestRow, TestsView};

impl CatalogOutput for RulesView {
    fn columns(&self) -> &'static [&'static str] {
        &[
            "rule", "title", "level", "kind", "needs", "controls", "tests", "file",
        ]
    }

    fn table(&self, options: &TableOptions) -> String {
        terminal::text(outline::rules_list(self), options)
    }

    fn names(&self) -> Vec<String> {
        self.rules.iter().map(|rule| rule.rule.clone()).collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |rule: &RuleRow| {
            vec![
                rule.rule.clone(),
                rule.title.clone(),
                rule.level.to_owned(),
                rule.kind.to_owned(),
                rule.needs.join(", "),
                rule.controls.join(", "),
                rule.tests.to_string(),
                rule.file.clone(),
            ]
        };
        self.rules.iter().map(row).collect()
    }
}

impl CatalogOutput for TestsView {
    fn columns(&self) -> &'static [&'static str] {
        &["rule", "test", "passed", "failures", "file"]
    }

    fn table(&self, options: &TableOptions) -> String {
        terminal::text(outline::rules_tests(self), options)
    }

    fn names(&self) -> Vec<String> {
        let failed = self.tests.iter().filter(|test| !test.passed);
        failed
            .map(|test| format!("{}: {}", test.rule, test.test))
            .collect()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |test: &TestRow| {
            vec![
                test.rule.clone(),
                test.test.clone(),
                test.passed.to_string(),
                test.failures.join("; "),
                test.file.clone(),
            ]
        };
        self.tests.iter().map(row).collect()
    }
}
