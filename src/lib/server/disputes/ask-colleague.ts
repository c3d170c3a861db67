import { can } from '$lib/domain/access';
import { NOTE_ON_A_CASE } from '$lib/domain/worklist/next-step';
import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday, type Colleague } from '../absences/presence';
import { record } from '../audit/record';
import { fromInside } from '../auth/from-inside';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { usersOf } from '../settings/queries';
import type { AnswerScope } from './answerable';
import type { Case } from './case-queries';
import { addressIn } from './colleague';
import { joinCase } from './join-case';
import { leftToDecide } from './left-to-decide';

export const addressBehind = (scope: AnswerScope): string =>
	scope.audience === 'desk' ? scope.user.email : scope.holder.email;

/**
 * Whoever has an account and may write on the case, by his address or his whole name, or who stands in for him
 * today. Null: nobody, somebody whose name another bears too, or he himself.
 */
export async function foundColleague(
	unit: Unit<AnswerScope>,
	typed: string
): Promise<Colleague | null> {
	const presences = await presenceToday(unit);
	const own = addressBehind(unit.scope);
	const [meant, second] = (await fromInside(unit, usersOf)).filter(isMeant(typed));
	if (!meant || second) return null;
	const who = presences.answering(meant.id) ?? meant;
	return can(who.role, 'disputes.message') && !isSameAddress(who.email, own) ? who : null;
}

function isMeant(typed: string) {
	const email = addressIn(typed);
	const name = typed.trim().toLowerCase();
	return (one: Colleague): boolean =>
		email ? isSameAddress(one.email, email) : one.name.toLowerCase() === name;
}

interface Asked {
	who: Colleague;
	answerId: string;
	/** The question. */
	handOver: string;
	signedName: string;
}

/** He takes part in the case from then on, and is mailed whatever he reads once a day: somebody waits for him. */
export async function askColleague(
	unit: Unit<AnswerScope>,
	about: Case,
	{ who, answerId, handOver: text, signedName: colleague }: Asked
): Promise<void> {
	const { reference, customerId, id: disputeId } = about.dispute;
	// A link sees neither accounts nor who takes part.
	await fromInside(unit, (beside) => joinCase(beside, about, { ...who, by: colleague }));
	const subject = { kind: 'dispute', id: disputeId, customerId } as const;
	await record(unit, 'dispute.colleague_asked', subject, { answerId, userId: who.id });
	await putMail(unit, {
		...{ mail: 'staff-alert', onceKey: `resolver-asks:${answerId}` },
		to: { name: who.name, email: who.email, language: who.language },
		facts: {
			...{ event: 'resolver_asks', reference, deskPath: `/disputes/${reference}${NOTE_ON_A_CASE}` },
			...{ customerName: about.customer.name, colleague, text },
			amount: (await leftToDecide(unit, about)).claimed
		},
		...{ customerId, disputeId }
	});
}
