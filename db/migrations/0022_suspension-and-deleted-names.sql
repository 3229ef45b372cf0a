ALTER TABLE "users" ADD COLUMN "suspended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "suspended_by" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
CREATE INDEX "users_suspended" ON "users" USING btree ("tenant_id","label_key","id") WHERE suspended_at is not null;--> statement-breakpoint
CREATE INDEX "changes_of_deleted_users" ON "changes" USING btree ("tenant_id",lower(before ->> 'userName'),"id") WHERE action = 'user.deleted';