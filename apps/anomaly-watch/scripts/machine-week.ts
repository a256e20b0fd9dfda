import { type RandomNumbers, randomNumbers } from './random-numbers.js';

/** What the sensors of a pump say at one moment. */
interface Reading {
  temperature: number;
  pressure: number;
  vibration: number;
  flow: number;
  power: number;
}

/** A fault that was put in: from one row to another, not included. */
interface Fault {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Changes a reading, given those before and the ones without any fault. */
  readonly change: (reading: Reading, place: Place) => void;
}

interface Place {
  /** Rows since the fault began, and how many it lasts. */
  readonly since: number;
  readonly lasts: number;
  readonly row: number;
  readonly sound: readonly Reading[];
  readonly random: RandomNumbers;
}

const rowsADay = 288;
const days = 7;
const rows = rowsADay * days;
const start = Date.UTC(2024, 2, 4);
const seed = 'anomaly-watch: a week of a machine';

/** The row of a time: day from 0, hour and minute. */
function at(day: number, hour: number, minute = 0): number {
  return day * rowsADay + hour * 12 + minute / 5;
}

const faults: readonly Fault[] = [
  {
    // A blocked outlet for a quarter of an hour.
    name: 'spike of pressure',
    from: at(4, 3, 20),
    to: at(4, 3, 35),
    change: (reading) => {
      reading.pressure += 1.6;
    },
  },
  {
    // Within its usual range, but it no longer follows the load: at night as it should be, by day far too cold.
    name: 'stuck temperature sensor',
    from: at(4, 5),
    to: at(4, 10, 30),
    change: (reading, { row, since, sound }) => {
      reading.temperature = sound[row - since]!.temperature;
    },
  },
  {
    // A slow leak.
    name: 'drift of flow',
    from: at(5, 5),
    to: at(5, 15),
    change: (reading, { since, lasts }) => {
      reading.flow *= 1 - 0.3 * (since / lasts);
    },
  },
  {
    // Power as it would be right half a day earlier: in range, but not with this flow.
    name: 'power does not follow flow',
    from: at(6, 9),
    to: at(6, 11),
    change: (reading, { row, sound }) => {
      reading.power = sound[row - rowsADay / 2 + 12]!.power;
    },
  },
  {
    name: 'worn bearing',
    from: at(6, 18),
    to: at(6, 20),
    change: (reading, { random }) => {
      reading.vibration += 0.7 + 0.35 * random.normal();
    },
  },
];

/**
 * A made-up week of a pump's sensors, a row every five minutes, as CSV: all follow the load of the plant, which has the
 * rhythm of its shifts. From the fifth day on there are faults; the last column says where. A few cells are missing.
 */
export function machineWeek(): string {
  const random = randomNumbers(seed);
  const sound = soundReadings(random);
  const lines = sound.map((reading, row) => {
    const found = { ...reading };
    const fault = faults.find(({ from, to }) => from <= row && row < to);
    fault?.change(found, { row, since: row - fault.from, lasts: fault.to - fault.from, sound, random });
    const { temperature, pressure, vibration, flow, power } = found;
    const cells = [
      temperature.toFixed(2),
      pressure.toFixed(3),
      Math.max(0, vibration).toFixed(3),
      flow.toFixed(2),
      power.toFixed(2),
    ];
    // A radio link that loses a value now and then.
    if (!fault && random.uniform() < 0.008) cells[Math.floor(random.uniform() * cells.length)] = '';
    return [timeOf(row), shiftOf(row), ...cells, fault?.name ?? ''].join(',');
  });
  return `${['time,shift,temperature_C,pressure_bar,vibration_mm_s,flow_m3_h,power_kW,fault', ...lines].join('\n')}\n`;
}

function soundReadings(random: RandomNumbers): Reading[] {
  const readings: Reading[] = [];
  let wander = 0;
  let warmth = 30;
  for (let row = 0; row < rows; row++) {
    const hour = (row % rowsADay) / 12;
    wander = 0.97 * wander + 0.02 * random.normal();
    const load = Math.min(1, Math.max(0.08, shiftLoad(hour) + wander));
    const outside = 12 + 6 * Math.sin((2 * Math.PI * (hour - 9)) / 24);
    // It warms and cools over about an hour and a half.
    warmth += (18 + 0.5 * outside + 40 * load - warmth) / 18;
    const flow = 14 + 46 * load + 0.5 * random.normal();
    readings.push({
      temperature: warmth + 0.3 * random.normal(),
      pressure: 2.1 + 2.2 * load ** 2 + 0.04 * random.normal(),
      vibration: 0.6 + 1.5 * load ** 1.5 + 0.06 * random.normal(),
      flow,
      power: 2.5 + 0.28 * flow + 9 * load ** 2 + 0.3 * random.normal(),
    });
  }
  return readings;
}

/** The plant's usual load: little at night, two shifts by day with a break at noon, softened at the edges. */
function shiftLoad(hour: number): number {
  const edge = (from: number, width: number) => 1 / (1 + Math.exp(-(hour - from) / width));
  const day = edge(6, 0.4) * (1 - edge(21, 0.5));
  const noon = edge(11.8, 0.15) * (1 - edge(12.7, 0.15));
  return 0.2 + 0.6 * day - 0.25 * noon + 0.06 * Math.sin((2 * Math.PI * hour) / 5);
}

function timeOf(row: number): string {
  return new Date(start + row * 300_000).toISOString().slice(0, 16).replace('T', ' ');
}

function shiftOf(row: number): string {
  const hour = Math.floor((row % rowsADay) / 12);
  return hour >= 6 && hour < 14 ? 'early' : hour >= 14 && hour < 22 ? 'late' : 'night';
}
