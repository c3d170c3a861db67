import type { Money } from '$lib/domain/money';
import { isSameAddress } from '$lib/domain/same-address';
import { fromInside } from '../auth/from-inside';
import type { DeskScope, SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answerable } from './answerable';
import { withDaysNow } from './asked-days';
import type { Case } from './case-queries';
import { mailResolver } from './mail-resolver';
import { currentAssignment, type Assignment } from './queries';
import { lastAnswerOf, whoWaits } from './who-waits';

interface Grown {
	/** The case whose claims it has now. */
	from: Case['dispute'];
	/** What it was about until then. */
	before: Money;
}

/** Whoever has the question of this case open reads that it is about more now: once, with a link to answer it by. */
export async function tellGrown(unit: Unit<DeskScope>, about: Case, grown: Grown): Promise<void> {
	if (!answerable(about.dispute.status)) return;
	const { email } = unit.scope.user;
	await fromInside(unit, (beside) => tell(beside, about, { ...grown, except: email }));
}

async function tell(
	unit: Unit<SystemScope>,
	about: Case,
	{ from, before, except }: Grown & { except: string }
): Promise<void> {
	const asked = await currentAssignment(unit, about.dispute.id);
	const last = asked && (await lastAnswerOf(unit, asked));
	if (!asked || (last && last.verdict !== 'need_information')) return;
	const { to, standsInFor } = await whoWaits(unit, asked, last?.byEmail);
	// Who put them together knows.
	if (isSameAddress(to.email, except)) return;
	const [{ dueOn }] = (await withDaysNow(unit, [asked])) as [Assignment];
	await mailResolver(unit, about, {
		...{ assignmentId: asked.id, onceKey: `resolver-grown:${from.id}` },
		...{ to, dueOn },
		grown: { by: from.reference, before },
		...(standsInFor && { standsInFor })
	});
}
