//! Workers as a part of the running gateway: woken by the scheduler and by a timer, which covers
//! retries and what other gateways queued.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Notify, watch},
    task::JoinHandle,
};

use super::Worker;

/// How often rows are looked at when nobody wakes the worker.
const LOOK: Duration = Duration::from_secs(1);

/// The running worker.
pub(crate) struct DeliveryHandle {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Starts making deliveries; `wake` is told when some were queued.
pub(crate) fn start(worker: Worker, wake: Arc<Notify>) -> DeliveryHandle {
    let (stop, stopped) = watch::channel(false);
    let task = tokio::spawn(run(worker, wake, stopped));
    DeliveryHandle { stop, task }
}

async fn run(worker: Worker, wake: Arc<Notify>, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => return,
            () = wake.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
        while !*stopped.borrow() {
            let worker = worker.clone();
            match tokio::task::spawn_blocking(move || worker.work()).await {
                Ok(Ok(true)) => {}
                Ok(Ok(false)) => break,
                Ok(Err(error)) => {
                    tracing::error!(code = error.code(), error = ?error, "Failed to make deliveries");
                    break;
                }
                Err(error) => {
                    tracing::error!(%error, "A delivery ended early");
                    break;
                }
            }
        }
    }
}

impl DeliveryHandle {
    /// Stops after the delivery under way.
    pub(crate) async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}
