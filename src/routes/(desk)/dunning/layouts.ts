/** How a mail is looked at: on a telephone, at a desk, or as text without pictures. */
export const LAYOUTS = ['mobile', 'desktop', 'text'] as const;
export type Layout = (typeof LAYOUTS)[number];

export const layoutIn = ({ searchParams }: URL): Layout =>
	LAYOUTS.find((each) => each === searchParams.get('as')) ?? 'desktop';

/** Width of the frame it is shown in. */
export const WIDTHS: Record<Layout, number> = { mobile: 390, desktop: 640, text: 0 };
