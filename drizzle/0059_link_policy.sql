-- How long a link opens its door, of those made from now on.
ALTER TABLE "organisation" ADD COLUMN "link_portal_days" integer DEFAULT 120 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "link_resolver_days" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_link_days" CHECK (link_portal_days between 7 and 365 and link_resolver_days between 7 and 365);
