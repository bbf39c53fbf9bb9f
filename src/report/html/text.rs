//! Text from outside, as it may stand on a page: escaped by `maud`, and nothing in it unseen.

use maud::{Markup, html};

use crate::report::visible::is_unseen;

/// A text on one line. White space becomes a space; control characters and others that are not seen
/// are written as `\u{1b}`.
pub(super) fn line(text: &str) -> Markup {
    spell(text, |c| match c {
        '\n' | '\r' | '\t' => Some(' '),
        _ => None,
    })
}

/// The same in a direction of its own, for text inside a sentence of ours.
pub(super) fn inline(text: &str) -> Markup {
    html! { bdi { (line(text)) } }
}

/// A text that keeps its lines.
pub(super) fn block(text: &str) -> Markup {
    spell(text, |c| matches!(c, '\n' | '\t').then_some(c))
}

/// `text` with characters that `keep` does not know and that are not seen spelt out.
fn spell(text: &str, keep: impl Fn(char) -> Option<char>) -> Markup {
    let is_plain = |c: char| !c.is_control() && !is_unseen(c);
    if text.chars().all(is_plain) {
        return html! { (text) };
    }
    let mut runs: Vec<(String, Option<char>)> = vec![(String::new(), None)];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let run = runs.len() - 1;
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        if is_plain(c) {
            runs[run].0.push(c);
        } else if let Some(kept) = keep(c) {
            runs[run].0.push(kept);
        } else {
            runs[run].1 = Some(c);
            runs.push((String::new(), None));
        }
    }
    html! {
        @for (plain, unseen) in &runs {
            (plain)
            @if let Some(c) = unseen {
                span.unseen { "\\u{" (format!("{:x}", u32::from(*c))) "}" }
            }
        }
    }
}

/// The last hand that a page goes through: whatever came in by another door (an attribute, a
/// title), no control character and no bidirectional override leaves.
pub(super) fn without_unseen(page: String) -> String {
    let is_fine = |c: char| c == '\n' || c == '\t' || !(c.is_control() || is_unseen(c));
    if page.chars().all(is_fine) {
        return page;
    }
    let mut safe = String::with_capacity(page.len() + 64);
    for c in page.chars() {
        if is_fine(c) {
            safe.push(c);
        } else {
            safe.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        }
    }
    safe
}

/// The address of an article, if it is one that a browser may follow: `http` and `https` only, so
/// that no catalogue makes a link that runs something.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let is_plain = url.chars().all(|c| c.is_ascii_graphic() || !c.is_ascii());
    (is_web && is_plain).then_some(url)
}

/// `1 claim`, `2 claims`.
pub(super) fn counted(n: usize, name: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{} {name}{plural}", number(n))
}

/// A number with its thousands apart.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut apart = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::{block, inline, line, number, web_address};

    #[test]
    fn text_cannot_become_markup() {
        let text = "</p><script>alert('1')</script>\u{202e}\u{1b}[2J & \"quoted\"\r\nnext";
        assert_eq!(
            line(text).into_string(),
            "&lt;/p&gt;&lt;script&gt;alert('1')&lt;/script&gt;<span class=\"unseen\">\\u{202e}</span>\
             <span class=\"unseen\">\\u{1b}</span>[2J &amp; &quot;quoted&quot; next"
        );
        assert!(block(text).into_string().ends_with("&quot;\nnext"));
        assert_eq!(inline("a").into_string(), "<bdi>a</bdi>");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(web_address("https://example.org/a?b=1").is_some());
        assert!(web_address("HTTP://example.org").is_some());
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "https",
            "//x",
            "http://a b",
        ] {
            assert_eq!(web_address(url), None, "{url}");
        }
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(number),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
