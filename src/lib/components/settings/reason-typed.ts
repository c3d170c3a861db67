import type { Problem } from '$lib/components/disputes/form-state';

/** What a field shows: as it was typed when that was refused, as it is kept otherwise. */
export const typedIn = (problem: Problem | null, name: string, kept: string): string =>
	problem ? (problem.values[name] ?? '') : kept;

export const isTickedIn = (problem: Problem | null, name: string, kept: boolean): boolean =>
	problem ? problem.values[name] === 'on' : kept;

export const wrongIn = (problem: Problem | null, name: string): string | null =>
	problem?.all.find(({ field }) => field === name)?.words ?? null;
