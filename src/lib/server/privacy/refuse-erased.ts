import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { isErased } from './erased-addresses';
import { letBack } from './let-back';

/** @throws address_erased unless somebody says that its owner came back by his own wish */
export async function refuseErased(
	unit: Unit<InsideScope>,
	email: string,
	comesBack: boolean
): Promise<void> {
	if (!(await isErased(unit, email))) return;
	if (!comesBack) throw new AppError('address_erased', {}, 'email');
	await letBack(unit, email);
}
