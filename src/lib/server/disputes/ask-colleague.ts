import { can } from '$lib/domain/access';
import { isSameAddress } from '$lib/domain/same-address';
import { systemScope } from '../auth/scope';
import { withScope, type Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { usersOf } from '../settings/queries';
import type { AnswerScope } from './answerable';
import type { Case } from './case-queries';
import { addressIn } from './colleague';
import { joinCase } from './join-case';
import { leftToDecide } from './left-to-decide';

interface Asked {
	answerId: string;
	/** As typed. */
	colleague: string;
	/** The question. */
	handOver: string;
	signedName: string;
}

/**
 * A colleague with an account takes part in the case from then on, and reads the question in a mail, whatever
 * he reads once a day: somebody waits for him. Of anybody else the collector is told, who knows whom to ask.
 */
export async function askColleague(
	unit: Unit<AnswerScope>,
	about: Case,
	asked: Asked
): Promise<void> {
	const { organisationId, timeZone } = unit.scope;
	const inside = systemScope({ organisationId, timeZone, actor: 'links' });
	const who = await withScope(unit, inside, async (beside) => {
		const found = (await usersOf(beside)).find(isMeant(asked.colleague));
		if (found) await joinCase(beside, about, { ...found, by: asked.signedName });
		return found;
	});
	if (who) await mailQuestion(unit, about, who, asked);
}

type Account = Awaited<ReturnType<typeof usersOf>>[number];

/** Whoever can answer on the case; what names two colleagues names nobody. */
function isMeant(typed: string) {
	const email = addressIn(typed);
	const name = typed.trim().toLowerCase();
	return (one: Account): boolean =>
		can(one.role, 'disputes.message') &&
		(email ? isSameAddress(one.email, email) : one.name.toLowerCase() === name);
}

const mailQuestion = async (
	unit: Unit<AnswerScope>,
	about: Case,
	{ name, email, language }: Account,
	{ answerId, handOver: text, signedName: colleague }: Asked
): Promise<void> => {
	const { reference, customerId, id: disputeId } = about.dispute;
	await putMail(unit, {
		...{ mail: 'staff-alert', onceKey: `resolver-asks:${answerId}` },
		to: { name, email, language },
		facts: {
			...{ event: 'resolver_asks', reference, deskPath: `/disputes/${reference}` },
			...{ customerName: about.customer.name, colleague, text },
			amount: (await leftToDecide(unit, about)).claimed
		},
		...{ customerId, disputeId }
	});
};
