//! The server's state: what the client can do, what it has open, what it waits for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    HoverProviderCapability, InitializeParams, InitializeResult, MarkupKind, OneOf, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::cli::Exit;
use crate::cli::lsp::buffers::{Buffers, canonical};
use crate::cli::lsp::desk::Findings;
use crate::cli::lsp::place::{Encoding, path_of};
use crate::cli::lsp::view::View;
use crate::cli::lsp::wire::{self, Incoming};
use crate::cli::lsp::worker::{Checked, Job};
use crate::cli::lsp::{action, complete, diagnose, hover, jump, symbols};

/// What the server reacts to.
pub enum Event {
    Message(Incoming),
    Checked(Checked),
    /// The client has closed the pipe.
    End,
}

/// What the client said that it can do.
#[derive(Clone, Copy, Debug, Default)]
pub struct Client {
    pub encoding: Encoding,
    pub is_markdown: bool,
    pub is_hierarchical: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Fresh,
    Running,
    ShutDown,
}

/// A request that waits for the check of the texts it is about.
struct Waiting {
    id: Value,
    method: String,
    params: Value,
}

pub struct Server {
    phase: Phase,
    client: Client,
    folders: BTreeSet<PathBuf>,
    buffers: Buffers,
    jobs: Sender<Job>,
    /// Counts the changes of texts; shared with the worker, which stops what is overtaken.
    latest: Arc<AtomicU64>,
    /// The change up to which `desks` is.
    checked: u64,
    desks: Vec<Arc<Findings>>,
    waiting: Vec<Waiting>,
    /// What was published last, by URI.
    published: BTreeMap<String, Value>,
}

impl Server {
    pub fn new(jobs: Sender<Job>, latest: Arc<AtomicU64>) -> Self {
        Self {
            phase: Phase::Fresh,
            client: Client::default(),
            folders: BTreeSet::new(),
            buffers: Buffers::default(),
            jobs,
            latest,
            checked: 0,
            desks: Vec::new(),
            waiting: Vec::new(),
            published: BTreeMap::new(),
        }
    }

    /// What to send, and how the program ends if it does.
    pub fn take(&mut self, event: Event) -> (Vec<Value>, Option<Exit>) {
        match event {
            Event::End => (Vec::new(), Some(self.exit())),
            Event::Checked(checked) => (self.take_findings(checked), None),
            Event::Message(Incoming::Response) => (Vec::new(), None),
            Event::Message(Incoming::Malformed { id, code, message }) => {
                (vec![wire::error(&id, code, &message)], None)
            }
            Event::Message(Incoming::Notification { method, .. }) if method == "exit" => {
                (Vec::new(), Some(self.exit()))
            }
            Event::Message(Incoming::Notification { method, params }) => {
                (self.notified(&method, params), None)
            }
            Event::Message(Incoming::Request { id, method, params }) => {
                (self.asked(id, method, params), None)
            }
        }
    }

    /// 0 after `shutdown`, else 1, as the protocol has it.
    fn exit(&self) -> Exit {
        match self.phase {
            Phase::ShutDown => Exit::Passed,
            Phase::Fresh | Phase::Running => Exit::Failed,
        }
    }

