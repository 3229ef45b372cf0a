GRANT SELECT, INSERT, UPDATE, DELETE ON mass_change_losses TO rollcall_app;
--> statement-breakpoint
ALTER TABLE mass_change_losses ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE mass_change_losses FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON mass_change_losses
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
-- Of a deleted company the sets of its alarms go too, some at a time as all else.
CREATE OR REPLACE FUNCTION purge_company(most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  tenant uuid := public.current_tenant();
  name text;
  gone integer;
BEGIN
  PERFORM 1 FROM tenants t
    WHERE t.id = tenant AND t.purged_at IS NULL AND t.deleted_at <= now() - interval '7 days' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  DELETE FROM requests r USING (
    SELECT o.at, o.id FROM requests o WHERE o.tenant_id = tenant LIMIT most
  ) old
  WHERE r.tenant_id = tenant AND r.at = old.at AND r.id = old.id;
  GET DIAGNOSTICS gone = ROW_COUNT;
  IF gone > 0 THEN
    RETURN gone;
  END IF;
  FOREACH name IN ARRAY ARRAY[
    'export_pieces', 'export_jobs', 'imports', 'saved_views', 'setup_links', 'mass_change_losses', 'problems', 'changes', 'audit_log',
    'request_counts', 'last_calls', 'group_members', 'group_groups', 'user_emails', 'users', 'groups', 'user_texts',
    'directory_count_entries', 'directory_counts', 'directory_days', 'extension_attributes', 'entitlements', 'tokens',
    'integrations', 'invitations', 'memberships'
  ] LOOP
    EXECUTE format(
      'DELETE FROM public.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM public.%1$I WHERE tenant_id = $1 LIMIT $2))', name
    ) USING tenant, most;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN
      RETURN gone;
    END IF;
  END LOOP;
  -- The slug stays: it never changes hands.
  UPDATE tenants t SET purged_at = now(), name = t.slug, deleted_by = NULL WHERE t.id = tenant;
  RETURN 0;
END
$$;
