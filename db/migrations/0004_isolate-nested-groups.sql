GRANT SELECT, INSERT, UPDATE, DELETE ON group_groups TO rollcall_app;
--> statement-breakpoint
ALTER TABLE group_groups ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE group_groups FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_only ON group_groups
  USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()));
