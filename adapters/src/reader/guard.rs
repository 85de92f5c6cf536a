//! A wall around the libraries that parse binary files. Should one panic on a damaged file, the file is called
//! damaged; and what the panic says is not printed, because it may quote a cell.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// A library panicked.
pub(super) struct Panicked;

/// Runs `work`, which calls a library on bytes that nobody has checked.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    install();
    let before = SILENT.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    SILENT.set(before);
    outcome.map_err(|_| Panicked)
}

thread_local! {
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

/// Puts a filter before the panic hook that is there: it stays silent for guarded work only.
fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            if !SILENT.get() {
                hook(information);
            }
        }));
    });
}
