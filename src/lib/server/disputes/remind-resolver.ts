import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday } from '../absences/presence';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { headToday } from './head-today';
import { tellStaff } from './notify-dispute';
import { askHead, askHimself, askStandIn, type Reminded } from './reminder-mails';
import { tellOfNobody } from './tell-of-nobody';
import { whoAnswersFor } from './who-answers-for';

/** Whoever was asked is asked again, or who stands in for him and nobody else; from some day on the head of his team reads it too, and so does staff. */
export async function remindOf(
	unit: Unit<SystemScope>,
	about: Case,
	due: Reminded & { nth: number }
): Promise<void> {
	const { asked, step, told, nth } = due;
	const { standIn } = told;
	const which = step.kind === 'moved' ? `:${nth}` : '';
	const onceKey = `follow-up:${asked.id}:${step.on}${which}`;
	if (standIn)
		await askStandIn(unit, about, {
			...due,
			standIn,
			onceKey: `${onceKey}:stand-in`
		});
	else await askHimself(unit, about, { ...due, onceKey });
	await tellOfNobody(unit, about, { ...told, id: asked.id, name: asked.resolverName });
	if (step.kind === 'manager') await tellHead(unit, about, { ...due, onceKey });
}

async function tellHead(
	unit: Unit<SystemScope>,
	about: Case,
	{ asked, step, told: { standIn }, onceKey }: Reminded & { onceKey: string }
): Promise<void> {
	const named = await whoAnswersFor(unit, about, asked);
	const today = named && headToday(named, await presenceToday(unit));
	// Who was asked himself, or stands in for him, has read it already.
	const read = standIn ? [asked.resolverEmail, standIn.email] : [asked.resolverEmail];
	const head = read.some((email) => today && isSameAddress(today.headEmail, email)) ? null : today;
	if (head) await askHead(unit, about, { asked, step, head, onceKey: `${onceKey}:head` });
	// Where nobody answers for the team, the collector reads it all the same and asks somebody else.
	await tellStaff(unit, about, {
		event: 'resolver_silent',
		onceKey: `staff-alert:silent:${asked.id}:${step.on}`,
		text: '',
		colleague: standIn?.name ?? asked.resolverName,
		knownTo: [standIn?.email ?? asked.resolverEmail, ...(head ? [head.headEmail] : [])]
	});
}
