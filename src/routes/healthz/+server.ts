import { text } from '@sveltejs/kit';

/** Alive: the process answers. */
export const GET = () => text('ok');
