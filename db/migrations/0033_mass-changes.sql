CREATE TABLE "mass_change_losses" (
	"tenant_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"is_group" boolean NOT NULL,
	"loss" text NOT NULL,
	"was_active" boolean NOT NULL,
	"label" text NOT NULL,
	"user_name" text NOT NULL,
	"text_key" text COLLATE "C" NOT NULL,
	"change_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"refusal" text,
	CONSTRAINT "mass_change_losses_tenant_id_problem_id_member_id_pk" PRIMARY KEY("tenant_id","problem_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "problems" ADD COLUMN "facts" jsonb;--> statement-breakpoint
ALTER TABLE "mass_change_losses" ADD CONSTRAINT "mass_change_losses_problem" FOREIGN KEY ("tenant_id","problem_id") REFERENCES "public"."problems"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mass_change_losses_by_text" ON "mass_change_losses" USING btree ("tenant_id","problem_id","text_key","member_id");--> statement-breakpoint
CREATE INDEX "mass_change_losses_open" ON "mass_change_losses" USING btree ("tenant_id","problem_id","member_id") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "changes_of_lost_people" ON "changes" USING btree ("tenant_id","integration_id","id") WHERE actor_kind = 'integration' and action in ('user.deactivated', 'user.kept', 'user.deleted');--> statement-breakpoint
CREATE INDEX "changes_of_lost_members" ON "changes" USING btree ("tenant_id","integration_id","id","group_id") WHERE actor_kind = 'integration' and action = 'member.removed';--> statement-breakpoint
CREATE INDEX "problems_mass_changes" ON "problems" USING btree ("tenant_id","integration_id","last_at") WHERE cause = 'mass-change';