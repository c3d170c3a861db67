import { uuidv7 } from 'uuidv7';
import { hashOf } from '../auth/hash';
import type { DeskScope } from '../auth/scope';
import { stopKeyOf } from '../auth/stop-key';
import type { Unit } from '../db/client';
import { disputeFollower } from '../db/schema/followers';
import type { Case } from './case-queries';
import { followersEver, recipientsOf, type Recipient } from './recipients';

/** Whoever was told about the one case is told about the other from now on, unless he ended its mails himself. */
export async function takeFollowers(
	unit: Unit<DeskScope>,
	{ into, from }: { into: Case; from: Case }
): Promise<void> {
	const there = (await recipientsOf(unit, into)).map(({ email }) => email.toLowerCase());
	const ended = (await followersEver(unit, into.dispute.id)).filter(isEndedByHimself);
	const not = new Set([...there, ...ended.map(({ email }) => email.toLowerCase())]);
	const joining = (await recipientsOf(unit, from)).filter(
		({ email }) => !not.has(email.toLowerCase())
	);
	for (const who of joining) await unit.tx.insert(disputeFollower).values(rowOf(unit, into, who));
}

const isEndedByHimself = ({ removedBy, email }: { removedBy: string | null; email: string }) =>
	removedBy === email;

function rowOf(unit: Unit<DeskScope>, { dispute }: Case, who: Recipient) {
	const id = uuidv7();
	const { organisationId, user } = unit.scope;
	return {
		...{ organisationId, id, customerId: dispute.customerId, disputeId: dispute.id },
		...{ contactId: who.contactId, name: who.name, email: who.email, language: who.language },
		...{ addedAt: unit.now, addedByKind: 'staff' as const, addedByName: user.name },
		stopHash: hashOf(stopKeyOf(id))
	};
}
