import { money, type Money } from '$lib/domain/money';
import { isSameAddress } from '$lib/domain/same-address';
import { formatMoney } from '$lib/i18n/format';
import { fromInside } from '../auth/from-inside';
import type { DeskScope, SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf } from '../settings/queries';
import { answerable } from './answerable';
import { withDaysNow } from './asked-days';
import type { Case, CaseItem } from './case-queries';
import { endedSince } from './ended-since';
import { mailResolver } from './mail-resolver';
import { tellStaff } from './notify-dispute';
import { currentAssignment, type Assignment } from './queries';
import { lastAnswerOf, whoWaits } from './who-waits';

interface Grown {
	/** The case whose claims it has now. */
	from: Case['dispute'];
	/** What it was about until then, and what came to it. */
	before: Money;
	added: readonly CaseItem[];
}

interface Telling extends Grown {
	/** The address of whoever put them together: he knows. */
	except: string;
}

/**
 * Whoever has the question of this case open reads that it is about more now: once, with a link to answer it by. Whoever
 * answered it reads it too, and so does whoever looks after the case: he would decide by an answer about less.
 */
export async function tellGrown(unit: Unit<DeskScope>, about: Case, grown: Grown): Promise<void> {
	if (!answerable(about.dispute.status)) return;
	const { email } = unit.scope.user;
	await fromInside(unit, (beside) => tell(beside, about, { ...grown, except: email }));
}

async function tell(unit: Unit<SystemScope>, about: Case, grown: Telling): Promise<void> {
	const asked = await currentAssignment(unit, about.dispute.id);
	if (!asked) return;
	const last = await lastAnswerOf(unit, asked);
	const answer = last && last.verdict !== 'need_information' ? last : null;
	// Of what was answered before a decision, nobody waits for more.
	if (answer && (await endedSince(unit, about.dispute.id, answer.at))) return;
	await tellResolver(unit, about, {
		...grown,
		asked,
		byEmail: last?.byEmail,
		isAnswered: !!answer
	});
	if (answer) await tellOfficer(unit, about, { ...grown, by: answer.by });
}

async function tellResolver(
	unit: Unit<SystemScope>,
	about: Case,
	{
		asked,
		byEmail,
		isAnswered,
		from,
		before,
		added,
		except
	}: Telling & {
		asked: Assignment;
		byEmail: string | undefined;
		isAnswered: boolean;
	}
): Promise<void> {
	const { to, standsInFor } = await whoWaits(unit, asked, byEmail);
	if (isSameAddress(to.email, except)) return;
	const [{ dueOn }] = (await withDaysNow(unit, [asked])) as [Assignment];
	await mailResolver(unit, about, {
		...{ assignmentId: asked.id, onceKey: `resolver-grown:${from.id}` },
		...{ to, dueOn },
		grown: {
			...{ by: from.reference, before },
			added: added.map((item) => ({ number: item.number, claimed: claimedIn(item) })),
			...(isAnswered && { isAnswered: true as const })
		},
		...(standsInFor && { standsInFor })
	});
}

/** In his digest or by mail, as he reads everything about his cases; the sum is what came to it. */
async function tellOfficer(
	unit: Unit<SystemScope>,
	about: Case,
	{ from, added, except, by }: Telling & { by: string }
): Promise<void> {
	const { language } = await organisationOf(unit);
	const amount = added.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n);
	await tellStaff(unit, about, {
		event: 'case_grown',
		onceKey: `staff-alert:case-grown:${from.id}`,
		...{ colleague: by, knownTo: [except], amount: money(amount, about.claimed.currency) },
		text: [
			from.reference,
			...added.map((item) => `${item.number} – ${formatMoney(claimedIn(item), language)}`)
		].join('\n')
	});
}

const claimedIn = ({ claimedMinor, currency }: CaseItem): Money => money(claimedMinor, currency);
