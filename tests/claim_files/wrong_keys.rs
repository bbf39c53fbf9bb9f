//! Wrong keys of one claim.

/// Further lines of a claim, and what is said of them.
pub(crate) const IN_A_CLAIM: &[(&str, &[&str])] = &[
    (
        r#"error_if = "never"
"#,
        &[
            r#"7:1 error[unknown-key] unknown key `error_if` in `[[claim]]`; did you mean `error-if`?"#,
        ],
    ),
    (
        r#"plaice = "Oslo"
"#,
        &[r#"7:1 error[unknown-key] unknown key `plaice` in `[[claim]]`; did you mean `place`?"#],
    ),
    (
        r#"zzz = "Oslo"
"#,
        &[
            r#"7:1 error[unknown-key] unknown key `zzz` in `[[claim]]`; known keys: id, text, event, triggers, participants, place, date, quantity, about, attributed-to, modality, polarity, severity, error-if, warn-if, status, tags, notes, references, expect"#,
        ],
    ),
    (
        r#"[[claim]]
id = "a"
text = "B."
event = "meet"
participants = ["B"]
"#,
        &[
            r#"8:6 error[duplicate-id] the claim id `a` is used twice; it is used first at claims/a.toml:3:6"#,
        ],
    ),
    (
        r#"date = "23 October 2025"
"#,
        &[
            r#"7:8 error[bad-date] `23 October 2025` is not a date; write a day as `2025-10-23`, a month as `2025-10`, an interval as `2025-10-23/2025-10-25`"#,
        ],
    ),
    (
        r#"date = "2025-13-40"
"#,
        &[
            r#"7:8 error[bad-date] `2025-13-40`: there is no such month; the order is year, month, day"#,
        ],
    ),
    (
        r#"date = "2025-10-25/2025-10-23"
"#,
        &[r#"7:8 error[bad-date] the interval ends before it begins"#],
    ),
    (
        r#"date = 07:32:00
"#,
        &[r#"7:8 error[bad-date] `07:32:00` is a time without a day"#],
    ),
    (
        r#"date = 2025-02-30
"#,
        &[r#"7:8 error[toml-syntax] not valid TOML: invalid date, expected day between 01 and 28"#],
    ),
    (
        r#"quantity = { of = "boats" }
"#,
        &[
            r#"7:12 error[quantity-without-value] the quantity has no number; give `value`, or `min`, `max` or both"#,
        ],
    ),
    (
        r#"quantity = { value = 3, min = 2 }
"#,
        &[
            r#"7:12 error[value-and-bounds] the quantity has both `value` and bounds; keep `value`, or `min` and `max`"#,
        ],
    ),
    (
        r#"quantity = { min = 5, max = 2 }
"#,
        &[r#"7:12 error[min-above-max] `min` is greater than `max`"#],
    ),
    (
        r#"quantity = { value = "17", approximate = "yes" }
"#,
        &[
            r#"7:22 error[wrong-type] `value` is a string, expected a number; write `value = 17` without quotes"#,
            r#"7:42 error[wrong-type] `approximate` is a string, expected `true` or `false`"#,
        ],
    ),
    (
        r#"quantity = { value = inf }
"#,
        &[r#"7:22 error[bad-number] `value` is not a finite number"#],
    ),
    (
        r#"modality = "plan"
polarity = "neg"
severity = "warning"
status = "retird"
"#,
        &[
            r#"7:12 error[unknown-value] unknown modality `plan`; did you mean `planned`?"#,
            r#"8:12 error[unknown-value] unknown polarity `neg`; did you mean `negative`?"#,
            r#"9:12 error[unknown-value] unknown severity `warning`; did you mean `warn`?"#,
            r#"10:10 error[unknown-value] unknown status `retird`; did you mean `retired`?"#,
        ],
    ),
    (
        r#"error-if = "contradict > 0"
warn-if = "supports => 2"
"#,
        &[
            r#"7:13 error[bad-policy] `error-if`: unknown word `contradict`; did you mean `contradicts`?"#,
            r#"8:21 error[bad-policy] `warn-if`: expected one of `>`, `>=`, `<`, `<=`, `==`, `!=`; write `>=` instead of `=>`"#,
        ],
    ),
    (
        r#"error-if = "supports < 2 || omits > 3"
"#,
        &[
            r#"7:26 error[bad-policy] `error-if`: expected `and`, `or` or the end; write `or` instead of `||`"#,
        ],
    ),
    (
        r#"error-if = "supports \u003C"
"#,
        &[
            r#"7:12 error[bad-policy] `error-if`: expected a number; a condition reads like `contradicts > 0 or supports < 2`"#,
        ],
    ),
    (
        r#"[claim.expect]
supports = ["one", "one"]
omits = ["one"]
suport = ["x"]
"#,
        &[
            r#"8:20 error[expected-twice] source `one` is listed twice in `supports`"#,
            r#"9:10 error[expected-twice] source `one` is listed in both `supports` and `omits`"#,
            r#"10:1 error[unknown-key] unknown key `suport` in `[claim.expect]`; did you mean `supports`?"#,
        ],
    ),
    (
        r#"[claim.expect]
supports = ["one"]
[[suppress]]
claim = "b"
source = "one"
reason = "r"
[[suppress]]
claim = "a"
verdict = "contradict"
expires = "soon"
[[known-gap]]
claim = "a"
source = "two"
reason = "r"
[[known-gap]]
claim = "c"
source = "two"
reason = ""
"#,
        &[
            r#"10:9 error[unknown-claim] `[[suppress]]` is about a claim that does not exist: `b`"#,
            r#"13:1 error[missing-key] `[[suppress]]` has no `source`"#,
            r#"13:1 error[missing-key] `[[suppress]]` has no `reason`"#,
            r#"15:11 error[unknown-value] unknown verdict `contradict`; did you mean `contradicts`?"#,
            r#"16:11 error[bad-date] `soon` is not a date; write a day as `2025-10-23`, a month as `2025-10`, an interval as `2025-10-23/2025-10-25`"#,
            r#"19:10 warning[gap-without-expectation] claim `a` expects nothing of source `two`, so there is no gap; list the source in `[claim.expect]`, or remove the gap"#,
            r#"22:9 error[unknown-claim] `[[known-gap]]` is about a claim that does not exist: `c`"#,
            r#"24:10 error[empty-string] `reason` is empty"#,
        ],
    ),
    (
        r#"place = Oslo
date = "2025-10-23
plaice = 1
"#,
        &[
            r#"7:9 error[toml-syntax] not valid TOML: string values must be quoted, expected literal string"#,
            r#"8:19 error[toml-syntax] not valid TOML: invalid basic string, expected `"`"#,
            r#"9:1 error[unknown-key] unknown key `plaice` in `[[claim]]`; did you mean `place`?"#,
        ],
    ),
    (
        r#"place = "Oslo
"#,
        &[r#"7:14 error[toml-syntax] not valid TOML: invalid basic string, expected `"`"#],
    ),
    (
        r#"place = "Oslo"
place = "Rome"
"#,
        &[r#"8:1 error[toml-syntax] not valid TOML: duplicate key"#],
    ),
    (
        r#"expect = ["x"]
"#,
        &[r#"7:10 error[wrong-type] `expect` is a list, expected a table; write `[claim.expect]`"#],
    ),
    (
        r#"[claim.expect]
omits = ["one"]
[[suppress]]
claim = "a"
source = "one"
reason = "r"
[[suppress]]
claim = "a"
source = "one"
reason = "s"
"#,
        &[
            r#"14:9 warning[repeated-entry] `[[suppress]]` for claim `a` and source `one` stands twice"#,
        ],
    ),
];