    fn notified(&mut self, method: &str, params: Value) -> Vec<Value> {
        if self.phase != Phase::Running {
            return Vec::new();
        }
        match method {
            "textDocument/didOpen" => {
                if let Ok(params) = serde_json::from_value::<DidOpenTextDocumentParams>(params) {
                    let document = params.text_document;
                    self.buffers
                        .open(document.uri, document.version, document.text);
                    self.recheck(false);
                }
            }
            "textDocument/didChange" => {
                if let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(params) {
                    let document = params.text_document;
                    let (uri, version) = (document.uri, document.version);
                    let changes = params.content_changes;
                    let encoding = self.client.encoding;
                    if self.buffers.change(&uri, version, changes, encoding) {
                        self.recheck(false);
                    }
                }
            }
            "textDocument/didClose" => {
                if let Ok(params) = serde_json::from_value::<DidCloseTextDocumentParams>(params) {
                    self.buffers.close(&params.text_document.uri);
                    self.recheck(true);
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.recheck(true),
            "workspace/didChangeWorkspaceFolders" => {
                for (list, is_added) in [("added", true), ("removed", false)] {
                    for path in folders(&params["event"][list]) {
                        if is_added {
                            self.folders.insert(path);
                        } else {
                            self.folders.remove(&path);
                        }
                    }
                }
                self.recheck(false);
            }
            "$/cancelRequest" => {
                let id = &params["id"];
                if let Some(at) = self.waiting.iter().position(|waiting| waiting.id == *id) {
                    self.waiting.remove(at);
                    return vec![wire::error(id, wire::CANCELLED, "cancelled")];
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn asked(&mut self, id: Value, method: String, params: Value) -> Vec<Value> {
        let refuse = |code, message: &str| vec![wire::error(&id, code, message)];
        match (self.phase, method.as_str()) {
            (Phase::Fresh, "initialize") => match serde_json::from_value(params) {
                Ok(params) => vec![wire::result(&id, &self.initialize(&params))],
                Err(error) => refuse(wire::INVALID_PARAMS, &error.to_string()),
            },
            (Phase::Fresh, _) => refuse(wire::NOT_INITIALIZED, "say `initialize` first"),
            (Phase::ShutDown, _) => refuse(wire::INVALID_REQUEST, "the server is shut down"),
            (Phase::Running, "initialize") => {
                refuse(wire::INVALID_REQUEST, "the server is initialized already")
            }
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                let cancelled = |waiting: Waiting| {
                    wire::error(&waiting.id, wire::CANCELLED, "the server is shut down")
                };
                let mut answers: Vec<Value> = self.waiting.drain(..).map(cancelled).collect();
                answers.push(wire::result(&id, &Value::Null));
                answers
            }
            // What to complete must not wait until the line makes sense.
            (Phase::Running, "textDocument/completion") => {
                vec![self.answer(&Waiting { id, method, params })]
            }
            (Phase::Running, _) => {
                let waiting = Waiting { id, method, params };
                if self.checked == self.latest.load(Ordering::Relaxed) {
                    vec![self.answer(&waiting)]
                } else {
                    self.waiting.push(waiting);
                    Vec::new()
                }
            }
        }
    }

    fn answer(&self, asked: &Waiting) -> Value {
        let view = View {
            desks: &self.desks,
            buffers: &self.buffers,
            client: self.client,
        };
        let params = asked.params.clone();
        let answer = match asked.method.as_str() {
            "textDocument/hover" => with(params, |params| hover::hover(&view, &params)),
            "textDocument/definition" => with(params, |params| jump::definition(&view, &params)),
            "textDocument/references" => with(params, |params| jump::references(&view, &params)),
            "textDocument/codeAction" => with(params, |params| action::actions(&view, &params)),
            "textDocument/documentSymbol" => {
                with(params, |params| symbols::symbols(&view, &params))
            }
            "textDocument/completion" => with(params, |params| complete::complete(&view, &params)),
            method => {
                let message = format!("no such method: {method}");
                return wire::error(&asked.id, wire::METHOD_NOT_FOUND, &message);
            }
        };
        match answer {
            Ok(value) => wire::result(&asked.id, &value),
            Err(message) => wire::error(&asked.id, wire::INVALID_PARAMS, &message),
        }
    }

    fn initialize(&mut self, params: &InitializeParams) -> Value {
        self.phase = Phase::Running;
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let document = capabilities.text_document.as_ref();
        let formats = document
            .and_then(|document| document.hover.as_ref())
            .and_then(|hover| hover.content_format.as_deref());
        self.client = Client {
            encoding: Encoding::negotiate(offered.unwrap_or_default()),
            is_markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            is_hierarchical: document
                .and_then(|document| document.document_symbol.as_ref())
                .and_then(|symbol| symbol.hierarchical_document_symbol_support)
                .unwrap_or(false),
        };
        let folders = params.workspace_folders.iter().flatten();
        self.folders = folders
            .filter_map(|folder| path_of(folder.uri.as_str()))
            .collect();
        #[allow(deprecated, reason = "older clients say nothing else")]
        if let Some(root) = &params.root_uri
            && self.folders.is_empty()
        {
            self.folders.extend(path_of(root.as_str()));
        }
        self.recheck(true);
        let result = InitializeResult {
            capabilities: capabilities_of(self.client.encoding),
            server_info: Some(ServerInfo {
                name: "corroborate".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        json!(result)
    }

    /// Has everything checked as it is now.
    fn recheck(&mut self, is_disk_changed: bool) {
        let generation = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
        let open = self.buffers.paths().map(PathBuf::from);
        // A worker that is gone is told of when its last word is read.
        let _ = self.jobs.send(Job {
            generation,
            overlay: self.buffers.overlay(),
            paths: self
                .folders
                .iter()
                .map(|path| canonical(path))
                .chain(open)
                .collect(),
            is_disk_changed,
        });
    }

    fn take_findings(&mut self, checked: Checked) -> Vec<Value> {
        if checked.generation != self.latest.load(Ordering::Relaxed) {
            return Vec::new();
        }
        self.checked = checked.generation;
        self.desks = checked.desks;
        let mut messages = Vec::new();
        if let Some(fault) = checked.fault {
            let message = format!("the check failed, which is a fault of the program: {fault}");
            let params = json!({ "type": 1, "message": message });
            messages.push(wire::notification("window/logMessage", &params));
        }
        if self.phase == Phase::Running {
            messages.extend(self.publish());
            let waiting = std::mem::take(&mut self.waiting);
            messages.extend(waiting.iter().map(|waiting| self.answer(waiting)));
        }
        messages
    }

    /// Diagnostics of the documents whose diagnostics changed.
    fn publish(&mut self) -> Vec<Value> {
        let view = View {
            desks: &self.desks,
            buffers: &self.buffers,
            client: self.client,
        };
        let mut now = diagnose::diagnostics(&view);
        for uri in self.published.keys() {
            now.entry(uri.clone())
                .or_insert_with(|| json!({ "uri": uri, "diagnostics": [] }));
        }
        let mut messages = Vec::new();
        for (uri, params) in &now {
            let before = self.published.get(uri);
            if before.map(|before| &before["diagnostics"]) != Some(&params["diagnostics"]) {
                let method = "textDocument/publishDiagnostics";
                messages.push(wire::notification(method, params));
            }
        }
        let is_open = |uri: &String| view.is_open(uri);
        now.retain(|uri, params| {
            is_open(uri)
                || params["diagnostics"]
                    .as_array()
                    .is_some_and(|own| !own.is_empty())
        });
        self.published = now;
        messages
    }
}

fn with<P: DeserializeOwned>(
    params: Value,
    answer: impl FnOnce(P) -> Value,
) -> Result<Value, String> {
    match serde_json::from_value(params) {
        Ok(params) => Ok(answer(params)),
        Err(error) => Err(error.to_string()),
    }
}

/// Paths of a list of workspace folders.
fn folders(list: &Value) -> Vec<PathBuf> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .filter_map(|folder| path_of(folder["uri"].as_str()?))
        .collect()
}

fn capabilities_of(encoding: Encoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                    include_text: Some(false),
                })),
                ..TextDocumentSyncOptions::default()
            },
        )),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec!["\"".to_owned()]),
            ..CompletionOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
