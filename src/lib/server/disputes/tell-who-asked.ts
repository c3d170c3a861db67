import { isSameAddress } from '$lib/domain/same-address';
import { fromInside } from '../auth/from-inside';
import type { Scope, SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { withDaysNow } from './asked-days';
import type { Case } from './case-queries';
import { mailResolver } from './mail-resolver';
import { currentAssignment, type Assignment } from './queries';
import { lastAnswerOf, whoWaits } from './who-waits';

interface Reply {
	messageId: string;
	by: string;
	text: string;
	/** Of the colleague who wrote; he who asked back himself tells himself nothing. */
	email?: string;
	/** Accounts that read it in a mail already. */
	told?: readonly string[];
	/** When it came by mail; null or missing: now. What came before his question answers nothing of it. */
	saidAt?: Date | null;
}

/**
 * Whoever was asked and asked back reads what is written since, by a colleague or by the customer, with a link
 * to answer by: his time runs again from there (open-questions.ts).
 */
export const tellWhoAsked = (unit: Unit<Scope>, about: Case, reply: Reply): Promise<void> =>
	// A customer makes no link that answers in his own case: it is written from inside.
	fromInside(unit, (beside) => tell(beside, about, reply));

/** He reads that the colleague he asked works here no more: he asks another, or answers with what he knows. */
export const tellThatAskedLeft = (unit: Unit<Scope>, about: Case, left: string): Promise<void> =>
	fromInside(unit, async (beside) => {
		const waits = await waitingIn(beside, about);
		if (!waits) return;
		const { asked, question, ...mail } = waits;
		await mailResolver(beside, about, {
			...{ assignmentId: asked.id, onceKey: `resolver-left:${question.id}:${unit.today}` },
			...{ ...mail, left }
		});
	});

/** Whoever asked back and waits, with his days as they are now. */
async function waitingIn(unit: Unit<SystemScope>, about: Case) {
	const asked = await currentAssignment(unit, about.dispute.id);
	const question = asked && (await lastAnswerOf(unit, asked));
	if (!asked || question?.verdict !== 'need_information') return null;
	const { to, standsInFor } = await whoWaits(unit, asked, question.byEmail);
	const [{ dueOn }] = (await withDaysNow(unit, [asked])) as [Assignment];
	return { asked, question, to, dueOn, ...(standsInFor && { standsInFor }) };
}

async function tell(unit: Unit<SystemScope>, about: Case, reply: Reply): Promise<void> {
	const waits = await waitingIn(unit, about);
	if (!waits) return;
	const { asked, question, to, ...mail } = waits;
	if (reply.saidAt && reply.saidAt < question.at) return;
	if (reply.email && isSameAddress(reply.email, to.email)) return;
	if (to.id && reply.told?.includes(to.id)) return;
	await mailResolver(unit, about, {
		...{ assignmentId: asked.id, onceKey: `resolver-told:${question.id}:${reply.messageId}` },
		...{ to, ...mail },
		reply: { by: reply.by, text: reply.text }
	});
}
