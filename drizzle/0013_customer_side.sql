CREATE TABLE "account_message" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"invoice_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"by_name" text NOT NULL,
	"by_email" text NOT NULL,
	"language" text NOT NULL,
	"link_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"handled_at" timestamp (3) with time zone,
	"handled_by" text,
	"handled_note" text DEFAULT '' NOT NULL,
	"content_sha256" text DEFAULT '' NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "account_message_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes_total" bigint NOT NULL,
	"bytes_here" bigint DEFAULT 0 NOT NULL,
	"storage_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"claimed_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "upload_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_amendment" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_name" text NOT NULL,
	"link_id" uuid,
	"content_sha256" text DEFAULT '' NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "dispute_amendment_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_commitment" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"what" text DEFAULT '' NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by_id" uuid,
	"set_by_name" text NOT NULL,
	CONSTRAINT "dispute_commitment_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "dispute_follower" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"contact_id" uuid,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by_kind" text NOT NULL,
	"added_by_name" text NOT NULL,
	"link_id" uuid,
	"stop_hash" text NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" text,
	CONSTRAINT "dispute_follower_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice_document" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"linked_by" text NOT NULL,
	CONSTRAINT "invoice_document_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "known_answer" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"reason_code" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"dispute_id" uuid,
	"by_name" text NOT NULL,
	"link_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "known_answer_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_claim" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"paid_on" date NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by_name" text NOT NULL,
	"by_email" text NOT NULL,
	"language" text NOT NULL,
	"link_id" uuid,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"claimed_on" date NOT NULL,
	"verdict" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	"decision_note" text DEFAULT '' NOT NULL,
	"content_sha256" text DEFAULT '' NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "payment_claim_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment_claim_item" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"payment_claim_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"amount_minor" bigint,
	CONSTRAINT "payment_claim_item_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint,
	"shares" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"valid_until" date NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"proposed_by_id" uuid NOT NULL,
	"proposed_by_name" text NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" text,
	"carried_out_at" timestamp (3) with time zone,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "proposal_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "proposal_answer" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"signed_name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"shown_text" text NOT NULL,
	"shown_sha256" text NOT NULL,
	"language" text NOT NULL,
	"link_id" uuid NOT NULL,
	"holder_name" text NOT NULL,
	"holder_email" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"idempotency_key" text NOT NULL,
	CONSTRAINT "proposal_answer_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "push_subscription" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "push_subscription_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "satisfaction" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"dispute_id" uuid NOT NULL,
	"solved" integer NOT NULL,
	"ease" integer NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"by_name" text NOT NULL,
	"link_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "satisfaction_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "attachment" ALTER COLUMN "dispute_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "label_fr" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "label_en" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "payment_claim_id" uuid;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "account_message_id" uuid;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "link_id" uuid;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "scan" text DEFAULT 'clean' NOT NULL;--> statement-breakpoint
