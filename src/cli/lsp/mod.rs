//! `lsp`: an editor's questions about claims and articles, over standard input and output.
//!
//! Three threads: one reads messages ([`wire`]), one checks ([`worker`], [`desk`]), and the main one
//! answers ([`server`]). Texts that the editor holds count before those on disk. What an answer
//! says of a document is always of the text that the editor had when it asked: a question that
//! comes before the check of the last change waits for it, typing does not.

mod action;
mod buffers;
mod complete;
mod desk;
mod diagnose;
mod edit;
mod hover;
mod jump;
mod markup;
mod outline;
mod place;
mod server;
mod symbols;
mod view;
mod wire;
mod worker;

use std::io::{self, BufReader};
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::cli::{Console, Exit};
use server::{Event, Server};

#[derive(clap::Args, Debug)]
pub struct LspArgs {
    /// Talk over standard input and output: the only way there is, accepted since clients say it
    #[arg(long)]
    pub stdio: bool,
}

/// Serves until the client says `exit` or closes the pipe.
pub fn run(_args: &LspArgs, console: &mut Console<'_>) -> io::Result<Exit> {
    // Standard error is held by `main`: a message of the usual hook would wait for it forever. The
    // worker says itself what went wrong.
    let fault = Arc::new(Mutex::new(String::new()));
    let told = Arc::clone(&fault);
    std::panic::set_hook(Box::new(move |panic| {
        if let Ok(mut told) = told.lock() {
            *told = panic.to_string();
        }
    }));
    let (events, inbox) = channel();
    let (jobs, queue) = channel();
    let latest = Arc::new(AtomicU64::new(0));
    let reader = events.clone();
    thread::spawn(move || {
        let mut input = BufReader::new(io::stdin());
        // An input that cannot be read is at its end.
        while let Ok(Some(message)) = wire::read(&mut input) {
            if reader.send(Event::Message(message)).is_err() {
                return;
            }
        }
        let _ = reader.send(Event::End);
    });
    let newest = Arc::clone(&latest);
    thread::spawn(move || worker::work(&queue, &newest, &events, &fault));
    let mut server = Server::new(jobs, latest);
    for event in inbox {
        let (messages, end) = server.take(event);
        for message in messages {
            wire::write(console.out, &message)?;
        }
        if let Some(exit) = end {
            return Ok(exit);
        }
    }
    Ok(Exit::Failed)
}
