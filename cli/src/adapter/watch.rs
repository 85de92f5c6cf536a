//! A bar on the terminal for a run, and Ctrl-C that ends it between two rows.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use adapters::pipeline::{Progress, Stage};
use indicatif::{ProgressBar, ProgressStyle};
use schemas::language::args;

use crate::context::Context;

/// How often the spinner turns while nothing arrives.
const TICK: Duration = Duration::from_millis(200);

/// Watches a run.
pub(super) struct Watch<'a> {
    context: &'a Context,
    bar: ProgressBar,
    stopped: Arc<AtomicBool>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        listen(Arc::clone(&stopped));
        Self {
            context,
            bar: ProgressBar::new(0),
            stopped,
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Watch<'_> {
    fn stage(&mut self, stage: Stage, files_bytes: u64) {
        let key = match stage {
            Stage::Survey => "adapter-stage-survey",
            Stage::Query => "adapter-stage-query",
            Stage::Read => "adapter-stage-read",
            Stage::Protect => "adapter-stage-protect",
            Stage::Attack => "adapter-stage-attack",
            Stage::Write => "adapter-stage-write",
        };
        let template = if files_bytes > 0 {
            "{msg} {bar:30} {bytes}/{total_bytes} {eta}"
        } else {
            "{msg} {spinner} {human_pos}"
        };
        match stage {
            // Nothing arrives while the database groups.
            Stage::Query => self.bar.enable_steady_tick(TICK),
            _ => self.bar.disable_steady_tick(),
        }
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_length(files_bytes);
        self.bar.set_position(0);
        self.bar.set_message(self.context.message(key, &args([])));
    }

    fn read(&mut self, rows: u64, bytes: u64) {
        // A database does not say how much there will be.
        let of_bytes = self.bar.length().is_some_and(|length| length > 0);
        self.bar.set_position(if of_bytes { bytes } else { rows });
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Waits for Ctrl-C beside the run. Where signals cannot be heard, Ctrl-C ends the program at
/// once, which leaves nothing half-written either.
fn listen(stopped: Arc<AtomicBool>) {
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        if let Ok(runtime) = runtime
            && runtime.block_on(tokio::signal::ctrl_c()).is_ok()
        {
            stopped.store(true, Ordering::Relaxed);
        }
    });
}
