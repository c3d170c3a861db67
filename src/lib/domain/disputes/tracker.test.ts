import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate, type LocalDate } from '$lib/domain/calendar';
import { TRANSITIONS, type DisputeStatus } from './lifecycle';
import { stepReached, trackerOf, type TrackerFacts, type TrackerTransition } from './tracker';

const OPENED = localDate('2026-03-02');

/** One move a day, by staff unless told otherwise. */
function history(
	...moves: (DisputeStatus | [DisputeStatus, TrackerTransition['byKind']])[]
): TrackerTransition[] {
	const steps = moves.map((move) => (typeof move === 'string' ? ([move, 'staff'] as const) : move));
	return steps.map(([toStatus, byKind], index) => ({
		fromStatus: steps[index - 1]?.[0] ?? null,
		toStatus,
		byKind,
		on: addDays(OPENED, index),
		at: morningOf(addDays(OPENED, index))
	}));
}

const morningOf = (day: LocalDate) => new Date(`${day}T09:00:00Z`);

const dispute = (
	transitions: TrackerTransition[],
	overrides: Partial<TrackerFacts> = {}
): TrackerFacts => ({
	status: transitions.at(-1)!.toStatus,
	openedOn: OPENED,
	answerDueOn: addDays(OPENED, 4),
	team: 'logistics',
	transitions,
	assignment: null,
	resolution: null,
	commitments: [],
	calendar: { weekdays: [1, 2, 3, 4, 5, 6, 7], closed: new Set() },
	today: OPENED,
	...overrides
});

const steps = (facts: TrackerFacts) =>
	trackerOf(facts).steps.map(({ key, state, on, who }) => [key, state, on, who]);

const submitted: [DisputeStatus, TrackerTransition['byKind']] = ['submitted', 'customer'];

describe('the tracker', () => {
	it('starts with a dispute received from the customer', () => {
		expect(steps(dispute(history(submitted)))).toEqual([
			['received', 'current', '2026-03-02', 'customer'],
			['assigned', 'todo', null, null],
			['checking', 'todo', null, null],
			['decision', 'todo', null, null],
			['closed', 'todo', null, null]
		]);
	});

	it('shows the day and the team of every step up to the end', () => {
		const facts = dispute(history(submitted, 'assigned', 'in_progress', 'decided', 'resolved'), {
			resolution: { decidedOn: localDate('2026-03-05') }
		});
		expect(steps(facts)).toEqual([
			['received', 'done', '2026-03-02', 'customer'],
			['assigned', 'done', '2026-03-03', 'logistics'],
			['checking', 'done', '2026-03-04', 'logistics'],
			['decision', 'done', '2026-03-05', 'collections'],
			['closed', 'done', '2026-03-06', 'collections']
		]);
	});

	it('says of no step a quick decision jumped over that somebody did it', () => {
		expect(steps(dispute(history('submitted', 'decided'))).slice(0, 4)).toEqual([
			['received', 'done', '2026-03-02', 'collections'],
			['assigned', 'skipped', null, null],
			['checking', 'skipped', null, null],
			['decision', 'current', '2026-03-03', 'collections']
		]);
	});

	it('dates a jumped-over assignment with the assignment itself, unless it came later', () => {
		const assignedStep = (assignedOn: string) => {
			const assignment = { assignedOn: localDate(assignedOn) };
			return steps(dispute(history(submitted, 'in_progress'), { assignment }))[1];
		};
		expect(assignedStep('2026-03-02')).toEqual(['assigned', 'done', '2026-03-02', 'logistics']);
		expect(assignedStep('2026-03-09')).toEqual(['assigned', 'done', '2026-03-03', 'logistics']);
	});

	it('does not step back when the case is handed to a colleague', () => {
		const facts = dispute(history(submitted, 'assigned', 'in_progress', 'assigned'));
		expect(trackerOf(facts).steps[2]).toMatchObject({
			key: 'checking',
			state: 'current',
			on: '2026-03-04'
		});
		expect(trackerOf(facts).steps[1]).toMatchObject({ state: 'done', on: '2026-03-03' });
	});

	it('says the day a case was opened again, and of no other', () => {
		const moves: DisputeStatus[] = ['in_progress', 'decided', 'resolved', 'in_progress'];
		expect(trackerOf(dispute(history(submitted, ...moves.slice(0, 3)))).reopenedOn).toBeNull();
		expect(trackerOf(dispute(history(submitted, ...moves))).reopenedOn).toBe('2026-03-06');
		expect(trackerOf(dispute(history(submitted, ...moves, 'decided'))).reopenedOn).toBe(
			'2026-03-06'
		);
	});

	it('goes back to checking when the case is reopened, and forgets the old decision', () => {
		const facts = dispute(history(submitted, 'decided', 'resolved', 'in_progress'), {
			resolution: { decidedOn: addDays(OPENED, 1) }
		});
		expect(steps(facts).slice(2)).toEqual([
			['checking', 'current', '2026-03-05', 'logistics'],
			['decision', 'todo', null, null],
			['closed', 'todo', null, null]
		]);
	});

	it('looks forward to another day while the customer is waited for only once it is another one', () => {
		const facts = dispute(history(submitted, 'waiting_customer'));
		expect(trackerOf({ ...facts, today: addDays(OPENED, 1) }).suspended).toEqual({
			...{ newOn: null, missedOn: null }
		});
		expect(trackerOf({ ...facts, today: addDays(OPENED, 3) }).suspended).toEqual({
			...{ newOn: addDays(OPENED, 6), missedOn: null }
		});
	});

	it('asked after the day we gave, the customer reads that it had gone by', () => {
		const facts = dispute(history(submitted, 'waiting_customer'), { answerDueOn: OPENED });
		expect(trackerOf({ ...facts, today: addDays(OPENED, 4) }).suspended).toMatchObject({
			missedOn: OPENED
		});
	});

	it('says that the customer must reply', () => {
		const facts = dispute(history(submitted, 'assigned', 'waiting_customer'));
		expect(trackerOf(facts)).toMatchObject({ yourReplyNeeded: true, withdrawn: false });
		expect(trackerOf(facts).steps[2]!.state).toBe('current');
	});

	it('closes a withdrawn dispute without pretending that it was decided', () => {
		const facts = dispute(history(submitted, 'assigned', ['withdrawn', 'customer']));
		expect(trackerOf(facts).withdrawn).toBe(true);
		expect(steps(facts).slice(1)).toEqual([
			['assigned', 'done', '2026-03-03', 'logistics'],
			['checking', 'skipped', null, null],
			['decision', 'skipped', null, null],
			['closed', 'done', '2026-03-04', 'customer']
		]);
	});
});

