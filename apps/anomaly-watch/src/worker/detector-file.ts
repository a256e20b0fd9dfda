import { detectorFiles } from './detector-files.js';
import type { Session } from './session.js';

/** The detector as one JSON file: the files that `loadAnomalyDetector` reads by path, each in base 64. */
export async function detectorFile(session: Session): Promise<string> {
  const files = await detectorFiles(session);
  return JSON.stringify(
    {
      format: 'anomaly-watch',
      version: 1,
      files: Object.fromEntries([...files].map(([path, bytes]) => [path, base64(bytes)])),
    },
    undefined,
    1,
  );
}

function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  // A call takes only so many arguments.
  for (let from = 0; from < bytes.length; from += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + 8192)));
  }
  return btoa(pieces.join(''));
}
