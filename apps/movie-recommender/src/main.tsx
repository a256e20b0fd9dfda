import './page/page.css';
import { mount } from '@autoencoders/app-kit';
import { App } from './page/app.js';

mount(<App />);
