import { encode } from 'uqr';
import type { Unit } from '../../db/client';
import { secondFactor } from '../../db/schema/second-factors';
import { organisationOf } from '../../settings/queries';
import type { InsideScope } from '../scope';
import { endStepsOf } from '../sign-in-step';
import { factorOf, ofUser } from './queries';
import { openSecret, sealSecret } from './sealed';
import { newSecret, totpUri } from './totp';

/**
 * A new secret to be scanned, every time: one that somebody saw before is never taken up. The one in force
 * stays until a code of this one was right. Whoever is between the password and the code of an earlier one is
 * sent back: his page would show him this one.
 */
export async function proposeFactor(unit: Unit<InsideScope>, userId: string): Promise<void> {
	await endStepsOf(unit, userId);
	const proposed = sealSecret(unit, userId, newSecret());
	const { organisationId } = unit.scope;
	await unit.tx
		.insert(secondFactor)
		.values({ organisationId, userId, proposed })
		.onConflictDoUpdate({
			target: [secondFactor.organisationId, secondFactor.userId],
			set: { proposed }
		});
}

/** What is scanned or typed; null when nothing is proposed. */
export async function proposalOf(
	unit: Unit<InsideScope>,
	{ id, email }: { id: string; email: string }
) {
	const found = await factorOf(unit, id);
	if (!found?.proposed) return null;
	const secret = openSecret(unit, id, found.proposed);
	if (secret === null) return null;
	const { name: issuer } = await organisationOf(unit);
	return {
		secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
		picture: pictureOf(totpUri(secret, { issuer, label: email }))
	};
}

export async function forgetProposal(unit: Unit<InsideScope>, userId: string): Promise<void> {
	await unit.tx.update(secondFactor).set({ proposed: null }).where(ofUser(unit, userId));
}

/** Dark squares as one path, on a ground of `size` squares a side. */
function pictureOf(text: string): { size: number; path: string } {
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const squares = data.flatMap((row, y) =>
		row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))
	);
	return { size, path: squares.join('') };
}
