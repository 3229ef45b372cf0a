CREATE TABLE "directory_count_entries" (
	"tenant_id" uuid NOT NULL,
	"counted" text NOT NULL,
	"of_id" uuid NOT NULL,
	"active" boolean NOT NULL,
	"hidden" boolean NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "directory_counts" (
	"tenant_id" uuid NOT NULL,
	"counted" text NOT NULL,
	"of_id" uuid NOT NULL,
	"active" boolean NOT NULL,
	"hidden" boolean NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "directory_counts_tenant_id_counted_of_id_active_hidden_pk" PRIMARY KEY("tenant_id","counted","of_id","active","hidden")
);
--> statement-breakpoint
CREATE TABLE "extension_attributes" (
	"tenant_id" uuid NOT NULL,
	"manager_id" uuid NOT NULL,
	"type" text NOT NULL,
	"urn" text NOT NULL,
	"name" text NOT NULL,
	"sub" text NOT NULL,
	"many" boolean NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "extension_attributes_pk" PRIMARY KEY("tenant_id","manager_id","type","urn","name","sub","many","kind")
);
--> statement-breakpoint
CREATE TABLE "user_texts" (
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"text_key" text COLLATE "C" NOT NULL,
	CONSTRAINT "user_texts_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
DROP INDEX "users_by_label";--> statement-breakpoint
DROP INDEX "users_by_modified";--> statement-breakpoint
CREATE INDEX "directory_count_entries_by_kind" ON "directory_count_entries" USING btree ("tenant_id","counted","of_id");--> statement-breakpoint
CREATE INDEX "user_texts_by_trigram" ON "user_texts" USING gin ("tenant_id","text_key" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "users_inactive" ON "users" USING btree ("tenant_id","id") WHERE not active;--> statement-breakpoint
CREATE INDEX "users_by_label" ON "users" USING btree ("tenant_id","label_key","id","active","manager_id");--> statement-breakpoint
CREATE INDEX "users_by_modified" ON "users" USING btree ("tenant_id","modified_at","id","active","manager_id");