ALTER TABLE "attachment" ADD COLUMN "scanned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hold" ADD COLUMN "payment_claim_id" uuid;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "detail" jsonb;--> statement-breakpoint
ALTER TABLE "dispute" ADD COLUMN "content_sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "dispute_item" ADD COLUMN "replaced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "document" ADD COLUMN "dispute_id" uuid;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "logo_key" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "logo_mime" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "logo_sha256" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "contact_hours" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "promise_instalments" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_note" ADD COLUMN "document_id" uuid;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "plan_id" uuid;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "link_id" uuid;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "shown_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "shown_sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "promise" ADD COLUMN "content_sha256" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reason" ADD COLUMN "labels" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "account_message" ADD CONSTRAINT "account_message_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload" ADD CONSTRAINT "upload_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_amendment" ADD CONSTRAINT "dispute_amendment_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_commitment" ADD CONSTRAINT "dispute_commitment_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_follower" ADD CONSTRAINT "dispute_follower_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_follower" ADD CONSTRAINT "dispute_follower_organisation_id_contact_id_contact_organisation_id_id_fk" FOREIGN KEY ("organisation_id","contact_id") REFERENCES "public"."contact"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_document" ADD CONSTRAINT "invoice_document_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_document" ADD CONSTRAINT "invoice_document_organisation_id_document_id_document_organisation_id_id_fk" FOREIGN KEY ("organisation_id","document_id") REFERENCES "public"."document"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_answer" ADD CONSTRAINT "known_answer_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_answer" ADD CONSTRAINT "known_answer_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_claim" ADD CONSTRAINT "payment_claim_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_claim_item" ADD CONSTRAINT "payment_claim_item_organisation_id_payment_claim_id_payment_claim_organisation_id_id_fk" FOREIGN KEY ("organisation_id","payment_claim_id") REFERENCES "public"."payment_claim"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_claim_item" ADD CONSTRAINT "payment_claim_item_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_organisation_id_proposed_by_id_user_organisation_id_id_fk" FOREIGN KEY ("organisation_id","proposed_by_id") REFERENCES "public"."user"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_answer" ADD CONSTRAINT "proposal_answer_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_answer" ADD CONSTRAINT "proposal_answer_organisation_id_proposal_id_proposal_organisation_id_id_fk" FOREIGN KEY ("organisation_id","proposal_id") REFERENCES "public"."proposal"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_organisation_id_customer_id_customer_organisation_id_id_fk" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "satisfaction" ADD CONSTRAINT "satisfaction_organisation_id_dispute_id_dispute_organisation_id_id_fk" FOREIGN KEY ("organisation_id","dispute_id") REFERENCES "public"."dispute"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_message_once" ON "account_message" USING btree ("organisation_id","customer_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "upload_once" ON "upload" USING btree ("organisation_id","customer_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "upload_link" ON "upload" USING btree ("organisation_id","link_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_amendment_once" ON "dispute_amendment" USING btree ("organisation_id","dispute_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "dispute_commitment_dispute" ON "dispute_commitment" USING btree ("organisation_id","dispute_id","set_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_follower_once" ON "dispute_follower" USING btree ("organisation_id","dispute_id",lower(email)) WHERE removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_follower_stop" ON "dispute_follower" USING btree ("stop_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_document_once" ON "invoice_document" USING btree ("organisation_id","invoice_id","document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "known_answer_once" ON "known_answer" USING btree ("organisation_id","customer_id","idempotency_key","invoice_id","kind");--> statement-breakpoint
CREATE INDEX "known_answer_invoice" ON "known_answer" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_claim_once" ON "payment_claim" USING btree ("organisation_id","customer_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "payment_claim_item_claim" ON "payment_claim_item" USING btree ("organisation_id","payment_claim_id");--> statement-breakpoint
CREATE INDEX "payment_claim_item_invoice" ON "payment_claim_item" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE INDEX "proposal_dispute" ON "proposal" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_once" ON "proposal" USING btree ("organisation_id","dispute_id","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_answer_once" ON "proposal_answer" USING btree ("organisation_id","proposal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscription_once" ON "push_subscription" USING btree ("organisation_id","link_id","endpoint");--> statement-breakpoint
CREATE INDEX "push_subscription_customer" ON "push_subscription" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "satisfaction_once" ON "satisfaction" USING btree ("organisation_id","dispute_id");--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_payment_claim_id_payment_claim_organisation_id_id_fk" FOREIGN KEY ("organisation_id","payment_claim_id") REFERENCES "public"."payment_claim"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organisation_id_account_message_id_account_message_organisation_id_id_fk" FOREIGN KEY ("organisation_id","account_message_id") REFERENCES "public"."account_message"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_link" ON "attachment" USING btree ("organisation_id","link_id","uploaded_at");--> statement-breakpoint
CREATE INDEX "attachment_checking" ON "attachment" USING btree ("organisation_id","uploaded_at") WHERE scan = 'checking';--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_of" CHECK (num_nonnulls(dispute_id, payment_claim_id, account_message_id) = 1);--> statement-breakpoint
-- As a change of type: an owner who is no superuser sees no row of a table, and yet may rewrite it.
ALTER TABLE "reason" ALTER COLUMN "labels" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "labels" SET DATA TYPE jsonb USING jsonb_build_object('fr', label_fr, 'en', label_en);--> statement-breakpoint
ALTER TABLE "reason" ALTER COLUMN "labels" SET DEFAULT '{}'::jsonb;--> statement-breakpoint
-- Rows of one customer: written through his own door, read there, never removed; whoever was asked about a case sees none of them.
do $$
declare
	t text;
	own text := $c$organisation_id = scope_organisation() and (scope_is_inside() or (scope_audience() = 'portal' and customer_id = scope_customer()))$c$;
begin
	foreach t in array array['dispute_follower','dispute_amendment','known_answer','payment_claim','payment_claim_item','account_message','proposal','proposal_answer','satisfaction','upload','push_subscription'] loop
		call protect(t::regclass, own);
		execute format('create policy narrow_delete on %I as restrictive for delete to entendu_app using (not scope_is_outside())', t);
	end loop;
	-- Answered, handled and carried out from inside.
	foreach t in array array['payment_claim','payment_claim_item','account_message','proposal'] loop
		execute format('create policy narrow_update on %I as restrictive for update to entendu_app using (not scope_is_outside())', t);
	end loop;
	-- What somebody said stays as he said it.
	foreach t in array array['dispute_amendment','known_answer','proposal_answer','satisfaction'] loop
		execute format('revoke update, delete on %I from entendu_app', t);
	end loop;
end $$;
--> statement-breakpoint
create policy narrow_insert on proposal as restrictive for insert to entendu_app with check (not scope_is_outside());
--> statement-breakpoint
-- Read by everybody whose case it is, set by staff.
call protect('dispute_commitment', 'organisation_id = scope_organisation() and (scope_is_inside() or (customer_id = scope_customer() and (scope_dispute() is null or dispute_id = scope_dispute())))');
--> statement-breakpoint
create policy narrow_insert on dispute_commitment as restrictive for insert to entendu_app with check (not scope_is_outside());
--> statement-breakpoint
revoke update, delete on dispute_commitment from entendu_app;
--> statement-breakpoint
-- Papers beside an invoice: seen by whoever sees the invoice.
call protect('invoice_document', 'organisation_id = scope_organisation() and (scope_is_inside() or customer_id = scope_customer())');
--> statement-breakpoint
do $$ declare command text; begin
	foreach command in array array['insert','update','delete'] loop
		execute format(
			'create policy narrow_%s on invoice_document as restrictive for %s to entendu_app %s (not scope_is_outside())',
			command, command, case command when 'insert' then 'with check' else 'using' end
		);
	end loop;
end $$;
--> statement-breakpoint
create policy case_only on invoice_document as restrictive for select to entendu_app
	using (scope_audience() is distinct from 'resolver' or invoice_id = any ((select scope_case_invoices())::uuid[]));
--> statement-breakpoint
drop policy case_only on document;
--> statement-breakpoint
create policy case_only on document as restrictive for select to entendu_app
	using (scope_audience() is distinct from 'resolver'
		or exists (select from invoice i where i.organisation_id = document.organisation_id and i.document_id = document.id)
		or exists (select from invoice_document d where d.organisation_id = document.organisation_id and d.document_id = document.id));
--> statement-breakpoint
-- The secret in a follower's mails finds his row, to end them and nothing else.
create policy proof on dispute_follower for select to entendu_app using (stop_hash = scope_proof());
--> statement-breakpoint
-- From outside a row may be held, and of it change only the columns named by the trigger.
create function guard_columns() returns trigger language plpgsql as $$
begin
	if scope_is_outside() and (to_jsonb(new) - tg_argv) <> (to_jsonb(old) - tg_argv) then
		raise exception 'the % is changed from inside only', tg_table_name using errcode = '42501';
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger guard_columns before update on dispute_follower for each row execute function guard_columns('removed_at', 'removed_by');
--> statement-breakpoint
create trigger guard_columns before update on upload for each row execute function guard_columns('bytes_here', 'completed_at', 'claimed_at');
--> statement-breakpoint
create trigger guard_columns before update on push_subscription for each row execute function guard_columns('ended_at');
--> statement-breakpoint
-- A customer amends his case until somebody works on it: its words change, its items are replaced.
drop trigger guard_outside on dispute;
--> statement-breakpoint
create function guard_dispute() returns trigger language plpgsql as $$
declare
	amended text[] := array['reason_id', 'requested_outcome', 'explanation', 'detail', 'answer_due_on'];
	may text[] := array['status'];
begin
	if scope_audience() = 'portal' and old.status = 'submitted' then
		may := may || amended;
	end if;
	if scope_is_outside() and (to_jsonb(new) - may) <> (to_jsonb(old) - may) then
		raise exception 'the dispute is changed from inside only';
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger guard_outside before update on dispute for each row execute function guard_dispute();
--> statement-breakpoint
drop policy narrow_update on dispute_item;
--> statement-breakpoint
create policy narrow_update on dispute_item as restrictive for update to entendu_app using (scope_audience() is distinct from 'resolver');
--> statement-breakpoint
create function guard_item() returns trigger language plpgsql as $$
begin
	if not scope_is_outside() then
		return new;
	end if;
	if (to_jsonb(new) - 'replaced_at') <> (to_jsonb(old) - 'replaced_at') or not exists (
		select from dispute d where d.organisation_id = old.organisation_id and d.id = old.dispute_id and d.status = 'submitted'
	) then
		raise exception 'the dispute_item is changed from inside only';
	end if;
	return new;
end $$;
--> statement-breakpoint
create trigger guard_outside before update on dispute_item for each row execute function guard_item();
--> statement-breakpoint
-- Evidence is written once, whoever tries.
create function refuse_rewrite() returns trigger language plpgsql as $$
begin
	raise exception 'what was agreed does not change' using errcode = '55000';
end $$;
--> statement-breakpoint
create trigger proposal_answer_is_evidence before update on proposal_answer for each row execute function refuse_rewrite();
--> statement-breakpoint
create trigger dispute_amendment_is_evidence before update on dispute_amendment for each row execute function refuse_rewrite();
