const VIEW = /^view~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** In the place of a token: a colleague looks at the account as this contact does. It opens nothing by itself. */
export const viewToken = (contactId: string): string => `view~${contactId}`;

/** Whose eyes are lent; null where the text is something else. */
export const viewedContactIn = (token: string): string | null => VIEW.exec(token)?.[1] ?? null;
