DROP INDEX "users_by_manager";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "users_by_manager" ON "users" USING btree ("tenant_id","manager_id","id","deleted_at");