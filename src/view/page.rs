//! What a page says beyond `trailproof.report/v1`. It is no promise to scripts: JSON and CSV leave it out.

/// What only a page shows.
#[derive(Debug, Clone, Default)]
pub struct PageView {
    /// What gives the same report again, on any machine that has the archives; empty where it is not known.
    pub command: CommandView,
    /// Events of each day of `by_day` by category, in the order of `by_category`.
    pub days: Vec<Vec<u64>>,
    /// Whether paper has fewer rows than the screen, because the caller did not say how many lists are to have.
    pub shortened_on_paper: bool,
    /// Who did what.
    pub actor_event: Option<MatrixView>,
}

/// Actors by event names, with what is not shown in a row and a column of its own, so that both ways add up.
#[derive(Debug, Clone, Default)]
pub struct MatrixView {
    /// The names at the head of the columns: destruction first, then access, network, and those of most events.
    pub events: Vec<String>,
    /// How many names there are.
    pub all_events: u64,
    /// The actors of most events.
    pub rows: Vec<MatrixRow>,
    /// How many actors there are, with the row of events that have none.
    pub all_actors: u64,
    /// All actors that have no row.
    pub others: Option<MatrixRow>,
}

/// One actor's events.
#[derive(Debug, Clone, Default)]
pub struct MatrixRow {
    /// Latest e-mail seen.
    pub actor: Option<String>,
    /// Identity.
    pub id: Option<String>,
    /// Its first and last event; nothing where the row stands for several actors.
    pub span: Option<(String, String)>,
    /// Events of each column.
    pub counts: Vec<u64>,
    /// Events of names that have no column.
    pub rest: u64,
    /// All its events.
    pub count: u64,
}

/// A command line, in two parts.
#[derive(Debug, Clone, Default)]
pub struct CommandView {
    /// What is counted: the command, the archives, the filters.
    pub what: Vec<String>,
    /// What it looks like.
    pub form: Vec<String>,
}
