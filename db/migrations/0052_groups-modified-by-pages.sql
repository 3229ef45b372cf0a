DROP INDEX "groups_by_modified";--> statement-breakpoint
CREATE INDEX "groups_by_modified" ON "groups" USING brin ("modified_at") WITH (pages_per_range=4,autosummarize=true);