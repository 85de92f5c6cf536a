-- When submissions are passed on.
CREATE TABLE calendars (
    id           TEXT NOT NULL PRIMARY KEY,
    dataflow     TEXT,                      -- only this dataflow; none: all
    provider     TEXT,                      -- only this provider; none: all
    cron         TEXT NOT NULL,             -- five fields, or six with seconds first
    time_zone    TEXT NOT NULL,             -- for example America/Tegucigalpa
    missed       TEXT NOT NULL CHECK (missed IN ('skip', 'run_once', 'run_all')),
    late_after_s INTEGER,                   -- a slot older than this is missed; none: the gateway's default
    starts_at    TEXT NOT NULL              -- there are no slots at or before this moment
) STRICT;
-- One row per moment at which a calendar was due. The row is the truth: a timer only looks.
CREATE TABLE slots (
    calendar    TEXT NOT NULL,
    slot_at     TEXT NOT NULL,             -- the moment, UTC
    state       TEXT NOT NULL CHECK (state IN ('due', 'done', 'skipped')),
    missed      INTEGER NOT NULL DEFAULT 0, -- slots that this row answers for besides its own
    lease_owner TEXT,                      -- scheduler that runs it now
    lease_until TEXT,
    attempts    INTEGER NOT NULL DEFAULT 0, -- also the fencing token of the lease
    ended_at    TEXT,
    PRIMARY KEY (calendar, slot_at)
) STRICT;
CREATE INDEX slots_due ON slots (slot_at) WHERE state = 'due';
