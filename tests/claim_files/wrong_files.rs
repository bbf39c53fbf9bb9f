//! Files that are wrong as a whole.

/// Whole files, and what is said of them.
pub(crate) const WHOLE: &[(&str, &[&str])] = &[
    (
        r#"[[claim]]
id = "a"
text = "A ferry sank."
event = "meet"
participants = ["Ferry"]
"#,
        &[
            r#"1:1 error[missing-version] the claim file has no `version`; put `version = 1` at the top of the file"#,
        ],
    ),
    (
        r#"version = 2
[[claims]]
"#,
        &[
            r#"1:11 error[unsupported-version] unsupported version `2`; this program reads claim files with `version = 1`"#,
        ],
    ),
    (
        r#"version = "1"
"#,
        &[
            r#"1:11 error[wrong-type] `version` is a string, expected a whole number; write `version = 1`"#,
        ],
    ),
    (
        r#"version = 1
[[claims]]
id = "a"
"#,
        &[
            r#"2:3 error[unknown-key] unknown key `claims` in the claim file; did you mean `claim`?"#,
        ],
    ),
    (
        r#"version = 1
[claim]
id = "a"
"#,
        &[
            r#"2:1 error[wrong-type] `claim` is a table, expected a list of tables; write `[[claim]]` with two brackets on each side"#,
        ],
    ),
    (
        r#"version = 1
severity = "warn"
"#,
        &[
            r#"2:1 error[unknown-key] unknown key `severity` in the claim file; `severity` belongs in `[defaults]` or `[[claim]]`"#,
        ],
    ),
    (
        r#"version = 1
[[claim]]
place = "Oslo"
date = "2025"
"#,
        &[
            r#"2:1 error[missing-key] `[[claim]]` has no `id`"#,
            r#"2:1 error[missing-key] `[[claim]]` has no `text`"#,
            r#"2:1 error[missing-key] `[[claim]]` has no `event`"#,
        ],
    ),
    (
        r#"version = 1
[[claim]]
id = "a"
text = " "
event = ""
participants = []
about = [""]
"#,
        &[
            r#"4:8 error[empty-string] `text` is empty"#,
            r#"5:9 error[empty-string] `event` is empty"#,
            r#"6:16 error[empty-list] `participants` is empty; name at least one, or leave the key out"#,
            r#"7:10 error[empty-string] `about` is empty"#,
        ],
    ),
    (
        r#"version = 1
[[claim]]
id = 1
text = true
event = ["meet"]
participants = "Ferry"
place = ["Oslo"]
date = 2025
quantity = "17"
about = "harbour"
tags = [1]
"#,
        &[
            r#"3:6 error[wrong-type] `id` is a number, expected a string"#,
            r#"4:8 error[wrong-type] `text` is `true` or `false`, expected a string"#,
            r#"5:9 error[wrong-type] `event` is a list, expected a string"#,
            r#"6:16 error[wrong-type] `participants` is a string, expected a list of names and tables; write `participants = ["Ferry"]`"#,
            r#"7:9 error[wrong-type] `place` is a list, expected a string"#,
            r#"8:8 error[wrong-type] `date` is a number, expected a date such as `2025-10-23` or "2025-10"; write `date = "2025"`"#,
            r#"9:12 error[wrong-type] `quantity` is a string, expected a number or a table; write `quantity = { value = 17, of = "ships" }`"#,
            r#"10:9 error[wrong-type] `about` is a string, expected a list of strings; write `about = ["harbour"]`"#,
            r#"11:9 error[wrong-type] `tags` is a number, expected a string"#,
        ],
    ),
    (
        r#"version = 1
[[claim]]
id = "a"
text = "A ferry sank."
event = "meet"
participants = ["Ferry", 3, { role = "agent" }, { name = "Crew", role = "victim", rol = "x" }, "Ferry"]
attributed-to = [7]
"#,
        &[
            r#"6:26 error[wrong-type] `participants` is a number, expected a name or a table"#,
            r#"6:29 error[missing-key] a participant has no `name`"#,
            r#"6:73 error[unknown-value] unknown role `victim`; write `agent` or `patient`"#,
            r#"6:83 error[unknown-key] unknown key `rol` in a participant; did you mean `role`?"#,
            r#"6:96 warning[duplicate-participant] `Ferry` is listed twice"#,
            r#"7:18 error[wrong-type] `attributed-to` is a number, expected a string"#,
        ],
    ),
    (
        r#"version = 1
[entity.Big_Ship]
names = ["Ship"]
[[claim]]
id = "Ferry sank!"
text = "A."
event = "meet"
participants = ["Ship"]
[[claim]]
id = "Ärger"
text = "A."
event = "meet"
participants = ["Ship"]
"#,
        &[
            r#"2:9 error[bad-id] `Big_Ship` is no entity id; an id is made of a-z, 0-9 and `-`: `big-ship`"#,
            r#"5:6 error[bad-id] `Ferry sank!` is no claim id; an id is made of a-z, 0-9 and `-`: `ferry-sank`"#,
            r#"10:6 error[bad-id] `Ärger` is no claim id; an id is made of a-z, 0-9 and `-`: `arger`"#,
        ],
    ),
    (
        r#"version = 1
[entity.ship]
kind = "organisation"
names = []
[entity.port]
"#,
        &[
            r#"2:9 note[unused-entity] no claim names the entity `ship`"#,
            r#"3:8 error[unknown-value] unknown kind `organisation`; did you mean `organization`?"#,
            r#"4:9 error[empty-list] `names` is empty; give at least one name"#,
            r#"5:9 error[missing-key] `[entity.*]` has no `names`; list the names that articles use, the usual one first"#,
            r#"5:9 note[unused-entity] no claim names the entity `port`"#,
        ],
    ),
    (
        r#"version = 1
[[claim]]
id = "a"
text = "A ferry sank."
event = "meeet"
participants = ["Ferry"]
"#,
        &[r#"5:9 warning[unknown-event] unknown event `meeet`; did you mean `meet`?"#],
    ),
    (
        r#"version = 1
[[claim]]
id = "a"
text = "A ferry sank."
event = "frobnicate"
participants = ["Ferry"]
"#,
        &[
            r#"5:9 warning[unknown-event] unknown event `frobnicate`; name a verb in its base form (`meet`), or list the wordings in `triggers`"#,
        ],
    ),
    (
        r#"version = 1
[[claim]]
id = "a"
text = "A ferry sank."
event = "meet"
place = "Oslo"
"#,
        &[
            r#"3:6 warning[unidentifiable-claim] claim `a` says too little to find its event; give `participants`, or `about` together with `place` or `date`"#,
        ],
    ),
    (
        r#"version = 1
[entity.port-authority]
names = ["Port Authority"]
part-of = ["city"]
[entity.crew]
kind = "group"
names = ["crew"]
members = ["first-mate", "Ann Lee"]
[[claim]]
id = "a"
text = "A."
event = "meet"
participants = [{ name = "crew", or = ["port-autority"] }, "port-authorty"]
"#,
        &[
            r#"4:12 error[unknown-entity] `part-of` names no entity: `city`"#,
            r#"8:12 error[unknown-entity] `members` names no entity: `first-mate`; add `[entity.first-mate]` with its names, or write a plain name"#,
            r#"13:40 error[unknown-entity] `or` names no entity: `port-autority`; did you mean `port-authority`?"#,
            r#"13:60 warning[misspelt-entity] `port-authorty` is no entity id, so it is a plain name; did you mean `port-authority`?"#,
        ],
    ),
    (
        r#"version = 1
[entity.a]
names = ["A"]
part-of = ["b"]
[entity.b]
names = ["B"]
part-of = ["c"]
[entity.c]
names = ["C"]
members = ["c2"]
part-of = ["a"]
[entity.c2]
names = ["Self"]
part-of = ["c2"]
"#,
        &[
            r#"2:9 error[part-of-cycle] `a` is part of itself; a → b → c → a is a circle"#,
            r#"12:9 error[part-of-cycle] `c2` is part of itself; c2 → c2 is a circle"#,
        ],
    ),
    (
        r#"version = 1
[entity.ship]
names = ["Ship"]
"#,
        &[r#"2:9 note[unused-entity] no claim names the entity `ship`"#],
    ),
    (
        r#"version = 1
[entity.g-state]
kind = "place"
names = ["Georgia"]
[entity.g-country]
kind = "place"
names = ["Georgia"]
[[claim]]
id = "a"
text = "A ferry sank."
event = "meet"
participants = ["Ferry"]
place = "georgia"
"#,
        &[
            r#"13:9 warning[ambiguous-name] more than one entity has the name `georgia`; write the id: `g-state` or `g-country`"#,
        ],
    ),
    (
        r#"version = 1
[[claim]
id = "a"
"#,
        &[r#"2:9 error[toml-syntax] not valid TOML: unclosed array table, expected `]`"#],
    ),
    (
        r#"version = 1
[entity.a]
names = ["A"]
[entity.a]
names = ["B"]
"#,
        &[
            r#"4:9 error[toml-syntax] not valid TOML: duplicate key"#,
            r#"5:1 error[toml-syntax] not valid TOML: duplicate key"#,
        ],
    ),
    (
        r#"version = 1
[[entity]]
id = "x"
"#,
        &[
            r#"2:1 error[wrong-type] `entity` is a list, expected a table of tables; write `[entity.some-id]`"#,
        ],
    ),
    (
        r#"version = 1
[expect]
supports = ["x"]
"#,
        &[
            r#"2:2 error[unknown-key] unknown key `expect` in the claim file; `expect` belongs in `[[claim]]`"#,
        ],
    ),
    (
        r#"version = 1
[[claim]
id = "a"
[[suppress]]
claim = "a"
source = "one"
plaice = 1
"#,
        &[
            r#"2:9 error[toml-syntax] not valid TOML: unclosed array table, expected `]`"#,
            r#"7:1 error[unknown-key] unknown key `plaice` in `[[suppress]]`; known keys: claim, source, reason, verdict, expires, by"#,
        ],
    ),
];
