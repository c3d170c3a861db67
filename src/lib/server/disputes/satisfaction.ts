import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { DAY_MS } from '$lib/domain/calendar';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { isAsked, isLow, type Scores } from '$lib/domain/disputes/satisfaction';
import { AppError } from '$lib/domain/errors';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import { signatureOf, type PortalScope, type Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { satisfaction } from '../db/schema/satisfactions';
import { organisationOf } from '../settings/queries';
import type { Case } from './case-queries';
import { lockDispute } from './lock-dispute';
import { tellStaff } from './notify-dispute';
import { caseByReference } from './portal-queries';

/** What the customer said after the case; null while he has not. */
export async function satisfactionOf(unit: Unit<Scope>, disputeId: string) {
	const [row] = await unit.tx
		.select({
			solved: satisfaction.solved,
			ease: satisfaction.ease,
			comment: satisfaction.comment,
			byName: satisfaction.byName,
			linkId: satisfaction.linkId,
			at: satisfaction.at
		})
		.from(satisfaction)
		.where(
			and(
				eq(satisfaction.organisationId, unit.scope.organisationId),
				eq(satisfaction.disputeId, disputeId)
			)
		);
	return row ?? null;
}

/** Whether the two questions are still to be asked. */
export const surveyOpen = async (unit: Unit<PortalScope>, { dispute }: Case): Promise<boolean> =>
	isAsked(dispute.status, (await satisfactionOf(unit, dispute.id)) !== null);

export async function surveyPage(unit: Unit<PortalScope>, reference: string) {
	const { dispute } = await caseByReference(unit, reference);
	const said = await satisfactionOf(unit, dispute.id);
	const answered = said !== null;
	const open = isAsked(dispute.status, answered);
	/** Said on the day it was given: afterwards somebody may have called already. */
	const isLowScore = answered && isLow(said) && unit.now.getTime() - said.at.getTime() < DAY_MS;
	return { answered, open, isLowScore, never: !open && !answered && isClosed(dispute.status) };
}

/**
 * Said once for a case, by whoever of the customer says it first; the same said again changes nothing. A low
 * score is looked at by the colleague of the case.
 * @throws transition_not_allowed before the case is resolved, already_rated when something else was said
 */
export async function rateDispute(
	unit: Unit<PortalScope>,
	{ reference, comment, ...scores }: Scores & { reference: string; comment: string }
): Promise<void> {
	const about = await caseByReference(unit, reference);
	const { id, customerId } = about.dispute;
	const { status } = await lockDispute(unit, id);
	const first = await satisfactionOf(unit, id);
	if (first) return refuseAnother(first, { ...scores, comment });
	if (!isAsked(status, false))
		throw new AppError('transition_not_allowed', { from: status, to: status });
	await insertScores(unit, about, { ...scores, comment });
	await record(unit, 'dispute.rated', { kind: 'dispute', id, customerId }, { ...scores });
	if (!isLow(scores)) return;
	await tellStaff(unit, about, {
		event: 'low_satisfaction',
		onceKey: `staff-alert:rated:${id}`,
		amount: about.claimed,
		text: [...(await scoreLines(unit, scores)), comment].filter(Boolean).join('\n')
	});
}

type Said = Scores & { comment: string };

function refuseAnother(first: Said & { byName: string }, said: Said): void {
	const isSame = (['solved', 'ease', 'comment'] as const).every(
		(field) => first[field] === said[field]
	);
	if (!isSame) throw new AppError('already_rated', { name: first.byName });
}

/** Each score under its question. */
async function scoreLines(unit: Unit<PortalScope>, { solved, ease }: Scores): Promise<string[]> {
	const { language } = await organisationOf(unit);
	return [
		`${say('follow_survey_solved', {}, language)} ${solved} / 5`,
		`${say('follow_survey_ease', {}, language)} ${ease} / 5`
	];
}

async function insertScores(unit: Unit<PortalScope>, { dispute }: Case, said: Said): Promise<void> {
	const { organisationId, holder } = unit.scope;
	await unit.tx.insert(satisfaction).values({
		...{ organisationId, id: uuidv7(), customerId: dispute.customerId, disputeId: dispute.id },
		...said,
		...{ byName: signatureOf(holder), linkId: holder.linkId, at: unit.now }
	});
}
