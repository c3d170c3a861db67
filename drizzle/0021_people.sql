-- When somebody answers the phone: words by language were JSON in a text; a plain text of before is read in
-- every language.
ALTER TABLE "organisation" ALTER COLUMN "contact_hours" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "organisation" ALTER COLUMN "contact_hours" SET DATA TYPE jsonb USING case
	when "contact_hours" = '' then '{}'::jsonb
	when "contact_hours" like '{%' then "contact_hours"::jsonb
	else jsonb_build_object('fr', "contact_hours", 'en', "contact_hours", 'de', "contact_hours", 'es', "contact_hours")
end;--> statement-breakpoint
ALTER TABLE "organisation" ALTER COLUMN "contact_hours" SET DEFAULT '{}'::jsonb;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_contact_hours" CHECK (jsonb_typeof("contact_hours") = 'object');--> statement-breakpoint
-- Who looks after the customers nobody was named for: one colleague of a company at most.
ALTER TABLE "user" ADD COLUMN "default_officer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "user_default_officer" ON "user" USING btree ("organisation_id") WHERE default_officer;
