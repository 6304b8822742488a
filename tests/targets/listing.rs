//! The service's listing of archives, as it was saved. It is understood, or refused with a sentence; what was understood
//! finds the archives that it lists.

use trailproof::internals::listing::{Held, Listed, Listing, matched};

/// The bytes of a listing.
pub fn check(data: &[u8]) {
    let listing = match Listing::from_json(data) {
        Ok(listing) => listing,
        Err(refused) => return assert!(refused.starts_with("not a listing: "), "{refused}"),
    };
    assert!(listing.rows.is_sorted_by_key(|row| row.month));
    // The same in the encoding of Windows.
    if let Ok(text) = std::str::from_utf8(data)
        && !text.starts_with(['\u{feff}', '\0'])
    {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Listing::from_json(&wide).as_ref(), Ok(&listing));
    }
    let held = |row: &'_ Listed| row.sha256.clone().unwrap_or_default();
    let digests: Vec<String> = listing.rows.iter().map(held).collect();
    let archives: Vec<Held<'_>> = digests
        .iter()
        .zip(&listing.rows)
        .map(|(sha256, row)| Held {
            sha256,
            month: Some(row.month),
            account: None,
        })
        .collect();
    let found = matched(&listing, &archives);
    for (row, own) in found
        .rows
        .iter()
        .zip(&digests)
        .filter(|(_, own)| !own.is_empty())
    {
        assert_eq!(row.and_then(|row| row.sha256.as_ref()), Some(own));
    }
    // Where nothing is held, all of it is not there.
    assert_eq!(matched(&listing, &[]).unmatched.len(), listing.rows.len());
}
