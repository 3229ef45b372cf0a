CREATE TABLE "deletion_losses" (
	"tenant_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"is_group" boolean NOT NULL,
	"loss" text NOT NULL,
	"label" text NOT NULL,
	"user_name" text NOT NULL,
	"text_key" text COLLATE "C" NOT NULL,
	"former" jsonb,
	"outcome" text,
	"refusal" text,
	"managed_by" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "deletion_losses_tenant_id_integration_id_member_id_pk" PRIMARY KEY("tenant_id","integration_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "deletion_memberships" (
	"tenant_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"is_group" boolean NOT NULL,
	CONSTRAINT "deletion_memberships_pk" PRIMARY KEY("tenant_id","integration_id","group_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "groups" DROP CONSTRAINT "groups_manager";
--> statement-breakpoint
ALTER TABLE "users" DROP CONSTRAINT "users_manager";
--> statement-breakpoint
DROP INDEX "integrations_name_taken";--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "deletion" jsonb;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "live_id" uuid GENERATED ALWAYS AS (case when deleted_at is null then id end) STORED;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_live" UNIQUE("tenant_id","live_id");--> statement-breakpoint
ALTER TABLE "deletion_losses" ADD CONSTRAINT "deletion_losses_integration" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_memberships" ADD CONSTRAINT "deletion_memberships_integration" FOREIGN KEY ("tenant_id","integration_id") REFERENCES "public"."integrations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deletion_losses_by_text" ON "deletion_losses" USING btree ("tenant_id","integration_id","text_key","member_id");--> statement-breakpoint
CREATE INDEX "deletion_losses_open" ON "deletion_losses" USING btree ("tenant_id","integration_id","is_group","member_id") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "deletion_memberships_by_member" ON "deletion_memberships" USING btree ("tenant_id","integration_id","member_id");--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_manager" FOREIGN KEY ("tenant_id","manager_id") REFERENCES "public"."integrations"("tenant_id","live_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_manager" FOREIGN KEY ("tenant_id","manager_id") REFERENCES "public"."integrations"("tenant_id","live_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "integrations_name_taken" ON "integrations" USING btree ("tenant_id","name_key") WHERE deleted_at is null;