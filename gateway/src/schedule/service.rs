//! The scheduler as a part of the running gateway. The ticker only wakes it.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, task::JoinHandle};
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

use super::Scheduler;

/// The running scheduler.
pub(crate) struct ScheduleHandle {
    ticker: JobScheduler,
    stop: watch::Sender<bool>,
    worker: JoinHandle<()>,
}

/// Starts looking at the calendars every `tick_s` seconds. `ran` is told after each look at which
/// slots ran, so that deliveries need not wait for their own timer.
///
/// # Errors
/// When the ticker does not start.
pub(crate) async fn start(
    scheduler: Scheduler,
    tick_s: u64,
    ran: Arc<tokio::sync::Notify>,
) -> Result<ScheduleHandle, JobSchedulerError> {
    let (stop, stopped) = watch::channel(false);
    let wake = Arc::new(tokio::sync::Notify::new());
    let ticker = JobScheduler::new().await?;
    let wakes = Arc::clone(&wake);
    ticker
        .add(Job::new_repeated(
            Duration::from_secs(tick_s.max(1)),
            move |_, _| wakes.notify_one(),
        )?)
        .await?;
    ticker.start().await?;
    let worker = tokio::spawn(look(scheduler, wake, stopped, ran));
    Ok(ScheduleHandle {
        ticker,
        stop,
        worker,
    })
}

async fn look(
    scheduler: Scheduler,
    wake: Arc<tokio::sync::Notify>,
    mut stopped: watch::Receiver<bool>,
    ran: Arc<tokio::sync::Notify>,
) {
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => return,
            () = wake.notified() => {}
        }
        let scheduler = scheduler.clone();
        match tokio::task::spawn_blocking(move || scheduler.tick()).await {
            Ok(Ok(0)) => {}
            Ok(Ok(_)) => ran.notify_one(),
            Ok(Err(error)) => tracing::error!(
                code = error.code(), error = ?error, "Failed to look at the calendars"
            ),
            Err(error) => tracing::error!(%error, "A look at the calendars ended early"),
        }
    }
}

impl ScheduleHandle {
    /// Stops looking; a look under way ends first.
    pub(crate) async fn stop(mut self) {
        if let Err(error) = self.ticker.shutdown().await {
            tracing::warn!(%error, "The ticker did not stop");
        }
        let _ = self.stop.send(true);
        let _ = self.worker.await;
    }
}
