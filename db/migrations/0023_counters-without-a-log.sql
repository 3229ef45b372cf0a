-- Counters of attempts are worth nothing after a crash, and an unlogged table costs no flush to disk for each count.
ALTER TABLE rate_limits SET UNLOGGED;
