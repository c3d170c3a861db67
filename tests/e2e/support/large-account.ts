import fs from 'node:fs';
import path from 'node:path';
import { askOwner, tokenOf } from './demo-world';
import { me } from './portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');

/** Three pages and a bit of invoices that are late, LOT-001 the oldest, of somebody no other journey is about; gives the path of his account. */
export async function largeAccount({ language, email } = me()): Promise<string> {
	const url = fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');
	const link = await askOwner(url, async (query) => {
		const [found] = await query<{ id: string }>(
			// Other journeys make customers and links of their own: once it is somebody's, it stays his.
			`select l.id from link l where l.kind = 'portal' and l.revoked_at is null and l.expires_at > l.created_at
				and l.language = $1 and l.holder_email <> $2
			order by exists (select from invoice i where i.organisation_id = l.organisation_id
				and i.customer_id = l.customer_id and i.number = 'LOT-001') desc, l.customer_id desc, l.created_at desc, l.id limit 1`,
			[language, email]
		);
		await query(
			`insert into invoice (organisation_id, id, customer_id, number, issued_on, due_on, currency, total_minor, created_at)
			select l.organisation_id, gen_random_uuid(), l.customer_id, 'LOT-' || lpad(g::text, 3, '0'), current_date - 500,
				current_date - 400 + g, o.currency, 10000 + g, l.created_at
			from link l join organisation o on o.id = l.organisation_id, generate_series(1, 160) g where l.id = $1
			and not exists (select from invoice i where i.organisation_id = l.organisation_id and i.number = 'LOT-001')
			on conflict do nothing`,
			[found!.id]
		);
		return found!.id;
	});
	return `/p/${tokenOf(DATA, link)}`;
}
