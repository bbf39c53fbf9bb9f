//! Messages on a pipe: headers and JSON as the base protocol of LSP 3.17 has them, JSON-RPC 2.0 in
//! them. Whatever arrives, reading goes on behind it: a broken message is one event among others.

use std::io::{self, BufRead, Read as _, Write};

use serde_json::{Value, json};

/// Longest message that is taken, in bytes: twice the longest article.
const MAX_MESSAGE: u64 = 128 << 20;
/// Longest header line, in bytes.
const MAX_HEADER: u64 = 4 << 10;

/// Error codes of JSON-RPC and LSP.
pub const PARSE_ERROR: i32 = -32700;
pub const INVALID_REQUEST: i32 = -32600;
pub const METHOD_NOT_FOUND: i32 = -32601;
pub const INVALID_PARAMS: i32 = -32602;
pub const NOT_INITIALIZED: i32 = -32002;
pub const CANCELLED: i32 = -32800;

/// What a client says.
#[derive(Debug)]
pub enum Incoming {
    Request {
        id: Value,
        method: String,
        params: Value,
    },
    Notification {
        method: String,
        params: Value,
    },
    /// An answer to something that we asked.
    Response,
    /// No message; the id is null where none could be read.
    Malformed {
        id: Value,
        code: i32,
        message: String,
    },
}

/// The next message; `None` at the end of the input.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let length = match read_headers(input)? {
        None => return Ok(None),
        Some(None) => return Ok(Some(malformed(PARSE_ERROR, "no Content-Length"))),
        Some(Some(length)) => length,
    };
    if length > MAX_MESSAGE {
        io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok(Some(malformed(INVALID_REQUEST, "the message is too long")));
    }
    let mut body = Vec::new();
    input.by_ref().take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(parse(&body)))
}

/// `Content-Length`, if the headers have it; `None` at the end of the input.
fn read_headers(input: &mut impl BufRead) -> io::Result<Option<Option<u64>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input
            .by_ref()
            .take(MAX_HEADER)
            .read_until(b'\n', &mut line)?
            == 0
        {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            return Ok(Some(length));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

fn malformed(code: i32, message: impl Into<String>) -> Incoming {
    Incoming::Malformed {
        id: Value::Null,
        code,
        message: message.into(),
    }
}

fn parse(body: &[u8]) -> Incoming {
    let mut message: Value = match serde_json::from_slice(body) {
        Ok(message) => message,
        Err(error) => return malformed(PARSE_ERROR, error.to_string()),
    };
    let Some(fields) = message.as_object_mut() else {
        return malformed(INVALID_REQUEST, "a message is an object");
    };
    let params = fields.remove("params").unwrap_or(Value::Null);
    let id = fields.remove("id");
    let is_id = |id: &Value| id.is_number() || id.is_string();
    match (fields.remove("method"), id) {
        (Some(Value::String(method)), None) => Incoming::Notification { method, params },
        (Some(Value::String(method)), Some(id)) if is_id(&id) => {
            Incoming::Request { id, method, params }
        }
        (None, Some(_)) if fields.contains_key("result") || fields.contains_key("error") => {
            Incoming::Response
        }
        (_, id) => Incoming::Malformed {
            id: id.filter(is_id).unwrap_or(Value::Null),
            code: INVALID_REQUEST,
            message: "no method, or an id that is none".to_owned(),
        },
    }
}

/// Writes one message.
pub fn write(out: &mut dyn Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

/// An answer.
pub fn result(id: &Value, result: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

/// An answer that says what went wrong.
pub fn error(id: &Value, code: i32, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

/// Something told without being asked.
pub fn notification(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

#[cfg(test)]
mod tests {
    use super::{Incoming, read};

    #[test]
    fn reading_goes_on_behind_a_broken_message() {
        let mut input: Vec<u8> = Vec::new();
        for body in ["{", "[]", "{\"id\":{},\"method\":1}", "\"\u{fffd}\"", "7"] {
            input.extend(format!("Content-Length: {}\r\n\r\n{body}", body.len()).bytes());
        }
        input.extend(b"Nonsense\r\n\r\n");
        input.extend(b"Content-Length: many\r\n\r\n");
        input.extend([b'x'; 9000]);
        input.extend(b"\ncontent-length:38\nContent-Type: x\n\n");
        input.extend(
            b"{\"jsonrpc\":\"2.0\",\"method\":\"initialized\"}"
                .iter()
                .take(38),
        );
        let mut input = input.as_slice();
        for _ in 0..7 {
            let message = read(&mut input).expect("no i/o").expect("a message");
            assert!(matches!(message, Incoming::Malformed { .. }), "{message:?}");
        }
        let last = read(&mut input).expect("no i/o").expect("a message");
        assert!(
            matches!(&last, Incoming::Notification { method, .. } if method == "initialized")
                || matches!(last, Incoming::Malformed { .. }),
        );
        assert!(
            read(&mut b"Content-Length: 5\r\n\r\n{}".as_slice())
                .expect("no i/o")
                .is_none()
        );
    }
}
