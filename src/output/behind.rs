//! Writing on a thread of its own, so that a long result is made and written at the same time.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

/// Bytes that are handed over at a time.
const BUFFER: usize = 1 << 16;
/// Full buffers that may wait.
const WAITING: usize = 4;

/// A buffer before a writer, which is written by a thread of its own once it has been filled the first time. A fault of
/// the writer is told by a later call, at the latest by [`Behind::finish`], which has to be called in any case: a file
/// that is not to stay is removed when the writer is dropped, and the program may end before its thread does.
#[derive(Debug)]
pub struct Behind<W> {
    /// What is not handed over yet.
    buffer: Vec<u8>,
    writer: Writer<W>,
    /// Whether a thread may be started.
    starts: bool,
}

#[derive(Debug)]
enum Writer<W> {
    /// No thread so far, or none at all.
    Here(W),
    There(There<W>),
    /// The thread has ended early; its fault was told.
    Gone,
}

/// The thread: it takes full buffers and gives them back empty.
#[derive(Debug)]
struct There<W> {
    full: SyncSender<Vec<u8>>,
    empty: Receiver<Vec<u8>>,
    thread: JoinHandle<io::Result<W>>,
}

fn gone() -> io::Error {
    io::Error::new(io::ErrorKind::BrokenPipe, "the writing thread has ended")
}

impl<W: Write + Send + 'static> Behind<W> {
    /// Before `inner`, with a thread where the run may have several.
    pub fn new(inner: W, threads: usize) -> Self {
        Self {
            buffer: Vec::with_capacity(BUFFER),
            writer: Writer::Here(inner),
            starts: threads > 1,
        }
    }

    /// The writer, after everything was written.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        // What has filled no buffer needs no thread.
        self.starts = false;
        self.hand_over()?;
        match self.writer {
            Writer::Here(inner) => Ok(inner),
            Writer::There(there) => there.end(),
            Writer::Gone => Err(gone()),
        }
    }

    /// Hands the buffer over; it is empty then.
    fn hand_over(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.writer, Writer::Gone) {
            Writer::Here(mut inner) => {
                let written = inner.write_all(&self.buffer);
                self.buffer.clear();
                self.writer = match std::mem::take(&mut self.starts) {
                    true => There::start(inner),
                    false => Writer::Here(inner),
                };
                written
            }
            Writer::There(there) => {
                let empty = there.empty.try_recv();
                let empty = empty.unwrap_or_else(|_| Vec::with_capacity(BUFFER));
                match there.full.send(std::mem::replace(&mut self.buffer, empty)) {
                    Ok(()) => self.writer = Writer::There(there),
                    // It takes no more where it met a fault, which it tells when it ends.
                    Err(_) => return there.end().and(Err(gone())),
                }
                Ok(())
            }
            Writer::Gone => Err(gone()),
        }
    }
}

impl<W: Write + Send + 'static> There<W> {
    /// Starts the thread. A system without room for one is no reason to fail.
    fn start(inner: W) -> Writer<W> {
        let (give, inner_there) = sync_channel(1);
        let (full, filled) = sync_channel::<Vec<u8>>(WAITING);
        let (emptied, empty) = sync_channel(WAITING + 1);
        let write = move || {
            let mut inner: W = inner_there.recv().map_err(|_| gone())?;
            for mut bytes in filled {
                inner.write_all(&bytes)?;
                bytes.clear();
                // At the end of the result it is not taken any more.
                let _ = emptied.try_send(bytes);
            }
            Ok(inner)
        };
        match Builder::new().spawn(write) {
            Ok(thread) => {
                let _ = give.send(inner);
                Writer::There(There {
                    full,
                    empty,
                    thread,
                })
            }
            Err(_) => Writer::Here(inner),
        }
    }

    fn end(self) -> io::Result<W> {
        drop(self.full);
        self.thread.join().map_err(|_| gone())?
    }
}

impl<W: Write + Send + 'static> Write for Behind<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.buffer.len() + bytes.len() > BUFFER {
            self.hand_over()?;
        }
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: what is handed over is written, and [`Behind::finish`] hands over the rest.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_written_in_its_order_with_and_without_a_thread() {
        for threads in [1, 2] {
            for size in [0, 1, 7, BUFFER - 1, BUFFER, BUFFER + 1, 20 * BUFFER + 13] {
                let all: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
                for piece in [1 + size / 3, 1000, 3 * BUFFER] {
                    let mut out = Behind::new(Vec::new(), threads);
                    for bytes in all.chunks(piece) {
                        out.write_all(bytes).expect("room");
                    }
                    assert!(
                        out.finish().expect("room") == all,
                        "{threads} {size} {piece}"
                    );
                }
            }
        }
    }

    /// Takes so many bytes.
    struct Full(usize);

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let left = self.0.checked_sub(bytes.len());
            self.0 = left.ok_or_else(|| io::Error::from(io::ErrorKind::StorageFull))?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_fault_of_the_writer_is_told_before_the_result_is_taken_for_whole() {
        for threads in [1, 2] {
            for room in [0, 1, BUFFER, 3 * BUFFER, 9 * BUFFER] {
                let mut out = Behind::new(Full(room), threads);
                let piece = [0; 1000];
                let pieces = 10 * BUFFER / piece.len();
                let told = (0..pieces).find_map(|_| out.write_all(&piece).err());
                let told = told.or_else(|| out.finish().err());
                let kind = told.map(|error| error.kind());
                assert_eq!(kind, Some(io::ErrorKind::StorageFull), "{threads} {room}");
            }
        }
    }

    #[test]
    fn nothing_is_written_behind_a_fault() {
        let mut out = Behind::new(Full(BUFFER), 2);
        let told = (0..100).find_map(|_| out.write_all(&[0; BUFFER]).err());
        assert!(told.is_some(), "it is told in time");
        assert!(out.write_all(&[0; 2 * BUFFER]).is_err());
        assert!(out.finish().is_err());
    }
}
