import {
	mayBecome,
	reasonKept,
	type CaseOfReason,
	type ReasonKept
} from '$lib/domain/disputes/reason-change';
import type { Labels } from '$lib/domain/language';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { reasonsOf } from '../settings/queries';
import { openRequestOf } from './approval-requests';
import type { Case } from './case-queries';
import { leftToDecide } from './left-to-decide';
import { proposalsOf } from './proposals';

/** What decides whether a case may have another reason. */
export async function reasonFacts(unit: Unit<DeskScope>, about: Case): Promise<CaseOfReason> {
	const { id, status } = about.dispute;
	const offers = await proposalsOf(unit, about);
	return {
		...{ status, holdsWholeInvoice: about.reason.holdsWholeInvoice },
		approvalWaits: (await openRequestOf(unit, id)) !== null,
		offerOpen: offers.some(({ state }) => state === 'open'),
		isCredited: (await leftToDecide(unit, about)).credited.size > 0
	};
}

export interface OfferedReason {
	code: string;
	labels: Labels;
	holdsWholeInvoice: boolean;
}

/** The reasons a case may have instead, or why it keeps its own. */
export async function reasonsInstead(
	unit: Unit<DeskScope>,
	about: Case
): Promise<{ kept: ReasonKept | null; offered: OfferedReason[] }> {
	const facts = await reasonFacts(unit, about);
	const others = (await reasonsOf(unit)).filter(
		(reason) => mayBecome(reason) && reason.id !== about.reason.id
	);
	const offered = others.filter((reason) => reasonKept(facts, reason) === null);
	return {
		kept: offered.length === 0 && others[0] ? reasonKept(facts, others[0]) : null,
		offered: offered.map(({ code, labels, holdsWholeInvoice }) => ({
			...{ code, labels, holdsWholeInvoice }
		}))
	};
}
