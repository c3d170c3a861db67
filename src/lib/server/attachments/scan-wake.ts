/** Somebody listens in the server; on the command line nobody does and the next ring looks. */
let listener: (() => void) | undefined;

export const onScanWanted = (wake: () => void): void => {
	listener = wake;
};

export const wakeScan = (): void => listener?.();
