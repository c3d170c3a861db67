import { isClosed, type DisputeStatus } from './lifecycle';

/** What everybody who follows a case is told when it moves. */
export type VisibleChange =
	| 'assigned'
	| 'checking'
	| 'waiting_customer'
	| 'decided'
	| 'implementing'
	| 'resolved'
	| 'withdrawn'
	| 'closed'
	| 'reopened';

/** By where it comes to. Nothing: the customer reads the same as before. */
const TOLD: Readonly<Record<DisputeStatus, VisibleChange | null>> = {
	submitted: null,
	assigned: 'checking',
	in_progress: 'checking',
	waiting_customer: 'waiting_customer',
	waiting_third_party: 'checking',
	decided: 'decided',
	implementing: 'implementing',
	resolved: 'resolved',
	withdrawn: 'withdrawn',
	duplicate: 'closed',
	not_a_dispute: 'closed'
};

/** Who looks at it within the house is nobody else's business: to the customer all of this is one stage. */
const LOOKED_AT: ReadonlySet<DisputeStatus> = new Set(['in_progress', 'waiting_third_party']);
const ANSWERED: ReadonlySet<DisputeStatus> = new Set(['decided', 'implementing']);

/** Which steps of a case are told, and as what: the one table every mail about a step comes from. */
export function visibleChange(from: DisputeStatus, to: DisputeStatus): VisibleChange | null {
	if (to === 'in_progress' && (isClosed(from) || ANSWERED.has(from))) return 'reopened';
	if (to === 'assigned' && from === 'submitted') return 'assigned';
	if (to === 'assigned' && from === 'assigned') return null;
	return LOOKED_AT.has(from) && (LOOKED_AT.has(to) || to === 'assigned') ? null : TOLD[to];
}
