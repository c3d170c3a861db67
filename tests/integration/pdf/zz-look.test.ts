import fs from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { seedDemo } from '$lib/server/db/seed/seed-demo';
import { invoicePdf } from '$lib/server/pdf/invoice';
import { allOrganisations } from '$lib/server/settings/queries';
import { systemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { asOwner, useDatabase } from '../../support/database';
useDatabase();
beforeAll(seedDemo);
test('look', async () => {
	for (const o of await allOrganisations()) {
		const rows = await asOwner<{ id: string }>(`select i.id from invoice i join customer c on c.id=i.customer_id where c.code='C1000' and i.organisation_id=$1 order by due_on`, [o.organisationId]);
		const scope = systemScope({ ...o, actor: 't' });
		for (const [n, r] of [rows[0]!, rows[3]!].entries()) {
			const pdf = await unitOfWork(scope, (u) => invoicePdf(u, r.id));
			console.log(pdf.name, pdf.content.length);
			fs.writeFileSync(`/tmp/photos/${o.slug}${n}.pdf`, pdf.content);
		}
	}
	expect(1).toBe(1);
});
