CREATE TABLE "access_review_items" (
	"tenant_id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"member_since" timestamp (3) with time zone NOT NULL,
	"last_active_at" timestamp (3) with time zone,
	"decision" text,
	"new_role" text,
	"reason" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by_id" uuid,
	"decided_by" text,
	"decided_of" text,
	"outcome" text,
	"refusal" text,
	CONSTRAINT "access_review_items_tenant_id_review_id_person_id_pk" PRIMARY KEY("tenant_id","review_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "access_reviews" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"started_by_id" uuid NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by_id" uuid,
	"ended_by" text,
	"ended_as" text,
	"joined" jsonb,
	"sha256" text,
	CONSTRAINT "access_reviews_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "access_review_items" ADD CONSTRAINT "access_review_items_review" FOREIGN KEY ("tenant_id","review_id") REFERENCES "public"."access_reviews"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_reviews" ADD CONSTRAINT "access_reviews_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_reviews_one_open" ON "access_reviews" USING btree ("tenant_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "changes_of_movements" ON "changes" USING btree ("tenant_id","id") WHERE action in ('user.created', 'user.reactivated', 'user.restored', 'user.deactivated', 'user.deleted');