GRANT SELECT, INSERT, UPDATE ON access_reviews TO rollcall_app;
--> statement-breakpoint
ALTER TABLE access_reviews ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE access_reviews FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON access_reviews
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON access_review_items TO rollcall_app;
--> statement-breakpoint
ALTER TABLE access_review_items ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE access_review_items FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON access_review_items
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
-- What a review says that has ended is never written again: the fingerprint in the audit log is of it.
CREATE FUNCTION access_review_has_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The access review has ended.' USING ERRCODE = 'object_not_in_prerequisite_state';
END
$$;
--> statement-breakpoint
CREATE TRIGGER ended BEFORE UPDATE ON access_reviews FOR EACH ROW
  WHEN (old.ended_at IS NOT NULL) EXECUTE FUNCTION access_review_has_ended();
--> statement-breakpoint
CREATE FUNCTION access_review_item_is_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM access_reviews r
             WHERE r.tenant_id = new.tenant_id AND r.id = new.review_id AND r.ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The access review has ended.' USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  RETURN new;
END
$$;
--> statement-breakpoint
CREATE TRIGGER ended BEFORE INSERT OR UPDATE ON access_review_items FOR EACH ROW
  EXECUTE FUNCTION access_review_item_is_written();
--> statement-breakpoint
-- Of a deleted company these rows go too.
CREATE OR REPLACE FUNCTION purge_company(most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  tenant uuid := public.current_tenant();
  name text;
  gone integer;
BEGIN
  -- Until the transaction ends.
  PERFORM set_config('app.shows_deleted', 'on', true);
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
    'access_review_items', 'access_reviews', 'export_pieces', 'export_jobs', 'imports', 'saved_views', 'setup_links', 'mass_change_losses', 'problems', 'changes', 'audit_log',
    'request_counts', 'last_calls', 'group_members', 'group_groups', 'user_emails', 'users', 'groups', 'user_texts',
    'directory_count_entries', 'directory_counts', 'directory_days', 'extension_attributes', 'entitlements', 'tokens',
    'mapping_runs', 'deletion_memberships', 'deletion_losses', 'integrations', 'invitations', 'memberships'
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
