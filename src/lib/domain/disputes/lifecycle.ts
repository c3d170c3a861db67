/** The life of a case: which step may follow which. Reopening is an event that goes back to in_progress. */
export const DISPUTE_STATUSES = [
	'submitted',
	'assigned',
	'in_progress',
	'waiting_customer',
	'waiting_third_party',
	'decided',
	'implementing',
	'resolved',
	'withdrawn',
	'duplicate',
	'not_a_dispute'
] as const;
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

/** Ends without a decision; what staff write with one is told to the customer. */
export const SIDE_EXITS = [
	'withdrawn',
	'duplicate',
	'not_a_dispute'
] as const satisfies DisputeStatus[];
export type SideExit = (typeof SIDE_EXITS)[number];

export const TRANSITIONS: Record<DisputeStatus, readonly DisputeStatus[]> = {
	submitted: ['assigned', 'in_progress', 'waiting_customer', 'decided', ...SIDE_EXITS],
	assigned: [
		'assigned',
		'in_progress',
		'waiting_customer',
		'waiting_third_party',
		'decided',
		...SIDE_EXITS
	],
	in_progress: ['assigned', 'waiting_customer', 'waiting_third_party', 'decided', ...SIDE_EXITS],
	waiting_customer: ['assigned', 'in_progress', 'decided', ...SIDE_EXITS],
	waiting_third_party: ['assigned', 'in_progress', 'waiting_customer', 'decided', ...SIDE_EXITS],
	decided: ['implementing', 'resolved', 'in_progress'],
	implementing: ['resolved', 'in_progress'],
	resolved: ['in_progress'],
	withdrawn: ['in_progress'],
	duplicate: ['in_progress'],
	not_a_dispute: ['in_progress']
};

export const canMove = (from: DisputeStatus, to: DisputeStatus): boolean =>
	TRANSITIONS[from].includes(to);

/** What went into another case is claimed there: it takes no step any more. */
export const mayTakeStep = (
	{ status, isMerged }: { status: DisputeStatus; isMerged: boolean },
	to: DisputeStatus
): boolean => !isMerged && canMove(status, to);

/** Somebody is still to decide. */
export const UNDECIDED_STATUSES = DISPUTE_STATUSES.filter((status) => canMove(status, 'decided'));
/** Nobody decided yet and nobody waits for the customer: the promised day counts. */
export const RUNNING_STATUSES: DisputeStatus[] = UNDECIDED_STATUSES.filter(
	(status) => status !== 'waiting_customer'
);

const CLOSED: ReadonlySet<DisputeStatus> = new Set(['resolved', ...SIDE_EXITS]);

/** A closed case holds nothing any more (its quiet period may). */
export const isClosed = (status: DisputeStatus): boolean => CLOSED.has(status);
export const isActive = (status: DisputeStatus): boolean => !CLOSED.has(status);
/** From there work on a case begins again: it is over, or decided. */
export const isReopening = (from: DisputeStatus): boolean =>
	isClosed(from) || from === 'decided' || from === 'implementing';
/** Somebody outside the house is waited for. */
export const waitsOutside = (status: DisputeStatus): boolean =>
	status === 'waiting_customer' || status === 'waiting_third_party';

export const ACTIVE_STATUSES = DISPUTE_STATUSES.filter(isActive);

/** Nothing is left to find out: what remains is to carry out what was decided, if anything. */
export const isDecidedOrOver = (status: DisputeStatus): boolean =>
	CLOSED.has(status) || status === 'decided' || status === 'implementing';
/** Going back to work from one of these is opening it again. */
export const ENDED_STATUSES = DISPUTE_STATUSES.filter(isDecidedOrOver);
