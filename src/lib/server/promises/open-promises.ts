import type { LocalDate } from '$lib/domain/calendar';
import type { Unit } from '../db/client';
import { madePromises, type MadePromise, type PromiseReader } from './made-promises';
import { sumsIn, type PromisedSum } from './promised-sum';
import { promiseTerms } from './queries';

/** Promises of one customer that are waited for, by invoice; the dunning waits for the same. */
export const openPromises = async (
	unit: Unit<PromiseReader>,
	customerId: string
): Promise<Map<string, PromisedSum>> => openAmong(await promisesMade(unit, customerId), unit.today);

export const promisesMade = async (
	unit: Unit<PromiseReader>,
	customerId: string
): Promise<MadePromise[]> =>
	madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));

export const openAmong = (
	made: readonly MadePromise[],
	today: LocalDate
): Map<string, PromisedSum> =>
	sumsIn(
		made.filter(({ standing }) => standing === 'open'),
		{ made, today }
	);
