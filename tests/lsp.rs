//! The language server as an editor meets it: the real program, messages over its pipes. Nothing
//! waits for a clock: an answer comes after the diagnostics of the text that it is about.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const CLAIMS: &str = "version = 1

[entity.camley]
names = [\"Camley\", \"the Blues\"]

[[claim]]
id = \"boats-raced\"
text = \"Oxmoor and Camley raced at Henbury on 4 July 2024.\"
event = \"race\"
participants = [\"Oxmoor\", \"camley\"]
date = \"2024-07-04\"

[claim.expect]
supports = [\"gazette\"]

[[known-gap]]
claim = \"boats-raced\"
source = \"ledger\"
reason = \"it tells it in verse\"
";
const SOURCES: &str = "version = 1

[[source]]
id = \"gazette\"
path = \"gazette.txt\"
published = \"2024-07-05\"

[[source]]
id = \"post\"
path = \"post.txt\"
published = \"2024-07-05\"
based-on = \"gazette\"
";
const GAZETTE: &str = "“Splendid”, they said. 𝒳 Oxmoor raced Camley on 4 July 2024.\n";
const POST: &str = "Rain again.\n\nOxmoor raced Camley on 6 July 2024.\n";

/// A project in a folder that goes away with the test.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let parent = std::env::temp_dir().canonicalize().expect("it is there");
        // A blank and a letter beyond ASCII, as in the home folders of people.
        let folder = tempfile::Builder::new()
            .prefix("corroborate lsp é-")
            .tempdir_in(parent)
            .expect("a temporary folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self(folder)
    }

    fn race() -> Self {
        Self::new(&[
            (
                "claims/c.toml",
                CLAIMS.split("[[known-gap]]").next().expect("claims"),
            ),
            ("corpus/sources.toml", SOURCES),
            ("corpus/gazette.txt", GAZETTE),
            ("corpus/post.txt", POST),
        ])
    }
}

/// An editor.
struct Editor {
    child: Child,
    out: BufReader<ChildStdout>,
    root: PathBuf,
    next: i64,
    /// Diagnostics by URI.
    found: BTreeMap<String, Vec<Value>>,
}

impl Editor {
    fn start(root: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_corroborate"))
            .arg("lsp")
            .current_dir(std::env::temp_dir())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("a pipe"));
        Self {
            child,
            out,
            root: root.to_owned(),
            next: 0,
            found: BTreeMap::new(),
        }
    }

    fn open_project(folder: &Folder, encodings: &[&str]) -> Self {
        let mut editor = Self::start(folder.0.path());
        let answer = editor.ask(
            "initialize",
            json!({
                "processId": null,
                "workspaceFolders": [{ "uri": editor.uri(""), "name": "x" }],
                "capabilities": {
                    "general": { "positionEncodings": encodings },
                    "textDocument": {
                        "hover": { "contentFormat": ["markdown"] },
                        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                    },
                },
            }),
        );
        let encoding = encodings.first().unwrap_or(&"utf-16");
        assert_eq!(answer["capabilities"]["positionEncoding"], *encoding);
        editor.tell("initialized", json!({}));
        editor
    }

    /// As editors write it: nearly everything but letters and digits is escaped.
    fn uri(&self, file: &str) -> String {
        let path = self.root.join(file);
        let mut uri = "file://".to_owned();
        for byte in path.to_str().expect("UTF-8").trim_end_matches('/').bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' => uri.push(char::from(byte)),
                _ => uri.push_str(&format!("%{byte:02X}")),
            }
        }
        uri
    }

    fn document(&self, file: &str) -> Value {
        json!({ "uri": self.uri(file) })
    }

    fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.child.stdin.as_mut().expect("a pipe");
        input.write_all(bytes).expect("the server listens");
        input.flush().expect("the server listens");
    }

    fn send(&mut self, body: &str) {
        let length = body.len();
        self.send_raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(
                self.out.read_line(&mut line).expect("text") > 0,
                "it still speaks"
            );
            match line.trim().split_once(": ") {
                Some((_, value)) => length = value.parse().expect("a length"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.out.read_exact(&mut body).expect("the whole message");
        serde_json::from_slice(&body).expect("JSON")
    }

    /// The whole answer; diagnostics that come before it are kept.
    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.send(&message.to_string());
        self.answer_to(&json!(id))
    }

    fn answer_to(&mut self, id: &Value) -> Value {
        loop {
            let message = self.receive();
            if message["method"] == "textDocument/publishDiagnostics" {
                let uri = message["params"]["uri"].as_str().expect("a URI");
                let uri = uri.to_owned();
                let list = message["params"]["diagnostics"].as_array().expect("a list");
                self.found.insert(uri, list.clone());
            } else if message["id"] == *id && message.get("method").is_none() {
                return message;
            }
        }
    }

    #[track_caller]
    fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    fn open(&mut self, file: &str, text: &str) {
        let mut document = self.document(file);
        document["languageId"] = json!("toml");
        document["version"] = json!(1);
        document["text"] = json!(text);
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, file: &str, changes: Value) {
        let mut document = self.document(file);
        document["version"] = json!(2);
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// Diagnostics of a file, each as `line:column-line:column severity[code] first line`.
    fn diagnostics(&mut self, file: &str) -> Vec<String> {
        // Answered after the diagnostics of all that was said before.
        self.ask("textDocument/hover", self.at("claims/c.toml", 0, 0));
        self.list(file)
            .iter()
            .map(|own| {
                let place = |end: &str| {
                    let at = &own["range"][end];
                    format!("{}:{}", at["line"], at["character"])
                };
                let message = own["message"].as_str().expect("a message");
                format!(
                    "{}-{} {}[{}] {}",
                    place("start"),
                    place("end"),
                    own["severity"],
                    own["code"].as_str().expect("a code"),
                    message.lines().next().unwrap_or("")
                )
            })
            .collect()
    }

    /// The last diagnostics of a file. The server writes URIs otherwise than this editor, until it
    /// knows the editor's: what it told under its own is then taken back.
    fn list(&self, file: &str) -> Vec<Value> {
        let lists = self.found.iter();
        let own = lists.filter(|(uri, _)| uri.ends_with(&format!("/{file}")));
        own.flat_map(|(_, list)| list.clone()).collect()
    }

    fn at(&self, file: &str, line: usize, character: usize) -> Value {
        json!({
            "textDocument": self.document(file),
            "position": { "line": line, "character": character },
        })
    }

    /// The place of a word in a file that has only ASCII before it on its line.
    fn on(&self, file: &str, text: &str, word: &str) -> Value {
        let offset = text.find(word).expect("the word");
        let line = text[..offset].matches('\n').count();
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        self.at(file, line, offset - start + 1)
    }

    fn actions(&mut self, at: &Value) -> Vec<Value> {
        let mut params = at.clone();
        params["range"] = json!({ "start": at["position"], "end": at["position"] });
        params["context"] = json!({ "diagnostics": [] });
        let actions = self.ask("textDocument/codeAction", params);
        actions.as_array().expect("a list").clone()
    }

    #[track_caller]
    fn end(mut self, expected: i32) {
        drop(self.child.stdin.take());
        let status = self.child.wait().expect("it ends");
        assert_eq!(status.code(), Some(expected));
    }
}

/// A text after the one edit of an action on one line.
#[track_caller]
fn edited(text: &str, action: &Value) -> String {
    let changes = action["edit"]["changes"].as_object().expect("changes");
    let edits = changes.values().next().expect("a document");
    let mut text = text.to_owned();
    for edit in edits.as_array().expect("edits").iter().rev() {
        let offset = |end: &str| {
            let at = &edit["range"][end];
            let line = at["line"].as_u64().expect("a line") as usize;
            let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
            start + at["character"].as_u64().expect("a column") as usize
        };
        let range = offset("start")..offset("end");
        text.replace_range(range, edit["newText"].as_str().expect("text"));
    }
    text
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|own| own["title"] == title);
    found.unwrap_or_else(|| panic!("{title} is not among {actions:#?}"))
}

