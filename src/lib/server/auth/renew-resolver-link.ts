import { isSameAddress } from '$lib/domain/same-address';
import { presenceToday, type Presences } from '../absences/presence';
import { unitOfWork, type Unit } from '../db/client';
import { answerable } from '../disputes/answerable';
import { withDaysNow } from '../disputes/asked-days';
import { caseOf, type Case } from '../disputes/case-queries';
import { headToday, type HeadToday } from '../disputes/head-today';
import { mailResolver } from '../disputes/mail-resolver';
import { openQuestions } from '../disputes/open-questions';
import { currentAssignment, type Assignment } from '../disputes/queries';
import { toldToHeads, waitingAssignments } from '../disputes/resolver-queries';
import { askHead } from '../disputes/reminder-mails';
import { whoAnswersFor } from '../disputes/who-answers-for';
import { isClosedAddress } from '../settings/closed-accounts';
import { allOrganisations } from '../settings/queries';
import { teamsInUse, type TeamHead } from '../settings/team-queries';
import { linkKeeper, type Link } from './links';
import { freeKey, type Renewal } from './renewal-key';
import { askStandInAgain, askStandInOfAll } from './renew-stand-in-link';
import type { SystemScope } from './scope';

/** The question is asked again where it was asked, as long as it waits there for an answer. */
export async function renewResolverLink(
	found: Pick<Link, 'organisationId' | 'disputeId' | 'assignmentId' | 'holderEmail'>
): Promise<Renewal> {
	const { disputeId, assignmentId, holderEmail } = found;
	if (!disputeId || !assignmentId) return 'over';
	return unitOfWork(await linkKeeper(found), async (unit) => {
		if (await isClosedAddress(unit, holderEmail)) return 'over';
		const about = await caseOf(unit, disputeId);
		const asked = await questionNow(unit, disputeId);
		if (asked?.id !== assignmentId || !answerable(about.dispute.status)) return 'over';
		if (asked.resolverEmail === holderEmail) return askAgain(unit, about, asked);
		const standIn = await askStandInAgain(unit, about, asked, holderEmail);
		return standIn === 'over' ? askHeadAgain(unit, about, asked, holderEmail) : standIn;
	});
}

/** With the day he answers by as it stands now. */
async function questionNow(unit: Unit<SystemScope>, disputeId: string): Promise<Assignment | null> {
	const asked = await currentAssignment(unit, disputeId);
	const [now = null] = asked ? await withDaysNow(unit, [asked]) : [];
	return now;
}

/** Cases somebody without a link is asked about again; a stranger who types an address fills no box with it. */
const MOST_AT_ONCE = 10;
const PER_HOUR_UNPROVEN = 1;
/** Looked through for those a head of team was told of. */
const MOST_TOLD = 50;

/** Somebody types an address: what waits for its answer, in whatever organisation, is asked there again. */
export async function renewResolverLinksOf(email: string): Promise<void> {
	for (const found of await allOrganisations())
		await unitOfWork(await linkKeeper(found), async (unit) => {
			if (await isClosedAddress(unit, email.trim())) return;
			for (const asked of await waitingAssignments(unit, email.trim(), MOST_AT_ONCE))
				await askAgain(unit, await caseOf(unit, asked.disputeId), asked, PER_HOUR_UNPROVEN);
			await askStandInOfAll(unit, email.trim(), MOST_AT_ONCE, PER_HOUR_UNPROVEN);
			await askHeadOfAll(unit, email.trim());
		});
}

async function askHeadOfAll(unit: Unit<SystemScope>, email: string): Promise<void> {
	const presences = await presenceToday(unit);
	const teams = await teamsInUse(unit);
	if (!teams.some(({ head }) => head && readerFor(head, presences, email))) return;
	let left = MOST_AT_ONCE;
	for (const asked of await toldToHeads(unit, MOST_TOLD)) {
		const about = await caseOf(unit, asked.disputeId);
		const renewal = await askHeadAgain(unit, about, asked, email, PER_HOUR_UNPROVEN);
		if (renewal === 'mailed') left--;
		if (left === 0) return;
	}
}

async function askAgain(
	unit: Unit<SystemScope>,
	about: Case,
	asked: Assignment,
	perHour?: number
): Promise<Renewal> {
	const { id: assignmentId, resolverEmail, dueOn } = asked;
	const onceKey = await freeKey(unit, `${assignmentId}:${resolverEmail}`, perHour);
	if (!onceKey) return 'enough';
	await mailResolver(unit, about, {
		...{ assignmentId, onceKey, dueOn },
		to: { email: resolverEmail, name: asked.resolverName, language: asked.language }
	});
	return 'mailed';
}

/** Whoever answers for the team, as long as it is he and nobody has answered what is late. */
async function askHeadAgain(
	unit: Unit<SystemScope>,
	about: Case,
	asked: Assignment,
	email: string,
	perHour?: number
): Promise<Renewal> {
	const isLate = asked.dueOn < unit.today;
	if (!isLate || (await openQuestions(unit, [asked.id])).length === 0) return 'over';
	const named = await whoAnswersFor(unit, about, asked);
	const head = named && readerFor(named, await presenceToday(unit), email);
	if (!head || isSameAddress(asked.resolverEmail, email)) return 'over';
	const onceKey = await freeKey(unit, `${asked.id}:${head.headEmail}`, perHour);
	if (!onceKey) return 'enough';
	const step = { kind: 'manager', on: unit.today, dueOn: asked.dueOn } as const;
	await askHead(unit, about, { asked, step, head, onceKey });
	return 'mailed';
}

/** The head, or whoever stands in for him today, when it is his address; a head who is away may still read it. */
const readerFor = (head: TeamHead, presences: Presences, email: string): HeadToday | undefined =>
	[head, headToday(head, presences)].find(({ headEmail }) => isSameAddress(headEmail, email));
