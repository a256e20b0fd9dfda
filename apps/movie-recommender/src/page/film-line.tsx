import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Film } from '../catalogue/catalogue.js';

interface FilmLineProps {
  readonly film: Film;
  /** What follows on the right, or below where there is no room. */
  readonly children: ReactNode;
  readonly below?: ReactNode;
}

/** A film in a list: title, year and genres. */
export function FilmLine({ film, children, below }: FilmLineProps) {
  return (
    <li className="film">
      <div className="film-text">
        <Text fw={600} size="sm" data-title={film.title}>
          {film.title}
          {film.year !== undefined && (
            <Text span fw={400} c="var(--quiet)">
              {' '}
              {film.year}
            </Text>
          )}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {film.genres.join(', ') || 'no genre'}
        </Text>
      </div>
      <div className="film-side">{children}</div>
      {below && <div className="film-below">{below}</div>}
    </li>
  );
}
