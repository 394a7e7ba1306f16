/** Anything that survives JSON unchanged: what may enter workflow state, a database column or the wire. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
