/** To sort rows of several queries as each of them is sorted: the latest first, of one instant the last written. */
export const latestFirst =
	<Row extends { id: string }>(at: (row: Row) => Date) =>
	(a: Row, b: Row): number =>
		at(b).getTime() - at(a).getTime() || (a.id < b.id ? 1 : -1);
