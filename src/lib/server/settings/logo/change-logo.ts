import { eq } from 'drizzle-orm';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { organisation } from '../../db/schema/organisations';
import { storeFileIn } from '../../files';
import { organisationOf } from '../queries';

/**
 * Keeps a picture that was drawn again, or shows the name alone. The file before it stays: a database that is
 * restored to yesterday finds the logo of yesterday.
 */
export async function changeLogo(
	unit: Unit<InsideScope>,
	picture: Uint8Array | null
): Promise<void> {
	const { organisationId: id } = unit.scope;
	const before = await organisationOf(unit);
	if (!picture && !before.logoKey) return;
	const stored = picture && (await storeFileIn(unit, picture));
	await unit.tx
		.update(organisation)
		.set({
			logoKey: stored?.storageKey ?? null,
			logoMime: stored ? 'image/png' : null,
			logoSha256: stored?.sha256 ?? null
		})
		.where(eq(organisation.id, id));
	await record(
		unit,
		'organisation.logo_changed',
		{ kind: 'organisation', id },
		{ before: before.logoSha256, after: stored?.sha256 ?? null }
	);
}
