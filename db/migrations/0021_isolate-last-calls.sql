GRANT SELECT, INSERT, UPDATE, DELETE ON last_calls TO rollcall_app;
--> statement-breakpoint
ALTER TABLE last_calls ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE last_calls FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON last_calls
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
--> statement-breakpoint
-- What the log already holds. The policies bind the owner too, so one tenant after the other.
DO $$
DECLARE
  tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM tenants LOOP
    PERFORM set_config('app.tenant_id', tenant::text, true);
    INSERT INTO last_calls (tenant_id, integration_id, seen_at, recent)
    SELECT i.tenant_id, i.id,
      (SELECT max(r.at) FROM requests r WHERE r.tenant_id = i.tenant_id AND r.integration_id = i.id AND r.refusal IS NULL),
      last.calls
    FROM integrations i CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object(
        'at', to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'refusal', r.refusal, 'tokenId', r.token_id
      ) ORDER BY r.at DESC) AS calls
      FROM (SELECT * FROM requests WHERE tenant_id = i.tenant_id AND integration_id = i.id ORDER BY at DESC LIMIT 3) r
    ) last
    WHERE i.tenant_id = tenant AND last.calls IS NOT NULL;
  END LOOP;
  PERFORM set_config('app.tenant_id', '', true);
END
$$;
