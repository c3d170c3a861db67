import { savedName } from '../attachments/file-name';
import type { Attachment } from '../attachments/queries';
import type { Asked } from './asked';
import { inside, type Entry, type Missing, type PathOf } from './entry';

/** What was attached, by whomever; files of colleagues are in a folder of their own. */
export const fileEntries = ({ facts }: Asked, pathOf: PathOf): Entry[] =>
	facts.files
		.filter(({ scan }) => scan === 'clean')
		.map((file) => ({
			path: placeOf(file, pathOf),
			kind: 'file',
			content: file
		}));

/** Nobody gets what the antivirus has not let through, not in an archive either. */
export const filesHeldBack = ({ facts }: Asked, pathOf: PathOf): Missing[] =>
	facts.files
		.filter(({ scan }) => scan !== 'clean')
		.map((file) => ({
			path: placeOf(file, pathOf),
			kind: 'file',
			reason: file.scan === 'checking' ? 'file_checking' : 'file_refused'
		}));

const placeOf = ({ audience, name, mime }: Attachment, pathOf: PathOf): string =>
	pathOf(inside(audience === 'internal', 'files'), savedName(name, mime));
