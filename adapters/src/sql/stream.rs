//! Rows as they arrive: the connection works in a thread of its own, so that a run can be stopped while the
//! database is still grouping, and never gets further ahead than a few hundred kilobytes.

use std::{
    panic::resume_unwind,
    sync::mpsc::{RecvTimeoutError, sync_channel},
    thread,
    time::Duration,
};

use super::{Database, Groups, SqlError, Statement};

/// Pieces that may wait.
const AHEAD: usize = 4;
/// How long nobody looks whether the run is to stop.
const LOOK: Duration = Duration::from_millis(200);

/// Runs `statement`; `take` is given what arrives, and nothing every now and then while nothing does. An error
/// of `take` ends the statement.
pub(crate) fn each<E: From<SqlError>>(
    database: &mut dyn Database,
    statement: &Statement,
    mut take: impl FnMut(Option<Groups>) -> Result<(), E>,
) -> Result<(), E> {
    let cancel = database.canceller();
    thread::scope(|scope| {
        let (send, receive) = sync_channel(AHEAD);
        let worker =
            scope.spawn(move || database.rows(statement, &mut |groups| send.send(groups).is_ok()));
        let taken = loop {
            let arrived = match receive.recv_timeout(LOOK) {
                Ok(groups) => Some(groups),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break Ok(()),
            };
            if let Err(error) = take(arrived) {
                break Err(error);
            }
        };
        drop(receive);
        if let (Err(_), Some(cancel)) = (&taken, cancel) {
            cancel();
        }
        let ended = worker.join().unwrap_or_else(|panic| resume_unwind(panic));
        taken.and_then(|()| ended.map_err(E::from))
    })
}
