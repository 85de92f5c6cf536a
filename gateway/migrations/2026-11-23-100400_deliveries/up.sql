-- A submission on its way into one recipient's inbox.
CREATE TABLE deliveries (
    sequence      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- order of routing
    id            TEXT NOT NULL UNIQUE,
    submission_id TEXT NOT NULL REFERENCES submissions (id),
    recipient     TEXT NOT NULL,
    agreement_id  TEXT NOT NULL,             -- the agreement that allowed it when it was routed
    calendar      TEXT NOT NULL,             -- the slot that routed it
    slot_at       TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('queued', 'delivered', 'dead')),
    not_before    TEXT NOT NULL,             -- next attempt
    lease_owner   TEXT,
    lease_until   TEXT,
    attempts      INTEGER NOT NULL DEFAULT 0, -- also the fencing token of the lease
    inbox         INTEGER UNIQUE,            -- order of arrival in inboxes
    delivered_at  TEXT,
    digest        TEXT,                      -- of the document that the recipient gets
    bytes         INTEGER,
    document      BLOB,                      -- zstd; none when the recipient gets the office's own bytes
    signature     TEXT,                      -- of the gateway; none when it is the office's own
    UNIQUE (submission_id, recipient)
) STRICT;
CREATE INDEX deliveries_queued ON deliveries (not_before) WHERE state = 'queued';
CREATE INDEX deliveries_inbox ON deliveries (recipient, inbox);
