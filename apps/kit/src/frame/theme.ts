import { Alert, type CSSVariablesResolver, createTheme } from '@mantine/core';

/** The looks that the apps share; contrasts hold in both schemes. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Titles in the colour of an alert are too pale on it.
  components: { Alert: Alert.extend({ styles: { title: { color: 'var(--mantine-color-text)' } } }) },
});

/** Quiet text and fine lines; Mantine's own quiet text is too pale to be read by everyone. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--quiet)',
    '--quiet': 'var(--mantine-color-gray-7)',
    '--line': 'var(--mantine-color-gray-3)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--quiet)',
    '--quiet': 'var(--mantine-color-gray-5)',
    '--line': 'var(--mantine-color-dark-4)',
  },
});
