import { say } from '$lib/i18n/words';
import type { Asked } from './asked';
import { jsonFile, type Missing } from './entry';
import { isoInstant } from './iso-instant';
import type { PackedFile } from './pack';

const FORMAT = 'entendu-proof-pack';
const VERSION = 1;

interface Packed {
	files: readonly PackedFile[];
	missing: readonly Missing[];
}

/** What is inside, file by file, with what each is and its fingerprint. */
export function manifestOf({ scope, facts, language }: Asked, { files, missing }: Packed): string {
	const { about, organisation, at } = facts;
	const described = <T extends { kind: string }>(file: T) => ({
		...file,
		what: say(`desk_proof_kind_${file.kind}`, {}, language)
	});
	return jsonFile({
		...{ format: FORMAT, version: VERSION, hash: 'SHA-256' },
		organisation: { name: organisation.name, legalName: organisation.legalName },
		customer: { code: about.customer.code, name: about.customer.name },
		case: about.dispute.reference,
		madeAt: isoInstant(at, scope.timeZone),
		madeBy: { name: scope.user.name, email: scope.user.email },
		language,
		files: files.map(described),
		missing: missing.map(described)
	});
}
