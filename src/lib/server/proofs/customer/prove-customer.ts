import type { FileHandle } from 'node:fs/promises';
import { AppError } from '$lib/domain/errors';
import { safeName } from '$lib/domain/proofs/entry-names';
import { withoutDoors } from '$lib/domain/proofs/without-doors';
import { say } from '$lib/i18n/words';
import { record } from '../../audit/record';
import type { DeskScope } from '../../auth/scope';
import { unitOfWork } from '../../db/client';
import type { Missing } from '../entry';
import { manifestText } from '../manifest';
import { openPack } from '../pack';
import { readMeName } from '../read-me';
import { spooled } from '../spool';
import { sumsOf } from '../sums';
import { periodOf, type AskedAccount, type AskedDays } from './asked';
import { accountEntries } from './entries';
import { accountFacts } from './facts';
import { accountReadMe } from './read-me';

/**
 * Everything that was sent to a customer, said with him and contested by him, for all days or some, as one
 * archive: made as the one of a case is (docs/decisions/proof-pack.md).
 * @throws not_found
 */
export async function proveCustomer(scope: DeskScope, days: AskedDays) {
	if (days.from && days.until && days.from > days.until)
		throw new AppError('period_reversed', {}, 'until');
	const facts = await unitOfWork(scope, (unit) => accountFacts(unit, days));
	const linkWords = say('desk_proof_link', {}, days.language);
	const period = periodOf(days, scope.timeZone);
	const asked: AskedAccount = { ...days, scope, facts, linkWords, period };
	const { file, made } = await spooled((handle) => packed(handle, asked));
	const { id, code } = facts.customer;
	const { from, until, internal } = days;
	await unitOfWork(scope, (unit) =>
		record(
			unit,
			'customer.proof_taken',
			{ kind: 'customer', id, customerId: id },
			{ ...made, from, until, internal }
		)
	);
	const name = say('privacy_pack_file', { code: safeName(code) }, days.language);
	return { name, ...file };
}

async function packed(handle: FileHandle, asked: AskedAccount) {
	const { facts, language, linkWords } = asked;
	const pack = openPack(handle, { at: facts.at, inert: (text) => withoutDoors(text, linkWords) });
	const heldBack: Missing[] = [];
	for await (const found of accountEntries(asked))
		if ('entry' in found) await pack.add(found.entry);
		else heldBack.push(found.missing);
	const missing = [...heldBack, ...pack.missing];
	const readMe = accountReadMe(asked, missing);
	await pack.add({ path: readMeName(language), kind: 'read_me', content: readMe });
	await pack.add(sumsOf(pack.files));
	const manifestSha256 = await pack.end(headed(asked, { files: pack.files, missing }));
	return { manifestSha256, files: pack.files.length, missing: missing.length };
}

const headed = (asked: AskedAccount, packed: Parameters<typeof manifestText>[1]): string => {
	const { scope, language, facts, from, until, internal } = asked;
	const { at, organisation, customer } = facts;
	return manifestText(
		{ scope, language, at, organisation, customer, about: { period: { from, until }, internal } },
		packed
	);
};
