DROP INDEX "decision_customer";--> statement-breakpoint
ALTER TABLE "decision" DROP CONSTRAINT "decision_organisation_id_id_pk";--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_organisation_id_run_id_customer_id_pk" PRIMARY KEY("organisation_id","run_id","customer_id");--> statement-breakpoint
ALTER TABLE "decision" DROP COLUMN "id";