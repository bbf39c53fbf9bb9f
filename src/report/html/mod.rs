//! `html`: a folder of pages for whoever would rather look than read. No server, no network.
//!
//! Takes a [`Report`]; gives pages, one by one, to whoever writes them. Every page stands by itself:
//! its style and its script are inside it, held by a hash in its content security policy. What comes
//! from articles, claims and catalogues gets onto a page only as escaped text (see `text`), and a
//! page works without its script; the script sorts, filters and marks.
//!
//! | page | what it shows |
//! |---|---|
//! | `index.html` | claims × sources |
//! | `claims.html`, `claims/NAME.html` | all claims; one, with every passage that decides it |
//! | `sources.html`, `sources/NAME.html` | all sources; what one alone says, what it leaves out |
//! | `articles/NAME.html` | a text with the passages marked, and the facets of each claim |
//! | `disagreements.html` | facets on which sources differ, worst first |
//! | `timeline.html` | what each source says happened when |
//! | `reasons.html` | what the reasons mean |

mod article;
mod citation;
mod claim;
mod claims;
mod disagreement;
mod facets;
mod index;
mod legend;
mod marks;
mod name;
mod page;
mod passage;
mod reasons;
mod site;
mod source;
mod sources;
mod text;
mod timeline;

use std::io;

use rayon::prelude::*;

use crate::report::Report;

use page::Page;
use site::Site;

/// Pages made at a time: enough for all cores, few enough to be held in memory.
const PAGES_AT_ONCE: usize = 64;

/// Takes a page: its path below the site's folder, with `/`, and its bytes.
pub type Put<'a> = dyn FnMut(&str, &[u8]) -> io::Result<()> + 'a;

/// Writes the site, in an order that does not depend on the number of threads.
///
/// # Errors
/// Those of `put`.
pub fn write(report: &Report<'_>, put: &mut Put<'_>) -> io::Result<()> {
    let site = Site::new(*report);
    let top: [fn(&Site<'_>) -> Page; 6] = [
        index::page,
        claims::page,
        sources::page,
        disagreement::page,
        timeline::page,
        reasons::page,
    ];
    write_all(&top, |page| page(&site), put)?;
    write_all(&site.claims, |entry| claim::page(&site, entry), put)?;
    write_all(&site.sources, |entry| source::page(&site, entry), put)?;
    write_all(&site.sources, |entry| article::page(&site, entry), put)
}

fn write_all<T: Sync>(
    items: &[T],
    page: impl Fn(&T) -> Page + Sync,
    put: &mut Put<'_>,
) -> io::Result<()> {
    for chunk in items.chunks(PAGES_AT_ONCE) {
        let pages: Vec<(String, String)> = chunk
            .par_iter()
            .map(|item| page(item).into_html())
            .collect();
        for (path, html) in pages {
            put(&path, html.as_bytes())?;
        }
    }
    Ok(())
}
