-- Until when a closed case goes on; later it is a case of its own that says which one it follows.
ALTER TABLE "organisation" ADD COLUMN "reopen_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "follows_id" uuid;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_organisation_id_follows_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","follows_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dispute_follows" ON "dispute" USING btree ("organisation_id","follows_id") WHERE follows_id is not null;
