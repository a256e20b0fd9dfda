import { defineConfig } from 'vite';
import { appConfig } from '../../vite.shared.js';
import { catalogue } from './scripts/catalogue.js';
import { sampleImages } from './scripts/sample-images.js';

export default defineConfig(
  appConfig({
    name: 'Autoencoder playground',
    description: 'Autoencoders of every kind, trained and used in your own browser.',
    plugins: [catalogue(), sampleImages()],
  }),
);
