-- What the gateway did. Each row carries the hash of the one before it.
CREATE TABLE audit (
    position INTEGER NOT NULL PRIMARY KEY,   -- 1, 2, 3, … without a gap
    at       TEXT NOT NULL,
    act      TEXT NOT NULL,                  -- accept, refuse, send, read, change
    actor    TEXT NOT NULL,                  -- participant, or the gateway's own part
    object   TEXT NOT NULL,                  -- what it was done to, for example submission/<id>
    code     TEXT NOT NULL,                  -- of the refusal or change; empty otherwise
    detail   TEXT NOT NULL,                  -- JSON; never a figure
    request  TEXT NOT NULL,                  -- request that caused it; empty for own work
    previous TEXT NOT NULL,                  -- hash of the row before, zeros for the first
    hash     TEXT NOT NULL                   -- SHA-256 over all of the above
) STRICT;
-- Slips are stopped here; tampering is found by the chain.
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are not changed'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are not deleted'); END;
