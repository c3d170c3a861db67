import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import { askOwner, tokenOf } from './demo-world';

const DATA = path.resolve(import.meta.dirname, '../../../.data/e2e');

/** One more link of this person, as a further mail brings one: only so many an hour are sent on demand. */
export const linkOf = (email: string): Promise<string> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), async (query) => {
		const id = uuidv7();
		const token = tokenOf(DATA, id);
		const hash = createHash('sha256').update(token).digest('hex');
		const made = await query(
			`insert into link select (jsonb_populate_record(l, $1)).* from link l
			where l.kind = 'portal' and l.holder_email = $2 and l.revoked_at is null limit 1 returning id`,
			[JSON.stringify({ id, token_hash: hash, expires_at: '2099-01-01T00:00:00Z' }), email]
		);
		expect(made).toHaveLength(1);
		return `/p/${token}`;
	});
