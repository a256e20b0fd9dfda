import { defineConfig } from 'vite';
import { appConfig } from '../../vite.shared.js';
import { example } from './scripts/example.js';

export default defineConfig(
  appConfig({
    name: 'Anomaly watch',
    description: 'Odd rows of a table, scored over time and explained column by column, in your own browser.',
    plugins: [example()],
  }),
);
