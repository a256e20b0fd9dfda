const isoTime =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const dottedTime =
  /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?)?$/;

/**
 * Milliseconds since 1970 of a time as files have it: `2024-03-04 13:05`, `2024-03-04T13:05:10.250Z`, `04.03.2024
 * 13:05`. Without a zone it counts as UTC, so that hours are shown as they are written. `NaN` for anything else.
 */
export function parseTime(cell: string): number {
  const iso = isoTime.exec(cell);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return made({ year, month, day, hour, minute, second, fraction }) - offsetOf(zone);
  }
  const dotted = dottedTime.exec(cell);
  if (!dotted) return Number.NaN;
  const [, day, month, year, hour, minute, second, fraction] = dotted;
  return made({ year, month, day, hour, minute, second, fraction });
}

type Part = string | undefined;

function made(
  parts: Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', Part>> & { fraction: Part },
) {
  const [year, month, day, hour, minute, second] = [
    parts.year,
    parts.month,
    parts.day,
    parts.hour,
    parts.minute,
    parts.second,
  ].map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const milliseconds = Math.floor(Number(`0.${parts.fraction ?? 0}`) * 1000);
  const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  const read = new Date(time);
  // The 31st of February is no day.
  const real =
    read.getUTCMonth() === month - 1 && read.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? time : Number.NaN;
}

function offsetOf(zone: Part): number {
  if (!zone || /^[zu]/i.test(zone)) return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.replace(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
