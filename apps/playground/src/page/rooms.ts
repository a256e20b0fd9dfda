/** The rooms of the page, by the name they have in an address. */
export const rooms = [
  'train',
  'latent',
  'generate',
  'denoise',
  'classify',
  'cluster',
  'anomaly',
  'reduce',
  'runs',
] as const;

export type RoomName = (typeof rooms)[number];
