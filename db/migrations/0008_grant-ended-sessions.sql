GRANT SELECT, INSERT, DELETE ON sessions_ended TO rollcall_app;
