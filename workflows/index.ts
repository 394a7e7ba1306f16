/** Every workflow of the call worker; the bundle is made from this file. */
export { call } from './call.ts';
export { sheetWriter } from './sheet-writer.ts';
