GRANT SELECT, INSERT, UPDATE, DELETE ON entitlements TO rollcall_app;
--> statement-breakpoint
ALTER TABLE entitlements ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE entitlements FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON entitlements
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