#[test]
fn it_starts_and_ends_as_the_protocol_says() {
    let folder = Folder::race();
    let mut editor = Editor::start(folder.0.path());
    let early = editor.answer("textDocument/hover", editor.at("claims/c.toml", 0, 0));
    assert_eq!(early["error"]["code"], -32002);
    editor.ask("initialize", json!({ "capabilities": {} }));
    let again = editor.answer("initialize", json!({ "capabilities": {} }));
    assert_eq!(again["error"]["code"], -32600);
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    let late = editor.answer("textDocument/hover", editor.at("claims/c.toml", 0, 0));
    assert_eq!(late["error"]["code"], -32600);
    editor.tell("exit", Value::Null);
    editor.end(0);

    let mut editor = Editor::open_project(&folder, &[]);
    editor.tell("exit", Value::Null);
    editor.end(1);
    Editor::open_project(&folder, &[]).end(1);
}

#[test]
fn nothing_that_is_said_stops_it() {
    let folder = Folder::race();
    let mut editor = Editor::open_project(&folder, &[]);
    for (body, code) in [
        ("{\"jsonrpc\": \"2.0\", ", -32700),
        ("[1, 2]", -32600),
        ("{\"id\": {}, \"method\": \"x\"}", -32600),
        ("{\"method\": 5}", -32600),
    ] {
        editor.send(body);
        assert_eq!(
            editor.answer_to(&Value::Null)["error"]["code"],
            code,
            "{body}"
        );
    }
    editor.send_raw(b"Content-Length: none\r\n\r\n");
    assert_eq!(editor.answer_to(&Value::Null)["error"]["code"], -32700);
    let unknown = editor.answer("workspace/telepathy", json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    let wrong = editor.answer("textDocument/hover", json!({ "position": "here" }));
    assert_eq!(wrong["error"]["code"], -32602);

    for method in ["didOpen", "didChange", "didClose", "didSave", "didSing"] {
        editor.tell(
            &format!("textDocument/{method}"),
            json!([null, { "x": -1 }]),
        );
    }
    let places = [
        json!({ "line": 4_000_000_000_u32, "character": 7 }),
        json!({ "line": 0, "character": 4_000_000_000_u32 }),
    ];
    for uri in [
        "untitled:Untitled-1",
        "file:///nowhere/%ff%00",
        "http://x/claims/c.toml",
    ] {
        let document = json!({ "uri": uri, "languageId": "x", "version": 1, "text": "[[claim" });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
        for position in &places {
            let params = json!({ "textDocument": { "uri": uri }, "position": position });
            assert_eq!(
                editor.ask("textDocument/hover", params.clone()),
                Value::Null,
                "{uri}"
            );
            editor.ask("textDocument/definition", params.clone());
            editor.ask("textDocument/completion", params);
        }
    }
    editor.open("claims/c.toml", CLAIMS);
    editor.change(
        "claims/c.toml",
        json!([{ "range": { "start": places[0], "end": places[1] }, "text": "" }]),
    );
    editor.change("claims/c.toml", json!([{ "text": "\u{0}[[[[\"\u{feff}" }]));
    assert!(!editor.diagnostics("c.toml").is_empty());
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    editor.end(0);
}

#[test]
fn a_mistake_is_shown_while_it_is_typed() {
    let folder = Folder::race();
    for encodings in [&["utf-8", "utf-16"][..], &[]] {
        let mut editor = Editor::open_project(&folder, encodings);
        let text = CLAIMS.replace("at Henbury", "at 𝒳é Henbury");
        editor.open("claims/c.toml", &text);
        let found = editor.diagnostics("c.toml");
        assert!(
            found.iter().any(|own| own.contains("[unknown-source]")),
            "{found:?}"
        );

        // After 𝒳, which takes two units of UTF-16 and four bytes.
        let column = text
            .lines()
            .nth(7)
            .and_then(|line| line.find("Henbury"))
            .expect("it");
        let column = if encodings.is_empty() {
            column - 3
        } else {
            column
        };
        let at = json!({ "line": 7, "character": column });
        editor.change(
            "claims/c.toml",
            json!([
                { "range": { "start": at, "end": at }, "text": "\"\nplaice = \"" },
                { "range": { "start": { "line": 15, "character": 0 },
                             "end": { "line": 99, "character": 0 } }, "text": "" },
            ]),
        );
        let found = editor.diagnostics("c.toml");
        let wanted = "8:0-8:6 1[unknown-key] unknown key `plaice` in `[[claim]]`";
        assert!(found.iter().any(|own| own == wanted), "{found:?}");
        assert!(!found.iter().any(|own| own.contains("ledger")), "{found:?}");

        let actions = editor.actions(&editor.at("claims/c.toml", 8, 2));
        let edits = &titled(&actions, "Change to `place`")["edit"]["changes"];
        assert_eq!(edits[editor.uri("claims/c.toml")][0]["newText"], "place");
    }
}

#[test]
fn passages_that_decide_are_shown_in_articles() {
    let folder = Folder::race();
    let mut editor = Editor::open_project(&folder, &[]);
    let failed = editor.diagnostics("c.toml");
    assert_eq!(
        failed,
        ["6:5-6:18 1[policy-error] `error-if = \"contradicts > 0\"` holds"]
    );
    let related = &editor.list("c.toml")[0]["relatedInformation"];
    assert_eq!(related.as_array().map(Vec::len), Some(1));
    assert_eq!(related[0]["location"]["range"]["start"]["line"], 2);
    assert_eq!(
        related[0]["message"],
        "post contradicts: date 2024-07-06, not 2024-07-04"
    );
    let warning =
        "2:0-2:35 2[contradicts] contradicts `boats-raced`: date 2024-07-06, not 2024-07-04";
    assert_eq!(editor.diagnostics("post.txt"), [warning]);
    // What supports is shown where somebody looks.
    assert_eq!(editor.diagnostics("gazette.txt"), Vec::<String>::new());
    editor.open("corpus/gazette.txt", GAZETTE);
    assert_eq!(
        editor.diagnostics("gazette.txt"),
        [
            "0:23-0:61 4[supports] supports `boats-raced`: event race, participant Oxmoor, participant camley, date 2024-07-04"
        ]
    );

    // The article as it stands in the editor counts, until it is closed.
    editor.open("corpus/post.txt", POST);
    editor.change(
        "corpus/post.txt",
        json!([{ "range": { "start": { "line": 2, "character": 23 },
                            "end": { "line": 2, "character": 24 } }, "text": "4" }]),
    );
    let found = editor.diagnostics("post.txt");
    assert!(
        found.iter().all(|own| own.contains("4[supports]")),
        "{found:?}"
    );
    assert_eq!(editor.diagnostics("c.toml"), Vec::<String>::new());
    let document = editor.document("corpus/post.txt");
    editor.tell("textDocument/didClose", json!({ "textDocument": document }));
    assert_eq!(editor.diagnostics("post.txt"), [warning]);
    assert_eq!(editor.diagnostics("c.toml"), failed);

    // So does the claim.
    let text = fs::read_to_string(folder.0.path().join("claims/c.toml")).expect("the file");
    editor.open(
        "claims/c.toml",
        &text.replace("2024-07-04\"", "2024-07-06\""),
    );
    assert_eq!(editor.diagnostics("post.txt"), Vec::<String>::new());
    assert!(editor.diagnostics("gazette.txt")[0].contains("2[contradicts]"));
}

#[test]
fn a_project_that_does_not_load_is_told_of() {
    let folder = Folder::race();
    let config = "claims = [\"claims\"]\ncorpsu = [\"corpus\"]\n";
    fs::write(folder.0.path().join("corroborate.toml"), config).expect("a file");
    let mut editor = Editor::open_project(&folder, &[]);
    assert_eq!(
        editor.diagnostics("corroborate.toml"),
        ["1:0-1:6 1[unknown-key] unknown key `corpsu`"]
    );
    let actions = editor.actions(&editor.at("corroborate.toml", 1, 3));
    let text = edited(config, titled(&actions, "Change to `corpus`"));
    assert_eq!(text, "claims = [\"claims\"]\ncorpus = [\"corpus\"]\n");
    editor.open("corroborate.toml", &text);
    assert_eq!(editor.diagnostics("corroborate.toml"), Vec::<String>::new());
    assert_eq!(editor.diagnostics("post.txt").len(), 1);

    editor.open(
        "corpus/sources.toml",
        &SOURCES.replace("published", "publishd"),
    );
    let found = editor.diagnostics("sources.toml");
    assert!(
        found[0].contains("1[unknown-key] unknown key `publishd`"),
        "{found:?}"
    );
}

#[test]
fn hover_shows_evidence() {
    let folder = Folder::race();
    fs::write(
        folder.0.path().join("corpus/post.txt"),
        "# <b>[x](command:y)\n\nOxmoor raced Camley on 6 July 2024 <script> `a`.\n",
    )
    .expect("a file");
    let mut editor = Editor::open_project(&folder, &[]);
    editor.open("claims/c.toml", CLAIMS);
    let on_claim = editor.ask(
        "textDocument/hover",
        editor.on("claims/c.toml", CLAIMS, "\"boats-raced\""),
    );
    let text = on_claim["contents"]["value"].as_str().expect("text");
    for part in [
        "supports 1, contradicts 1, omits 0, mixed 0",
        "**post contradicts** date 2024\\-07\\-06, not 2024\\-07\\-04",
        "**gazette supports**",
        "> 𝒳 Oxmoor raced Camley on 4 July 2024\\.",
        "\\<script\\> \\`a\\`",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
    assert_eq!(
        on_claim["range"]["start"],
        json!({ "line": 6, "character": 5 })
    );

    let on_passage = editor.ask("textDocument/hover", editor.at("corpus/post.txt", 2, 4));
    let text = on_passage["contents"]["value"].as_str().expect("text");
    assert!(text.starts_with("**contradicts boats\\-raced**"), "{text}");
    assert!(
        text.contains("| date | 2024\\-07\\-04 | contradicts |"),
        "{text}"
    );
    assert_eq!(
        editor.ask("textDocument/hover", editor.at("corpus/post.txt", 1, 0)),
        Value::Null
    );

    let on_date = editor.ask(
        "textDocument/hover",
        editor.on("claims/c.toml", CLAIMS, "\"2024-07-04\""),
    );
    let text = on_date["contents"]["value"].as_str().expect("text");
    assert!(text.contains("| post | contradicts |"), "{text}");
}

#[test]
fn it_leads_from_one_to_the_other() {
    let folder = Folder::race();
    let mut editor = Editor::open_project(&folder, &[]);
    let text = CLAIMS.replace("\"ledger\"", "\"post\"");
    editor.open("claims/c.toml", &text);
    let mut lead = |method: &str, mut at: Value| -> Vec<String> {
        at["context"] = json!({ "includeDeclaration": true });
        let found = editor.ask(method, at);
        let place = |own: &Value| {
            let uri = own["uri"].as_str().expect("a URI");
            let start = &own["range"]["start"];
            let name = uri.rsplit('/').next().expect("a name");
            format!("{name}:{}:{}", start["line"], start["character"])
        };
        found
            .as_array()
            .expect("a list")
            .iter()
            .map(place)
            .collect()
    };
    let root = Editor::start(folder.0.path());
    let on = |word: &str| root.on("claims/c.toml", &text, word);
    let definition = "textDocument/definition";
    assert_eq!(
        lead(definition, on("\"boats-raced\"")),
        ["gazette.txt:0:23", "post.txt:2:0"]
    );
    assert_eq!(lead(definition, on("\"gazette\"")), ["gazette.txt:0:23"]);
    assert_eq!(lead(definition, on("\"camley\"")), ["c.toml:2:8"]);
    assert_eq!(
        lead(definition, root.at("claims/c.toml", 16, 10)),
        ["c.toml:6:5"]
    );
    assert_eq!(
        lead(definition, root.at("corpus/post.txt", 2, 3)),
        ["c.toml:6:5"]
    );
    let based_on = root.on("corpus/sources.toml", SOURCES, "\"gazette\"\n");
    assert_eq!(
        lead(definition, based_on),
        ["sources.toml:3:5", "gazette.txt:0:0"]
    );
    let references = "textDocument/references";
    assert_eq!(
        lead(references, on("\"boats-raced\"")),
        [
            "c.toml:6:5",
            "c.toml:16:8",
            "gazette.txt:0:23",
            "post.txt:2:0"
        ]
    );
    assert_eq!(
        lead(references, on("camley]")),
        ["c.toml:2:8", "c.toml:9:26"]
    );
    let row = root.on("corpus/sources.toml", SOURCES, "\"gazette\"");
    assert_eq!(
        lead(references, row),
        ["c.toml:13:12", "sources.toml:3:5", "sources.toml:11:11"]
    );
    root.end(1);
}

#[test]
fn findings_are_written_down_by_an_action() {
    let folder = Folder::race();
    let mut editor = Editor::open_project(&folder, &[]);
    let text = fs::read_to_string(folder.0.path().join("claims/c.toml")).expect("the file");
    let actions = editor.actions(&editor.on("claims/c.toml", &text, "\"boats-raced\""));
    let expected = edited(
        &text,
        titled(&actions, "Expect that `post` contradicts `boats-raced`"),
    );
    assert!(
        expected.contains("supports = [\"gazette\"]\ncontradicts = [\"post\"]\n"),
        "{expected}"
    );
    let title = "Accept that `post` contradicts `boats-raced` (write the reason)";
    let accepted = edited(&text, titled(&actions, title));
    // The same is offered at the passage.
    let at_passage = editor.actions(&editor.at("corpus/post.txt", 2, 5));
    assert_eq!(edited(&text, titled(&at_passage, title)), accepted);

    // Without a reason it does not pass.
    editor.open("claims/c.toml", &accepted);
    let found = editor.diagnostics("c.toml");
    assert!(
        found
            .iter()
            .any(|own| own.contains("1[empty-string] `reason` is empty")),
        "{found:?}"
    );
    let reasoned = accepted.replace("reason = \"\"", "reason = \"a slip, since corrected\"");
    editor.change("claims/c.toml", json!([{ "text": reasoned }]));
    assert_eq!(
        editor.diagnostics("c.toml"),
        [
            "6:5-6:18 3[contradicts] `post` contradicts: date 2024-07-06, not 2024-07-04",
            "17:8-17:21 3[suppressed] `post` contradicts, which is accepted: a slip, since corrected",
        ]
    );
}

#[test]
fn it_lists_and_completes() {
    let folder = Folder::race();
    let mut editor = Editor::open_project(&folder, &[]);
    editor.open("claims/c.toml", CLAIMS);
    let symbols = editor.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": editor.document("claims/c.toml") }),
    );
    let names: Vec<&str> = symbols
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|own| own["name"].as_str())
        .collect();
    assert_eq!(names, ["camley", "boats-raced"]);

    for (unfinished, wanted) in [
        ("participants = [\"", "camley"),
        ("event = \"att", "attend"),
        ("[claim.expect]\nomits = [\"gazette\", \"", "post"),
    ] {
        let text =
            format!("version = 1\n[entity.camley]\nnames = [\"C\"]\n[[claim]]\n{unfinished}");
        editor.change("claims/c.toml", json!([{ "text": text }]));
        let line = text.matches('\n').count();
        let column = text.lines().last().map_or(0, str::len);
        // Entities are those of the last check: wait for it.
        editor.diagnostics("c.toml");
        let items = editor.ask(
            "textDocument/completion",
            editor.at("claims/c.toml", line, column),
        );
        let labels: Vec<&str> = items
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|own| own["label"].as_str())
            .collect();
        assert!(labels.contains(&wanted), "{wanted} is not in {labels:?}");
    }
}
