-- Who is at the door, for many doors in one question: each secret is proven by itself and opens its own row only.
-- A function keeps its plan; the settings end with the transaction, which holds nothing else.
create function links_at_the_door(secrets text[]) returns table (
	"tokenHash" text, id uuid, "organisationId" uuid, kind text, "customerId" uuid, "contactId" uuid, "disputeId" uuid,
	"assignmentId" uuid, "holderName" text, "holderEmail" text, "language" text, "expiresAt" timestamptz,
	"revokedAt" timestamptz, "timeZone" text, "dataVersion" text
) language plpgsql as $$
declare secret text;
begin
	perform set_config('app.audience', 'system', true);
	foreach secret in array secrets loop
		perform set_config('app.proof', secret, true);
		return query select l.token_hash, l.id, l.organisation_id, l.kind, l.customer_id, l.contact_id, l.dispute_id,
			l.assignment_id, l.holder_name, l.holder_email, l.language, l.expires_at, l.revoked_at, o.time_zone,
			pg_current_snapshot() || ' ' || pg_postmaster_start_time()
			from link l join organisation o on o.id = l.organisation_id where l.token_hash = secret;
	end loop;
end $$;
