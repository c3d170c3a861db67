interface Said {
	text: string;
	/** Null: kept before it was noted. */
	isWordless: boolean | null;
	files: readonly { isTaken?: boolean }[];
}

/**
 * Whether a mail says something in the name of whoever wrote it: words that can be read, or a file that is
 * taken over. One whose words are in the original only says more than anybody here can read.
 */
export const speaks = ({ text, isWordless, files }: Said): boolean =>
	!(isWordless ?? text === '') && (text !== '' || files.some(({ isTaken }) => isTaken ?? true));
