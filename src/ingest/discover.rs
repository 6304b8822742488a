//! stub
/// Source.
#[derive(Debug, Clone)]
pub struct Source {
    /// path
    pub path: Option<std::path::PathBuf>,
    /// shown
    pub shown: String,
}
impl Source {
    /// Opens.
    ///
    /// # Errors
    /// io
    pub fn open(&self) -> std::io::Result<Box<dyn std::io::Read + Send>> {
        Ok(match &self.path {
            Some(p) => Box::new(std::fs::File::open(p)?),
            None => Box::new(std::io::stdin()),
        })
    }
}
