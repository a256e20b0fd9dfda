import { parseHTML } from 'linkedom';

/** A new, empty page without a browser. */
export function serverDocument(): Document {
  return parseHTML('<!doctype html><html><head></head><body></body></html>').document as unknown as Document;
}
