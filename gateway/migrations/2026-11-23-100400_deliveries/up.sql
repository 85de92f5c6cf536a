-- A submission on its way into one recipient's inbox.
CREATE TABLE deliveries (
    sequence      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- order of routing
    id            TEXT NOT NULL UNIQUE,
    submission_id TEXT NOT NULL REFERENCES submissions (id),
    recipient     TEXT NOT NULL,
    agreements    TEXT NOT NULL,             -- JSON: the agreements that allowed it, last time it was looked at
    extent        TEXT NOT NULL,             -- JSON: how fine they allowed it together
    calendar      TEXT NOT NULL,             -- the slot that routed it
    slot_at       TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('queued', 'delivered', 'withheld', 'dead')),
    code          TEXT NOT NULL DEFAULT '',  -- why it is withheld or dead, or why the last attempt failed
    not_before    TEXT NOT NULL,             -- next attempt
    lease_owner   TEXT,
    lease_until   TEXT,
    attempts      INTEGER NOT NULL DEFAULT 0, -- since it was queued
    token         INTEGER NOT NULL DEFAULT 0, -- fencing token: leases ever given
    UNIQUE (submission_id, recipient)
) STRICT;
CREATE INDEX deliveries_queued ON deliveries (not_before) WHERE state = 'queued';
-- What lies in recipients' inboxes, in order of arrival.
CREATE TABLE inbox (
    position      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    delivery_id   TEXT NOT NULL UNIQUE REFERENCES deliveries (id),
    recipient     TEXT NOT NULL,
    delivered_at  TEXT NOT NULL,
    digest        TEXT NOT NULL,             -- sha-256:<hex> of the document that the recipient gets
    bytes         INTEGER NOT NULL,          -- length of that document
    document      BLOB,                      -- zstd; none when it is the office's own bytes
    signature     TEXT                       -- of the gateway; none when it is the office's own
) STRICT;
CREATE INDEX inbox_by_recipient ON inbox (recipient, position);
