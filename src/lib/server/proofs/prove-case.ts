import { withoutDoors } from '$lib/domain/proofs/without-doors';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import type { Asked } from './asked';
import { caseFacts, type CaseFacts } from './case-facts';
import { caseEntries } from './case-entries';
import { manifestOf } from './manifest';
import { openPack } from './pack';
import { readMe, readMeName } from './read-me';
import { sumsOf } from './sums';
import { spooled } from './spool';

/**
 * A case with all that was claimed, said, sent and delivered, as one archive. It is made on disk, file by
 * file and outside of any transaction: an archive is large, and its reader slow. Nothing of it leaves before
 * it is written down who took it.
 * @throws not_found
 */
export async function proveCase(
	scope: DeskScope,
	{ reference, language, internal }: { reference: string; language: Language; internal: boolean }
) {
	const linkWords = say('desk_proof_link', {}, language);
	const facts = await unitOfWork(scope, (unit) => caseFacts(unit, { reference, linkWords }));
	const { file, made } = await spooled((handle) =>
		packed(handle, { scope, facts, language, internal, linkWords })
	);
	await unitOfWork(scope, (unit) =>
		record(unit, 'dispute.proof_taken', subjectOf(facts), { ...made, internal })
	);
	const name = say('desk_proof_file', { reference: facts.about.dispute.reference }, language);
	return { name, ...file };
}

async function packed(handle: Parameters<typeof openPack>[0], asked: Asked) {
	const { facts, language, linkWords } = asked;
	const pack = openPack(handle, { at: facts.at, inert: (text) => withoutDoors(text, linkWords) });
	const { entries, missing } = caseEntries(asked);
	for (const entry of entries) await pack.add(entry);
	const left = [...missing, ...pack.missing];
	const readMeText = readMe(asked, left);
	await pack.add({ path: readMeName(language), kind: 'read_me', content: readMeText });
	await pack.add(sumsOf(pack.files));
	const manifest = manifestOf(asked, { files: pack.files, missing: left });
	const manifestSha256 = await pack.end(manifest);
	return { manifestSha256, files: pack.files.length, missing: left.length };
}

const subjectOf = ({ about: { dispute } }: CaseFacts) => ({
	kind: 'dispute' as const,
	id: dispute.id,
	customerId: dispute.customerId
});