describe('being late', () => {
	const lateOn = (days: number, ...moves: DisputeStatus[]) =>
		trackerOf(dispute(history('submitted', ...moves), { today: addDays(OPENED, days) })).late;

	it('starts the day after the promised day', () => {
		expect(lateOn(4, 'assigned')).toBe(false);
		expect(lateOn(5, 'assigned')).toBe(true);
	});

	it('ends with the decision or the case', () => {
		expect(lateOn(50, 'decided')).toBe(false);
		expect(lateOn(50, 'withdrawn')).toBe(false);
	});

	it('is not ours while the customer has to reply', () => {
		expect(lateOn(50, 'waiting_customer')).toBe(false);
	});
});

describe('properties', () => {
	/** Any walk the life cycle allows. */
	const walk = fc.array(fc.nat(20), { maxLength: 12 }).map((choices) =>
		choices.reduce<DisputeStatus[]>(
			(path, choice) => {
				const next = TRANSITIONS[path.at(-1)!];
				return [...path, next[choice % next.length]!];
			},
			['submitted']
		)
	);

	it('gives every step that is shown a day, in order, and somebody in charge', () => {
		fc.assert(
			fc.property(walk, (path) => {
				const { steps: shown } = trackerOf(dispute(history(...path)));
				for (const { state, on, who } of shown) {
					const isDated = state === 'done' || state === 'current';
					expect(on !== null).toBe(isDated);
					expect(who !== null).toBe(isDated);
				}
				const days = shown.flatMap(({ on }) => on ?? []);
				expect(days).toEqual([...days].sort());
			})
		);
	});

	it('has exactly one current step until it is closed', () => {
		fc.assert(
			fc.property(walk, (path) => {
				const tracker = trackerOf(dispute(history(...path)));
				const current = tracker.steps.filter(({ state }) => state === 'current').length;
				const closed = tracker.steps.at(-1)!.state === 'done';
				expect(current).toBe(closed ? 0 : 1);
			})
		);
	});

	it('says only of what happened that it was done', () => {
		fc.assert(
			fc.property(walk, (path) => {
				const { steps: shown } = trackerOf(dispute(history(...path)));
				const checked = shown.find(({ key }) => key === 'checking')!;
				const happened = ['in_progress', 'waiting_customer', 'waiting_third_party'];
				if (!path.some((status) => happened.includes(status)))
					expect(['todo', 'skipped']).toContain(checked.state);
			})
		);
	});

	it('is as far in every list as in the tracker, whoever it was handed to', () => {
		fc.assert(
			fc.property(walk, (path) => {
				const facts = dispute(history(...path));
				const current = trackerOf(facts).steps.find(({ state }) => state === 'current');
				expect(stepReached(facts)).toBe(current?.key ?? 'closed');
			})
		);
	});
});
