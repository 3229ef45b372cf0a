ALTER TABLE "groups" DROP CONSTRAINT "groups_display_name_taken";--> statement-breakpoint
CREATE UNIQUE INDEX "groups_display_name_taken" ON "groups" USING btree ("tenant_id","manager_id","display_name_key") WHERE manager_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "groups_local_name_taken" ON "groups" USING btree ("tenant_id","display_name_key") WHERE manager_id is null;