//! What the reasons mean: the closed list, with its paragraphs.

use maud::html;

use crate::judge::Reason;

use super::legend;
use super::page::Page;
use super::site::Site;

pub(super) fn page(_site: &Site<'_>) -> Page {
    let main = html! {
        h1 { "Verdicts and reasons" }
        (legend::legend())
        p.lead { "Each part of a claim gets a verdict of its own in each source, with one of these reasons." }
        dl.reasons {
            @for reason in Reason::ALL {
                div id=(reason.code()) tabindex="-1" {
                    dt { (reason.summary()) " " code { (reason.code()) } }
                    dd { (reason.page()) }
                }
            }
        }
    };
    Page::new("reasons.html", "Verdicts and reasons", main)
}
