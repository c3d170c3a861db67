import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { DeskScope } from '../auth/scope';
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
export const manifestOf = ({ scope, facts, language, internal }: Asked, packed: Packed): string =>
	manifestText(
		{
			...{ scope, language, at: facts.at, organisation: facts.organisation },
			customer: facts.about.customer,
			about: { case: facts.about.dispute.reference, internal }
		},
		packed
	);

interface Head {
	scope: DeskScope;
	language: Language;
	at: Date;
	organisation: { name: string; legalName: string };
	customer: { code: string; name: string };
	/** What it proves, in its own names. */
	about: Record<string, unknown>;
}

export function manifestText(head: Head, { files, missing }: Packed): string {
	const { scope, language, at, organisation, customer, about } = head;
	const described = <T extends { kind: string }>(file: T) => ({
		...file,
		what: say(`desk_proof_kind_${file.kind}`, {}, language)
	});
	return jsonFile({
		...{ format: FORMAT, version: VERSION, hash: 'SHA-256' },
		organisation: { name: organisation.name, legalName: organisation.legalName },
		customer: { code: customer.code, name: customer.name },
		...about,
		madeAt: isoInstant(at, scope.timeZone),
		madeBy: { name: scope.user.name, email: scope.user.email },
		language,
		files: files.map(described),
		missing: missing.map(described)
	});
}
