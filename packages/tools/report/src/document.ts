import { OptionError } from '@autoencoders/errors';

/**
 * The given document, or the page's own.
 *
 * @throws {OptionError} where neither is there.
 */
export function documentOrDefault(document?: Document): Document {
  const found = document ?? globalThis.document;
  if (!found) {
    throw new OptionError(
      "there is no document to draw with: in Node import from '@autoencoders/report/node', or pass a document",
    );
  }
  return found;
}
