import type { HoursState } from './sending-hours';

/** What somebody, or the engine itself, may tell a run to do. */
export const RUN_ORDERS = ['pause', 'resume', 'cancel', 'stop', 'approve'] as const;
export type RunOrder = (typeof RUN_ORDERS)[number];

/** `stopped`: its volume is abnormal; it waits for somebody to approve or cancel it. */
export type RunState = 'running' | 'paused' | 'stopped' | 'cancelled';

const AFTER: Record<RunOrder, RunState> = {
	pause: 'paused',
	resume: 'running',
	cancel: 'cancelled',
	stop: 'stopped',
	approve: 'running'
};

/** The last order holds; nobody ordered anything = it runs. */
export const stateAfter = (order: RunOrder | undefined): RunState =>
	order ? AFTER[order] : 'running';

/** A pause is no way around a stop, and what was cancelled stays so: the next day plans anew. */
const ALLOWED: Record<RunState, readonly RunOrder[]> = {
	running: ['pause', 'cancel', 'stop'],
	paused: ['resume', 'cancel'],
	stopped: ['approve', 'cancel'],
	cancelled: []
};

export const mayOrder = (state: RunState, order: RunOrder): boolean =>
	ALLOWED[state].includes(order);

export interface RunStanding {
	state: RunState;
	/** Its day is past: nothing more is planned in it. */
	isOver: boolean;
	/** Everybody was looked at. */
	isThrough: boolean;
	/** What has neither left nor been settled by a person. */
	open: number;
	/** Those among them that leave by themselves, now or once a person says yes. */
	toLeave: number;
}

/** Nothing of it can change any more. */
export const isFinished = ({ state, isOver, open }: RunStanding): boolean =>
	state === 'running' && isOver && open === 0;

/** Those among the allowed orders that would change something. */
export const usefulOrders = (standing: RunStanding): RunOrder[] =>
	ALLOWED[standing.state].filter((order) => {
		if (isFinished(standing)) return false;
		const { state, isThrough, open, toLeave } = standing;
		if (state !== 'running' || !isThrough) return true;
		// Looked at whole: what already left is neither held back nor called off.
		if (order === 'pause') return toLeave > 0;
		return order !== 'cancel' || open > 0;
	});

/** Planned messages of the run wait. */
export const holdsMails = (state: RunState): boolean => state === 'paused' || state === 'stopped';

/** The engine goes on deciding: a stopped run too, so that a person sees all of it before approving. */
export const looksOn = (state: RunState): boolean => state === 'running' || state === 'stopped';

/** What it comes to when somebody asks for a look at everybody at this moment. */
export type RunNow =
	| 'sends'
	/** It looks, and its messages wait for a yes. */
	| 'waits'
	| 'paused'
	| 'cancelled'
	/** Nothing is planned at such an hour, or on such a day. */
	| 'before'
	| 'over'
	| 'closed';

/** `state`: of the run of today; null = there is none yet. */
export function runningNow(
	state: RunState | null,
	{ now, workingDay }: { now: HoursState | null; workingDay: boolean }
): RunNow {
	if (state === 'paused' || state === 'cancelled') return state;
	if (!workingDay) return 'closed';
	if (now === 'before' || now === 'over') return now;
	return state === 'stopped' ? 'waits' : 'sends';
}
