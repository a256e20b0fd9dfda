import { defineConfig } from 'vite';
import { appConfig } from '../../vite.shared.js';
import { filmSets } from './scripts/film-sets.js';

export default defineConfig(
  appConfig({
    name: 'Movie recommender',
    description: 'Rate a few films and get recommendations at once, in your own browser.',
    plugins: [filmSets()],
  }),
);
