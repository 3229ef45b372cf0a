GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO rollcall_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON directory_days TO rollcall_app;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['invitations', 'directory_days'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant_only ON %I USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))',
      name
    );
  END LOOP;
END
$$;
--> statement-breakpoint
-- The audit log is append-only for the application. What is older than the company keeps it, and than a year in any
-- case, its owner takes from the start on the application's behalf, and says where the rest begins.
CREATE FUNCTION prune_audit_log(older_than timestamptz, OUT last_position bigint, OUT last_hash bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  kept bigint;
BEGIN
  SELECT a.position INTO kept FROM audit_log a
    WHERE a.tenant_id = public.current_tenant() AND a.at >= least(older_than, now() - interval '365 days')
    ORDER BY a.position LIMIT 1;
  IF kept IS NULL THEN
    RETURN;
  END IF;
  SELECT a.position, a.hash INTO last_position, last_hash FROM audit_log a
    WHERE a.tenant_id = public.current_tenant() AND a.position < kept
    ORDER BY a.position DESC LIMIT 1;
  DELETE FROM audit_log a WHERE a.tenant_id = public.current_tenant() AND a.position < kept;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION prune_audit_log(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prune_audit_log(timestamptz) TO rollcall_app;
